package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Confidence;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/**
 * Finds logouts that take the cookie from the browser and leave the session where it is kept, in
 * modules that end sessions elsewhere.
 *
 * @param logoutTerms words of functions that log somebody out
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the function, {@code
 *     {sibling}} the one that ends a session
 */
public record LastingSession(Set<String> logoutTerms, Map<String, String> say) implements Detector {
  private static final Set<String> FORGETTING =
      Set.of("delete_cookie", "del_cookie", "clear_cookie", "unset_cookie");

  /** Checks the sentences. */
  public LastingSession {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (PythonFunction function : check.view().module().scopes().functions()) {
      if (NameTerms.speaksOf(function.name(), logoutTerms)) {
        forgetting(check, function)
            .ifPresent(call ->
                ending(check, function, call)
                    .ifPresent(other -> report(check, function, call, other)));
      }
    }
  }

  /** The cookie that is taken away, where nothing else is done but to answer. */
  private static Optional<Expr.Call> forgetting(Check check, PythonFunction function) {
    List<Expr.Call> calls = Inside.all(function.node().body(), Expr.Call.class);
    List<Expr.Call> forgotten =
        calls.stream().filter(c -> FORGETTING.contains(NameTerms.last(c))).toList();
    boolean isAll =
        calls.stream()
            .allMatch(c ->
                forgotten.contains(c)
                    || (new CalledFunction(check.program()).of(c, check.view()).isEmpty()
                        && !ends(c)
                        && !NameTerms.last(c).contains("clear")));
    return forgotten.size() == 1
            && isAll
            && !Inside.any(function.node().body(), Stmt.Delete.class, _ -> true)
            && !forgotten.getFirst().args().isEmpty()
        ? Optional.of(forgotten.getFirst())
        : Optional.empty();
  }

  private static boolean ends(Expr.Call call) {
    return call.function() instanceof Expr.Attribute a
        && Set.of("pop", "delete", "unlink", "hdel", "delete_one", "remove")
            .contains(a.attribute());
  }

  /** A function of the module that ends the session to which the same cookie leads. */
  private static Optional<PythonFunction> ending(
      Check check, PythonFunction function, Expr.Call forgetting) {
    Optional<String> cookie = text(check, forgetting.args().getFirst());
    return cookie.isEmpty()
        ? Optional.empty()
        : check.view().module().scopes().functions().stream()
            .filter(f -> f != function)
            .filter(f ->
                Inside.any(
                    f.node().body(),
                    Expr.Call.class,
                    c -> ends(c) && isUnder(check, f, c, cookie.get())))
            .findFirst();
  }

  /** {@code STORE.pop(sid)}, {@code redis.delete(f"s:{request.cookies.get('sid')}")}. */
  private static boolean isUnder(
      Check check, PythonFunction function, Expr.Call ending, String cookie) {
    for (Expr argument : ending.args()) {
      boolean isRead =
          Inside.any(List.of((Node) argument), Expr.Call.class, c -> reads(check, c, cookie));
      boolean isNamed =
          Inside.any(
              List.of((Node) argument),
              Expr.Name.class,
              n ->
                  function.parameters().stream()
                          .anyMatch(p -> p.name().equals(n.id()) && isCookie(p, cookie))
                      || reads(check, Values.display(n, check.view().module()), cookie));
      if (isRead || isNamed) {
        return true;
      }
    }
    return false;
  }

  /** {@code request.cookies.get("sid")}. */
  private static boolean reads(Check check, Expr value, String cookie) {
    return value instanceof Expr.Call c
        && c.function() instanceof Expr.Attribute a
        && a.attribute().equals("get")
        && NameTerms.last(a.value()).equalsIgnoreCase("cookies")
        && !c.args().isEmpty()
        && text(check, c.args().getFirst()).filter(cookie::equals).isPresent();
  }

  /** {@code sid: str = Cookie(None)}. */
  private static boolean isCookie(Node.Parameter parameter, String cookie) {
    boolean[] found = {false};
    Nodes.forEach(
        parameter,
        node -> found[0] |= node instanceof Expr.Call c && NameTerms.last(c).equals("Cookie"));
    return found[0] && parameter.name().equals(cookie);
  }

  private static Optional<String> text(Check check, Expr name) {
    return check.program().values().text(name, check.view().module());
  }

  private void report(Check check, PythonFunction function, Expr.Call call, PythonFunction other) {
    Place place = Place.of(check.view().module(), call);
    check.report(
        check
            .present(place)
            .confidence(Confidence.MEDIUM)
            .step(Place.ofName(other), other.name() + " ends the session itself")
            .step(place, "only the browser forgets here")
            .saying(
                new Sentences(say)
                    .fill(
                        check.inTest() ? "test" : "present",
                        "name",
                        function.name(),
                        "sibling",
                        other.name())));
  }
}
