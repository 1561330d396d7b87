package org.assize.checks;

import java.util.List;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/** What the text of a comparison tells, wherever its two sides come from. */
public final class ComparedText {
  private ComparedText() {}

  /**
   * Whether nobody gains from its time: an assertion expects something of the program itself, and
   * the tag of an answer is sent to whoever asks for it.
   */
  public static boolean tellsNothing(ProgramView program, Place place) {
    ModuleView view = program.view(place.module());
    boolean isAsserted =
        view.all(Stmt.Assert.class).stream()
            .anyMatch(a -> a.start() <= place.start() && place.end() <= a.end());
    return isAsserted
        || view.all(Expr.Compare.class).stream()
            .filter(c -> c.start() == place.start() && c.end() == place.end())
            .anyMatch(
                c -> isTag(c.left()) && c.comparators().stream().allMatch(ComparedText::isTag));
  }

  /** {@code etag}, {@code node_etag}. */
  static boolean isTag(Expr side) {
    return Inside.all(List.of((Node) side), Expr.Name.class).stream()
        .anyMatch(n -> NameTerms.endsWith(n.id(), List.of("etag", "etags")));
  }
}
