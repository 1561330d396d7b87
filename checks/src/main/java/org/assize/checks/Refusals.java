package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/**
 * Which functions of the program turn away whoever may not go on: with the status 401 or 403, with
 * an error that says so, or by sending them to log in; whatever the functions are called. Safe for
 * use by several threads.
 */
final class Refusals {
  /** How many calls are followed from a decorator or a dependency. */
  private static final int DEPTH = 3;

  private static final Set<String> WORDS =
      Set.of(
          "unauthorized",
          "unauthorised",
          "unauthenticated",
          "forbidden",
          "denied",
          "not-authenticated",
          "not-authorized",
          "login-required",
          "authentication-required");

  private static final Pattern SAID =
      Pattern.compile(
          "not (signed|logged) in|(log.?in|sign.?in|authentication) (is )?(required|needed)"
              + "|unauthori[sz]ed|forbidden|permission denied|access denied|not authenticated",
          Pattern.CASE_INSENSITIVE);

  /** What a framework calls the address of the login. */
  private static final Set<String> LOGIN_URLS =
      Set.of("get_login_url", "LOGIN_URL", "login_url", "unauthorized_url");

  private static final List<String> LOGINS = List.of("login", "signin", "sign-in", "log-in");

  private final ProgramView program;
  private final Map<PythonFunction, Boolean> known = new ConcurrentHashMap<>();

  private Refusals(ProgramView program) {
    this.program = program;
  }

  static Refusals of(ProgramView program) {
    return program.part(Refusals.class, "refusals", (p, key) -> new Refusals(p));
  }

  /** Whether a function turns somebody away, itself or through what it calls or depends on. */
  boolean refuses(PythonFunction function) {
    Boolean found = known.get(function);
    if (found == null) {
      found = refuses(function, DEPTH);
      known.put(function, found);
    }
    return found;
  }

  private boolean refuses(PythonFunction function, int depth) {
    boolean[] found = {false};
    function
        .node()
        .body()
        .forEach(s -> Nodes.forEach(s, node -> found[0] = found[0] || isRefusal(node)));
    return found[0] || (depth > 0 && hands(function, depth - 1));
  }

  private boolean hands(PythonFunction function, int depth) {
    ModuleView view = program.view(function.module());
    boolean depends =
        function.parameters().stream()
            .flatMap(p -> Dependency.of(p, function, program).stream())
            .flatMap(d -> d.function(program).stream())
            .anyMatch(f -> f != function && refuses(f, depth));
    return depends
        || view.calls().stream()
            .filter(c -> isWithin(function, c.node()))
            .map(CallSite::target)
            .anyMatch(t ->
                t instanceof Target.FunctionTarget f
                    && f.function() != function
                    && refuses(f.function(), depth));
  }

  private static boolean isWithin(PythonFunction function, Node node) {
    return function.node().start() <= node.start() && node.end() <= function.node().end();
  }

  /** Whether statements turn somebody away. */
  static boolean isIn(List<Stmt> statements) {
    return statements.stream().anyMatch(Refusals::isRefusal);
  }

  private static boolean isRefusal(Node node) {
    return switch (node) {
      case Stmt.Raise s -> s.exception() != null && turnsAway(s.exception());
      case Stmt.Return s -> s.value() != null && turnsAway(s.value());
      case Stmt.ExprStmt s -> s.value() instanceof Expr.Call && turnsAway(s.value());
      default -> false;
    };
  }

  private static boolean turnsAway(Expr said) {
    boolean[] found = {false};
    Nodes.forEach(said, node -> found[0] = found[0] || isSign(node));
    return found[0];
  }

  private static boolean isSign(Node node) {
    return switch (node) {
      case Expr.Int i -> i.value() == 401 || i.value() == 403;
      case Expr.Name n -> NameTerms.speaksOf(n.id(), WORDS);
      case Expr.Attribute a -> NameTerms.speaksOf(a.attribute(), WORDS);
      case Expr.Str s -> SAID.matcher(s.value()).find();
      case Expr.Call c -> sendsToLogin(c);
      default -> false;
    };
  }

  /** {@code redirect(url_for("login"))}, {@code HTTPFound("/login")}. */
  static boolean sendsToLogin(Expr.Call call) {
    String name = NameTerms.last(call);
    boolean sends =
        NameTerms.speaksOf(name, List.of("redirect", "found", "see-other"))
            || name.equals("HTTPFound");
    return sends
        && (Inside.any(call.args(), Expr.Str.class, s -> NameTerms.speaksOf(s.value(), LOGINS))
            || Inside.any(
                call.args(), Expr.Attribute.class, a -> LOGIN_URLS.contains(a.attribute())));
  }
}
