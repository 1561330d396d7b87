package org.assize.oracle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.assize.base.SourceText;
import org.assize.syntax.Decoded;
import org.assize.syntax.SourceDecoder;

/** Reads a file as the parser's users do; a file that is not sound has no text here. */
final class FileText {
  private FileText() {}

  /**
   * Returns the text, or empty if the bytes are none.
   *
   * @throws IOException if the file cannot be read
   */
  static Optional<SourceText> read(Path file) throws IOException {
    return decode(Files.readAllBytes(file));
  }

  /** Decodes as Python 2 does, which without a cookie takes any bytes in comments and strings. */
  static Optional<SourceText> decodePython2(byte[] bytes) {
    Optional<SourceText> text = decode(bytes);
    return text.isPresent() || declares(bytes)
        ? text
        : Optional.of(SourceText.of(new String(bytes, StandardCharsets.ISO_8859_1)));
  }

  static Optional<SourceText> decode(byte[] bytes) {
    Decoded decoded = SourceDecoder.decode(bytes);
    return decoded.problems().isEmpty() ? Optional.of(decoded.text()) : Optional.empty();
  }

  private static boolean declares(byte[] bytes) {
    return !SourceDecoder.decode(bytes).encoding().equals("utf-8");
  }
}
