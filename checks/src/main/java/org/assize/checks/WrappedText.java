package org.assize.checks;

import java.util.Set;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/** A text inside of calls that only give it another form: {@code SecretStr("…")}. */
final class WrappedText {
  private static final Set<String> METHODS = Set.of("encode", "decode", "strip");
  private static final Set<String> CALLS =
      Set.of(
          "SecretStr", "SecretBytes", "Secret", "Field", "b64decode", "unhexlify", "bytes", "str");

  private WrappedText() {}

  /** Returns the text, else the expression itself. */
  static Expr in(Expr value) {
    Expr inner = value;
    while (inner instanceof Expr.Call call) {
      Expr next = unwrapped(call);
      if (next == call) {
        return value;
      }
      inner = next;
    }
    return inner instanceof Expr.Str || inner instanceof Expr.Bytes ? inner : value;
  }

  private static Expr unwrapped(Expr.Call call) {
    String name =
        switch (call.function()) {
          case Expr.Attribute a -> a.attribute();
          case Expr.Name n -> n.id();
          default -> "";
        };
    if (call.function() instanceof Expr.Attribute a && METHODS.contains(name)) {
      return a.value();
    } else if (!CALLS.contains(name)) {
      return call;
    }
    return call.args().isEmpty()
        ? call.keywords().stream()
            .filter(k -> "default".equals(k.name()))
            .map(Node.Keyword::value)
            .findFirst()
            .orElse(call)
        : call.args().getFirst();
  }
}
