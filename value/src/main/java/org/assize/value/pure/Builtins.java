package org.assize.value.pure;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.ir.Literal;

/** Built-in functions and classes, called. */
final class Builtins {
  private static final int LAST_CHARACTER = 0x10ffff;

  private static final Set<String> CLASSES =
      Set.of(
          "str",
          "bytes",
          "int",
          "float",
          "bool",
          "list",
          "tuple",
          "dict",
          "set",
          "frozenset",
          "complex");

  private Builtins() {}

  /** Calls a function; empty if it is none of these. */
  static Optional<Concrete> call(String name, Arguments args) {
    return Optional.ofNullable(
        switch (name) {
          case "len" -> Concrete.whole(Displays.length(args.expect(1, 1).at(0)));
          case "str" -> str(args.expect(0, 1, "object"));
          case "repr" -> Concrete.text(Formats.repr(args.expect(1, 1).at(0)));
          case "ascii" -> Concrete.text(Formats.ascii(args.expect(1, 1).at(0)));
          case "format" -> format(args.expect(1, 2));
          case "bool" ->
              Concrete.truth(args.expect(0, 1).count() > 0 && Comparisons.truth(args.at(0)));
          case "int" -> Conversions.whole(args.expect(0, 2, "base"));
          case "float" -> Conversions.real(args.expect(0, 1));
          case "bytes" -> Conversions.bytes(args.expect(0, 2, "encoding"));
          case "ord" -> ord(args.expect(1, 1).at(0));
          case "chr" -> Concrete.text(character(args.expect(1, 1).at(0)));
          case "abs" -> abs(args.expect(1, 1).at(0));
          case "hex" -> based(args.expect(1, 1).at(0), 16, "0x");
          case "oct" -> based(args.expect(1, 1).at(0), 8, "0o");
          case "bin" -> based(args.expect(1, 1).at(0), 2, "0b");
          case "round" -> Conversions.round(args.expect(1, 2, "ndigits"));
          case "divmod" -> divmod(args.expect(2, 2));
          case "pow" -> throw new NotKnown();
          case "min" -> extreme(args, -1);
          case "max" -> extreme(args, 1);
          case "sum" -> sum(args.expect(1, 2, "start"));
          case "any" -> Concrete.truth(iterate(args).stream().anyMatch(Comparisons::truth));
          case "all" -> Concrete.truth(iterate(args).stream().allMatch(Comparisons::truth));
          case "sorted" -> sorted(args.expect(1, 1, "reverse"));
          case "reversed" -> Concrete.list(Displays.ordered(reversible(args)).reversed());
          case "range" -> range(args.expect(1, 3));
          case "enumerate" -> enumerate(args.expect(1, 2, "start"));
          case "zip" -> zip(args);
          case "list" -> Concrete.list(optional(args));
          case "tuple" -> Concrete.tuple(optional(args));
          case "set" -> members(Concrete.Members.Kind.SET, args);
          case "frozenset" -> members(Concrete.Members.Kind.FROZENSET, args);
          case "dict" -> dict(args);
          default -> null;
        });
  }

  private static Concrete str(Arguments args) {
    return Concrete.text(args.count() == 0 ? "" : Formats.str(args.at(0)));
  }

  private static Concrete format(Arguments args) {
    String spec = args.count() > 1 ? Texts.text(args.at(1)) : "";
    return Concrete.text(Formats.format(args.at(0), spec));
  }

  private static Concrete ord(Concrete value) {
    if (Displays.length(value) != 1 || !(Texts.isText(value) || Texts.isBytes(value))) {
      throw Raised.typeError();
    }
    return Concrete.whole(
        Texts.isText(value) ? Texts.text(value).codePointAt(0) : Texts.bytes(value).charAt(0));
  }

  static String character(Concrete value) {
    BigInteger code = Numbers.whole(value);
    if (code.signum() < 0 || code.compareTo(BigInteger.valueOf(LAST_CHARACTER)) > 0) {
      throw code.bitLength() >= Integer.SIZE ? new Raised("OverflowError") : Raised.valueError();
    }
    return Character.toString(code.intValue());
  }

  private static Concrete abs(Concrete value) {
    if (!Numbers.isNumber(value)) {
      throw value instanceof Concrete.Scalar(Literal.Imaginary _)
          ? new NotKnown()
          : Raised.typeError();
    }
    return Numbers.isReal(value)
        ? Concrete.real(Math.abs(Numbers.real(value)))
        : Concrete.whole(Numbers.whole(value).abs());
  }

  private static Concrete based(Concrete value, int base, String prefix) {
    BigInteger number = Numbers.whole(value);
    return Concrete.text((number.signum() < 0 ? "-" : "") + prefix + number.abs().toString(base));
  }

  private static Concrete divmod(Arguments args) {
    Concrete a = args.at(0);
    Concrete b = args.at(1);
    if (Numbers.isWhole(a) && Numbers.isWhole(b)) {
      BigInteger[] parts = Numbers.floorDivision(Numbers.whole(a), Numbers.whole(b));
      return Concrete.tuple(List.of(Concrete.whole(parts[0]), Concrete.whole(parts[1])));
    }
    double[] parts = Numbers.floorDivision(Numbers.real(a), Numbers.real(b));
    return Concrete.tuple(List.of(Concrete.real(parts[0]), Concrete.real(parts[1])));
  }

  private static Concrete extreme(Arguments args, int sign) {
    if (args.keywords().containsKey("key")) {
      throw new NotKnown();
    }
    args.expect(1, Integer.MAX_VALUE, "default");
    boolean one = args.count() == 1;
    List<Concrete> values = one ? Displays.iterate(args.at(0)) : args.positional();
    Concrete best = null;
    for (Concrete value : values) {
      if (Numbers.isNan(value)) {
        throw new NotKnown();
      }
      best = best == null || Comparisons.order(value, best) * sign > 0 ? value : best;
    }
    Concrete found = best == null ? args.keywords().get("default") : best;
    if (found == null) {
      throw Raised.valueError();
    }
    return found;
  }

  private static Concrete sum(Arguments args) {
    Concrete total = args.get(1, "start", Concrete.whole(0));
    if (Texts.isText(total) || Texts.isBytes(total)) {
      throw Raised.typeError();
    }
    for (Concrete value : Displays.iterate(args.at(0))) {
      if (Numbers.isReal(value)) {
        throw new NotKnown(); // how floats are summed depends on the version
      }
      total = Operators.binary(org.assize.syntax.Operator.ADD, total, value);
    }
    return total;
  }

  private static List<Concrete> iterate(Arguments args) {
    return Displays.iterate(args.expect(1, 1).at(0));
  }

  private static Concrete sorted(Arguments args) {
    boolean reverse = Comparisons.truth(args.get(1, "reverse", Concrete.truth(false)));
    return Concrete.list(Comparisons.sorted(Displays.iterate(args.at(0)), reverse));
  }

  private static Concrete reversible(Arguments args) {
    Concrete value = args.expect(1, 1).at(0);
    if (value instanceof Concrete.Members) {
      throw Raised.typeError();
    }
    return value;
  }

  private static Concrete range(Arguments args) {
    boolean one = args.count() == 1;
    long from = one ? 0 : Numbers.index(args.at(0));
    long to = Numbers.index(args.at(one ? 0 : 1));
    long by = args.count() > 2 ? Numbers.index(args.at(2)) : 1;
    if (by == 0) {
      throw Raised.valueError();
    }
    List<Concrete> out = new ArrayList<>();
    for (long i = from; by > 0 ? i < to : i > to; i += by) {
      Limits.checkElements(out.size());
      out.add(Concrete.whole(i));
    }
    return Concrete.list(out);
  }

  private static Concrete enumerate(Arguments args) {
    BigInteger index = Numbers.whole(args.get(1, "start", Concrete.whole(0)));
    List<Concrete> out = new ArrayList<>();
    for (Concrete value : Displays.ordered(args.at(0))) {
      out.add(Concrete.tuple(List.of(Concrete.whole(index), value)));
      index = index.add(BigInteger.ONE);
    }
    return Concrete.list(out);
  }

  private static Concrete zip(Arguments args) {
    args.expect(0, Integer.MAX_VALUE);
    List<List<Concrete>> columns = args.positional().stream().map(Displays::ordered).toList();
    int rows = columns.stream().mapToInt(List::size).min().orElse(0);
    List<Concrete> out = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      int row = i;
      out.add(Concrete.tuple(columns.stream().map(c -> c.get(row)).toList()));
    }
    return Concrete.list(out);
  }

  private static List<Concrete> optional(Arguments args) {
    args.expect(0, 1);
    return args.count() == 0 ? List.of() : Displays.ordered(args.at(0));
  }

  private static Concrete members(Concrete.Members.Kind kind, Arguments args) {
    args.expect(0, 1);
    List<Concrete> elements = args.count() == 0 ? List.of() : Displays.iterate(args.at(0));
    elements.forEach(Displays::hashable);
    return new Concrete.Members(kind, elements);
  }

  private static Concrete dict(Arguments args) {
    if (args.count() > 1) {
      throw Raised.typeError();
    }
    List<Map.Entry<Concrete, Concrete>> entries = new ArrayList<>();
    if (args.count() == 1 && args.at(0) instanceof Concrete.Mapping mapping) {
      entries.addAll(mapping.entries().entrySet());
    } else if (args.count() == 1) {
      for (Concrete pair : Displays.ordered(args.at(0))) {
        List<Concrete> both = Displays.ordered(pair);
        if (both.size() != 2) {
          throw Raised.valueError();
        }
        entries.add(Map.entry(both.get(0), both.get(1)));
      }
    }
    args.keywords().forEach((name, value) -> entries.add(Map.entry(Concrete.text(name), value)));
    return Displays.mapping(entries);
  }

  /** {@code isinstance(value, class)}; the class is a dotted name. */
  static boolean isInstance(Concrete value, String type) {
    String name = Comparisons.typeName(value);
    if (type.equals("object") || type.equals(name)) {
      return true;
    }
    if (!CLASSES.contains(type) && !type.equals("NoneType")) {
      throw new NotKnown();
    }
    return type.equals("int") && name.equals("bool");
  }
}
