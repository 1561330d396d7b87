package org.assize.oracle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assize.base.SourceText;

/** Decodes a file as Python does: byte order mark, encoding cookie in two lines, else UTF-8. */
final class FileText {
  private static final Pattern COOKIE =
      Pattern.compile("^[ \\t\\f]*#.*?coding[:=][ \\t]*([-\\w.]+)");
  private static final Pattern BLANK = Pattern.compile("^[ \\t\\f]*(?:#.*)?$");

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
    return text.isPresent() || cookie(bytes, 0).isPresent()
        ? text
        : Optional.of(SourceText.of(new String(bytes, StandardCharsets.ISO_8859_1)));
  }

  static Optional<SourceText> decode(byte[] bytes) {
    boolean marked =
        bytes.length >= 3
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF;
    int start = marked ? 3 : 0;
    try {
      Charset charset = cookie(bytes, start).map(FileText::charset).orElse(StandardCharsets.UTF_8);
      if (marked && !charset.equals(StandardCharsets.UTF_8)) {
        return Optional.empty();
      }
      ByteBuffer input = ByteBuffer.wrap(bytes, start, bytes.length - start);
      return Optional.of(SourceText.of(charset.newDecoder().decode(input).toString()));
    } catch (CharacterCodingException
        | IllegalCharsetNameException
        | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> cookie(byte[] bytes, int start) {
    String head =
        new String(bytes, start, Math.min(bytes.length - start, 2000), StandardCharsets.ISO_8859_1);
    String[] lines = head.split("\r\n|\r|\n", 3);
    for (int i = 0; i < Math.min(2, lines.length); i++) {
      Matcher cookie = COOKIE.matcher(lines[i]);
      if (cookie.find()) {
        return Optional.of(cookie.group(1));
      }
      if (!BLANK.matcher(lines[i]).matches()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Charset charset(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replace('_', '-');
    if (plain.equals("utf-8") || plain.startsWith("utf-8-")) {
      return StandardCharsets.UTF_8;
    }
    if (plain.matches("(latin-1|iso-8859-1|iso-latin-1)(-.*)?")) {
      return StandardCharsets.ISO_8859_1;
    }
    // Java knows "shift_jis" and "koi8-r" alike by their own names.
    return Charset.isSupported(name) ? Charset.forName(name) : Charset.forName(plain);
  }
}
