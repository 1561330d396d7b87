package org.assize.program;

import org.assize.syntax.Node.Alias;
import org.assize.syntax.Stmt;
import org.assize.syntax.Stmt.Import;
import org.assize.syntax.Stmt.ImportFrom;

/**
 * One imported name at its place.
 *
 * @param statement the {@link Import} or {@link ImportFrom}
 * @param alias the name in it
 * @param typesOnly whether it stands under {@code if TYPE_CHECKING}
 * @param mainOnly whether it stands under {@code if __name__ == "__main__"}
 */
public record ImportSite(Stmt statement, Alias alias, boolean typesOnly, boolean mainOnly) {
  /** Returns the first part of the dotted name that is imported; empty where it is relative. */
  public String topPackage() {
    String dotted =
        switch (statement) {
          case ImportFrom from -> from.level() > 0 || from.module() == null ? "" : from.module();
          default -> alias.name();
        };
    int dot = dotted.indexOf('.');
    return dot < 0 ? dotted : dotted.substring(0, dot);
  }
}
