package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.ArgumentView;
import org.assize.facts.Condition;
import org.assize.facts.Reason;
import org.assize.facts.Slot;
import org.assize.facts.Truth;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/**
 * Finds an entry with a bad value in a dictionary of settings. What makes it one of settings are
 * the keys beside it; what makes it one for development is the name of its variable or module.
 *
 * @param key of the entry
 * @param when when its {@code value} is bad; other names are keys of the same dictionary
 * @param beside keys of which such a dictionary has at least one more
 * @param developmentTerms words of names of what is used in development only
 * @param say sentences for {@code present}, {@code development} and {@code test}
 */
public record EntrySwitch(
    String key,
    Condition when,
    Set<String> beside,
    Set<String> developmentTerms,
    Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public EntrySwitch {
    Sentences.require(say, List.of("present", "development", "test"));
  }

  @Override
  public void review(Check check) {
    for (Expr.Dict dict : check.view().all(Expr.Dict.class)) {
      entry(dict)
          .filter(value -> isBad(check, dict, value))
          .filter(_ -> isOfSettings(check, dict) && !isHandedOn(check, dict))
          .ifPresent(value -> report(check, dict, value));
    }
  }

  private Optional<Expr> entry(Expr.Dict dict) {
    for (int i = 0; i < dict.keys().size(); i++) {
      if (dict.keys().get(i) instanceof Expr.Str written && written.value().equals(key)) {
        return Optional.of(dict.values().get(i));
      }
    }
    return Optional.empty();
  }

  private boolean isBad(Check check, Expr.Dict dict, Expr value) {
    PythonModule module = check.view().module();
    ArgumentView own = check.program().values().assigned(value, module);
    ArgumentView beside = check.program().values().assigned(dict, module);
    ArgumentView entries =
        slot ->
            slot instanceof Slot.Argument other
                ? beside.at(new Slot.Item(Slot.Fixed.VALUE, other.keyword()))
                : own.at(slot);
    return when.evaluate(entries) == Truth.TRUE;
  }

  /** By its own keys, or by those of the dictionary in which it stands. */
  private boolean isOfSettings(Check check, Expr.Dict dict) {
    PythonModule module = check.view().module();
    return isOfSettings(dict, module)
        || (check.view().parent(dict).orElse(null) instanceof Expr.Dict outer
            && isOfSettings(outer, module));
  }

  /** A key beside it, its own or one of a dictionary that it takes over by {@code **}. */
  private boolean isOfSettings(Expr.Dict dict, PythonModule module) {
    for (int i = 0; i < dict.keys().size(); i++) {
      @Nullable Expr written = dict.keys().get(i);
      boolean isBeside = written instanceof Expr.Str s && beside.contains(s.value());
      boolean isTakenOver =
          written == null
              && Values.display(dict.values().get(i), module) instanceof Expr.Dict other
              && other != dict
              && isOfSettings(other, module);
      if (isBeside || isTakenOver) {
        return true;
      }
    }
    return false;
  }

  /** A call of which facts speak takes the dictionary: what it gets is judged there. */
  private boolean isHandedOn(Check check, Expr.Dict dict) {
    Optional<String> variable = variable(check, dict);
    return check.view().factSites().callsThatSet(check.weakness().id()).stream()
        .map(CallSite::node)
        .anyMatch(call ->
            call.args().contains(dict)
                || call.keywords().stream().anyMatch(k -> takes(k, dict, variable)));
  }

  /** {@code options={…}}, {@code **options}. */
  private static boolean takes(Node.Keyword given, Expr.Dict dict, Optional<String> variable) {
    return given.value() == dict
        || (given.name() == null
            && given.value() instanceof Expr.Name n
            && variable.filter(n.id()::equals).isPresent());
  }

  /** The variable that holds the dictionary, or a list in which it stands. */
  private static Optional<String> variable(Check check, Expr.Dict dict) {
    Optional<Node> outer = check.view().parent(dict);
    while (outer.orElse(null) instanceof Expr) {
      outer = check.view().parent(outer.get());
    }
    return outer.orElse(null) instanceof Stmt.Assign assign
        ? Optional.of(NameTerms.last(assign.targets().getFirst()))
        : Optional.empty();
  }

  private void report(Check check, Expr.Dict dict, Expr value) {
    PythonModule module = check.view().module();
    Place place = Place.of(module, value);
    boolean development =
        NameTerms.speaksOf(module.name(), developmentTerms)
            || variable(check, dict)
                .filter(name -> NameTerms.speaksOf(name, developmentTerms))
                .isPresent();
    Finding.Builder finding =
        development && !check.inTest()
            ? Finding.caution(check.weakness(), place, Reason.DEV_ONLY)
            : check.present(place);
    String which = check.inTest() ? "test" : development ? "development" : "present";
    check.report(
        finding
            .step(Place.of(module, dict), "the keys beside it make this a dictionary of settings")
            .saying(new Sentences(say).fill(which, "name", key)));
  }
}
