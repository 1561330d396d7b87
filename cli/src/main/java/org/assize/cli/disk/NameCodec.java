package org.assize.cli.disk;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;

/**
 * File names as text, whatever the locale.
 *
 * <p>On Linux a name is bytes, and Java decodes them by the locale: under {@code LANG=C} every name
 * beyond ASCII is lost. A path's URI holds the bytes themselves, so they are taken from there and
 * read as UTF-8. Bytes that are no UTF-8 become {@code \xff}, as Python shows them.
 */
final class NameCodec {
  private static final HexFormat HEX = HexFormat.of();

  private NameCodec() {}

  /** Returns the last name of a path. */
  static String nameOf(Path path) {
    Path last = path.getFileName();
    String name = last == null ? "" : last.toString();
    return isAscii(name) ? name : decode(lastBytes(path));
  }

  /** Returns the path of a name in a folder; a name with escapes is taken literally. */
  static Path child(Path folder, String name) {
    if (isAscii(name)) {
      return folder.resolve(name);
    }
    StringBuilder uri = new StringBuilder(folder.toUri().toString());
    if (uri.charAt(uri.length() - 1) != '/') {
      uri.append('/');
    }
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      uri.append('%').append(HEX.toHexDigits(b).toUpperCase(Locale.ROOT));
    }
    return Path.of(URI.create(uri.toString()));
  }

  /** Returns whether a text means the same in every locale. */
  static boolean isAscii(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  private static byte[] lastBytes(Path path) {
    String raw = path.toUri().getRawPath();
    int end = raw.endsWith("/") ? raw.length() - 1 : raw.length();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = raw.lastIndexOf('/', end - 1) + 1; i < end; i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes.write(HexFormat.fromHexDigits(raw, i + 1, i + 3));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toByteArray();
  }

  private static String decode(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    try {
      return decoder.decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      StringBuilder text = new StringBuilder();
      for (byte b : bytes) {
        if (b >= 0) {
          text.append((char) b);
        } else {
          text.append("\\x").append(HEX.toHexDigits(b));
        }
      }
      return text.toString();
    }
  }
}
