package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.syntax.Expr;

/** Formats that pick what they show of a dictionary: {@code log.info("%(status)s", {…})}. */
record LoggedFields(Check check) {
  private static final Set<String> FORMATS = Set.of("format", "fmt", "frmt", "template", "pattern");

  /**
   * Returns what a call shows of the dictionary that is its only argument beside the format: what
   * the format names; of one from elsewhere, nothing is known. Empty for any other call.
   */
  Optional<List<Expr>> of(CallSite call) {
    List<Expr> args = call.node().args();
    if (args.size() != 2
        || !(SingleUse.behind(args.get(1), call.module()) instanceof Expr.Dict dict)) {
      return Optional.empty();
    }
    Expr format = args.getFirst();
    Optional<String> text = check.program().values().text(format, check.view().module());
    boolean isFromElsewhere =
        text.isEmpty()
            && (format instanceof Expr.Name || format instanceof Expr.Attribute)
            && NameTerms.endsWith(NameTerms.last(format), FORMATS);
    return isFromElsewhere
        ? Optional.of(List.of())
        : text.filter(t -> t.contains("%(")).map(t -> named(t, dict));
  }

  private static List<Expr> named(String format, Expr.Dict dict) {
    List<Expr> found = new ArrayList<>();
    for (int i = 0; i < dict.keys().size(); i++) {
      boolean isHidden =
          dict.keys().get(i) instanceof Expr.Str key && !format.contains("%(" + key.value() + ")");
      if (!isHidden) {
        found.add(dict.values().get(i));
      }
    }
    return found;
  }
}
