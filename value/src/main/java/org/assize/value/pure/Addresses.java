package org.assize.value.pure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Addresses as {@code urllib.parse} of CPython 3.11 takes them apart and joins them. */
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

  /** Schemes whose addresses may be relative to others. */
  private static final Set<String> RELATIVE =
      Set.of(
          "",
          "ftp",
          "http",
          "gopher",
          "nntp",
          "imap",
          "wais",
          "file",
          "https",
          "shttp",
          "mms",
          "prospero",
          "rtsp",
          "rtspu",
          "sftp",
          "svn",
          "svn+ssh",
          "ws",
          "wss");

  /** Returns what {@code urljoin(base, url)} gives (RFC 3986, 5.2). */
  static String join(String base, String url) {
    if (base.isEmpty() || url.isEmpty()) {
      return base + url;
    }
    Addresses from = new Addresses(base);
    from.split();
    Addresses to = new Addresses(url);
    to.split();
    boolean hasScheme = !to.scheme.isEmpty();
    if (!RELATIVE.contains(from.scheme) || (hasScheme && !to.scheme.equals(from.scheme))) {
      return url;
    }
    to.scheme = from.scheme;
    if (to.netloc.isEmpty()) {
      to.netloc = from.netloc;
      to.follow(from);
    }
    return to.joined();
  }

  private void follow(Addresses from) {
    if (rest.isEmpty()) {
      rest = from.rest;
      query = query.isEmpty() ? from.query : query;
    } else {
      String path = resolved(from.rest);
      rest = path.isEmpty() ? "/" : path;
    }
  }

  private String resolved(String base) {
    List<String> segments = new ArrayList<>();
    if (rest.startsWith("/")) {
      segments.addAll(List.of(rest.split("/", -1)));
    } else {
      List<String> folders = new ArrayList<>(List.of(base.split("/", -1)));
      if (!folders.getLast().isEmpty()) {
        folders.removeLast();
      }
      segments.addAll(folders);
      segments.addAll(List.of(rest.split("/", -1)));
      if (segments.size() > 2) {
        segments.subList(1, segments.size() - 1).removeIf(String::isEmpty);
      }
    }
    List<String> found = new ArrayList<>();
    for (String segment : segments) {
      if (segment.equals("..")) {
        if (!found.isEmpty()) {
          found.removeLast();
        }
      } else if (!segment.equals(".")) {
        found.add(segment);
      }
    }
    if (segments.getLast().equals(".") || segments.getLast().equals("..")) {
      found.add("");
    }
    return String.join("/", found);
  }

  private String joined() {
    StringBuilder text = new StringBuilder(rest);
    if (!netloc.isEmpty() || (!scheme.isEmpty() && !rest.startsWith("//"))) {
      text.insert(0, "//" + netloc + (rest.isEmpty() || rest.startsWith("/") ? "" : "/"));
    }
    if (!scheme.isEmpty()) {
      text.insert(0, scheme + ":");
    }
    return text + (query.isEmpty() ? "" : "?" + query) + (fragment.isEmpty() ? "" : "#" + fragment);
  }

  static Map<String, Concrete> parts(String url) {
    Addresses address = new Addresses(url);
    address.split();
    Map<String, Concrete> parts = new HashMap<>();
    parts.put("scheme", Concrete.text(address.scheme));
    parts.put("netloc", Concrete.text(address.netloc));
    parts.put("hostname", hostName(address.netloc));
    parts.put("host", hostName(address.netloc)); // of httpx and yarl
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
