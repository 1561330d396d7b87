package org.assize.arch.samples.unmarked;

/** In a package without a package-info. */
final class Unmarked {
  private Unmarked() {}
}
