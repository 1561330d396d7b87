package org.assize.arch.samples.left;

import org.assize.arch.samples.right.Right;

/** Knows a class of another package. */
final class Left {
  private Left() {}

  static void use() {
    Right.touch();
  }
}
