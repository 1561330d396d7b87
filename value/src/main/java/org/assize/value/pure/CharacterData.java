package org.assize.value.pure;

import java.util.Map;
import java.util.Optional;

/** {@code unicodedata}, of characters of ASCII: their data is the same in every version. */
final class CharacterData {
  private static final Map<Integer, String> CATEGORIES =
      Map.ofEntries(
          Map.entry((int) Character.CONTROL, "Cc"),
          Map.entry((int) Character.SPACE_SEPARATOR, "Zs"),
          Map.entry((int) Character.UPPERCASE_LETTER, "Lu"),
          Map.entry((int) Character.LOWERCASE_LETTER, "Ll"),
          Map.entry((int) Character.DECIMAL_DIGIT_NUMBER, "Nd"),
          Map.entry((int) Character.CONNECTOR_PUNCTUATION, "Pc"),
          Map.entry((int) Character.DASH_PUNCTUATION, "Pd"),
          Map.entry((int) Character.START_PUNCTUATION, "Ps"),
          Map.entry((int) Character.END_PUNCTUATION, "Pe"),
          Map.entry((int) Character.OTHER_PUNCTUATION, "Po"),
          Map.entry((int) Character.CURRENCY_SYMBOL, "Sc"),
          Map.entry((int) Character.MODIFIER_SYMBOL, "Sk"),
          Map.entry((int) Character.MATH_SYMBOL, "Sm"));

  private CharacterData() {}

  static Optional<Concrete> call(String name, Arguments args) {
    return switch (name) {
      case "category" -> Optional.of(Concrete.text(category(character(args))));
      case "normalize" ->
          Optional.of(Concrete.text(Texts.ascii(Texts.text(args.expect(2, 2).at(1)))));
      default -> Optional.empty();
    };
  }

  private static int character(Arguments args) {
    String text = Texts.ascii(Texts.text(args.expect(1, 1).at(0)));
    if (text.length() != 1) {
      throw new Raised("TypeError");
    }
    return text.charAt(0);
  }

  private static String category(int character) {
    return CATEGORIES.getOrDefault(Character.getType(character), "Cn");
  }
}
