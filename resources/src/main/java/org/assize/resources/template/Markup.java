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

  /** So much text is kept before it is asked what of it still tells the context. */
  private static final int MAX_KEPT = 4_000;

  private final StringBuilder before = new StringBuilder();

  /** Goes on with text as it stands. */
  void text(String text) {
    before.append(text);
    if (before.length() > MAX_KEPT) {
      before.delete(0, telling());
    }
  }

  /** Returns where the text begins that tells the context: what lies before it is closed. */
  private int telling() {
    String element = isInside("script") ? "script" : isInside("style") ? "style" : "";
    int tail = before.length() - MAX_SHOWN;
    int open = element.isEmpty() ? openTag() : opened(element);
    return open < 0 ? tail : Math.min(open, tail);
  }

  /** Goes on with a value that is not known. */
  void value() {
    before.append('x');
  }

  /** Whether the value of an attribute is a document of its own: it is decoded, and read anew. */
  boolean isDocument() {
    return attribute().equals("srcdoc");
  }

  /** Whether the place is inside of a value in double quotes. */
  boolean isInDoubleQuotes() {
    int start = openTag();
    OpenTag open = new OpenTag(start < 0 ? "" : before.substring(start));
    return open.openQuote() >= 0 && open.text().charAt(open.openQuote()) == '"';
  }

  /** Returns the attribute in whose quotes the place is; empty for none. */
  private String attribute() {
    int start = openTag();
    OpenTag open = new OpenTag(start < 0 ? "" : before.substring(start));
    int quote = open.openQuote();
    return quote < 0 ? "" : open.attribute(quote);
  }

  /** Returns text from which the same context follows, in a few words. */
  String context() {
    int open = openTag();
    if (open >= 0 && !isDocument()) {
      return before.substring(open);
    }
    String script = isInside("script") ? "<script>" : isInside("style") ? "<style>" : "";
    String tail = before.substring(Math.max(0, before.length() - MAX_SHOWN));
    int tag = isDocument() ? -1 : tail.lastIndexOf('<');
    return script.isEmpty() ? "<p>" + (tag < 0 ? "" : tail.substring(tag)) : script;
  }

  /** Whether escaped text does harm here: where no quote or tag has to be ended. */
  boolean isDelicate() {
    int start = openTag();
    if (start < 0) {
      return isInside("script") && !Script.isQuoted(script());
    }
    String tag = before.substring(start);
    if (tag.startsWith("<!--")) {
      return false;
    }
    OpenTag open = new OpenTag(tag);
    int quote = open.openQuote();
    if (quote < 0) {
      return isValue(tag);
    }
    String attribute = open.attribute(quote);
    return attribute.startsWith("on")
        || (ADDRESSES.contains(attribute) && quote == tag.length() - 1);
  }

  /** Returns the text of the script that is open. */
  private String script() {
    return before.substring(before.indexOf(">", opened("script")) + 1);
  }

  /** Whether a value of an attribute begins, or goes on, without quotes. */
  private static boolean isValue(String tag) {
    int equals = tag.lastIndexOf('=');
    return equals >= 0 && tag.substring(equals + 1).chars().noneMatch(Markup::endsValue);
  }

  private static boolean endsValue(int c) {
    return Character.isWhitespace(c) || c == '"' || c == '\'';
  }

  /** Returns where an element was opened last; -1 where it was not. */
  private int opened(String element) {
    return before.toString().toLowerCase(Locale.ROOT).lastIndexOf("<" + element);
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
    return isTag && !new OpenTag(tag).isClosed() ? open : -1;
  }
}
