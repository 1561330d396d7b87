package org.assize.value.pure;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Methods that change nothing. */
final class Methods {
  private Methods() {}

  static Optional<Concrete> call(Concrete receiver, String name, Arguments args) {
    if (Texts.isText(receiver)) {
      return text(Texts.text(receiver), name, args)
          .or(() -> new TextMethods(receiver).call(name, args));
    }
    if (Texts.isBytes(receiver)) {
      return bytes(Texts.bytes(receiver), name, args)
          .or(() -> new TextMethods(receiver).call(name, args));
    }
    return switch (receiver) {
      case Concrete.Items items -> items(items, name, args);
      case Concrete.Mapping mapping -> mapping(mapping, name, args);
      case Concrete.Members _, Concrete.Scalar _ -> Optional.empty();
    };
  }

  private static Optional<Concrete> text(String self, String name, Arguments args) {
    return Optional.ofNullable(
        switch (name) {
          case "format" -> Concrete.text(BraceFormat.format(self, args));
          case "format_map" -> Concrete.text(BraceFormat.formatMap(self, args.expect(1, 1).at(0)));
          case "encode" -> Codecs.encode(self, encoding(args));
          case "isidentifier" -> identifier(Texts.ascii(self));
          case "isprintable" ->
              Concrete.truth(
                  Texts.ascii(self)
                      .chars()
                      .allMatch(org.assize.value.domain.Literals::isPrintable));
          case "casefold" -> Concrete.text(Texts.ascii(self).toLowerCase(java.util.Locale.ROOT));
          default -> null;
        });
  }

  private static Concrete identifier(String text) {
    return Concrete.truth(text.matches("[A-Za-z_][A-Za-z_0-9]*"));
  }

  private static String encoding(Arguments args) {
    args.expect(0, 2, "encoding", "errors");
    if (!args.get(1, "errors", Concrete.text("strict")).equals(Concrete.text("strict"))) {
      throw new NotKnown();
    }
    return Texts.text(args.get(0, "encoding", Concrete.text("utf-8")));
  }

  private static Optional<Concrete> bytes(String self, String name, Arguments args) {
    return Optional.ofNullable(
        switch (name) {
          case "decode" -> Codecs.decode(self, encoding(args));
          case "hex" -> {
            args.expect(0, 0);
            yield Concrete.text(java.util.HexFormat.of().formatHex(Codecs.raw(self)));
          }
          default -> null;
        });
  }

  private static Optional<Concrete> items(Concrete.Items items, String name, Arguments args) {
    List<Concrete> elements = items.elements();
    return Optional.ofNullable(
        switch (name) {
          case "count" -> {
            Concrete wanted = args.expect(1, 1).at(0);
            yield Concrete.whole(
                elements.stream().filter(e -> Comparisons.isEqual(e, wanted)).count());
          }
          case "index" -> Concrete.whole(indexOf(elements, args.expect(1, 1).at(0)));
          case "copy" -> args.expect(0, 0).count() == 0 ? items : null;
          default -> null;
        });
  }

  private static int indexOf(List<Concrete> elements, Concrete wanted) {
    for (int i = 0; i < elements.size(); i++) {
      if (Comparisons.isEqual(elements.get(i), wanted)) {
        return i;
      }
    }
    throw Raised.valueError();
  }

  private static Optional<Concrete> mapping(Concrete.Mapping mapping, String name, Arguments args) {
    Map<Concrete, Concrete> entries = mapping.entries();
    return Optional.ofNullable(
        switch (name) {
          case "get" -> {
            Concrete key = Displays.hashable(args.expect(1, 2).at(0));
            Concrete found = Displays.find(mapping, key);
            yield found != null ? found : args.count() > 1 ? args.at(1) : Concrete.NONE;
          }
          case "keys" -> Concrete.list(entries.keySet());
          case "values" -> Concrete.list(entries.values());
          case "items" ->
              Concrete.list(
                  entries.entrySet().stream()
                      .map(e -> Concrete.tuple(List.of(e.getKey(), e.getValue())))
                      .toList());
          case "copy" -> mapping;
          default -> null;
        });
  }
}
