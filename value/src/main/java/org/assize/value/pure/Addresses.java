package org.assize.value.pure;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Parts of an address as {@code urllib.parse.urlsplit} of CPython 3.11 finds them. */
final class Addresses {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String IN_SCHEMES = LETTERS + "0123456789+-.";

  private String rest;
  private String scheme = "";
  private String netloc = "";
  private String query = "";
  private String fragment = "";

  private Addresses(String url) {
    int start = 0;
    while (start < url.length() && url.charAt(start) <= ' ') {
      start++;
    }
    rest = url.substring(start).replaceAll("[\t\r\n]", "");
  }

  static Map<String, Concrete> parts(String url) {
    Addresses address = new Addresses(url);
    address.split();
    Map<String, Concrete> parts = new HashMap<>();
    parts.put("scheme", Concrete.text(address.scheme));
    parts.put("netloc", Concrete.text(address.netloc));
    parts.put("hostname", hostName(address.netloc));
    parts.put("path", Concrete.text(address.rest));
    parts.put("query", Concrete.text(address.query));
    parts.put("fragment", Concrete.text(address.fragment));
    return parts;
  }

  private void split() {
    int colon = rest.indexOf(':');
    if (colon > 0 && LETTERS.indexOf(rest.charAt(0)) >= 0 && isScheme(rest.substring(0, colon))) {
      scheme = rest.substring(0, colon).toLowerCase(Locale.ROOT);
      rest = rest.substring(colon + 1);
    }
    if (rest.startsWith("//")) {
      int end = 2;
      while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
        end++;
      }
      netloc = rest.substring(2, end);
      rest = rest.substring(end);
    }
    fragment = cutAt('#');
    query = cutAt('?');
  }

  private static boolean isScheme(String text) {
    return text.chars().allMatch(c -> IN_SCHEMES.indexOf(c) >= 0);
  }

  /** Cuts off what stands behind a character. */
  private String cutAt(char mark) {
    int at = rest.indexOf(mark);
    String behind = at < 0 ? "" : rest.substring(at + 1);
    rest = at < 0 ? rest : rest.substring(0, at);
    return behind;
  }

  private static Concrete hostName(String netloc) {
    String host = netloc.substring(netloc.lastIndexOf('@') + 1);
    int bracket = host.indexOf(']');
    if (host.startsWith("[") && bracket > 0) {
      return Concrete.text(host.substring(1, bracket).toLowerCase(Locale.ROOT));
    }
    int colon = host.indexOf(':');
    String name = colon < 0 ? host : host.substring(0, colon);
    return name.isEmpty() ? Concrete.NONE : Concrete.text(name.toLowerCase(Locale.ROOT));
  }
}
