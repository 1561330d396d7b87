package org.assize.value.pure;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** {@code base64} and {@code binascii}. */
final class Binary {
  private static final String STANDARD = "[A-Za-z0-9+/]*={0,2}";
  private static final String FOR_URLS = "[A-Za-z0-9_-]*={0,2}";

  private Binary() {}

  static Optional<Concrete> call(String name, Arguments args) {
    return Optional.ofNullable(
        switch (name) {
          case "b64encode", "standard_b64encode" -> encode(Base64.getEncoder(), args);
          case "urlsafe_b64encode" -> encode(Base64.getUrlEncoder(), args);
          case "b64decode", "standard_b64decode" -> decode(Base64.getDecoder(), STANDARD, args);
          case "urlsafe_b64decode" -> decode(Base64.getUrlDecoder(), FOR_URLS, args);
          case "b16encode" -> Concrete.bytes(HexFormat.of().withUpperCase().formatHex(bytes(args)));
          case "hexlify", "b2a_hex" -> Concrete.bytes(HexFormat.of().formatHex(bytes(args)));
          case "unhexlify", "a2b_hex" -> unhex(args);
          default -> null;
        });
  }

  private static byte[] bytes(Arguments args) {
    return Codecs.raw(Texts.bytes(args.expect(1, 1).at(0)));
  }

  private static String ascii(Arguments args) {
    Concrete value = args.expect(1, 1).at(0);
    return Texts.isText(value) ? Texts.ascii(Texts.text(value)) : Texts.bytes(value);
  }

  private static Concrete encode(Base64.Encoder encoder, Arguments args) {
    return Codecs.fromRaw(encoder.encode(bytes(args)));
  }

  private static Concrete decode(Base64.Decoder decoder, String form, Arguments args) {
    String text = ascii(args);
    if (!text.matches(form)) {
      throw new NotKnown(); // characters outside the alphabet are skipped
    }
    if (text.length() % 4 != 0) {
      throw new Raised("binascii.Error");
    }
    try {
      return Codecs.fromRaw(decoder.decode(text));
    } catch (IllegalArgumentException e) {
      throw new NotKnown();
    }
  }

  private static Concrete unhex(Arguments args) {
    try {
      return Codecs.fromRaw(HexFormat.of().parseHex(ascii(args)));
    } catch (IllegalArgumentException e) {
      throw new Raised("binascii.Error");
    }
  }
}
