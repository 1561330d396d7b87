package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.program.PythonFunction;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/**
 * Finds logins that ask a directory whether a password fits, and never whether there is one: a bind
 * with a name and no password is none, and directories may answer it with success (RFC 4513,
 * 5.1.2).
 *
 * @param library the library whose methods these are
 * @param binding methods that take a name and a password
 * @param passwordTerms last words of what holds a password
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the method
 */
public record EmptyBind(
    String library, Set<String> binding, Set<String> passwordTerms, Map<String, String> say)
    implements Detector {
  /** Names of what an operator has set. */
  private static final Set<String> CONFIGURED =
      Set.of(
          "settings", "config", "conf", "cfg", "CONF", "options", "args", "environ", "os", "self");

  /** Functions that tell whether something stands in a text. */
  private static final Set<String> ASKING =
      Set.of("len", "bool", "all", "any", "validate", "check");

  /** Checks the sentences. */
  public EmptyBind {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    boolean isImported =
        check.view().module().imports().stream().anyMatch(i -> i.topPackage().equals(library));
    for (CallSite call : check.view().calls()) {
      if (isImported && binding.contains(call.calledName()) && call.node().args().size() >= 2) {
        typed(call).filter(p -> isUnasked(check, call, p)).ifPresent(p -> report(check, call, p));
      }
    }
  }

  /** The password, where it is a parameter or what a name of the function holds. */
  private Optional<Expr.Name> typed(CallSite call) {
    return call.node().args().get(1) instanceof Expr.Name n
            && NameTerms.endsWith(n.id(), passwordTerms)
            && call.function().isPresent()
        ? Optional.of(n)
        : Optional.empty();
  }

  /** Whether neither the function nor one that calls it asks whether there is a password. */
  private boolean isUnasked(Check check, CallSite call, Expr.Name password) {
    PythonFunction function = call.function().orElseThrow();
    boolean isGiven = function.parameters().stream().anyMatch(p -> p.name().equals(password.id()));
    List<Use> callers =
        check.program().references().of(function).stream()
            .filter(u -> u.kind() == Use.Kind.CALL && !check.program().isTest(u.module()))
            .toList();
    return !asks(function)
        && ((!isGiven && !isOwn(check, password))
            || (isGiven
                && !callers.isEmpty()
                && callers.stream()
                    .flatMap(u -> u.module().scopes().functionAt(u.node().start()).stream())
                    .noneMatch(this::asks)));
  }

  /** The account of the program itself, whose password its operator has set. */
  private static boolean isOwn(Check check, Expr.Name password) {
    Expr origin = new ShownValue(check).farOrigin(password);
    return Inside.any(List.of(origin), Expr.Name.class, n -> CONFIGURED.contains(n.id()));
  }

  /** Whether a test mentions a password. */
  private boolean asks(PythonFunction function) {
    List<Stmt> body = function.node().body();
    return Inside.all(body, Stmt.If.class).stream().anyMatch(s -> mentions(s.test()))
        || Inside.all(body, Expr.BoolOp.class).stream().anyMatch(this::mentions)
        || Inside.all(body, Expr.IfExp.class).stream().anyMatch(e -> mentions(e.test()))
        || Inside.all(body, Stmt.Assert.class).stream().anyMatch(s -> mentions(s.test()));
  }

  /** A test that only hands a password on asks nothing of it. */
  private boolean mentions(Node test) {
    return switch (test) {
      case Expr.Name n -> NameTerms.endsWith(n.id(), passwordTerms);
      case Expr.Attribute a ->
          NameTerms.endsWith(a.attribute(), passwordTerms) || mentions(a.value());
      case Expr.Call c ->
          mentions(c.function())
              || (ASKING.contains(NameTerms.last(c)) && c.args().stream().anyMatch(this::mentions));
      default -> {
        boolean[] found = {false};
        Nodes.forEachChild(test, child -> found[0] = found[0] || mentions(child));
        yield found[0];
      }
    };
  }

  private void report(Check check, CallSite call, Expr.Name password) {
    check.report(
        check
            .present(call.place())
            .confidence(Confidence.MEDIUM)
            .control(Control.REMOTE)
            .step(Place.of(call.module(), password), password.id() + " may be empty")
            .saying(
                new Sentences(say)
                    .fill(check.inTest() ? "test" : "present", "name", call.calledName())));
  }
}
