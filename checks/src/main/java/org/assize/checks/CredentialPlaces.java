package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Slot;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * The places of a module where a credential may stand under a name: those of {@link NamedText}, the
 * arguments that facts name, and some that only credentials have.
 *
 * @param pairTerms names of pairs of a user and a password
 * @param accountMethods names of methods that give an account its password, with the argument
 */
record CredentialPlaces(Check check, Set<String> pairTerms, Map<String, String> accountMethods) {
  /** A call with so many arguments from the password on speaks of no account of its own. */
  private static final int TOO_MANY = 3;

  private static final Set<String> GETTING = Set.of("get", "load", "read", "fetch", "default");

  List<NamedText> all() {
    List<NamedText> found = new ArrayList<>(NamedText.in(check.view(), check.program().values()));
    found.addAll(RoleArguments.in(check));
    for (NamedText pair : List.copyOf(found)) {
      password(pair).ifPresent(found::add);
    }
    check.view().calls().forEach(call -> account(call).ifPresent(found::add));
    check.view().all(Stmt.Return.class).forEach(s -> result(s).ifPresent(found::add));
    return found;
  }

  /** {@code auth=("user", "password")}. */
  private Optional<NamedText> password(NamedText pair) {
    return SingleUse.behind(pair.value(), check.view().module()) instanceof Expr.Tuple t
            && t.elements().size() == 2
            && NameTerms.endsWith(pair.name(), pairTerms)
            && !pair.name().contains("-")
        ? Optional.of(new NamedText("password", t.elements().get(1), pair.kind()))
        : Optional.empty();
  }

  /** {@code user.set_password("…")}; a store of passwords is told whose they are first. */
  private Optional<NamedText> account(CallSite call) {
    return Optional.ofNullable(accountMethods.get(call.calledName()))
        .filter(slot -> call.node().function() instanceof Expr.Attribute)
        .flatMap(Slot::argument)
        .filter(slot -> call.node().args().size() < slot.position() + TOO_MANY)
        .flatMap(slot -> Values.argument(call, slot))
        .map(value -> new NamedText("password", value, NamedText.Kind.GIVEN));
  }

  /** {@code def get_password(): return "…"}. */
  private Optional<NamedText> result(Stmt.Return s) {
    Optional<Node> around = check.view().parent(s);
    return s.value() instanceof Expr.Str text
            && around.orElse(s) instanceof Stmt.FunctionDef f
            && (NameTerms.startsWith(f.name(), GETTING) || NameTerms.of(f.name()).size() == 1)
            && text.value().chars().anyMatch(Character::isDigit)
        ? Optional.of(new NamedText(f.name(), text, NamedText.Kind.ASSIGNED))
        : Optional.empty();
  }
}
