package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.program.Binding;
import org.assize.program.PythonFunction;
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
 * @param tables last words of names of what holds the passwords of all accounts
 * @param comparers functions that compare without telling where the difference is
 * @param hashing words in names of functions that make a hash
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is what is stored
 */
public record PlainPassword(
    Set<String> passwordTerms,
    Set<String> holders,
    Set<String> readers,
    Set<String> tables,
    Set<String> comparers,
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
        compared(check, compare, compare.left(), compare.comparators().getFirst());
      }
    }
    for (CallSite call : check.view().calls()) {
      if (comparers.contains(call.path()) && call.node().args().size() == 2) {
        List<Expr> sides = call.node().args();
        compared(check, call.node(), sides.getFirst(), sides.getLast());
      }
    }
  }

  private void compared(Check check, Expr comparison, Expr left, Expr right) {
    if (isStored(check, left) && isTyped(check, right)) {
      report(check, comparison, left);
    } else if (isStored(check, right) && isTyped(check, left)) {
      report(check, comparison, right);
    } else if (isOfTable(left) && isTyped(check, right)) {
      report(check, comparison, left);
    } else if (isOfTable(right) && isTyped(check, left)) {
      report(check, comparison, right);
    }
  }

  /** {@code users[name]} and {@code passwords.get(name)}, whose whole entry is the password. */
  private boolean isOfTable(Expr value) {
    Optional<Expr> table =
        switch (value) {
          case Expr.Subscript s when !(s.index() instanceof Expr.Str) -> Optional.of(s.value());
          case Expr.Call c
              when c.function() instanceof Expr.Attribute a
                  && a.attribute().equals("get")
                  && !(c.args().isEmpty() || c.args().getFirst() instanceof Expr.Str) ->
              Optional.of(a.value());
          default -> Optional.empty();
        };
    return table.filter(t -> NameTerms.endsWith(NameTerms.last(t), tables)).isPresent();
  }

  /** {@code user.password}, {@code row["password"]}, or what is read back from a stored form. */
  private boolean isStored(Check check, Expr given) {
    ShownValue shown = new ShownValue(check);
    Expr value = shown.origin(given) instanceof Expr.IfExp choice ? choice.body() : given;
    Expr bare = shown.bare(value);
    if (isOwnColumn(check, bare) || isRead(shown.origin(bare), shown)) {
      return true;
    }
    if (bare instanceof Expr.Call call && call.args().size() == 1) {
      String path = check.view().callOf(call).map(CallSite::path).orElse("");
      return readers.contains(path) && holderOf(call.args().getFirst()).isPresent();
    }
    return NameTerms.endsWith(shown.name(bare), passwordTerms) && holderOf(bare).isPresent();
  }

  /** {@code self.password} of a class of accounts that makes no hash. */
  private boolean isOwnColumn(Check check, Expr value) {
    Optional<PythonFunction> method =
        check.view().module().scopes().functionAt(value.start()).filter(f -> f.owner().isPresent());
    return value instanceof Expr.Attribute a
        && a.value() instanceof Expr.Name self
        && NameTerms.endsWith(a.attribute(), passwordTerms)
        && method.filter(m -> m.receiver().filter(self.id()::equals).isPresent()).isPresent()
        && NameTerms.speaksOf(method.get().owner().get().name(), holders)
        && !Inside.any(method.get().owner().get().node().body(), Expr.Call.class, this::makesHash)
        && method.get().owner().get().methods().stream()
            .noneMatch(m -> Inside.any(m.node().body(), Expr.Call.class, this::makesHash));
  }

  private boolean makesHash(Expr.Call call) {
    return NameTerms.speaksOf(NameTerms.last(call), hashing);
  }

  /** {@code user.get("password")} of the record of an account. */
  private boolean isRead(Expr value, ShownValue shown) {
    return value instanceof Expr.Call c
        && c.function() instanceof Expr.Attribute a
        && a.attribute().equals("get")
        && NameTerms.endsWith(shown.name(c), passwordTerms)
        && NameTerms.endsWith(NameTerms.last(a.value()), holders);
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
    if (bare instanceof Expr.Attribute && !isRequest(bare)) {
      return false; // a field of some other record, which may hold anything
    }
    return !(bare instanceof Expr.Name name)
        || bindings(check, name).stream().noneMatch(this::isHash);
  }

  private static boolean isRequest(Expr value) {
    return Inside.any(
        List.of((Node) value),
        Expr.Name.class,
        n ->
            NameTerms.speaksOf(
                n.id(),
                List.of("request", "form", "data", "payload", "body", "credentials", "forms")));
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
        .filter(v -> Inside.any(List.of((Node) v), Expr.Call.class, this::makesHash))
        .isPresent();
  }

  private void report(Check check, Expr compare, Expr stored) {
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
