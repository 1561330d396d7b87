package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds answers that hold the password of an account, or the hash of it.
 *
 * @param fieldTerms last words of names of such fields
 * @param answering names of functions that make an answer of what they are given
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the field
 */
public record PasswordInAnswer(
    Set<String> fieldTerms, Set<String> answering, Map<String, String> say) implements Detector {
  /** Checks the sentences. */
  public PasswordInAnswer {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (Expr.Dict dict : check.view().all(Expr.Dict.class)) {
      for (int i = 0; i < dict.keys().size(); i++) {
        if (dict.keys().get(i) instanceof Expr.Str key
            && NameTerms.endsWith(key.value(), fieldTerms)
            && dict.values().get(i) instanceof Expr.Attribute field
            && NameTerms.endsWith(field.attribute(), fieldTerms)
            && !isSettings(field)) {
          answer(check, dict).ifPresent(answer -> report(check, field, answer));
        }
      }
    }
  }

  /** What the class itself or a configuration holds is no account. */
  private static boolean isSettings(Expr.Attribute field) {
    return !(field.value() instanceof Expr.Name owner)
        || Set.of("self", "cls", "settings", "config", "cfg", "conf", "args", "options")
            .contains(owner.id());
  }

  /** The call that makes an answer of it, or a handler that returns it. */
  private Optional<Node> answer(Check check, Expr.Dict dict) {
    Node inner = dict;
    Optional<Node> outer = check.view().parent(dict);
    while (outer.isPresent() && !(inner instanceof Stmt)) {
      inner = outer.get();
      if (inner instanceof Expr.Call call && answering.contains(called(call))) {
        return Optional.of(inner);
      }
      outer = check.view().parent(inner);
    }
    return Optional.empty();
  }

  private static String called(Expr.Call call) {
    return switch (call.function()) {
      case Expr.Attribute a -> a.attribute();
      case Expr.Name n -> n.id();
      default -> "";
    };
  }

  private void report(Check check, Expr.Attribute field, Node answer) {
    Place place = Place.of(check.view().module(), field);
    String written = Wording.written(field, check.view());
    check.report(
        check
            .present(place)
            .step(Place.of(check.view().module(), answer), "the answer is made here")
            .saying(new Sentences(say).fill(check.inTest() ? "test" : "present", "name", written)));
  }
}
