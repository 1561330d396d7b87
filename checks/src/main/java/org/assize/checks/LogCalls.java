package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.Binding;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;

/**
 * Calls that write to a log as their names tell: {@code self.log.warning(…)}, where nothing says
 * what {@code self.log} is, and through a variable that holds one of several such methods.
 */
final class LogCalls {
  private static final Set<String> METHODS =
      Set.of("debug", "info", "warning", "warn", "error", "exception", "critical", "fatal");

  private static final Set<String> LOGS = Set.of("log", "logger", "logging");

  private LogCalls() {}

  /** Returns what is called, where it writes to a log. */
  static Optional<String> of(CallSite call) {
    return switch (call.node().function()) {
      case Expr.Attribute a when isMethod(a) -> Optional.of(a.attribute());
      case Expr.Name n when isOneOf(call, n) -> Optional.of(n.id());
      default -> Optional.empty();
    };
  }

  private static boolean isMethod(Expr e) {
    return e instanceof Expr.Attribute a && METHODS.contains(a.attribute()) && isLog(a.value());
  }

  private static boolean isLog(Expr object) {
    return switch (object) {
      case Expr.Name n -> NameTerms.endsWith(n.id(), LOGS);
      case Expr.Attribute a -> NameTerms.endsWith(a.attribute(), LOGS);
      default -> false;
    };
  }

  private static boolean isOneOf(CallSite call, Expr.Name name) {
    List<Binding> bindings = call.scope().lookup(name.id()).map(Symbol::bindings).orElse(List.of());
    return !bindings.isEmpty()
        && bindings.stream().allMatch(b -> b.value().filter(LogCalls::isMethod).isPresent());
  }
}
