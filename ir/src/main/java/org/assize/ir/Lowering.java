package org.assize.ir;

import org.assize.program.PythonModule;

/** Makes the intermediate representation of a module. */
public final class Lowering {
  private Lowering() {}

  /**
   * Lowers a module with all bodies inside. Recurses as deep as the tree is high, so run it on a
   * thread with room for that ({@link org.assize.base.Workers}).
   */
  public static Body lower(PythonModule module) {
    return BodyLowering.lower(Sharing.of(module), module.scopes().root(), "");
  }
}
