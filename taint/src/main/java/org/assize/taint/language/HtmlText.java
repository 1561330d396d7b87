package org.assize.taint.language;

import java.util.Locale;
import java.util.regex.Pattern;

/** Where a hole stands in an HTML document (HTML Living Standard, 13.2.5 Tokenization). */
final class HtmlText {
  private static final Pattern RUNNING =
      Pattern.compile("<(script|iframe|frame|embed)\\b", Pattern.CASE_INSENSITIVE);

  private HtmlText() {}

  static Context context(String before) {
    int open = before.lastIndexOf('<');
    boolean inTag = open >= 0 && !closesTag(before, open);
    if (inTag) {
      return before.startsWith("<!--", open)
          ? Context.against("in a comment", ">")
          : inTag(before.substring(open));
    }
    String lower = before.toLowerCase(Locale.ROOT);
    if (isOpen(lower, "script")) {
      return Context.word("inside <script>");
    }
    return isOpen(lower, "style")
        ? Context.word("inside <style>")
        : Context.against("between tags", "<");
  }

  private static boolean isOpen(String lower, String element) {
    int opened = lower.lastIndexOf("<" + element);
    return opened >= 0 && lower.indexOf("</" + element, opened) < 0;
  }

  private static boolean closesTag(String text, int open) {
    char quote = 0;
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if ((c == '"' || c == '\'') && text.charAt(i - 1) == '=') {
        quote = c;
      } else if (c == '>') {
        return true;
      }
    }
    return false;
  }

  private static Context inTag(String tag) {
    char quote = 0;
    int value = -1;
    for (int i = 1; i < tag.length(); i++) {
      char c = tag.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if ((c == '"' || c == '\'') && tag.charAt(i - 1) == '=') {
        quote = c;
        value = i + 1;
      }
    }
    if (quote == 0) {
      return Context.word("inside a tag, outside of quotes");
    }
    boolean whole = value == tag.length();
    String attribute = attribute(tag, value - 2);
    if (attribute.startsWith("on") || attribute.equals("style")) {
      return Context.word("inside the attribute " + attribute);
    }
    return whole && isAddress(tag, attribute)
        ? Context.address("the address in " + attribute, quote + ":")
        : Context.against("inside an attribute's " + quote + "…" + quote, String.valueOf(quote));
  }

  /** Whether a browser runs what an address names: scripts, frames, and links that are followed. */
  private static boolean isAddress(String tag, String attribute) {
    return switch (attribute) {
      case "href", "action", "formaction", "data" -> true;
      case "src" -> RUNNING.matcher(tag).lookingAt();
      default -> false;
    };
  }

  /** Returns the name that stands before an equals sign. */
  private static String attribute(String tag, int equals) {
    int start = equals;
    while (start > 0 && !Character.isWhitespace(tag.charAt(start - 1))) {
      start--;
    }
    return tag.substring(start, Math.max(start, equals)).toLowerCase(Locale.ROOT);
  }
}
