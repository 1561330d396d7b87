package org.assize.syntax;

import java.util.Locale;
import java.util.Map;

/**
 * The names that {@code \N{...}} knows: those of the platform, those that follow from a rule (The
 * Unicode Standard, chapter 4.8: ideographs and Hangul syllables), and the usual aliases.
 */
final class CharacterNames {
  private static final String IDEOGRAPH = "CJK UNIFIED IDEOGRAPH-";
  private static final String SYLLABLE = "HANGUL SYLLABLE ";
  private static final int FIRST_SYLLABLE = 0xAC00;

  private static final String[] LEADS = "G,GG,N,D,DD,R,M,B,BB,S,SS,,J,JJ,C,K,T,P,H".split(",", -1);
  private static final String[] VOWELS =
      "A,AE,YA,YAE,EO,E,YEO,YE,O,WA,WAE,OE,YO,U,WEO,WE,WI,YU,EU,YI,I".split(",", -1);
  private static final String[] TAILS =
      ",G,GG,GS,N,NJ,NH,D,L,LG,LM,LB,LS,LT,LP,LH,M,B,BS,S,SS,NG,J,C,K,T,P,H".split(",", -1);

  private static final Map<String, Integer> ALIASES =
      Map.ofEntries(
          Map.entry("NBSP", 0xA0),
          Map.entry("SHY", 0xAD),
          Map.entry("CGJ", 0x34F),
          Map.entry("ZWSP", 0x200B),
          Map.entry("ZWNJ", 0x200C),
          Map.entry("ZWJ", 0x200D),
          Map.entry("LRM", 0x200E),
          Map.entry("RLM", 0x200F),
          Map.entry("WJ", 0x2060),
          Map.entry("ZWNBSP", 0xFEFF),
          Map.entry("BOM", 0xFEFF),
          Map.entry("BYTE ORDER MARK", 0xFEFF),
          Map.entry("NUL", 0),
          Map.entry("BEL", 7),
          Map.entry("TAB", 9),
          Map.entry("LF", 10),
          Map.entry("NEW LINE", 10),
          Map.entry("CR", 13),
          Map.entry("ESC", 27),
          Map.entry("DEL", 127),
          Map.entry("NEL", 133));

  private CharacterNames() {}

  /** Returns the code point with a name, in any case, or -1. */
  static int codePoint(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    if (upper.startsWith(IDEOGRAPH)) {
      return ideograph(upper.substring(IDEOGRAPH.length()));
    }
    if (upper.startsWith(SYLLABLE)) {
      return syllable(upper.substring(SYLLABLE.length()));
    }
    Integer alias = ALIASES.get(upper);
    return alias != null ? alias : ofPlatform(upper);
  }

  private static int ofPlatform(String name) {
    try {
      return Character.codePointOf(name);
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }

  private static int ideograph(String digits) {
    if (!digits.matches("[0-9A-F]{4,5}")) {
      return -1;
    }
    int code = Integer.parseInt(digits, 16);
    return Character.isDefined(code) && Character.isIdeographic(code) ? code : -1;
  }

  private static int syllable(String letters) {
    for (int lead = 0; lead < LEADS.length; lead++) {
      for (int vowel = 0; vowel < VOWELS.length; vowel++) {
        String start = LEADS[lead] + VOWELS[vowel];
        if (letters.startsWith(start)) {
          int tail = indexOf(TAILS, letters.substring(start.length()));
          if (tail >= 0) {
            return FIRST_SYLLABLE + (lead * VOWELS.length + vowel) * TAILS.length + tail;
          }
        }
      }
    }
    return -1;
  }

  private static int indexOf(String[] names, String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
