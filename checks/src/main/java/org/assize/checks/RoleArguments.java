package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.facts.ValueRole;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/** Arguments of calls that facts say are credentials, whatever they are called. */
final class RoleArguments {
  /** Functions that compare what they are given, or look it up. */
  private static final Pattern ASKING =
      Pattern.compile(
          "(^|_)(verify|check|compare|match|matches|validate|get|read|load|find|lookup)(_|$)");

  private static final int SHORTEST = 8;

  private RoleArguments() {}

  /** Returns them under the name of what they are. */
  static List<NamedText> in(Check check) {
    List<NamedText> found = new ArrayList<>();
    for (CallSite call : check.view().calls()) {
      for (Fact.Source fact : check.program().lookup().at(call.path(), Fact.Source.class)) {
        String name = fact.origin() instanceof ValueRole role ? name(role) : "";
        if (!name.isEmpty()) {
          argument(call, fact.slot())
              .ifPresent(v -> found.add(new NamedText(name, v, NamedText.Kind.GIVEN)));
        }
      }
      ofOwn(call, found);
    }
    return found;
  }

  /** Names of files, settings and secrets are words; a secret is not. */
  private static boolean isMixed(String text) {
    return text.length() >= SHORTEST
        && text.chars().anyMatch(Character::isDigit)
        && text.chars().anyMatch(Character::isLetter)
        && text.chars().noneMatch(Character::isWhitespace);
  }

  /** A text passed by position to a function of the program is what its parameter says. */
  private static void ofOwn(CallSite call, List<NamedText> found) {
    if (call.target() instanceof Target.FunctionTarget t
        && !call.hasUnknownArguments()
        && !ASKING.matcher(t.function().name()).find()) {
      List<Node.Parameter> parameters = t.function().parameters();
      int first = t.function().receiver().isPresent() ? 1 : 0;
      List<Expr> args = call.node().args();
      for (int i = 0; i < args.size() && first + i < parameters.size(); i++) {
        if (args.get(i) instanceof Expr.Str text && isMixed(text.value())) {
          String name = parameters.get(first + i).name();
          found.add(new NamedText(name, args.get(i), NamedText.Kind.PASSED));
        }
      }
    }
  }

  private static String name(ValueRole role) {
    return switch (role) {
      case PASSWORD -> "password";
      case KEY -> "secret_key";
      case TOKEN -> "access_token";
      default -> "";
    };
  }

  /** The argument itself, or an element of a pair such as {@code auth=(user, password)}. */
  private static Optional<Expr> argument(CallSite call, Slot slot) {
    if (slot instanceof Slot.Element e) {
      return Library.argument(call, e.of())
          .filter(a -> a instanceof Expr.Tuple t && t.elements().size() > e.index())
          .map(a -> ((Expr.Tuple) a).elements().get(e.index()));
    }
    return Library.argument(call, slot);
  }
}
