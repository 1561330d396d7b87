package org.assize.taint.language;

import org.assize.value.domain.CharSet;

/**
 * Where a hole stands within a text of some language.
 *
 * @param words what a review calls it, for example {@code inside '…'}; two contexts of one language
 *     are the same where their words are
 * @param harmful the characters that change the meaning of the text there
 * @param isAddress whether the hole is all of an address that is followed there
 * @param isLeading whether only what comes first in the hole does harm
 */
public record Context(String words, CharSet harmful, boolean isAddress, boolean isLeading) {
  Context(String words, CharSet harmful) {
    this(words, harmful, false, false);
  }

  /** All of an address that is gone to. */
  public static final String WHOLE_ADDRESS = "the whole address";

  /** The host of an address, or the first part of it. */
  public static final String HOST = "the host";

  /**
   * ASCII that is no part of a word; letters of other scripts mean nothing to any language here.
   */
  private static final CharSet NO_WORD =
      CharSet.where(c -> !Character.isLetterOrDigit(c) && c != '_', CharSet.Others.OUT);

  /** Nothing that stands there does harm. */
  static Context harmless(String words) {
    return new Context(words, CharSet.NONE);
  }

  /** Anything that stands there does harm. */
  static Context open(String words) {
    return new Context(words, CharSet.ALL);
  }

  /** Anything but plain words does harm. */
  static Context word(String words) {
    return new Context(words, NO_WORD);
  }

  /** Anything but the characters of a host's name does harm. */
  static Context labels(String words) {
    return new Context(words, NO_WORD.without(CharSet.of("-.")));
  }

  /** Anything but plain words and operators between them does harm. */
  static Context expression(String words) {
    return new Context(words, NO_WORD.without(CharSet.of("<>=+-*/%|&^~!,")));
  }

  /** Some characters do harm. */
  public static Context against(String words, String harmful) {
    return new Context(words, CharSet.of(harmful));
  }

  /** Some characters do harm where they come first. */
  static Context leading(String words, String harmful) {
    return new Context(words, CharSet.of(harmful), false, true);
  }

  /** The hole is all of an address, which names what its reader runs or goes to. */
  static Context address(String words, String harmful) {
    return new Context(words, CharSet.of(harmful), true, false);
  }

  /** Whether text of some characters does no harm where it is an address of the same site. */
  public boolean isHarmlessHere(CharSet characters) {
    return isAddress && isHarmless(characters.without(CharSet.of(":"))); // it names no scheme
  }

  /** Whether text of some characters does no harm. */
  public boolean isHarmless(CharSet characters) {
    return characters.intersect(harmful).isEmpty();
  }
}
