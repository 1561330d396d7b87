package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.program.Binding;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Finds passwords of accounts that are compared as they are typed: what is stored is then the
 * password itself, or a form of it that anybody reads back.
 *
 * @param passwordTerms last words of names of passwords
 * @param holders last words of names of what is stored about an account
 * @param readers functions that read a form back which hides nothing
 * @param hashing words in names of functions that make a hash
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is what is stored
 */
public record PlainPassword(
    Set<String> passwordTerms,
    Set<String> holders,
    Set<String> readers,
    Set<String> hashing,
    Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public PlainPassword {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (Expr.Compare compare : check.view().all(Expr.Compare.class)) {
      CompareOperator op = compare.ops().getFirst();
      if (compare.ops().size() == 1 && (op == CompareOperator.EQ || op == CompareOperator.NOT_EQ)) {
        Expr left = compare.left();
        Expr right = compare.comparators().getFirst();
        if (isStored(check, left) && isTyped(check, right)) {
          report(check, compare, left);
        } else if (isStored(check, right) && isTyped(check, left)) {
          report(check, compare, right);
        }
      }
    }
  }

  /** {@code user.password}, {@code row["password"]}, or what is read back from a stored form. */
  private boolean isStored(Check check, Expr value) {
    ShownValue shown = new ShownValue(check);
    Expr bare = shown.bare(value);
    if (bare instanceof Expr.Call call && call.args().size() == 1) {
      String path = check.view().callOf(call).map(CallSite::path).orElse("");
      return readers.contains(path) && holderOf(call.args().getFirst()).isPresent();
    }
    return NameTerms.endsWith(shown.name(bare), passwordTerms) && holderOf(bare).isPresent();
  }

  private Optional<Expr> holderOf(Expr value) {
    Optional<Expr> holder =
        switch (value) {
          case Expr.Attribute a -> Optional.of(a.value());
          case Expr.Subscript s -> Optional.of(s.value());
          default -> Optional.empty();
        };
    return holder.filter(h ->
        (h instanceof Expr.Name n && NameTerms.endsWith(n.id(), holders))
            || (h instanceof Expr.Attribute a && NameTerms.endsWith(a.attribute(), holders))
            || h instanceof Expr.Subscript);
  }

  /** A value called a password that no function has made a hash of on the way. */
  private boolean isTyped(Check check, Expr value) {
    ShownValue shown = new ShownValue(check);
    Expr bare = shown.bare(value);
    if (!NameTerms.endsWith(shown.name(bare), passwordTerms)
        || (holderOf(bare).isPresent() && !isRequest(bare))) {
      return false;
    }
    return !(bare instanceof Expr.Name name)
        || bindings(check, name).stream().noneMatch(this::isHash);
  }

  private static boolean isRequest(Expr value) {
    return Inside.any(
        List.of((Node) value),
        Expr.Name.class,
        n -> NameTerms.speaksOf(n.id(), List.of("request", "form", "data", "payload", "body")));
  }

  private static List<Binding> bindings(Check check, Expr.Name name) {
    return check
        .view()
        .module()
        .scopes()
        .at(name.start())
        .lookup(name.id())
        .map(s -> s.bindings())
        .orElse(List.of());
  }

  private boolean isHash(Binding binding) {
    return binding
        .value()
        .filter(v ->
            Inside.any(
                List.of((Node) v), Expr.Call.class, c -> NameTerms.speaksOf(called(c), hashing)))
        .isPresent();
  }

  private static String called(Expr.Call call) {
    return switch (call.function()) {
      case Expr.Attribute a -> a.attribute();
      case Expr.Name n -> n.id();
      default -> "";
    };
  }

  private void report(Check check, Expr.Compare compare, Expr stored) {
    Place place = Place.of(check.view().module(), compare);
    String written = Wording.written(stored, check.view());
    check.report(
        check
            .present(place)
            .step(
                Place.of(check.view().module(), stored),
                written + " equals what is typed, so it is stored readably")
            .saying(new Sentences(say).fill(check.inTest() ? "test" : "present", "name", written)));
  }
}
