package org.assize.checks;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/** Fields of parameters whose declared type shows nothing of what it holds (pydantic). */
final class SealedField {
  private static final Set<String> SEALED = Set.of("SecretStr", "SecretBytes", "Secret");

  private SealedField() {}

  /** Whether {@code body.password} is of a class that declares {@code password: SecretStr}. */
  static boolean is(Check check, CallSite call, Expr shown) {
    return shown instanceof Expr.Attribute a
        && a.value() instanceof Expr.Name holder
        && call.function().stream()
            .flatMap(f -> f.parameters().stream())
            .filter(p -> p.name().equals(holder.id()) && p.annotation() != null)
            .map(p -> check.program().resolver().resolve(p.annotation(), call.module()))
            .flatMap(t -> t instanceof Target.ClassTarget c ? Stream.of(c.type()) : Stream.empty())
            .flatMap(type -> type.body().local(a.attribute()).flatMap(Symbol::only).stream())
            .anyMatch(b ->
                b.source() instanceof Stmt.AnnAssign d
                    && Inside.any(
                        List.<Node>of(d.annotation()),
                        Expr.Name.class,
                        n -> SEALED.contains(n.id())));
  }
}
