package org.assize.checks;

import java.util.Optional;
import org.assize.facts.Control;
import org.assize.program.PythonModule;

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

  /**
   * A conversion, a sanitiser or a check leaves only harmless values.
   *
   * @param text the fact about the value, that a sentence can be made of
   * @param how what happens at the place to make it one; {@code ""} where the text says it
   */
  record Safe(Place place, String text, String how) implements Part {
    /** Returns the fact with the place that establishes it, for a sentence about a file. */
    String said(PythonModule reader) {
      String at = place.citeFrom(reader);
      return how.isEmpty() ? text + " (" + at + ")" : text + ": " + how + " at " + at;
    }
  }

  /** Somebody determines it. */
  record Controlled(Place place, String text, Control control) implements Part {}

  /** Comes out of a function that quotes by its name; whether for this language is not known. */
  record Quoted(Place place, String text) implements Part {}

  /**
   * It comes from somewhere that the function around it does not show.
   *
   * @param subject how a sentence names it
   * @param absent the package whose code would show it, where that is not there
   */
  record Open(Place place, String text, String subject, Optional<String> absent) implements Part {}
}
