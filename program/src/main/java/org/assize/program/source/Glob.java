package org.assize.program.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One part of a path pattern, between two slashes: {@code *}, {@code ?}, {@code [a-z]}, {@code
 * [!a]}, {@code [[:alpha:]]}, {@code \*}, in the meaning that {@code .gitignore} gives them.
 *
 * <p>As in git, {@code ?} and a set take one byte of the name's UTF-8: {@code ??} means é.
 *
 * <p>Matching never backtracks past the last {@code *}, so it is quadratic at worst.
 */
final class Glob {
  private sealed interface Token {}

  private record Literal(int c) implements Token {}

  private record One() implements Token {}

  private record Any() implements Token {}

  private record Range(int low, int high) implements Token {}

  private record Posix(String name) implements Token {}

  private record Set(boolean negated, List<Token> members) implements Token {}

  private final Token[] tokens;

  private Glob(List<Token> tokens) {
    this.tokens = tokens.toArray(Token[]::new);
  }

  /** Reads a pattern; nothing if it can never match ({@code [a}, or a backslash at its end). */
  static Optional<Glob> parse(String pattern) {
    int[] units = bytes(pattern).chars().toArray();
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < units.length) {
      int c = units[at++];
      switch (c) {
        case '*' -> {
          if (tokens.isEmpty() || !(tokens.getLast() instanceof Any)) {
            tokens.add(new Any());
          }
        }
        case '?' -> tokens.add(new One());
        case '\\' -> {
          if (at == units.length) {
            return Optional.empty();
          }
          tokens.add(new Literal(units[at++]));
        }
        case '[' -> {
          at = parseSet(units, at, tokens);
          if (at < 0) {
            return Optional.empty();
          }
        }
        default -> tokens.add(new Literal(c));
      }
    }
    return Optional.of(new Glob(tokens));
  }

  /** Returns the offset behind a set, or -1 if it is open. */
  static int endOfSet(String pattern, int start) {
    return parseSet(pattern.chars().toArray(), start, new ArrayList<>());
  }

  /** Reads a set from behind its bracket; returns the offset behind it, or -1 if it is open. */
  private static int parseSet(int[] units, int start, List<Token> tokens) {
    int at = start;
    boolean negated = at < units.length && (units[at] == '!' || units[at] == '^');
    if (negated) {
      at++;
    }
    List<Token> members = new ArrayList<>();
    for (boolean first = true; at < units.length; first = false) {
      int c = units[at++];
      if (c == ']' && !first) {
        tokens.add(new Set(negated, List.copyOf(members)));
        return at;
      }
      if (c == '[' && at < units.length && units[at] == ':') {
        int close = indexOfClass(units, at + 1);
        if (close > 0) {
          members.add(new Posix(new String(units, at + 1, close - at - 1)));
          at = close + 2;
          continue;
        }
      }
      if (c == '\\' && at < units.length) {
        c = units[at++];
      }
      int high = c;
      if (at + 1 < units.length && units[at] == '-' && units[at + 1] != ']') {
        high = units[at + 1];
        at += 2;
        if (high == '\\' && at < units.length) {
          high = units[at++];
        }
      }
      // The low end stands for itself, also in a range that is empty.
      members.add(new Range(c, c));
      members.add(new Range(c, high));
    }
    return -1;
  }

  private static int indexOfClass(int[] units, int from) {
    for (int i = from; i + 1 < units.length && units[i] != ']'; i++) {
      if (units[i] == ':' && units[i + 1] == ']') {
        return i;
      }
    }
    return -1;
  }

  /** Returns whether a name, without slashes, is one that the pattern means. */
  boolean matches(String name) {
    return matchesBytes(bytes(name));
  }

  /** Returns a text whose characters are the bytes of the given one. */
  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private boolean matchesBytes(String name) {
    int token = 0;
    int at = 0;
    int starToken = -1;
    int starAt = 0;
    while (at < name.length()) {
      int c = name.charAt(at);
      if (token < tokens.length && tokens[token] instanceof Any) {
        starToken = token++;
        starAt = at;
      } else if (token < tokens.length && accepts(tokens[token], c)) {
        token++;
        at++;
      } else if (starToken >= 0) {
        token = starToken + 1;
        at = ++starAt;
      } else {
        return false;
      }
    }
    while (token < tokens.length && tokens[token] instanceof Any) {
      token++;
    }
    return token == tokens.length;
  }

  private static boolean accepts(Token token, int c) {
    return switch (token) {
      case Literal literal -> literal.c == c;
      case One _, Any _ -> true;
      case Range range -> range.low <= c && c <= range.high;
      case Posix posix -> inClass(posix.name, c);
      case Set set -> {
        boolean found = false;
        for (Token member : set.members) {
          found |= accepts(member, c);
        }
        yield found != set.negated;
      }
    };
  }

  private static boolean inClass(String name, int c) {
    return c < 128
        && switch (name) {
          case "alpha" -> Character.isLetter(c);
          case "digit" -> Character.isDigit(c);
          case "alnum" -> Character.isLetterOrDigit(c);
          case "upper" -> Character.isUpperCase(c);
          case "lower" -> Character.isLowerCase(c);
          case "space" -> c == ' ' || (c >= '\t' && c <= '\r');
          case "blank" -> c == ' ' || c == '\t';
          case "cntrl" -> c < 32 || c == 127;
          case "graph" -> c > 32 && c < 127;
          case "print" -> c >= 32 && c < 127;
          case "punct" -> c > 32 && c < 127 && !Character.isLetterOrDigit(c);
          case "xdigit" -> Character.digit(c, 16) >= 0;
          default -> false;
        };
  }
}
