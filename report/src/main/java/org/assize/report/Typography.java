package org.assize.report;

/** Which characters a terminal can show. */
public enum Typography {
  /** All of Unicode. */
  UNICODE {
    @Override
    String fit(String text) {
      return text;
    }
  },
  /** Nothing outside of ASCII: the rest is written as an escape. */
  ASCII {
    @Override
    String fit(String text) {
      if (text.chars().allMatch(unit -> unit < 0x7f)) {
        return text;
      }
      StringBuilder fitted = new StringBuilder();
      text.codePoints().forEach(point -> fit(point, fitted));
      return fitted.toString();
    }

    private static void fit(int point, StringBuilder fitted) {
      switch (point) {
        case '│' -> fitted.append('|');
        case '…' -> fitted.append("...");
        default -> {
          if (point < 0x7f) {
            fitted.append((char) point);
          } else {
            fitted.append(VisibleText.escape(point));
          }
        }
      }
    }
  };

  /** Returns a text in which only characters of this repertoire stand. */
  abstract String fit(String text);
}
