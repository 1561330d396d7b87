package org.assize.value.pure;

import java.util.Optional;
import java.util.stream.Collectors;
import org.assize.ir.Literal;
import org.assize.value.domain.Literals;

/** {@code json.dumps} without options. */
final class Json {
  private Json() {}

  static Optional<Concrete> call(String name, Arguments args) {
    return name.equals("dumps")
        ? Optional.of(Concrete.text(Limits.text(dump(args.expect(1, 1).at(0)))))
        : Optional.empty();
  }

  private static String dump(Concrete value) {
    return switch (value) {
      case Concrete.Scalar(Literal literal) -> dump(literal);
      case Concrete.Items items ->
          items.elements().stream().map(Json::dump).collect(Collectors.joining(", ", "[", "]"));
      case Concrete.Mapping mapping ->
          mapping.entries().entrySet().stream()
              .map(e -> quoted(key(e.getKey())) + ": " + dump(e.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case Concrete.Members _ -> throw Raised.typeError();
    };
  }

  private static String dump(Literal literal) {
    return switch (literal) {
      case Literal.Text text -> quoted(text.value());
      case Literal.Whole whole -> whole.value().toString();
      case Literal.Real real -> real(real.value());
      case Literal.Truth truth -> truth.value() ? "true" : "false";
      case Literal.Single single when single == Literal.Single.NONE -> "null";
      case Literal.Bytes _, Literal.Imaginary _, Literal.Single _ -> throw Raised.typeError();
    };
  }

  private static String real(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    return Double.isInfinite(value) ? (value > 0 ? "Infinity" : "-Infinity") : Literals.real(value);
  }

  private static String key(Concrete key) {
    if (Texts.isText(key)) {
      return Texts.text(key);
    }
    if (key instanceof Concrete.Scalar(Literal literal)) {
      return dump(literal);
    }
    throw Raised.typeError();
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\f' -> out.append("\\f");
        case '\b' -> out.append("\\b");
        default -> out.append(c < ' ' || c > '~' ? String.format("\\u%04x", (int) c) : c);
      }
    }
    return out.append('"').toString();
  }
}
