package org.assize.checks;

import java.util.Optional;

/**
 * What is known of the class of an exception that is caught.
 *
 * @param own the class of the program that is caught, whose texts the program itself words
 * @param fixed the clause that catches nothing but lookups that found nothing, whose texts are the
 *     same for all values, or name what the client left out
 * @param narrow whether only mistakes in what was asked are caught
 */
record CaughtKind(Optional<Place> own, Optional<Place> fixed, boolean narrow) {
  /** Whatever goes wrong. */
  static final CaughtKind ANY = new CaughtKind(Optional.empty(), Optional.empty(), false);

  /** Of one class, which a condition asks for. */
  CaughtKind narrowed() {
    return new CaughtKind(own, fixed, true);
  }
}
