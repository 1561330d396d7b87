package org.assize.program;

import java.util.LinkedHashSet;
import java.util.Set;
import org.assize.syntax.Node.Alias;
import org.assize.syntax.Stmt;
import org.assize.syntax.Stmt.Import;
import org.assize.syntax.Stmt.ImportFrom;

/** The dotted names that a file imports, wherever in it. */
public final class ImportedNames {
  private ImportedNames() {}

  /**
   * Returns the names, absolute: of {@code from a import b} both {@code a} and {@code a.b}, since
   * only the files tell whether {@code b} is a module.
   *
   * @param file a file of Python
   * @param module the dotted name of its package, from which relative names start; {@code ""} where
   *     these are none of anyone's concern
   */
  public static Set<String> of(ProgramFile file, String module) {
    Set<String> names = new LinkedHashSet<>();
    for (ImportSite site : ModuleOutline.of(file.parsed().tree()).imports()) {
      if (!site.mainOnly()) {
        add(site.statement(), site.alias(), module, names);
      }
    }
    return names;
  }

  private static void add(Stmt statement, Alias alias, String module, Set<String> names) {
    switch (statement) {
      case Import _ -> names.add(alias.name());
      case ImportFrom from -> {
        String base = base(from, module);
        if (!base.isEmpty()) {
          names.add(base);
          names.add(base + "." + alias.name());
        }
      }
      default -> throw new IllegalArgumentException("not an import: " + statement);
    }
  }

  private static String base(ImportFrom from, String module) {
    String named = from.module() == null ? "" : from.module();
    if (from.level() == 0 || module.isEmpty()) {
      return from.level() == 0 ? named : "";
    }
    String parent = module;
    for (int up = 1; up < from.level(); up++) {
      parent = parent.substring(0, Math.max(parent.lastIndexOf('.'), 0));
    }
    return parent.isEmpty() || named.isEmpty() ? parent + named : parent + "." + named;
  }
}
