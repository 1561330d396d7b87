package org.assize.checks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.assize.syntax.Expr;

/** The words of which an identifier, an option or a header is made, in lower case. */
public final class NameTerms {
  private NameTerms() {}

  /**
   * Splits at everything that is no letter, and where a capital begins a word: {@code getAPIKey_v2}
   * is get, api, key, v.
   */
  static List<String> of(String name) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= name.length(); i++) {
      boolean letter = i < name.length() && Character.isLetter(name.charAt(i));
      boolean begins = letter && (start < 0 || beginsWord(name, i));
      if (start >= 0 && (!letter || begins)) {
        words.add(name.substring(start, i).toLowerCase(Locale.ROOT));
        start = -1;
      }
      if (begins) {
        start = i;
      }
    }
    return words;
  }

  private static boolean beginsWord(String name, int i) {
    boolean afterLower = !Character.isUpperCase(name.charAt(i - 1));
    boolean beforeLower = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
    return Character.isUpperCase(name.charAt(i)) && (afterLower || beforeLower);
  }

  /**
   * Whether a name speaks of one of the terms. A term is one word, or several joined by hyphens
   * that must follow one another ({@code api-key}).
   */
  public static boolean speaksOf(String name, Collection<String> terms) {
    String joined = joined(name) + "-";
    for (String term : terms) {
      if (contains(joined, term)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a name ends with one of the terms: what it ends with is what it is. */
  public static boolean endsWith(String name, Collection<String> terms) {
    String joined = joined(name);
    for (int at = 0; at >= 0; at = joined.indexOf('-', at + 1)) {
      if (terms.contains(joined.substring(at + 1))) {
        return true;
      }
    }
    return false;
  }

  /**
   * The words, each behind a hyphen; a hyphen where there is none. Every name of a program is asked
   * for, most of them in ASCII, for which no word has to be cut out.
   */
  private static String joined(String name) {
    StringBuilder joined = new StringBuilder(name.length() + 4);
    boolean inWord = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 128) {
        return "-" + String.join("-", of(name));
      }
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (letter && (!inWord || beginsWord(name, i))) {
        joined.append('-');
      }
      if (letter) {
        joined.append((char) (c | 0x20));
      }
      inWord = letter;
    }
    return joined.isEmpty() ? "-" : joined.toString();
  }

  /** Whether a term stands between two hyphens. */
  private static boolean contains(String joined, String term) {
    int at = joined.indexOf(term, 1);
    while (at >= 0) {
      if (joined.charAt(at - 1) == '-' && joined.startsWith("-", at + term.length())) {
        return true;
      }
      at = joined.indexOf(term, at + 1);
    }
    return false;
  }

  /** Whether a name begins with one of the terms and has more words. */
  static boolean startsWith(String name, Collection<String> terms) {
    String joined = String.join("-", of(name));
    return terms.stream().anyMatch(term -> joined.startsWith(term + "-"));
  }

  /**
   * The last part of what is named, called or used to decorate: {@code get} for {@code a.get(x)}.
   */
  static String last(Expr expression) {
    return switch (expression) {
      case Expr.Call c -> last(c.function());
      case Expr.Attribute a -> a.attribute();
      case Expr.Name n -> n.id();
      default -> "";
    };
  }
}
