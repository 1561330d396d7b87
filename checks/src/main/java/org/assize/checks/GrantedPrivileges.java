package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * Handlers that write what somebody may do, and ask only who is asking, in a program in which
 * others ask for more.
 */
record GrantedPrivileges(GuardWords words, Check check) {
  private static final Set<String> FIELDS =
      Set.of(
          "admin",
          "is_admin",
          "isadmin",
          "is_staff",
          "is_superuser",
          "superuser",
          "role",
          "roles",
          "rank",
          "permissions",
          "privileges",
          "access_level");

  /** A handler, where it writes which field, and those that ask for more. */
  record Found(
      ObjectHandler handler, Expr.Attribute written, Touch touch, List<ObjectHandler> asking) {
    Finding finding(Check check, Sentences say) {
      Finding.Builder finding =
          check.present(handler.place()).confidence(Confidence.MEDIUM).control(Control.REMOTE);
      ObjectHandler other = asking.getFirst();
      finding.step(other.place(), other.name() + " asks for more");
      finding.step(
          Place.of(handler.place().module(), written),
          handler.name() + " writes " + written.attribute());
      UseOfTaken.in(handler, touch, true).ifPresent(use -> finding.step(use.place(), use.says()));
      return finding.saying(
          say.fill(
              "granted",
              "name",
              handler.name(),
              "field",
              written.attribute(),
              "guard",
              String.join(", ", other.guards())));
    }
  }

  /** Returns those of the module. */
  List<Found> find() {
    List<ObjectHandler> all = ObjectHandlers.around(check.view().module(), words, check.program());
    GuardStrength strength = new GuardStrength(check.program());
    List<ObjectHandler> asking = all.stream().filter(strength::isStrong).toList();
    List<Found> found = new ArrayList<>();
    if (!asking.isEmpty()) {
      all.stream()
          .filter(h -> h.place().module() == check.view().module())
          .filter(h -> !h.isOpen() && !h.looksFurther() && !strength.isStrong(h))
          .forEach(h -> granted(h, asking).ifPresent(found::add));
    }
    return found;
  }

  private Optional<Found> granted(ObjectHandler handler, List<ObjectHandler> asking) {
    return handler.place().module().scopes().functions().stream()
        .filter(f -> f.node().nameStart() == handler.place().start())
        .findFirst()
        .flatMap(f -> written(f, handler).map(w -> found(handler, w, asking)));
  }

  private static Found found(ObjectHandler handler, Touch touch, List<ObjectHandler> asking) {
    return new Found(handler, (Expr.Attribute) touch.node(), touch, asking);
  }

  /** The touch by which a privilege of what was looked up is written. */
  private static Optional<Touch> written(PythonFunction function, ObjectHandler handler) {
    List<Expr> targets =
        Inside.all(function.node().body(), Stmt.Assign.class).stream()
            .flatMap(a -> a.targets().stream())
            .filter(t -> t instanceof Expr.Attribute a && FIELDS.contains(a.attribute()))
            .toList();
    return handler.touches().stream()
        .filter(t -> t.verb() == Touch.Verb.CHANGE && targets.stream().anyMatch(w -> w == t.node()))
        .filter(t -> !t.by().isEmpty() && !t.by().contains(Atoms.REQUESTER))
        .findFirst();
  }
}
