package org.assize.taint.language;

import java.util.regex.Pattern;

/** Which part of an address a hole stands in (RFC 3986, as browsers and clients read it). */
final class UrlText {
  private UrlText() {}

  /**
   * The rest of a name that others cannot register as their own: two labels, or what is not known.
   */
  private static final Pattern OWN_DOMAIN =
      Pattern.compile("[.](" + Surround.UNKNOWN + "|[\\w-]+([.][\\w-]+)+[.]?)([/:?#].*)?");

  /** For a client that asks what the address names: the host matters. */
  static Context requested(String before, String behind) {
    int host = before.indexOf("://");
    if (host < 0) {
      // what comes first holds the host, whoever gives it: it is looked at by itself
      boolean path =
          before.indexOf('/') >= 0
              || before.indexOf('?') >= 0
              || (!before.isEmpty() && before.charAt(0) == Surround.UNKNOWN);
      return path ? Context.harmless("behind the host") : Context.open(Context.WHOLE_ADDRESS);
    }
    return endsHost(before, host + 3) ? Context.harmless("behind the host") : inHost(behind);
  }

  /** Labels before a fixed domain stay below it, as long as nothing in them ends the name. */
  private static Context inHost(String behind) {
    return OWN_DOMAIN.matcher(behind).matches()
        ? Context.labels(Context.HOST)
        : Context.open(Context.HOST);
  }

  /** For a browser that goes there: anything but a path of this site matters. */
  static Context visited(String before, String behind) {
    if (before.contains("://")) {
      return requested(before, behind);
    }
    if (before.isEmpty()) {
      return Context.open(Context.WHOLE_ADDRESS);
    }
    if (before.startsWith("//") && !endsHost(before, 2)) {
      return inHost(behind); // RFC 3986, 4.2: the scheme may be left out
    }
    return before.equals("/")
        ? Context.against("behind the first slash", "/\\")
        : Context.harmless("behind the host");
  }

  private static boolean endsHost(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if ("/?#".indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }
}
