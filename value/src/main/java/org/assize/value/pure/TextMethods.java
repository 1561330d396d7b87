package org.assize.value.pure;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.assize.ir.Literal;
import org.assize.value.pure.Texts.Ends;

/** The methods that strings and bytes share; for bytes each char is one byte. */
final class TextMethods {
  private static final char[] LINE_ENDS =
      "\n\r\u000b\f\u001c\u001d\u001e\u0085\u2028\u2029".toCharArray();

  private final String self;
  private final boolean isText;

  TextMethods(Concrete receiver) {
    this.isText = Texts.isText(receiver);
    this.self = isText ? Texts.text(receiver) : Texts.bytes(receiver);
  }

  private Concrete wrap(String value) {
    Limits.text(value);
    return isText ? Concrete.text(value) : Concrete.bytes(value);
  }

  private String same(Concrete value) {
    return isText ? Texts.text(value) : Texts.bytes(value);
  }

  /** Each character is what a table has for its number, or stays as it is. */
  private Concrete translate(Concrete table) {
    if (!isText || !(table instanceof Concrete.Mapping(Map<Concrete, Concrete> entries))) {
      throw new NotKnown();
    }
    StringBuilder out = new StringBuilder();
    self.codePoints()
        .forEach(c -> {
          Concrete to = entries.getOrDefault(Concrete.whole(c), Concrete.whole(c));
          switch (to) {
            case Concrete.Scalar(Literal.Text(String text)) -> out.append(text);
            case Concrete.Scalar(Literal.Whole(BigInteger code)) ->
                out.appendCodePoint(code.intValue());
            case Concrete.Scalar s when s.equals(Concrete.NONE) -> {}
            default -> throw new NotKnown();
          }
        });
    return wrap(out.toString());
  }

  private Concrete wrapAll(List<String> parts) {
    return Concrete.list(Limits.elements(parts).stream().map(this::wrap).toList());
  }

  /** Calls a method; empty if it is none of these. */
  Optional<Concrete> call(String name, Arguments args) {
    return Optional.ofNullable(
        switch (name) {
          case "upper" -> none(args, ascii().toUpperCase(Locale.ROOT));
          case "lower" -> none(args, ascii().toLowerCase(Locale.ROOT));
          case "capitalize" -> none(args, capitalized(ascii()));
          case "swapcase" -> none(args, swapped(ascii()));
          case "title" -> none(args, titled(ascii()));
          case "strip" -> strip(args, Ends.BOTH);
          case "lstrip" -> strip(args, Ends.LEFT);
          case "rstrip" -> strip(args, Ends.RIGHT);
          case "replace" -> replace(args.expect(2, 3));
          case "removeprefix" -> removePrefix(same(args.expect(1, 1).at(0)));
          case "removesuffix" -> removeSuffix(same(args.expect(1, 1).at(0)));
          case "startswith" -> Concrete.truth(startsWith(args.expect(1, 3)));
          case "endswith" -> Concrete.truth(endsWith(args.expect(1, 3)));
          case "find" -> Concrete.whole(find(args.expect(1, 3)));
          case "rfind" -> Concrete.whole(rfind(args.expect(1, 3)));
          case "index" -> found(find(args.expect(1, 3)));
          case "rindex" -> found(rfind(args.expect(1, 3)));
          case "count" -> count(args.expect(1, 3));
          case "join" -> join(args.expect(1, 1).at(0));
          case "split" -> wrapAll(split(args.expect(0, 2, "sep", "maxsplit")));
          case "rsplit" -> wrapAll(rsplit(args.expect(0, 2, "sep", "maxsplit")));
          case "splitlines" -> splitLines(args.expect(0, 1, "keepends"));
          case "partition" -> partition(same(args.expect(1, 1).at(0)));
          case "rpartition" -> rpartition(same(args.expect(1, 1).at(0)));
          case "zfill" -> zfill(args.expect(1, 1));
          case "ljust" -> justify(args.expect(1, 2), Justification.LEFT);
          case "rjust" -> justify(args.expect(1, 2), Justification.RIGHT);
          case "center" -> justify(args.expect(1, 2), Justification.CENTER);
          case "translate" -> translate(args.expect(1, 1).at(0));
          case "expandtabs" -> throw new NotKnown();
          case "isdigit", "isdecimal", "isnumeric" -> all(args, c -> c >= '0' && c <= '9');
          case "isalpha" -> all(args, Character::isLetter);
          case "isalnum" -> all(args, Character::isLetterOrDigit);
          case "isspace" -> all(args, isText ? Texts::isSpace : Texts::isByteSpace);
          case "isupper" -> cased(args, self.equals(ascii().toUpperCase(Locale.ROOT)));
          case "islower" -> cased(args, self.equals(ascii().toLowerCase(Locale.ROOT)));
          case "istitle" -> cased(args, self.equals(titled(ascii())));
          case "isascii" -> Concrete.truth(Texts.isAscii(self));
          default -> null;
        });
  }

  private String ascii() {
    return isText ? Texts.ascii(self) : bytesAscii();
  }

  /** Bytes above 127 have no case, and are no letters. */
  private String bytesAscii() {
    return Texts.ascii(self);
  }

  private Concrete none(Arguments args, String result) {
    args.expect(0, 0);
    return wrap(result);
  }

  private static String capitalized(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT)
            + text.substring(1).toLowerCase(Locale.ROOT);
  }

  private static String swapped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c));
    }
    return out.toString();
  }

  private static String titled(String text) {
    StringBuilder out = new StringBuilder();
    boolean inWord = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(inWord ? Character.toLowerCase(c) : Character.toUpperCase(c));
      inWord = Character.isLetter(c);
    }
    return out.toString();
  }

  private Concrete strip(Arguments args, Ends ends) {
    args.expect(0, 1);
    if (args.count() == 0 || args.at(0).equals(Concrete.NONE)) {
      return wrap(Texts.strip(self, isText ? Texts::isSpace : Texts::isByteSpace, ends));
    }
    String removed = Texts.plain(same(args.at(0)));
    return wrap(Texts.strip(self, c -> removed.indexOf(c) >= 0, ends));
  }

  private Concrete replace(Arguments args) {
    String old = same(args.at(0));
    String fresh = same(args.at(1));
    long max = args.count() > 2 ? Numbers.index(args.at(2)) : -1;
    return wrap(Replacement.replace(self, old, fresh, max));
  }

  private Concrete removePrefix(String prefix) {
    return wrap(self.startsWith(prefix) ? self.substring(prefix.length()) : self);
  }

  private Concrete removeSuffix(String suffix) {
    boolean has = !suffix.isEmpty() && self.endsWith(suffix);
    return wrap(has ? self.substring(0, self.length() - suffix.length()) : self);
  }

  /** The part that optional start and end arguments mean. */
  private record Window(String text, int from, boolean isValid) {}

  private Window window(Arguments args) {
    if (args.count() == 1) {
      return new Window(self, 0, true);
    }
    String text = Texts.plain(self);
    int from = edge(args.at(1), 0);
    int to = args.count() > 2 ? edge(args.at(2), text.length()) : text.length();
    boolean valid = from <= Math.min(to, text.length());
    return new Window(valid ? text.substring(from, Math.min(to, text.length())) : "", from, valid);
  }

  private int edge(Concrete value, int otherwise) {
    if (value.equals(Concrete.NONE)) {
      return otherwise;
    }
    int index = Numbers.index(value);
    return index < 0 ? Math.max(0, index + self.length()) : index;
  }

  private boolean startsWith(Arguments args) {
    Window window = window(args);
    return alternatives(args.at(0)).stream()
        .anyMatch(p -> window.isValid() && window.text().startsWith(p));
  }

  private boolean endsWith(Arguments args) {
    Window window = window(args);
    return alternatives(args.at(0)).stream()
        .anyMatch(p -> window.isValid() && window.text().endsWith(p));
  }

  private List<String> alternatives(Concrete value) {
    if (value instanceof Concrete.Items items && items.kind() == Concrete.Items.Kind.TUPLE) {
      return items.elements().stream().map(this::same).toList();
    }
    return List.of(same(value));
  }

  private int find(Arguments args) {
    String part = sub(args.at(0));
    Window window = window(args);
    Texts.plain(self);
    int at = window.isValid() ? window.text().indexOf(part) : -1;
    return at < 0 ? at : at + window.from();
  }

  private int rfind(Arguments args) {
    String part = sub(args.at(0));
    Window window = window(args);
    Texts.plain(self);
    int at = window.isValid() ? window.text().lastIndexOf(part) : -1;
    return at < 0 ? at : at + window.from();
  }

  private String sub(Concrete value) {
    boolean isByte = !isText && Numbers.isWhole(value);
    return isByte ? Character.toString(Numbers.index(value)) : same(value);
  }

  private static Concrete found(int index) {
    if (index < 0) {
      throw Raised.valueError();
    }
    return Concrete.whole(index);
  }

  private Concrete count(Arguments args) {
    String part = sub(args.at(0));
    Window window = window(args);
    if (!window.isValid()) {
      return Concrete.whole(0);
    }
    if (part.isEmpty()) {
      return Concrete.whole(Texts.plain(window.text()).length() + 1);
    }
    return Concrete.whole(Replacement.count(window.text(), part));
  }

  private Concrete join(Concrete parts) {
    List<String> texts = new ArrayList<>();
    long length = 0;
    for (Concrete part : Displays.ordered(parts)) {
      String text = same(part);
      length += text.length() + self.length();
      Limits.checkText(length);
      texts.add(text);
    }
    return wrap(texts.stream().collect(Collectors.joining(self)));
  }

  private List<String> split(Arguments args) {
    Concrete separator = args.get(0, "sep", Concrete.NONE);
    int max = Numbers.index(args.get(1, "maxsplit", Concrete.whole(-1)));
    return separator.equals(Concrete.NONE)
        ? Splits.onSpace(self, max, isText ? Texts::isSpace : Texts::isByteSpace)
        : Splits.on(self, same(separator), max);
  }

  private List<String> rsplit(Arguments args) {
    Concrete separator = args.get(0, "sep", Concrete.NONE);
    int max = Numbers.index(args.get(1, "maxsplit", Concrete.whole(-1)));
    return separator.equals(Concrete.NONE)
        ? Splits.onSpaceFromRight(self, max, isText ? Texts::isSpace : Texts::isByteSpace)
        : Splits.fromRight(self, same(separator), max);
  }

  private Concrete splitLines(Arguments args) {
    boolean keep = Comparisons.truth(args.get(0, "keepends", Concrete.truth(false)));
    IntPredicate isEnd =
        isText ? c -> new String(LINE_ENDS).indexOf(c) >= 0 : c -> c == '\n' || c == '\r';
    return wrapAll(Splits.lines(self, isEnd, keep ? Splits.Ending.KEPT : Splits.Ending.DROPPED));
  }

  private Concrete partition(String separator) {
    checkSeparator(separator);
    int at = self.indexOf(separator);
    return at < 0 ? three(self, "", "") : cut(separator, at);
  }

  private Concrete rpartition(String separator) {
    checkSeparator(separator);
    int at = self.lastIndexOf(separator);
    return at < 0 ? three("", "", self) : cut(separator, at);
  }

  private static void checkSeparator(String separator) {
    if (separator.isEmpty()) {
      throw Raised.valueError();
    }
  }

  private Concrete cut(String separator, int at) {
    return three(self.substring(0, at), separator, self.substring(at + separator.length()));
  }

  private Concrete three(String a, String b, String c) {
    return Concrete.tuple(List.of(wrap(a), wrap(b), wrap(c)));
  }

  private Concrete zfill(Arguments args) {
    int missing = Numbers.index(args.at(0)) - Texts.plain(self).length();
    boolean signed = !self.isEmpty() && (self.charAt(0) == '+' || self.charAt(0) == '-');
    String zeros = Texts.repeat("0", missing);
    return wrap(signed ? self.charAt(0) + zeros + self.substring(1) : zeros + self);
  }

  private enum Justification {
    LEFT,
    RIGHT,
    CENTER
  }

  private Concrete justify(Arguments args, Justification where) {
    int width = Numbers.index(args.at(0));
    String fill = args.count() > 1 ? same(args.at(1)) : " ";
    if (Texts.plain(fill).length() != 1) {
      throw Raised.typeError();
    }
    int missing = Math.max(0, width - Texts.plain(self).length());
    // CPython puts the odd one left if the width is odd
    int left =
        switch (where) {
          case LEFT -> 0;
          case RIGHT -> missing;
          case CENTER -> missing / 2 + (missing & width & 1);
        };
    return wrap(Texts.repeat(fill, left) + self + Texts.repeat(fill, missing - left));
  }

  private Concrete all(Arguments args, IntPredicate test) {
    args.expect(0, 0);
    return Concrete.truth(!self.isEmpty() && ascii().chars().allMatch(test));
  }

  private Concrete cased(Arguments args, boolean holds) {
    args.expect(0, 0);
    return Concrete.truth(holds && self.chars().anyMatch(Character::isLetter));
  }
}
