package org.assize.taint.language;

import java.util.Locale;
import java.util.regex.Pattern;
import org.assize.resources.template.OpenTag;

/** Where a hole stands in an HTML document (HTML Living Standard, 13.2.5 Tokenization). */
final class HtmlText {
  private static final Pattern RUNNING =
      Pattern.compile("<(script|iframe|frame|embed)\\b", Pattern.CASE_INSENSITIVE);

  private HtmlText() {}

  static Context context(String before) {
    int open = before.lastIndexOf('<');
    OpenTag tag = new OpenTag(open < 0 ? "" : before.substring(open));
    if (open >= 0 && !tag.isClosed()) {
      return tag.text().startsWith("<!--") ? Context.against("in a comment", ">") : inTag(tag);
    }
    String lower = before.toLowerCase(Locale.ROOT);
    if (isOpen(lower, "script")) {
      return inScript(before.substring(lower.lastIndexOf("<script")));
    }
    return isOpen(lower, "style")
        ? Context.word("inside <style>")
        : Context.against("between tags", "<");
  }

  /** In a text of JavaScript, what ends the text does harm, and what ends the element. */
  private static Context inScript(String script) {
    int end = script.indexOf('>');
    char quote = 0;
    for (int i = end + 1; end >= 0 && i < script.length(); i++) {
      char c = script.charAt(i);
      if (quote != 0 && c == '\\') {
        i++;
      } else if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      }
    }
    return quote == 0
        ? Context.word("inside <script>")
        : Context.against("inside a text of <script>", quote + "\\<\r\n");
  }

  private static boolean isOpen(String lower, String element) {
    int opened = lower.lastIndexOf("<" + element);
    return opened >= 0 && lower.indexOf("</" + element, opened) < 0;
  }

  private static Context inTag(OpenTag tag) {
    int at = tag.openQuote();
    if (at < 0) {
      return Context.word("inside a tag, outside of quotes");
    }
    char quote = tag.text().charAt(at);
    String attribute = tag.attribute(at);
    if (attribute.startsWith("on") || attribute.equals("style")) {
      return Context.word("inside the attribute " + attribute);
    }
    boolean isWhole = at == tag.text().length() - 1;
    return isWhole && isAddress(tag.text(), attribute)
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
}
