package org.assize.checks;

import org.assize.facts.Control;

/** A part of a composed value, by what is known of who determines it. */
sealed interface Part {
  /** Returns where the part stands. */
  Place place();

  /** Returns what it is, a few words for a step of evidence. */
  String text();

  /**
   * The program text fixes it.
   *
   * @param value the text, {@code ""} where it is none
   */
  record Fixed(Place place, String text, String value) implements Part {}

  /** A conversion, a sanitiser or a check leaves only harmless values. */
  record Safe(Place place, String text) implements Part {}

  /** Somebody determines it. */
  record Controlled(Place place, String text, Control control) implements Part {}

  /** It comes from somewhere that the function around it does not show. */
  record Open(Place place, String text) implements Part {}
}
