package org.assize.value.pure;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * {@code re} with constant patterns. Only patterns that mean the same in Java are tried, on texts
 * of ASCII, with a limit of steps.
 */
final class RegularExpressions {
  private static final int MAX_STEPS = 100_000;

  /** Escapes with the same meaning in both languages. */
  private static final String SAFE_ESCAPES = "dDwWsSbBntrfv.^$*+?()[]{}|\\/-'\"`~!@#%&=:;,<> _";

  private RegularExpressions() {}

  static Optional<Concrete> call(String name, Arguments args) {
    return Optional.ofNullable(
        switch (name) {
          case "escape" -> Concrete.text(escaped(Texts.text(args.expect(1, 1).at(0))));
          case "match" -> noMatch(matcher(args.expect(2, 2)).lookingAt());
          case "fullmatch" -> noMatch(matcher(args.expect(2, 2)).matches());
          case "search" -> noMatch(matcher(args.expect(2, 2)).find());
          case "sub" -> sub(args.expect(3, 3));
          default -> null;
        });
  }

  /** A match is an object that is not modelled; that there is none is {@code None}. */
  private static Concrete noMatch(boolean matches) {
    if (matches) {
      throw new NotKnown();
    }
    return Concrete.NONE;
  }

  /** Returns whether a pattern matches: {@code match}, {@code fullmatch} or {@code search}. */
  static Concrete matches(String name, Arguments args) {
    Matcher matcher = matcher(args.expect(2, 2));
    return Concrete.truth(
        switch (name) {
          case "match" -> matcher.lookingAt();
          case "fullmatch" -> matcher.matches();
          case "search" -> matcher.find();
          default -> throw new NotKnown();
        });
  }

  private static Matcher matcher(Arguments args) {
    return matcher(Texts.text(args.at(0)), Texts.text(args.at(1)));
  }

  private static Matcher matcher(String pattern, String text) {
    Texts.ascii(text);
    if (text.chars().anyMatch(c -> c >= 0x1c && c <= 0x1f)) {
      throw new NotKnown(); // space in Python, not in Java
    }
    try {
      return Pattern.compile(translated(pattern), Pattern.UNIX_LINES)
          .matcher(new CountedText(text, new int[] {MAX_STEPS}, 0, text.length()));
    } catch (PatternSyntaxException e) {
      throw new NotKnown();
    }
  }

  /** Returns a pattern of Java with the same meaning. */
  private static String translated(String pattern) {
    Texts.ascii(pattern);
    StringBuilder out = new StringBuilder();
    boolean inClass = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
        out.append(escape(i < pattern.length() ? pattern.charAt(i) : 0, inClass));
      } else if (inClass) {
        inClass = c != ']';
        out.append(c == '[' || c == '&' || c == '~' ? "\\" + c : Character.toString(c));
      } else if (c == '[') {
        inClass = true;
        String start = classStart(pattern, i);
        out.append(start);
        i += start.endsWith("\\]") ? start.length() - 2 : start.length() - 1;
      } else {
        checkPlain(pattern, i);
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String classStart(String pattern, int at) {
    String start = pattern.startsWith("[^", at) ? "[^" : "[";
    return pattern.startsWith("]", at + start.length()) ? start + "\\]" : start;
  }

  private static String escape(char c, boolean inClass) {
    if (c == 'Z' && !inClass) {
      return "\\z";
    }
    if (c == 'v') {
      return "\\x0b";
    }
    if (c == 0 || SAFE_ESCAPES.indexOf(c) < 0 || (inClass && (c == 'b' || c == 'B'))) {
      throw new NotKnown();
    }
    return "\\" + c;
  }

  /** Rejects what the languages read differently: possessive forms, extensions, open braces. */
  private static void checkPlain(String pattern, int at) {
    char c = pattern.charAt(at);
    boolean extension = pattern.startsWith("(?", at) && !pattern.startsWith("(?:", at);
    boolean possessive = c == '+' && at > 0 && "*+?}".indexOf(pattern.charAt(at - 1)) >= 0;
    boolean brace = c == '{' && !pattern.substring(at).matches("(?s)\\{[0-9]+(,[0-9]*)?\\}.*");
    if (extension || possessive || brace) {
      throw new NotKnown();
    }
  }

  private static Concrete sub(Arguments args) {
    String replacement = Texts.text(args.at(1));
    if (replacement.indexOf('\\') >= 0) {
      throw new NotKnown();
    }
    Matcher matcher = matcher(Texts.text(args.at(0)), Texts.text(args.at(2)));
    if (matcher.reset().results().limit(1).anyMatch(m -> m.start() == m.end())) {
      throw new NotKnown(); // empty matches behind others depend on the version
    }
    matcher.reset();
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      if (matcher.start() == matcher.end()) {
        throw new NotKnown();
      }
      matcher.appendReplacement(out, Matcher.quoteReplacement(replacement));
      Limits.checkText(out.length());
    }
    return Concrete.text(matcher.appendTail(out).toString());
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(
          "()[]{}?*+-|^$\\.&~# \t\n\r\u000b\f".indexOf(c) >= 0 ? "\\" + c : String.valueOf(c));
    }
    return out.toString();
  }

  /** A text that counts how often it is read. */
  @SuppressWarnings("ArrayRecordComponent") // shared on purpose, never compared
  private record CountedText(String text, int[] left, int from, int to) implements CharSequence {
    @Override
    public int length() {
      return to - from;
    }

    @Override
    public char charAt(int index) {
      if (left[0]-- <= 0) {
        throw new NotKnown();
      }
      return text.charAt(from + index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new CountedText(text, left, from + start, from + end);
    }

    @Override
    public String toString() {
      return text.substring(from, to);
    }
  }
}
