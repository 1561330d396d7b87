package org.assize.value.pure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assize.base.SourceText;
import org.assize.ir.Literal;
import org.assize.syntax.Expr;
import org.assize.syntax.Node.Keyword;
import org.assize.syntax.Parser;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/** Evaluates an expression of constants, operators and calls, step by step by {@link Evaluator}. */
final class Expressions {
  /** Ends an evaluation that gives no value. */
  private static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Outcome outcome;

    Ended(Outcome outcome) {
      super(outcome.toString(), null, false, false);
      this.outcome = outcome;
    }
  }

  private Expressions() {}

  static Outcome evaluate(String expression) {
    var tree = Parser.parse(SourceText.of(expression), Optional.empty()).tree();
    Expr value = ((Stmt.ExprStmt) tree.body().getFirst()).value();
    try {
      return new Outcome.Value(value(value));
    } catch (Ended ended) {
      return ended.outcome;
    }
  }

  private static Concrete known(Outcome outcome) {
    if (outcome instanceof Outcome.Value(Concrete value)) {
      return value;
    }
    throw new Ended(outcome);
  }

  private static List<Concrete> values(List<Expr> all) {
    return all.stream().map(Expressions::value).toList();
  }

  private static Concrete value(@Nullable Expr expression) {
    return switch (expression) {
      case null -> Concrete.NONE;
      case Expr.Str text -> Concrete.text(text.value());
      case Expr.Bytes bytes -> Concrete.bytes(bytes.value());
      case Expr.Int number -> Concrete.whole(number.value());
      case Expr.BigInt number -> Concrete.whole(number.value());
      case Expr.Real number -> Concrete.real(number.value());
      case Expr.Bool truth -> Concrete.truth(truth.value());
      case Expr.None _ -> Concrete.NONE;
      case Expr.Ellipsis _ -> new Concrete.Scalar(Literal.Single.ELLIPSIS);
      case Expr.ListExpr list -> Concrete.list(values(list.elements()));
      case Expr.Tuple tuple -> Concrete.tuple(values(tuple.elements()));
      case Expr.SetExpr set ->
          new Concrete.Members(Concrete.Members.Kind.SET, values(set.elements()));
      case Expr.Dict dict -> dict(dict);
      case Expr.BinOp op -> known(Evaluator.binary(op.op(), value(op.left()), value(op.right())));
      case Expr.UnaryOp op -> known(Evaluator.unary(op.op(), value(op.operand())));
      case Expr.Compare compare -> compare(compare);
      case Expr.Subscript subscript -> subscript(subscript);
      case Expr.Call call -> call(call);
      case Expr.JoinedStr joined -> Concrete.text(joined(joined));
      default -> throw new AssertionError("not in a table: " + expression);
    };
  }

  private static Concrete dict(Expr.Dict dict) {
    List<Map.Entry<Concrete, Concrete>> entries = new ArrayList<>();
    for (int i = 0; i < dict.keys().size(); i++) {
      entries.add(Map.entry(value(dict.keys().get(i)), value(dict.values().get(i))));
    }
    return Displays.mapping(entries);
  }

  private static Concrete compare(Expr.Compare compare) {
    Concrete left = value(compare.left());
    return known(
        Evaluator.compare(compare.ops().getFirst(), left, value(compare.comparators().getFirst())));
  }

  private static Concrete subscript(Expr.Subscript subscript) {
    Concrete container = value(subscript.value());
    return subscript.index() instanceof Expr.Slice slice
        ? known(
            Evaluator.slice(
                container, value(slice.lower()), value(slice.upper()), value(slice.step())))
        : known(Evaluator.item(container, value(subscript.index())));
  }

  private static String joined(Expr.JoinedStr joined) {
    StringBuilder out = new StringBuilder();
    for (Expr part : joined.values()) {
      if (part instanceof Expr.FormattedValue field) {
        Expr.JoinedStr spec = field.formatSpec();
        String text = spec == null ? "" : joined(spec);
        out.append(
            Texts.text(known(Evaluator.format(value(field.value()), field.conversion(), text))));
      } else {
        out.append(((Expr.Str) part).value());
      }
    }
    return out.toString();
  }

  private static Concrete call(Expr.Call call) {
    if (call.function() instanceof Expr.Name name && name.id().equals("isinstance")) {
      String type = ((Expr.Name) call.args().get(1)).id();
      return known(Evaluator.isInstance(value(call.args().get(0)), type));
    }
    String path = path(call.function());
    Concrete receiver =
        path == null ? value(((Expr.Attribute) call.function()).value()) : Concrete.NONE;
    List<Concrete> args = values(call.args());
    Map<String, Concrete> keywords = new HashMap<>();
    for (Keyword keyword : call.keywords()) {
      keywords.put(keyword.name(), value(keyword.value()));
    }
    return path == null
        ? known(
            Evaluator.method(
                receiver, ((Expr.Attribute) call.function()).attribute(), args, keywords))
        : known(Evaluator.call(path, args, keywords));
  }

  /** Returns the dotted path of a function, or null for a method. */
  private static @Nullable String path(Expr function) {
    if (function instanceof Expr.Name name) {
      return "builtins." + name.id();
    }
    String dotted = dotted(function);
    return dotted;
  }

  private static @Nullable String dotted(Expr expression) {
    if (expression instanceof Expr.Name name) {
      return name.id();
    }
    String before =
        expression instanceof Expr.Attribute attribute ? dotted(attribute.value()) : null;
    return before == null ? null : before + "." + ((Expr.Attribute) expression).attribute();
  }
}
