package org.assize.taint.language;

/**
 * Where a hole stands in what a directory server reads: a filter (RFC 4515), or a name (RFC 4514).
 */
public final class DirectoryText {
  private static final String NAME = "a distinguished name";

  private DirectoryText() {}

  static Context context(String before, String behind) {
    return isName(before, behind)
        ? Context.against(NAME, ",+\"\\<>;=\0")
        : Context.against("a filter", "*()\\"); // a null character only ends the value
  }

  /** Whether it is one of the parts of a name: a filter begins with a bracket. */
  private static boolean isName(String before, String behind) {
    String begin = before.stripLeading();
    boolean isKnown = !begin.isEmpty() && "(&|!".indexOf(begin.charAt(0)) < 0;
    boolean hasKey = isKnown && begin.charAt(0) != Surround.UNKNOWN && begin.indexOf('=') > 0;
    return hasKey && (begin.indexOf(',') > 0 || behind.startsWith(","));
  }

  /** Whether a context is that of a name. */
  public static boolean isName(Context context) {
    return context.words().equals(NAME);
  }
}
