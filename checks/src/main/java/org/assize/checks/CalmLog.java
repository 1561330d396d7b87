package org.assize.checks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Reason;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;
import org.assize.syntax.UnaryOperator;

/**
 * What is logged under the name of a secret, and opens nothing of anybody: what was just refused as
 * one, what the program itself sends as its preferences, and what opens an archive.
 *
 * @param secretTerms last words of names of secrets
 */
record CalmLog(ModuleView view, Set<String> secretTerms) {
  /** Words of what is packed; a password of it comes with it. */
  private static final Set<String> PACKED =
      Set.of(
          "rar",
          "unrar",
          "rarfile",
          "zip",
          "unzip",
          "zipfile",
          "sevenzip",
          "archive",
          "archives",
          "unpack",
          "unpacker",
          "setpassword");

  /** Words of those to whom a password belongs. */
  private static final Set<String> OWNERS =
      Set.of("login", "user", "username", "account", "auth", "credential", "credentials");

  private static final Set<String> FETCHING =
      Set.of("get", "post", "put", "head", "request", "send", "urlopen");

  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "cookie", "session", "sessionid", "auth", "key", "bearer", "jwt");

  /** Why it is calm, and what shows it. */
  record Calm(Reason reason, Finding.Evidence by) {}

  /** Returns what shows it of a value that a call writes. */
  Optional<Calm> of(CallSite call, Expr shown) {
    return refused(call, shown)
        .map(by -> new Calm(Reason.DEFENCE_IN_DEPTH, by))
        .or(() -> ownRequest(call, shown).map(by -> new Calm(Reason.NOT_SECURITY_USE, by)))
        .or(() -> ofAnswer(call, shown).map(by -> new Calm(Reason.DEFENCE_IN_DEPTH, by)))
        .or(() -> ofArchive(call, shown).map(by -> new Calm(Reason.DEFENCE_IN_DEPTH, by)));
  }

  /**
   * {@code self.key = validate(key)}, and {@code if not self.key: log(key)}: what is no secret, or
   * a mistyped one.
   */
  private Optional<Finding.Evidence> refused(CallSite call, Expr shown) {
    String name = NameTerms.last(shown);
    Node inner = call.node();
    Optional<Node> outer = view.parent(inner);
    while (!name.isEmpty() && outer.isPresent() && !(outer.get() instanceof Stmt.FunctionDef)) {
      if (outer.get() instanceof Stmt.If s
          && s.body().contains(inner)
          && s.test() instanceof Expr.UnaryOp not
          && not.op() == UnaryOperator.NOT
          && (not.operand() instanceof Expr.Attribute || not.operand() instanceof Expr.Name)
          && NameTerms.last(not.operand()).equals(name)) {
        return Optional.of(
            new Finding.Evidence(
                Place.of(view.module(), s.test()), "only what was refused gets there"));
      }
      inner = outer.get();
      outer = view.parent(inner);
    }
    return Optional.empty();
  }

  /** {@code params["cookies"]["language"] = …}: a request of the program's own, put together. */
  private Optional<Finding.Evidence> ownRequest(CallSite call, Expr shown) {
    if (!(shown instanceof Expr.Subscript) || call.function().isEmpty()) {
      return Optional.empty();
    }
    PythonFunction function = call.function().get();
    String whole = text(shown);
    List<Expr.Subscript> written =
        Inside.all(function.node().body(), Stmt.Assign.class).stream()
            .flatMap(a -> a.targets().stream())
            .filter(t -> t instanceof Expr.Subscript)
            .map(t -> (Expr.Subscript) t)
            .filter(t -> text(t.value()).equals(whole) || isSame(t.value(), whole, function))
            .toList();
    return !written.isEmpty() && written.stream().allMatch(this::isPreference)
        ? Optional.of(
            new Finding.Evidence(
                Place.of(view.module(), written.getFirst()),
                "the program fills it itself, with no secret"))
        : Optional.empty();
  }

  /** {@code headers = params["headers"]}. */
  private boolean isSame(Expr holder, String whole, PythonFunction function) {
    return holder instanceof Expr.Name n
        && Inside.any(
            function.node().body(),
            Stmt.Assign.class,
            a ->
                a.targets().getFirst() instanceof Expr.Name t
                    && t.id().equals(n.id())
                    && text(a.value()).equals(whole));
  }

  private boolean isPreference(Expr.Subscript target) {
    return target.index() instanceof Expr.Str key
        && !NameTerms.endsWith(key.value(), secretTerms)
        && !NameTerms.speaksOf(key.value(), CREDENTIALS)
        && view.parent(target).orElse(target) instanceof Stmt.Assign a
        && Surroundings.within(List.of(a.value()), view).stream()
            .noneMatch(n -> NameTerms.endsWith(n.name(), secretTerms));
  }

  /** {@code page = session.get(url)}: its headers, where nobody logs in, anybody is answered. */
  private Optional<Finding.Evidence> ofAnswer(CallSite call, Expr shown) {
    if (!(shown instanceof Expr.Attribute(_, _, Expr.Name answer, String part))
        || !part.equals("headers")
        || call.function().isEmpty()) {
      return Optional.empty();
    }
    List<Stmt> body = call.function().get().node().body();
    boolean isOfLogin =
        NameTerms.speaksOf(call.function().get().name(), OWNERS)
            || Surroundings.within(body, view).stream()
                .anyMatch(n ->
                    NameTerms.speaksOf(n.name(), OWNERS)
                        || NameTerms.endsWith(n.name(), secretTerms));
    return isOfLogin
        ? Optional.empty()
        : Inside.all(body, Stmt.Assign.class).stream()
            .filter(
                a -> a.targets().getFirst() instanceof Expr.Name t && t.id().equals(answer.id()))
            .filter(a -> a.value() instanceof Expr.Call c && FETCHING.contains(NameTerms.last(c)))
            .findFirst()
            .map(a ->
                new Finding.Evidence(
                    Place.of(view.module(), a), "it is an answer, and nobody logs in here"));
  }

  /** A password beside what unpacks, and beside nobody to whom it belongs. */
  private Optional<Finding.Evidence> ofArchive(CallSite call, Expr shown) {
    if (!NameTerms.last(shown).toLowerCase(Locale.ROOT).endsWith("password")
        || call.function().isEmpty()) {
      return Optional.empty();
    }
    PythonFunction function = call.function().get();
    List<Surroundings.Named> names = Surroundings.within(function.node().body(), view);
    return names.stream().noneMatch(n -> NameTerms.speaksOf(n.name(), OWNERS))
        ? names.stream()
            .filter(n -> NameTerms.speaksOf(n.name(), PACKED))
            .findFirst()
            .map(n -> new Finding.Evidence(n.place(), "it opens an archive, and no account"))
        : Optional.empty();
  }

  private String text(Expr e) {
    return view.module().text().slice(e.start(), e.end()).replace('\'', '"');
  }
}
