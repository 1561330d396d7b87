package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/**
 * Finds handlers that log a visitor in by the code that a service of logins sends back, and never
 * ask whether this visitor began it (RFC 6749, 10.12).
 *
 * @param sent names under which a request holds what a client sends in its address
 * @param exchanging words of what changes the code into a token
 * @param asking words of what ties the answer to the one who asked
 * @param keeping names of calls that log somebody in
 * @param storing names of methods that store what was made of the answer
 * @param say sentences for {@code present}, {@code linked}, where something of the visitor's gets
 *     what the answer gives, and {@code test}; {@code {name}} is the handler
 */
public record CodeWithoutState(
    Set<String> sent,
    Set<String> exchanging,
    Set<String> asking,
    Set<String> keeping,
    Set<String> storing,
    Map<String, String> say)
    implements Detector {
  private static final Set<String> SECRET = Set.of("client-secret");

  /** Checks the sentences. */
  public CodeWithoutState {
    Sentences.require(say, List.of("present", "linked", "test"));
  }

  @Override
  public void review(Check check) {
    RequestHandlers handlers = RequestHandlers.of(check.program());
    for (PythonFunction function : handlers.in(check.view().module())) {
      List<Stmt> body = function.node().body();
      Optional<Node> code = code(body).map(c -> (Node) c).or(() -> taken(handlers, function));
      Optional<Node> login = login(body).or(() -> loginBehind(check, function));
      Optional<Node> stored = login.isPresent() ? Optional.empty() : stored(function);
      if (code.isPresent()
          && (login.isPresent() || stored.isPresent())
          && (speaks(function.node(), exchanging) || exchangesBehind(check, function))
          && !asks(function)) {
        String which = login.isPresent() ? "present" : "linked";
        report(check, function, code.get(), login.or(() -> stored).get(), which);
      }
    }
  }

  /** What is stored of the answer, where the function itself shows the secret of the program. */
  private Optional<Node> stored(PythonFunction function) {
    return speaks(function.node(), SECRET)
        ? Inside.all(function.node().body(), Expr.Call.class).stream()
            .filter(
                c -> c.function() instanceof Expr.Attribute && storing.contains(NameTerms.last(c)))
            .map(c -> (Node) c)
            .findFirst()
        : Optional.empty();
  }

  /** {@code request.args["code"]} or {@code request.GET.get("code")}. */
  private Optional<Expr> code(List<Stmt> body) {
    return Inside.all(body, Expr.class).stream()
        .filter(e ->
            switch (e) {
              case Expr.Subscript s -> isCode(s.index()) && isSent(s.value());
              case Expr.Call c ->
                  c.function() instanceof Expr.Attribute a
                      && a.attribute().equals("get")
                      && isSent(a.value())
                      && !c.args().isEmpty()
                      && isCode(c.args().getFirst());
              default -> false;
            })
        .findFirst();
  }

  /** {@code async def callback(code: str)}: a parameter of the address. */
  private static Optional<Node> taken(RequestHandlers handlers, PythonFunction function) {
    return function.parameters().stream()
        .filter(p -> p.name().equals("code") && handlers.isRegistered(function))
        .map(p -> (Node) p)
        .findFirst();
  }

  /**
   * Whether a function looks at what ties the answer to who asked: a parameter alone is no look.
   */
  private boolean asks(PythonFunction function) {
    return function.node().body().stream().anyMatch(s -> speaks(s, asking))
        || function.node().decorators().stream().anyMatch(d -> speaks(d, asking))
        || function.parameters().stream()
            .anyMatch(p ->
                NameTerms.speaksOf(p.name(), asking)
                    && (!p.name().equals("state") || p.annotation() == null));
  }

  private static Stream<PythonFunction> called(Check check, PythonFunction function) {
    return check.view().callsIn(function).stream()
        .flatMap(c ->
            c.target() instanceof Target.FunctionTarget t
                ? Stream.of(t.function())
                : Stream.<PythonFunction>empty());
  }

  private Optional<Node> loginBehind(Check check, PythonFunction function) {
    return check.view().callsIn(function).stream()
        .filter(c ->
            c.target() instanceof Target.FunctionTarget t
                && login(t.function().node().body()).isPresent()
                && !speaks(t.function().node(), asking))
        .map(c -> (Node) c.node())
        .findFirst();
  }

  private boolean exchangesBehind(Check check, PythonFunction function) {
    return called(check, function).anyMatch(f -> speaks(f.node(), exchanging))
        && called(check, function).noneMatch(f -> speaks(f.node(), asking));
  }

  private boolean isSent(Expr holder) {
    return holder instanceof Expr.Attribute a && sent.contains(a.attribute());
  }

  private static boolean isCode(Expr key) {
    return key instanceof Expr.Str s && s.value().equals("code");
  }

  /** What is kept of the visitor from then on. */
  private Optional<Node> login(List<Stmt> body) {
    for (Stmt.Assign assign : Inside.all(body, Stmt.Assign.class)) {
      if (assign.targets().getFirst() instanceof Expr.Subscript s
          && NameTerms.last(s.value()).equals("session")) {
        return Optional.of(assign);
      }
    }
    return Inside.all(body, Expr.Call.class).stream()
        .filter(c -> keeping.contains(NameTerms.last(c)))
        .map(c -> (Node) c)
        .findFirst();
  }

  private static boolean speaks(Node function, Set<String> terms) {
    boolean[] found = {false};
    Nodes.forEach(
        function,
        node -> {
          String word =
              switch (node) {
                case Expr.Name n -> n.id();
                case Expr.Attribute a -> a.attribute();
                case Expr.Str s when s.value().length() < 40 -> s.value();
                case Node.Keyword k -> String.valueOf(k.name());
                case Node.Parameter p -> p.name();
                default -> "";
              };
          found[0] |= NameTerms.speaksOf(word, terms);
        });
    return found[0];
  }

  private void report(Check check, PythonFunction function, Node code, Node login, String which) {
    check.report(
        check
            .present(Place.of(check.view().module(), login))
            .control(Control.REMOTE)
            .confidence(Confidence.MEDIUM)
            .step(Place.of(check.view().module(), code), "whoever made the link chose the code")
            .saying(
                new Sentences(say).fill(check.inTest() ? "test" : which, "name", function.name())));
  }
}
