package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.program.Binding;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/**
 * Finds handlers that take what belongs to whoever is asking, unless the client names somebody
 * else: {@code owner = request.args.get("owner", request.user.id)}.
 *
 * @param words by which code shows that it asks
 * @param identityTerms last words of entries that say who somebody is, or where they belong
 * @param privateTerms words of things that nobody but their owners may see
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the entry
 */
public record OwnReplaced(
    GuardWords words, Set<String> identityTerms, Set<String> privateTerms, Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public OwnReplaced {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    GuardedCode code = new GuardedCode(words, check.program(), check.view());
    for (PythonFunction function : RequestHandlers.of(check.program()).in(check.view().module())) {
      List<Expr> choices =
          Inside.all(function.node().body(), Expr.class).stream()
              .filter(e ->
                  e instanceof Expr.Call || e instanceof Expr.BoolOp || e instanceof Expr.IfExp)
              .toList();
      if (!choices.isEmpty() && !speaksOfMore(function)) {
        Atoms atoms = new Atoms(function, code, check.program());
        for (Expr choice : choices) {
          replaced(check, choice, atoms)
              .filter(key -> isUsed(check, function, choice))
              .ifPresent(key -> report(check, choice, key));
        }
      }
    }
  }

  /** Whether a handler speaks of what only some may do. */
  private static boolean speaksOfMore(PythonFunction function) {
    boolean[] found = {false};
    Nodes.forEach(
        function.node(),
        node ->
            found[0] |=
                switch (node) {
                  case Expr.Name n -> NameTerms.speaksOf(n.id(), GuardStrength.PRIVILEGES);
                  case Expr.Attribute a ->
                      NameTerms.speaksOf(a.attribute(), GuardStrength.PRIVILEGES);
                  case Expr.Str s ->
                      s.value().length() < 40
                          && NameTerms.speaksOf(s.value(), GuardStrength.PRIVILEGES);
                  default -> false;
                });
    return found[0];
  }

  /** The entry by which a client names somebody else. */
  private Optional<String> replaced(Check check, Expr choice, Atoms atoms) {
    return switch (choice) {
      case Expr.Call c when c.args().size() == 2 && isOwn(c.args().getLast(), atoms) ->
          entry(check, c);
      case Expr.BoolOp b
          when !b.isAnd() && b.values().size() == 2 && isOwn(b.values().getLast(), atoms) ->
          entry(check, b.values().getFirst());
      case Expr.IfExp e when isOwn(e.orelse(), atoms) ->
          entry(check, e.body()).filter(_ -> isSame(e.body(), e.test()));
      default -> Optional.empty();
    };
  }

  private static boolean isSame(Expr taken, Expr asked) {
    return Inside.all(List.of((Node) asked), Expr.Name.class).stream()
        .anyMatch(n -> Inside.mentions(List.of(taken), n.id()));
  }

  /** {@code request.user.pk}, {@code user.choir_id} of the one who is asking. */
  private static boolean isOwn(Expr value, Atoms atoms) {
    return value instanceof Expr.Attribute a
        && NameTerms.endsWith(a.attribute(), Set.of("id", "pk", "username", "email"))
        && atoms.in(List.of(value)).equals(Set.of(Atoms.REQUESTER));
  }

  /** What a client sends under such a name, also as a number, and by a local name. */
  private Optional<String> entry(Check check, Expr value) {
    return switch (value) {
      case Expr.Name n ->
          check
              .view()
              .module()
              .scopes()
              .only(n)
              .filter(b -> b.kind() == Binding.Kind.ASSIGNMENT)
              .flatMap(Binding::value)
              .filter(v -> v instanceof Expr.Call)
              .flatMap(v -> entry(check, v));
      case Expr.Call c
          when Set.of("int", "str", "UUID").contains(NameTerms.last(c)) && c.args().size() == 1 ->
          entry(check, c.args().getFirst());
      case Expr.Call c
          when c.function() instanceof Expr.Attribute a
              && a.attribute().equals("get")
              && !c.args().isEmpty()
              && c.args().getFirst() instanceof Expr.Str key
              && NameTerms.endsWith(key.value(), identityTerms)
              && (NameTerms.last(a.value()).equals("headers")
                  || new ClientMappings(check).isClients(a.value())) ->
          Optional.of(key.value());
      default -> Optional.empty();
    };
  }

  /** Whether the choice selects what is private, or becomes a part of who is asking. */
  private boolean isUsed(Check check, PythonFunction function, Expr choice) {
    Node around = check.view().parent(choice).orElse(choice);
    if (around instanceof Node.Keyword k && isOfRequester(check, k)) {
      return true;
    }
    Optional<String> name =
        around instanceof Stmt.Assign a && a.targets().getFirst() instanceof Expr.Name n
            ? Optional.of(n.id())
            : Optional.empty();
    return Inside.all(function.node().body(), Expr.Call.class).stream()
        .anyMatch(c ->
            StoreCalls.reach(c)
                .filter(r -> NameTerms.speaksOf(r.kind(), privateTerms))
                .filter(r ->
                    r.criteria().contains(choice)
                        || name.filter(n -> Inside.mentions(r.criteria(), n)).isPresent())
                .isPresent());
  }

  /** {@code Context(user=user, choir_id=…)}: what the program keeps of the one who is asking. */
  private static boolean isOfRequester(Check check, Node.Keyword keyword) {
    return check.view().parent(keyword).orElse(keyword) instanceof Expr.Call made
        && made.keywords().stream()
            .anyMatch(k ->
                k != keyword
                    && Set.of("user", "current_user", "account", "member").contains(k.name() + ""));
  }

  private void report(Check check, Expr choice, String key) {
    Place place = Place.of(check.view().module(), choice);
    check.report(
        check
            .present(place)
            .confidence(Confidence.MEDIUM)
            .control(Control.REMOTE)
            .step(place, "what the client sends comes before what belongs to whoever is asking")
            .saying(new Sentences(say).fill(check.inTest() ? "test" : "present", "name", key)));
  }
}
