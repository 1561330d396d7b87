package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/** What tests do with the credentials that stand in them. */
final class TestedCredentials {
  private TestedCredentials() {}

  /**
   * Returns to whom the tests of a file pass the values of a name, as the end of a sentence; {@code
   * ""} where that cannot be told. It is the same for all values of the name in the file.
   */
  static String purpose(NamedText credential, Check check) {
    Set<String> receivers = new LinkedHashSet<>();
    for (Node use : uses(credential.name(), check.view())) {
      receiver(use, check).ifPresent(receivers::add);
    }
    return receivers.isEmpty() ? "" : ", passed to " + Wording.list(List.copyOf(receivers));
  }

  /** Keyword arguments of the name, and reads of variables and fields of the name. */
  private static List<Node> uses(String name, ModuleView view) {
    List<Node> found = new ArrayList<>();
    view.all(Node.Keyword.class).stream().filter(k -> name.equals(k.name())).forEach(found::add);
    view.all(Expr.Name.class).stream().filter(n -> n.id().equals(name)).forEach(found::add);
    view.all(Expr.Attribute.class).stream()
        .filter(a -> a.attribute().equals(name))
        .forEach(found::add);
    return found;
  }

  /** The call among whose arguments a node stands. */
  private static Optional<String> receiver(Node use, Check check) {
    Node inner = use;
    Optional<Node> outer = check.view().parent(use);
    while (outer.isPresent() && !(inner instanceof Stmt)) {
      if (outer.get() instanceof Expr.Call call && call.function() != inner) {
        return check.view().callOf(call).flatMap(c -> named(c, check));
      }
      inner = outer.get();
      outer = check.view().parent(inner);
    }
    return Optional.empty();
  }

  private static Optional<String> named(CallSite call, Check check) {
    Optional<Place> definition =
        switch (call.target()) {
          case Target.FunctionTarget t ->
              Optional.of(Place.of(t.function().module(), t.function().node()));
          case Target.ClassTarget t -> Optional.of(Place.of(t.type().module(), t.type().node()));
          default -> Optional.empty();
        };
    String cite = definition.map(p -> " (" + p.citeFrom(check.view().module()) + ")").orElse("");
    return call.calledName().isEmpty() ? Optional.empty() : Optional.of(call.calledName() + cite);
  }
}
