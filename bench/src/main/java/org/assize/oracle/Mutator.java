package org.assize.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes a few tokens of a program at random. */
final class Mutator {
  /** Roughly Python's tokens; spaces and line ends with indentation are tokens too. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "[\\r\\n]+[ \\t\\f]*|[ \\t]+|#[^\\r\\n]*|\\w+|"
              + "'''|\\\"\\\"\\\"|\\*\\*=?|//=?|<<=?|>>=?|[-+*/%@&|^<>=!:]=|->|\\.\\.\\.|.",
          Pattern.UNICODE_CHARACTER_CLASS | Pattern.DOTALL);

  private static final List<String> WORDS =
      List.of(
          ("False None True and as assert async await break class continue def del elif else except"
                  + " finally for from global if import in is lambda nonlocal not or pass raise"
                  + " return try while with yield match case type print exec _ a été 0 1 0777 1e3"
                  + " 2j 1_0 0x 1l 'a' \"b\" f'{a}' b'c' u'd' t'e' r'\\' f' f''' ''' \"\"\" ' \" { }"
                  + " ( ) [ ] , : ; . ... -> = := == != <> < <= ~ ! ` $ ? \\ @ * ** + - / // | {{ }}"
                  + " += **= # not_in \\x \\N{ \\u12 \0 \u00b5 \ud835\udc00 \u00a0")
              .split(" "));

  private static final List<String> LAYOUT =
      List.of(
          " ", "  ", "\n", "\n ", "\n    ", "\n\t", "\t", "\f", "\\\n", "\r", "\r\n", " #\n", "");

  private final Random random;

  Mutator(Random random) {
    this.random = random;
  }

  /** Returns the program with one to three changes. */
  String mutate(String program) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(program);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    for (int n = 1 + random.nextInt(3); n > 0 && !tokens.isEmpty(); n--) {
      change(tokens, random.nextInt(tokens.size()));
    }
    return String.join("", tokens);
  }

  private void change(List<String> tokens, int at) {
    switch (random.nextInt(9)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, tokens.get(at));
      case 2 -> tokens.set(at, any(tokens));
      case 3 -> tokens.add(at, " " + any(tokens) + " ");
      case 4 -> tokens.set(at, any(WORDS));
      case 5 -> tokens.add(at, any(LAYOUT));
      case 6 -> tokens.set(at, tokens.set(random.nextInt(tokens.size()), tokens.get(at)));
      case 7 -> tokens.set(at, bracketed(tokens.get(at)));
      default -> tokens.add(at, any(WORDS) + " ");
    }
  }

  private String bracketed(String token) {
    return switch (random.nextInt(4)) {
      case 0 -> "(" + token + ")";
      case 1 -> "[" + token + "]";
      case 2 -> "{" + token + "}";
      default -> "*" + token;
    };
  }

  private String any(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
