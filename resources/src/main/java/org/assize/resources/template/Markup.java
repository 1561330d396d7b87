package org.assize.resources.template;

import java.util.Locale;
import java.util.Set;

/**
 * The text of a template up to a place, as far as it tells where in an HTML document that is (HTML
 * Living Standard, 13.2.5 Tokenization).
 */
final class Markup {
  /** Attributes that hold an address of a place to go to. */
  private static final Set<String> ADDRESSES = Set.of("href", "action", "formaction");

  private static final int MAX_SHOWN = 60;

  private final StringBuilder before = new StringBuilder();

  /** Goes on with text as it stands. */
  void text(String text) {
    before.append(text);
  }

  /** Goes on with a value that is not known. */
  void value() {
    before.append('x');
  }

  /** Returns text from which the same context follows, in a few words. */
  String context() {
    int open = openTag();
    if (open >= 0) {
      return before.substring(open);
    }
    String script = isInside("script") ? "<script>" : isInside("style") ? "<style>" : "";
    String tail = before.substring(Math.max(0, before.length() - MAX_SHOWN));
    int tag = tail.lastIndexOf('<');
    return script.isEmpty() ? "<p>" + (tag < 0 ? "" : tail.substring(tag)) : script;
  }

  /** Whether escaped text does harm here: where no quote or tag has to be ended. */
  boolean isDelicate() {
    int open = openTag();
    if (open < 0) {
      return isInside("script") && !Script.isQuoted(script());
    }
    String tag = before.substring(open);
    if (tag.startsWith("<!--")) {
      return false;
    }
    int quote = openQuote(tag);
    if (quote < 0) {
      return isValue(tag);
    }
    String attribute = attribute(tag, quote);
    return attribute.startsWith("on")
        || (ADDRESSES.contains(attribute) && quote == tag.length() - 1);
  }

  /** Returns the text of the script that is open. */
  private String script() {
    int opened = before.toString().toLowerCase(Locale.ROOT).lastIndexOf("<script");
    return before.substring(before.indexOf(">", opened) + 1);
  }

  /** Whether a value of an attribute begins, or goes on, without quotes. */
  private static boolean isValue(String tag) {
    int equals = tag.lastIndexOf('=');
    return equals >= 0 && tag.substring(equals + 1).chars().noneMatch(Markup::endsValue);
  }

  private static boolean endsValue(int c) {
    return Character.isWhitespace(c) || c == '"' || c == '\'';
  }

  private boolean isInside(String element) {
    String lower = before.toString().toLowerCase(Locale.ROOT);
    int opened = lower.lastIndexOf("<" + element);
    return opened >= 0 && lower.indexOf("</" + element, opened) < 0;
  }

  /** Returns where a tag begins that is not closed; -1 where none is open. */
  private int openTag() {
    int open = before.lastIndexOf("<");
    if (open < 0 || (isInside("script") && !before.substring(open).startsWith("<script"))) {
      return -1; // a sign of less in a script
    }
    String tag = before.substring(open);
    boolean isTag = tag.length() > 1 && (Character.isLetter(tag.charAt(1)) || tag.charAt(1) == '!');
    return isTag && !isClosed(tag) ? open : -1;
  }

  private static boolean isClosed(String tag) {
    char quote = 0;
    for (int i = 1; i < tag.length(); i++) {
      char c = tag.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if ((c == '"' || c == '\'') && tag.charAt(i - 1) == '=') {
        quote = c;
      } else if (c == '>') {
        return true;
      }
    }
    return false;
  }

  /** Returns where the quote stands that is open at the end; -1 where none is. */
  private static int openQuote(String tag) {
    int quote = -1;
    for (int i = 1; i < tag.length(); i++) {
      char c = tag.charAt(i);
      if (quote >= 0) {
        quote = c == tag.charAt(quote) ? -1 : quote;
      } else if ((c == '"' || c == '\'') && tag.charAt(i - 1) == '=') {
        quote = i;
      }
    }
    return quote;
  }

  private static String attribute(String tag, int quote) {
    int end = quote - 1;
    int start = end;
    while (start > 0 && !Character.isWhitespace(tag.charAt(start - 1))) {
      start--;
    }
    return tag.substring(start, end).toLowerCase(Locale.ROOT);
  }
}
