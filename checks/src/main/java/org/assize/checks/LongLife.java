package org.assize.checks;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Constant;
import org.assize.facts.Reason;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds settings that let sessions or tokens count for years.
 *
 * @param most by the name of a setting the days that it may give
 * @param developmentTerms words of the names of modules that are loaded in development only
 * @param say sentences for {@code present}, {@code development} and {@code test}; {@code {name}} is
 *     the setting, {@code {days}} what it gives
 */
public record LongLife(
    Map<String, Integer> most, Set<String> developmentTerms, Map<String, String> say)
    implements Detector {
  private static final long DAY = 86_400;
  private static final Map<String, Long> SECONDS =
      Map.of("weeks", 7 * DAY, "days", DAY, "hours", 3_600L, "minutes", 60L, "seconds", 1L);

  /** Checks the sentences. */
  public LongLife {
    Sentences.require(say, List.of("present", "development", "test"));
  }

  @Override
  public void review(Check check) {
    for (Stmt.Assign assign : check.view().all(Stmt.Assign.class)) {
      assign.targets().forEach(target -> judge(check, written(target), assign.value()));
    }
    for (Expr.Dict dict : check.view().all(Expr.Dict.class)) {
      for (int i = 0; i < dict.keys().size(); i++) {
        Node key = dict.keys().get(i);
        judge(check, key instanceof Expr.Str s ? s.value() : "", dict.values().get(i));
      }
    }
    for (Node.Keyword keyword : check.view().all(Node.Keyword.class)) {
      judge(check, Optional.ofNullable(keyword.name()).orElse(""), keyword.value());
    }
  }

  /** The name that is assigned, or the key of a configuration. */
  private static String written(Expr target) {
    return switch (target) {
      case Expr.Name n -> n.id();
      case Expr.Attribute a -> a.attribute();
      case Expr.Subscript s when s.index() instanceof Expr.Str key -> key.value();
      default -> "";
    };
  }

  private void judge(Check check, String name, Expr value) {
    if (most.containsKey(name)) {
      seconds(check, value)
          .map(seconds -> seconds / DAY)
          .filter(days -> days > most.get(name))
          .ifPresent(days -> report(check, name, value, days));
    }
  }

  private static Optional<Long> seconds(Check check, Expr value) {
    PythonModule module = check.view().module();
    Expr shown = Values.display(value, module);
    return shown instanceof Expr.Call call
        ? check
            .view()
            .callOf(call)
            .filter(c -> c.path().equals("datetime.timedelta"))
            .flatMap(c -> span(check, call))
        : number(check, value);
  }

  /** What a span of time that is written out adds up to. */
  private static Optional<Long> span(Check check, Expr.Call call) {
    long total = 0;
    for (int i = 0; i < call.args().size(); i++) {
      Optional<Long> count = number(check, call.args().get(i));
      if (count.isEmpty() || i > 1) {
        return Optional.empty();
      }
      total += count.get() * (i == 0 ? DAY : 1);
    }
    for (Node.Keyword keyword : call.keywords()) {
      Optional<Long> count = number(check, keyword.value());
      if (count.isEmpty() || keyword.name() == null) {
        return Optional.empty();
      }
      total += count.get() * SECONDS.getOrDefault(keyword.name(), 0L);
    }
    return Optional.of(total);
  }

  private static Optional<Long> number(Check check, Expr value) {
    return check
        .program()
        .values()
        .constant(value, check.view().module())
        .filter(c -> c instanceof Constant.Int)
        .map(c -> ((Constant.Int) c).value())
        .filter(n -> n.bitLength() < 40)
        .map(BigInteger::longValue);
  }

  private void report(Check check, String name, Expr value, long days) {
    PythonModule module = check.view().module();
    boolean development = NameTerms.speaksOf(module.name(), developmentTerms);
    Place place = Place.of(module, value);
    Finding.Builder finding =
        development && !check.inTest()
            ? Finding.caution(check.weakness(), place, Reason.DEV_ONLY)
            : check.present(place);
    String which = check.inTest() ? "test" : development ? "development" : "present";
    check.report(
        finding.saying(new Sentences(say).fill(which, "name", name, "days", Long.toString(days))));
  }
}
