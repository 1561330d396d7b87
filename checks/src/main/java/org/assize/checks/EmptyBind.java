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

  /** Names of functions that others call, by a setting or a base class, to let somebody in. */
  private static final List<String> LOGIN =
      List.of("authenticate", "auth", "login", "log-in", "check-password", "verify-password");

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
        typed(call).ifPresent(p -> judge(check, call, p));
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

  /**
   * Reports a bind before which nothing asks whether there is a password; where only some of those
   * that call its function ask, the calls of the others.
   */
  private void judge(Check check, CallSite call, Expr.Name password) {
    PythonFunction function = call.function().orElseThrow();
    boolean isGiven = function.parameters().stream().anyMatch(p -> p.name().equals(password.id()));
    if (asks(function)) {
      return;
    }
    if (!isGiven) {
      if (!isOwn(check, password)) {
        report(check, call, password);
      }
      return;
    }
    List<Use> uses = uses(check, function);
    List<Use> unasked = uses.stream().filter(u -> !asksAround(u)).toList();
    boolean isLogin = uses.isEmpty() && NameTerms.speaksOf(function.name(), LOGIN);
    if (isLogin || (!unasked.isEmpty() && unasked.size() == uses.size())) {
      report(check, call, password);
    } else {
      unasked.stream()
          .filter(u -> u.kind() == Use.Kind.CALL && u.module() == check.view().module())
          .forEach(u -> report(check, call, password, u));
    }
  }

  /** Where a function is called, or handed to what calls it. */
  private static List<Use> uses(Check check, PythonFunction function) {
    return check.program().references().of(function).stream()
        .filter(u -> u.kind() == Use.Kind.CALL || u.kind() == Use.Kind.READ)
        .filter(u -> !check.program().isTest(u.module()))
        .toList();
  }

  private boolean asksAround(Use use) {
    return use.module().scopes().functionAt(use.node().start()).filter(this::asks).isPresent();
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
    report(check, call, password, call.place());
  }

  private void report(Check check, CallSite call, Expr.Name password, Use caller) {
    report(check, call, password, Place.of(caller.module(), caller.node()));
  }

  private void report(Check check, CallSite call, Expr.Name password, Place at) {
    check.report(
        check
            .present(at)
            .confidence(Confidence.MEDIUM)
            .control(Control.REMOTE)
            .step(Place.of(call.module(), password), password.id() + " may be empty")
            .saying(
                new Sentences(say)
                    .fill(check.inTest() ? "test" : "present", "name", call.calledName())));
  }
}
