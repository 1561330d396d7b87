package org.assize.value.pure;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Encodings, with strict errors. */
final class Codecs {
  private Codecs() {}

  private static Charset charset(String name) {
    return switch (name.toLowerCase(Locale.ROOT).replace('_', '-')) {
      case "utf-8", "utf8", "u8" -> StandardCharsets.UTF_8;
      case "ascii", "us-ascii" -> StandardCharsets.US_ASCII;
      case "latin-1", "latin1", "iso-8859-1", "iso8859-1", "l1" -> StandardCharsets.ISO_8859_1;
      default -> throw new NotKnown();
    };
  }

  static Concrete encode(String text, String encoding) {
    if (encoding.replace('-', '_').equalsIgnoreCase("unicode_escape")) {
      return Concrete.bytes(escaped(text));
    }
    try {
      ByteBuffer bytes =
          charset(encoding)
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .encode(CharBuffer.wrap(text));
      return Concrete.bytes(StandardCharsets.ISO_8859_1.decode(bytes).toString());
    } catch (CharacterCodingException e) {
      throw new Raised("UnicodeEncodeError");
    }
  }

  /** The text with a backslash and a code for what ASCII does not print, and for backslashes. */
  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '\\' -> out.append("\\\\");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            default -> {
              if (c >= ' ' && c < 0x7f) {
                out.append((char) c);
              } else if (c < 0x100) {
                out.append(String.format("\\x%02x", c));
              } else {
                out.append(c < 0x10000 ? String.format("\\u%04x", c) : String.format("\\U%08x", c));
              }
            }
          }
        });
    return out.toString();
  }

  static Concrete decode(String bytes, String encoding) {
    try {
      return Concrete.text(
          charset(encoding)
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(raw(bytes)))
              .toString());
    } catch (CharacterCodingException e) {
      throw new Raised("UnicodeDecodeError");
    }
  }

  static byte[] raw(String bytes) {
    return bytes.getBytes(StandardCharsets.ISO_8859_1);
  }

  static Concrete fromRaw(byte[] bytes) {
    return Concrete.bytes(new String(bytes, StandardCharsets.ISO_8859_1));
  }
}
