package org.assize.resources.template;

/** The start of a script in JavaScript (ECMA-262, 12.9.4 String Literals). */
final class Script {
  private Script() {}

  /**
   * Whether a script ends inside a string between quotes: escaped text cannot leave it. A string
   * ends at its line's end; text between backticks runs code of its own and does not count.
   */
  static boolean isQuoted(String script) {
    char quote = 0;
    for (int i = 0; i < script.length(); i++) {
      char c = script.charAt(i);
      if (quote == '`') {
        quote = c == '`' ? 0 : quote;
      } else if (quote != 0) {
        i += c == '\\' ? 1 : 0;
        quote = c == quote || c == '\n' ? 0 : quote;
      } else if (c == '"' || c == '\'' || c == '`') {
        quote = c;
      } else if (c == '/' && script.startsWith("//", i)) {
        i = end(script, "\n", i);
      } else if (c == '/' && script.startsWith("/*", i)) {
        i = end(script, "*/", i);
      }
    }
    return quote == '"' || quote == '\'';
  }

  private static int end(String script, String mark, int from) {
    int end = script.indexOf(mark, from);
    return end < 0 ? script.length() : end;
  }
}
