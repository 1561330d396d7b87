package org.assize.checks;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A regular expression as a tree, as far as its form is regular: back references and conditions
 * have none, and what looks around counts only outside of repetitions.
 */
public sealed interface PatternTree {
  /** Stands for every character beyond ASCII. */
  int OTHER = 128;

  /** Stands for the end of the text. */
  int END = 129;

  /** One character of a set. */
  record One(BitSet set) implements PatternTree {}

  /** Parts behind one another; none for the empty text. */
  record All(List<PatternTree> parts) implements PatternTree {}

  /**
   * A part in parentheses that can be asked for.
   *
   * @param number counted from 1 by where it opens
   * @param name empty where it has none
   */
  record Group(int number, String name, PatternTree part) implements PatternTree {}

  /** One of several. */
  record Any(List<PatternTree> parts) implements PatternTree {}

  /** A part that comes at least so often; endlessly often where {@code most} is negative. */
  record Repeated(PatternTree part, int least, int most) implements PatternTree {}

  /** Reads an expression; nothing where its form is not regular. */
  static Optional<PatternTree> of(String text) {
    return read(new Reader(text, false));
  }

  /**
   * Reads an expression as one that matches no less: what is asked of the text around a place is
   * left out.
   */
  static Optional<PatternTree> wider(String text) {
    return read(new Reader(text, true));
  }

  private static Optional<PatternTree> read(Reader reader) {
    try {
      PatternTree tree = reader.alternatives();
      return reader.at == reader.text.length() ? Optional.of(tree) : Optional.empty();
    } catch (IrregularException e) {
      return Optional.empty();
    }
  }

  /** Ends the reading of what is not regular. */
  final class IrregularException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IrregularException() {
      super(null, null, false, false);
    }
  }

  /** Reads from left to right. */
  final class Reader {
    private static final Pattern LOOKING = Pattern.compile("\\?<?[=!]");
    private static final int FEW = 8;
    private static final int DEEP = 50;

    private final String text;
    private final boolean isWider;
    private int at;
    private int depth;
    private boolean looksAround;
    private int groups;

    Reader(String text, boolean isWider) {
      this.text = text;
      this.isWider = isWider;
    }

    PatternTree alternatives() {
      if (++depth > DEEP) {
        throw new IrregularException();
      }
      List<PatternTree> found = new ArrayList<>(List.of(sequence()));
      while (take('|')) {
        found.add(sequence());
      }
      depth--;
      return found.size() == 1 ? found.getFirst() : new Any(found);
    }

    private PatternTree sequence() {
      List<PatternTree> parts = new ArrayList<>();
      while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
        boolean before = looksAround;
        looksAround = false;
        PatternTree part = quantified(atom());
        parts.add(part);
        looksAround |= before;
      }
      return new All(parts);
    }

    private PatternTree quantified(PatternTree atom) {
      PatternTree part = atom;
      while (at < text.length()) {
        char c = text.charAt(at);
        int[] bounds = c == '{' ? counted() : simple(c);
        if (bounds.length == 0) {
          return part;
        }
        if (looksAround && bounds[1] != 1) {
          throw new IrregularException();
        }
        part = new Repeated(part, Math.min(bounds[0], FEW), bounds[1] > FEW ? -1 : bounds[1]);
        if (take('+')) {
          throw new IrregularException(); // possessive: never gives back
        }
        take('?');
      }
      return part;
    }

    private int[] simple(char c) {
      int[] bounds =
          switch (c) {
            case '*' -> new int[] {0, -1};
            case '+' -> new int[] {1, -1};
            case '?' -> new int[] {0, 1};
            default -> new int[0];
          };
      at += bounds.length == 0 ? 0 : 1;
      return bounds;
    }

    private int[] counted() {
      int close = text.indexOf('}', at);
      String inside = close < 0 ? "" : text.substring(at + 1, close);
      if (!inside.matches("\\d{1,6}(,\\d{0,6})?|,\\d{1,6}")) {
        return new int[0];
      }
      at = close + 1;
      String[] parts = inside.split(",", -1);
      int least = parts[0].isEmpty() ? 0 : Integer.parseInt(parts[0]);
      int most = parts.length == 1 ? least : parts[1].isEmpty() ? -1 : Integer.parseInt(parts[1]);
      return new int[] {least, most};
    }

    private PatternTree atom() {
      char c = text.charAt(at++);
      return switch (c) {
        case '(' -> group();
        case '[' -> new One(set());
        case '.' -> new One(allBut('\n'));
        case '^' -> around();
        case '$' -> new One(only(END));
        case '\\' -> escaped();
        default -> new One(only(c < OTHER ? c : OTHER));
      };
    }

    private PatternTree around() {
      looksAround = true;
      return new All(List.of());
    }

    private PatternTree group() {
      if (text.startsWith("?:", at)) {
        at += 2;
        return inside();
      } else if (text.startsWith("?P<", at)) {
        int close = text.indexOf('>', at);
        String name = text.substring(at + 3, Math.max(close, at + 3));
        at = close + 1;
        return new Group(++groups, name, inside());
      } else if (isWider && LOOKING.matcher(text).region(at, text.length()).lookingAt()) {
        at += text.charAt(at + 1) == '<' ? 3 : 2;
        inside();
        return new All(List.of());
      } else if (text.startsWith("?", at)) {
        return flags();
      }
      return new Group(++groups, "", inside());
    }

    private PatternTree flags() {
      int close = text.indexOf(')', at);
      if (close < 0 || !text.substring(at, close).matches("\\?[aiLmsux]+")) {
        throw new IrregularException();
      }
      at = close + 1;
      return new All(List.of());
    }

    private PatternTree inside() {
      PatternTree inside = alternatives();
      if (!take(')')) {
        throw new IrregularException();
      }
      return inside;
    }

    private PatternTree escaped() {
      if (at >= text.length()) {
        throw new IrregularException();
      }
      char c = text.charAt(at);
      return switch (c) {
        case 'b', 'B', 'A' -> {
          at++;
          yield around();
        }
        case 'Z' -> {
          at++;
          yield new One(only(END));
        }
        default -> {
          if (c >= '1' && c <= '9') {
            throw new IrregularException();
          }
          yield new One(escapedSet());
        }
      };
    }

    /** The characters that an escape stands for; {@link #at} is behind the backslash. */
    private BitSet escapedSet() {
      char c = text.charAt(at++);
      return switch (c) {
        case 'd' -> range('0', '9');
        case 'D' -> negated(range('0', '9'));
        case 'w' -> word();
        case 'W' -> negated(word());
        case 's' -> spaces();
        case 'S' -> negated(spaces());
        case 'n' -> only('\n');
        case 't' -> only('\t');
        case 'r' -> only('\r');
        case 'f' -> only('\f');
        case 'v' -> only(11);
        case 'x' -> numbered(2);
        case 'u' -> numbered(4);
        case 'U', 'N', '0' -> throw new IrregularException();
        default -> only(c < OTHER ? c : OTHER);
      };
    }

    /** {@code \x7f}: a character by its number. */
    private BitSet numbered(int digits) {
      if (at + digits > text.length()) {
        throw new IrregularException();
      }
      String number = text.substring(at, at + digits);
      if (!number.matches("[0-9a-fA-F]+")) {
        throw new IrregularException();
      }
      at += digits;
      int c = Integer.parseInt(number, 16);
      return only(c < OTHER ? c : OTHER);
    }

    private BitSet set() {
      boolean isNegated = take('^');
      BitSet found = new BitSet();
      boolean isFirst = true;
      while (isFirst || peek() != ']') {
        isFirst = false;
        boolean isEscape = peek() == '\\';
        BitSet low = member();
        boolean isRange = peek() == '-' && at + 1 < text.length() && text.charAt(at + 1) != ']';
        if (isRange && low.cardinality() == 1 && (!isEscape || low.length() > 0)) {
          at++;
          BitSet high = member();
          found.set(low.nextSetBit(0), Math.max(low.nextSetBit(0), high.length() - 1) + 1);
        } else {
          found.or(low);
        }
      }
      at++;
      return isNegated ? negated(found) : found;
    }

    private BitSet member() {
      char c = peek();
      at++;
      return c == '\\' && at < text.length() ? escapedSet() : only(c < OTHER ? c : OTHER);
    }

    private char peek() {
      if (at >= text.length()) {
        throw new IrregularException();
      }
      return text.charAt(at);
    }

    private boolean take(char wanted) {
      if (at < text.length() && text.charAt(at) == wanted) {
        at++;
        return true;
      }
      return false;
    }

    private static BitSet only(int c) {
      BitSet set = new BitSet();
      set.set(c);
      return set;
    }

    private static BitSet range(int low, int high) {
      BitSet set = new BitSet();
      set.set(low, high + 1);
      return set;
    }

    private static BitSet negated(BitSet set) {
      BitSet all = range(0, OTHER);
      all.andNot(set);
      return all;
    }

    private static BitSet allBut(int c) {
      return negated(only(c));
    }

    private static BitSet word() {
      BitSet set = range('0', '9');
      set.or(range('a', 'z'));
      set.or(range('A', 'Z'));
      set.set('_');
      set.set(OTHER);
      return set;
    }

    private static BitSet spaces() {
      BitSet set = range(9, 13);
      set.set(' ');
      return set;
    }
  }
}
