package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Control;
import org.assize.facts.Fact;
import org.assize.facts.Reason;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/**
 * Exceptions whose text names values: where tests expect them, with what production does with them,
 * and handlers that return the text of what they caught.
 *
 * @param assertions names of functions that expect the exception that they are given first
 * @param traces names of functions that give a traceback as text
 */
public record DisclosedErrors(Set<String> assertions, Set<String> traces) implements Detector {
  @Override
  public void review(Check check) {
    if (check.inTest()) {
      Map<String, List<ExpectedError>> groups = new LinkedHashMap<>();
      for (CallSite call : check.view().calls()) {
        if (assertions.contains(call.calledName()) && !call.node().args().isEmpty()) {
          ExpectedError.of(call, check.program())
              .ifPresentOrElse(
                  e -> groups.computeIfAbsent(e.message(), k -> new ArrayList<>()).add(e),
                  () ->
                      OutsideError.of(call, check.program())
                          .ifPresent(e -> check.report(e.finding(check.weakness()))));
        }
      }
      groups.values().forEach(group -> group.forEach(e -> check.report(e.finding(check))));
      return;
    }
    for (PythonFunction function : check.view().module().scopes().functions()) {
      if (answersRequests(function, check)) {
        function.node().body().forEach(s -> handlers(s, function, check));
      }
    }
  }

  private static boolean answersRequests(PythonFunction function, Check check) {
    Library library = check.program().library();
    return function.node().decorators().stream()
        .map(d -> d instanceof Expr.Call c ? c.function() : d)
        .map(d -> check.program().resolver().resolve(d, function.definedIn()).dottedPath())
        .flatMap(Optional::stream)
        .flatMap(path -> library.at(path, Fact.Handler.class).stream())
        .anyMatch(h -> h.control() == Control.REMOTE);
  }

  private void handlers(Node node, PythonFunction function, Check check) {
    if (node instanceof Node.ExceptHandler h) {
      Caught caught = new Caught(h.name() == null ? "" : h.name(), own(h.type(), function, check));
      h.body().forEach(s -> returns(s, caught, function, check));
    } else if (!(node instanceof Expr) && !(node instanceof Stmt.FunctionDef)) {
      Nodes.forEachChild(node, child -> handlers(child, function, check));
    }
  }

  /**
   * What a handler caught.
   *
   * @param name of the variable, or {@code ""}
   * @param own the class of the program that it catches, whose texts the program itself words
   */
  private record Caught(String name, Optional<Place> own) {}

  private static Optional<Place> own(@Nullable Expr type, PythonFunction function, Check check) {
    return type != null
            && check.program().resolver().resolve(type, function.definedIn())
                instanceof Target.ClassTarget t
        ? Optional.of(Place.of(t.type().module(), t.type().node()))
        : Optional.empty();
  }

  private Finding.Builder answered(Place place, Caught caught, Check check) {
    return caught.own.isPresent()
        ? Finding.caution(check.weakness(), place, Reason.DEFENCE_IN_DEPTH)
            .step(caught.own.get(), "an exception of the program itself, which words its texts")
        : check.present(place);
  }

  private void returns(Node node, Caught caught, PythonFunction function, Check check) {
    if (node instanceof Stmt.Return r && r.value() != null) {
      Optional<Node> text = textOf(r.value(), caught.name);
      text.ifPresent(t ->
          check.report(
              answered(Place.of(function.module(), r), caught, check)
                  .control(Control.PEER)
                  .step(Place.of(function.module(), t), "the text of what was caught")
                  .step(Place.of(function.module(), function.node()), "answers requests")
                  .saying(
                      "A client reads what went wrong inside: "
                          + function.name()
                          + " returns the text of the exception.")));
    } else if (!(node instanceof Expr) && !(node instanceof Stmt.FunctionDef)) {
      Nodes.forEachChild(node, child -> returns(child, caught, function, check));
    }
  }

  /** {@code str(e)}, {@code repr(e)}, {@code f"{e}"} and the text of a traceback. */
  private Optional<Node> textOf(Node node, String caught) {
    boolean found =
        switch (node) {
          case Expr.Call c -> isText(c, caught);
          case Expr.FormattedValue f -> isCaught(f.value(), caught);
          default -> false;
        };
    if (found) {
      return Optional.of(node);
    }
    List<Node> inner = new ArrayList<>();
    Nodes.forEachChild(node, child -> textOf(child, caught).ifPresent(inner::add));
    return inner.stream().findFirst();
  }

  private boolean isText(Expr.Call c, String caught) {
    return switch (c.function()) {
      case Expr.Name n ->
          traces.contains(n.id())
              || ((n.id().equals("str") || n.id().equals("repr"))
                  && c.args().size() == 1
                  && isCaught(c.args().getFirst(), caught));
      case Expr.Attribute a -> traces.contains(a.attribute());
      default -> false;
    };
  }

  private static boolean isCaught(Expr e, String caught) {
    return e instanceof Expr.Name n && n.id().equals(caught);
  }
}
