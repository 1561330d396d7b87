package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.facts.Reason;
import org.assize.facts.Weakness;
import org.assize.program.Target;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Node.ExceptHandler;
import org.assize.syntax.Stmt;

/**
 * An exception of a package outside the tree that a test expects, with what production does with
 * it.
 *
 * @param call the assertion
 * @param path the exception's dotted path
 * @param raised where production raises it
 * @param caught where production catches it
 */
record OutsideError(CallSite call, String path, List<Place> raised, List<Place> caught) {

  static Optional<OutsideError> of(CallSite call, ProgramView program) {
    Expr expected = call.node().args().getFirst();
    Target target = program.resolver().resolve(expected, call.scope());
    boolean named =
        target instanceof Target.External e
            && e.path().contains(".")
            && !e.path().startsWith("builtins.");
    return named ? used(call, ((Target.External) target).path(), program) : Optional.empty();
  }

  private static Optional<OutsideError> used(CallSite call, String path, ProgramView program) {
    List<Place> raised = new ArrayList<>();
    List<Place> caught = new ArrayList<>();
    for (Use use : program.references().named(lastPart(path))) {
      if (!program.isTest(use.module()) && means(use, path, program)) {
        Optional<Node> outer = program.view(use.module()).parent(use.node());
        if (outer.orElse(null) instanceof Expr.Tuple || outer.orElse(null) instanceof Expr.Call) {
          outer = program.view(use.module()).parent(outer.get());
        }
        if (outer.orElse(null) instanceof ExceptHandler) {
          caught.add(Place.ofName(use));
        } else if (outer.orElse(null) instanceof Stmt.Raise) {
          raised.add(Place.ofName(use));
        }
      }
    }
    return raised.isEmpty() && caught.isEmpty()
        ? Optional.empty()
        : Optional.of(new OutsideError(call, path, raised, caught));
  }

  private static boolean means(Use use, String path, ProgramView program) {
    return use.node() instanceof Expr e
        && program
            .resolver()
            .resolve(e, use.module())
            .dottedPath()
            .filter(path::equals)
            .isPresent();
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  Finding finding(Weakness weakness) {
    Finding.Builder finding = Finding.caution(weakness, call.place(), Reason.TEST_CODE);
    raised.stream().limit(2).forEach(p -> finding.step(p, "production raises it"));
    caught.stream().limit(2).forEach(p -> finding.step(p, "production catches it"));
    String owner = path.substring(0, path.indexOf('.'));
    return finding.saying(
        lastPart(path)
            + " belongs to "
            + owner
            + "; here "
            + call.calledName()
            + " takes it. Production "
            + did()
            + ".");
  }

  private String did() {
    String raises = "raises it " + Wording.timesAt(raised);
    String catches = "catches it " + Wording.timesAt(caught);
    if (raised.isEmpty()) {
      return catches;
    }
    return raises + " and " + (caught.isEmpty() ? "catches it nowhere" : catches);
  }
}
