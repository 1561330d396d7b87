package org.assize.program;

/** What an import finds in the tree. */
public sealed interface Importable {
  /** A module or a package's {@code __init__}. */
  record Found(PythonModule module) implements Importable {}

  /**
   * A folder without {@code __init__.py}.
   *
   * @param root the folder it is imported from
   * @param dotted its name below that
   */
  record Namespace(String root, String dotted) implements Importable {}
}
