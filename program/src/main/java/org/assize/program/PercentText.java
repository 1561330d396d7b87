package org.assize.program;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that are put into a template: {@code "%s=%s" % (name, value)}. */
final class PercentText {
  private static final Pattern HOLE = Pattern.compile("%(.?)", Pattern.DOTALL);
  private static final int MAX_LENGTH = 4096;

  private PercentText() {}

  /** Returns the whole text; empty where a hole is no plain one, or a value no text. */
  static Optional<Constant> filled(String template, Constant values) {
    Iterator<Optional<Constant>> texts =
        (values instanceof Constant.Sequence s ? s.elements() : List.of(Optional.of(values)))
            .iterator();
    StringBuilder text = new StringBuilder();
    Matcher hole = HOLE.matcher(template);
    while (hole.find() && text.length() <= MAX_LENGTH) {
      Optional<String> filling = filling(hole.group(1), texts);
      if (filling.isEmpty()) {
        return Optional.empty();
      }
      hole.appendReplacement(text, Matcher.quoteReplacement(filling.get()));
    }
    hole.appendTail(text);
    return texts.hasNext() || text.length() > MAX_LENGTH
        ? Optional.empty()
        : Optional.of(new Constant.Text(text.toString()));
  }

  private static Optional<String> filling(String conversion, Iterator<Optional<Constant>> texts) {
    if (conversion.equals("%")) {
      return Optional.of("%");
    }
    return conversion.equals("s") && texts.hasNext()
        ? texts
            .next()
            .flatMap(c -> c instanceof Constant.Text(String t) ? Optional.of(t) : Optional.empty())
        : Optional.empty();
  }
}
