package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.facts.Reason;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds folders to which others may write among those in which programs and modules are looked for.
 *
 * @param lists dotted names of functions that add a folder to a list of folders
 * @param variables names of variables of the environment that list folders
 * @param shared beginnings of folders to which every account may write
 * @param here dotted names of functions that give the folder in which the program is started
 * @param say sentences for {@code present}, {@code here} and {@code test}; {@code {name}} is the
 *     list
 */
public record OpenSearchPath(
    Set<String> lists,
    Set<String> variables,
    Set<String> shared,
    Set<String> here,
    Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public OpenSearchPath {
    Sentences.require(say, List.of("present", "here", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      if (lists.contains(call.path()) && !call.node().args().isEmpty()) {
        judge(check, call.node(), call.node().args().getLast(), call.path());
      }
    }
    for (Stmt.Assign assign : check.view().all(Stmt.Assign.class)) {
      if (assign.targets().getFirst() instanceof Expr.Subscript item
          && item.index() instanceof Expr.Str name
          && variables.contains(name.value())) {
        judge(check, assign, assign.value(), name.value());
      }
    }
    for (Expr.Dict dict : check.view().all(Expr.Dict.class)) {
      for (int i = 0; i < dict.keys().size(); i++) {
        if (dict.keys().get(i) instanceof Expr.Str name && variables.contains(name.value())) {
          judge(check, dict.values().get(i), dict.values().get(i), name.value());
        }
      }
    }
  }

  private void judge(Check check, Node at, Expr value, String name) {
    Optional<Place> folder = shared(check, value);
    Optional<Place> started = folder.isPresent() ? Optional.empty() : here(check, value);
    Place place = Place.of(check.view().module(), at);
    if (folder.isPresent()) {
      check.report(
          check
              .present(place)
              .step(folder.get(), "every account may write to this folder")
              .saying(sentence(check, "present", name)));
    } else if (started.isPresent() && lists.contains(name)) {
      Reason why = check.inTest() ? Reason.TEST_CODE : Reason.DEFENCE_IN_DEPTH;
      check.report(
          Finding.caution(check.weakness(), place, why)
              .step(started.get(), "whoever starts the program chooses this folder")
              .saying(sentence(check, "here", name)));
    }
  }

  private Optional<Place> shared(Check check, Expr value) {
    return Inside.all(List.of((Node) value), Expr.Str.class).stream()
        .filter(s -> Stream.of(s.value().split(":", -1)).anyMatch(this::isShared))
        .map(s -> Place.of(check.view().module(), s))
        .findFirst();
  }

  private boolean isShared(String folder) {
    return shared.stream().anyMatch(f -> folder.equals(f) || folder.startsWith(f + "/"));
  }

  private Optional<Place> here(Check check, Expr value) {
    boolean isHere =
        (value instanceof Expr.Str s && (s.value().isEmpty() || s.value().equals(".")))
            || check.view().callOf(value).filter(c -> here.contains(c.path())).isPresent();
    return isHere ? Optional.of(Place.of(check.view().module(), value)) : Optional.empty();
  }

  private String sentence(Check check, String which, String name) {
    return new Sentences(say).fill(check.inTest() ? "test" : which, "name", name);
  }
}
