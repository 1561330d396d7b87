package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/** What a call passes under a keyword by {@code **options}, as far as the text alone tells. */
final class HandedOptions {
  private HandedOptions() {}

  /** Returns the value of a keyword; empty where it is not certain. */
  static Optional<Expr> value(CallSite call, String keyword, ProgramView program) {
    List<Expr> handed =
        call.node().keywords().stream()
            .filter(k -> k.name() == null)
            .map(Node.Keyword::value)
            .toList();
    boolean isPlain =
        handed.size() == 1 && call.node().args().stream().noneMatch(a -> a instanceof Expr.Starred);
    if (!isPlain) {
      return Optional.empty();
    }
    Expr options = handed.getFirst();
    return set(call, options, keyword)
        .or(() -> WrittenField.of(options, call.module(), program).flatMap(w -> entry(w, keyword)));
  }

  private static Optional<Expr> entry(WrittenField field, String keyword) {
    return field.value() instanceof Expr.Dict dict
        ? IntStream.range(0, dict.keys().size())
            .filter(i -> dict.keys().get(i) instanceof Expr.Str s && s.value().equals(keyword))
            .mapToObj(i -> dict.values().get(i))
            .findFirst()
        : Optional.empty();
  }

  /** {@code options["keyword"] = value}, the only one, on the way to the call whatever happens. */
  private static Optional<Expr> set(CallSite call, Expr options, String keyword) {
    Optional<PythonFunction> function = call.function();
    if (function.isEmpty() || !(options instanceof Expr.Name name)) {
      return Optional.empty();
    }
    List<Stmt.Assign> all = new ArrayList<>();
    List<Stmt> body = function.get().node().body();
    body.forEach(s -> collect(s, name.id(), keyword, all));
    boolean isCertain =
        all.size() == 1
            && body.contains(all.getFirst())
            && all.getFirst().end() <= call.node().start()
            && !isChanged(body, name.id());
    return isCertain ? Optional.of(all.getFirst().value()) : Optional.empty();
  }

  private static void collect(Node node, String name, String keyword, List<Stmt.Assign> to) {
    if (node instanceof Stmt.Assign s
        && s.targets().getFirst() instanceof Expr.Subscript item
        && item.value() instanceof Expr.Name n
        && n.id().equals(name)
        && item.index() instanceof Expr.Str key
        && key.value().equals(keyword)) {
      to.add(s);
    }
    Nodes.forEachChild(node, child -> collect(child, name, keyword, to));
  }

  /** Whether the dictionary is bound anew, or others may put something in. */
  private static boolean isChanged(List<Stmt> body, String name) {
    boolean isRebound =
        Inside.any(
            body,
            Stmt.Assign.class,
            s ->
                s.targets().stream()
                    .anyMatch(t -> t instanceof Expr.Name n && n.id().equals(name)));
    return isRebound
        || Inside.any(
            body,
            Expr.Attribute.class,
            a ->
                a.value() instanceof Expr.Name n
                    && n.id().equals(name)
                    && (a.attribute().equals("update") || a.attribute().equals("clear")));
  }
}
