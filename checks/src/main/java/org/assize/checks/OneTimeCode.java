package org.assize.checks;

import java.util.List;
import java.util.Set;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/** Codes that are sent on another way to whoever should have them, and let in once. */
final class OneTimeCode {
  private static final Set<String> NAMES =
      Set.of(
          "otp",
          "one-time-code",
          "one-time-password",
          "reset-code",
          "verification-code",
          "login-code",
          "sms-code");

  /** First words of functions that are told a code and say what is to be thought of it. */
  private static final Set<String> ASKING =
      Set.of("check", "verify", "validate", "is", "has", "compare", "test", "match", "delete");

  private static final Set<String> CONTENT = Set.of("code", "token", "value");

  private OneTimeCode() {}

  /** Whether a call gives one, by the name of what it calls. */
  static boolean isGivenBy(Expr.Call call) {
    String name = NameTerms.last(call);
    return NameTerms.endsWith(name, NAMES) && !NameTerms.startsWith(name, ASKING);
  }

  /** Whether {@code kept.code} is that of {@code kept = ResetCode.objects.create(...)}. */
  static boolean isIn(ShownValue values, Expr shown) {
    return shown instanceof Expr.Attribute a
        && CONTENT.contains(a.attribute())
        && values.assigned(a.value()) instanceof Expr.Call made
        && Inside.any(
            List.<Node>of(made.function()),
            Expr.Name.class,
            n -> StoreCalls.isClassName(n.id()) && NameTerms.endsWith(n.id(), NAMES));
  }
}
