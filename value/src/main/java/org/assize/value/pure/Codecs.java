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
