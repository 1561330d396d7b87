package org.assize.report;

import java.util.regex.Matcher;

/** Text as Markdown that means exactly it. */
final class MarkdownText {
  /**
   * What reads better as code: what the author quoted, places, calls, dotted names, names with an
   * underscore, names of classes in mixed case, subscripts.
   */
  private static final java.util.regex.Pattern CODE =
      java.util.regex.Pattern.compile(
          "`[^`]+`"
              + "|(?<![\\w./-])(?:[\\w.-]+/)+[\\w.-]*\\w\\.py(?![\\w/:-])"
              + "|(?<![\\w./-])[\\w./-]*\\w\\.\\w+:\\d+(?:-\\d+)?(?::\\d+)?"
              + "|(?<![\\w.])[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*\\([^()\\s]*\\)"
              + "|(?<![\\w./-])[A-Za-z_]\\w+(?:\\.[A-Za-z_]\\w+)+(?:\\[\\w+])*(?![\\w/-])"
              + "|\\[…]\\[-?\\w+]"
              + "|(?<![\\w.-])\\w*_\\w+(?:\\[\\w+])*(?![\\w-])"
              + "|(?<![\\w.-])[A-Z]\\w*[a-z0-9][A-Z]\\w*(?![\\w-])"
              + "|(?<![\\w.-])[a-z]+[A-Z]\\w*(?![\\w-])");

  private MarkdownText() {}

  /** Returns a sentence with the names and places in it as code, and all else escaped. */
  static String prose(String text) {
    String sentence = VisibleText.sentence(text);
    StringBuilder written = new StringBuilder();
    Matcher code = CODE.matcher(sentence);
    int from = 0;
    while (code.find()) {
      written.append(escape(sentence.substring(from, code.start())));
      String quoted = code.group();
      written.append(
          code(quoted.startsWith("`") ? quoted.substring(1, quoted.length() - 1) : quoted));
      from = code.end();
    }
    return written.append(escape(sentence.substring(from))).toString();
  }

  /** Returns a fix: a sentence as prose, a line of code as code. */
  static String fix(String text) {
    return text.strip().endsWith(".") ? prose(text) : code(VisibleText.sentence(text));
  }

  /** Returns a text as a code span, whatever backticks it holds. */
  static String code(String text) {
    String visible = VisibleText.of(text);
    String fence = "`".repeat(longestRun(visible) + 1);
    boolean padded = visible.startsWith("`") || visible.endsWith("`");
    return padded ? fence + " " + visible + " " + fence : fence + visible + fence;
  }

  /** Returns a block of Python code. */
  static String block(String code, String indent) {
    String visible = VisibleText.of(code);
    String fence = "`".repeat(Math.max(3, longestRun(visible) + 1));
    return "%s%spython\n%s%s\n%s%s\n".formatted(indent, fence, indent, visible, indent, fence);
  }

  /** Returns Markdown for the cell of a table. */
  static String cell(String markdown) {
    return markdown.replace("|", "\\|");
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '&' -> escaped.append("&amp;");
        case '\\', '`', '*', '_', '[', ']', '#', '~', '$' -> escaped.append('\\').append(c);
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
