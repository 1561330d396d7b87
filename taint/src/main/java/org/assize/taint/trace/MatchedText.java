package org.assize.taint.trace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.assize.value.domain.CharSet;

/**
 * The characters that the groups of a regular expression of {@code re} can match: for each group
 * the union of what stands in it, whatever its order and number. Never too few.
 */
final class MatchedText {
  private static final CharSet DIGITS = CharSet.where(Character::isDigit, CharSet.Others.IN);
  private static final CharSet WORDS =
      CharSet.where(c -> Character.isLetterOrDigit(c) || c == '_', CharSet.Others.IN);
  private static final CharSet SPACES =
      CharSet.where(c -> Character.isWhitespace(c) || Character.isSpaceChar(c), CharSet.Others.IN);

  private final String pattern;
  private int at;
  private int groups;
  private final Map<Object, CharSet> found = new HashMap<>();
  private final Deque<Object> open = new ArrayDeque<>();

  private MatchedText(String pattern) {
    this.pattern = pattern;
    found.put(0, CharSet.NONE);
    open.push(0);
  }

  /**
   * Returns the characters of each group by its number and, where it has one, its name; 0 is the
   * whole match.
   *
   * @return empty for forms that are not read
   */
  static Optional<Map<Object, CharSet>> of(String pattern) {
    MatchedText matched = new MatchedText(pattern);
    boolean isRead = !pattern.contains("(?i") && !pattern.contains("(?P=") && matched.read();
    return isRead ? Optional.of(matched.found) : Optional.empty();
  }

  private boolean read() {
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      switch (c) {
        case '\\' -> {
          Optional<CharSet> escaped = escaped();
          if (escaped.isEmpty()) {
            return false;
          }
          add(escaped.get());
        }
        case '[' -> {
          Optional<CharSet> set = set();
          if (set.isEmpty()) {
            return false;
          }
          add(set.get());
        }
        case '(' -> opened();
        case ')' -> {
          open.poll();
          at++;
        }
        case '{' -> at = Math.max(at, pattern.indexOf('}', at)) + 1;
        case '*', '+', '?', '|', '^', '$' -> at++;
        case '.' -> {
          add(CharSet.ALL);
          at++;
        }
        default -> {
          add(CharSet.of(String.valueOf(c)));
          at++;
        }
      }
    }
    return open.size() == 1;
  }

  private void add(CharSet characters) {
    for (Object group : open) {
      if (group instanceof Both both) {
        found.merge(both.name(), characters, CharSet::union);
        found.merge(both.number(), characters, CharSet::union);
      } else {
        found.merge(group, characters, CharSet::union);
      }
    }
  }

  private void opened() {
    boolean isNamed = pattern.startsWith("(?P<", at);
    boolean isPlain = !pattern.startsWith("(?", at);
    if (isNamed) {
      int end = pattern.indexOf('>', at);
      groups++;
      Object name = pattern.substring(at + 4, Math.max(end, at + 4));
      found.put(name, CharSet.NONE);
      found.put(groups, CharSet.NONE);
      open.push(new Both(name, groups));
      at = end + 1;
    } else if (isPlain) {
      groups++;
      found.put(groups, CharSet.NONE);
      open.push(groups);
      at++;
    } else {
      open.push("");
      int colon = at + 2;
      while (colon < pattern.length() && "<=!:".indexOf(pattern.charAt(colon)) >= 0) {
        colon++;
      }
      at = colon;
    }
  }

  /** A group that has a name. */
  private record Both(Object name, int number) {}

  private Optional<CharSet> escaped() {
    if (at + 1 >= pattern.length()) {
      return Optional.empty();
    }
    char c = pattern.charAt(at + 1);
    at += 2;
    return switch (c) {
      case 'd' -> Optional.of(DIGITS);
      case 'w' -> Optional.of(WORDS);
      case 's' -> Optional.of(SPACES);
      case 'D', 'W', 'S' -> Optional.of(CharSet.ALL);
      case 'A', 'Z', 'b', 'B' -> Optional.of(CharSet.NONE);
      case 'n' -> Optional.of(CharSet.of("\n"));
      case 't' -> Optional.of(CharSet.of("\t"));
      case 'r' -> Optional.of(CharSet.of("\r"));
      default -> Character.isLetterOrDigit(c) ? Optional.empty() : Optional.of(CharSet.of("" + c));
    };
  }

  private Optional<CharSet> set() {
    at++;
    boolean isNegated = pattern.startsWith("^", at);
    at += isNegated ? 1 : 0;
    CharSet all = CharSet.NONE;
    boolean isFirst = true;
    while (at < pattern.length() && (isFirst || pattern.charAt(at) != ']')) {
      isFirst = false;
      int before = at;
      Optional<CharSet> one =
          pattern.charAt(at) == '\\'
              ? escaped()
              : Optional.of(CharSet.of("" + pattern.charAt(at++)));
      if (one.isEmpty()) {
        return Optional.empty();
      }
      all = all.union(one.get()).union(range(before));
    }
    at++;
    return Optional.of(isNegated ? without(all) : all);
  }

  /** The rest of {@code a-z}, where one begins. */
  private CharSet range(int start) {
    boolean isRange =
        pattern.startsWith("-", at)
            && at + 1 < pattern.length()
            && pattern.charAt(at + 1) != ']'
            && pattern.charAt(start) != '\\';
    if (!isRange) {
      return CharSet.NONE;
    }
    char first = pattern.charAt(start);
    char last = pattern.charAt(at + 1);
    at += 2;
    return CharSet.where(c -> c >= first && c <= last, CharSet.Others.OUT);
  }

  private static CharSet without(CharSet characters) {
    return CharSet.ALL.without(characters);
  }
}
