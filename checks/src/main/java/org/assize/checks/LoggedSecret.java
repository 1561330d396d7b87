package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assize.facts.Fact;
import org.assize.facts.ValueRole;
import org.assize.program.PythonModule;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/**
 * Finds secrets among what is written to a log, by their names and by what libraries say of them.
 * The {@linkplain Fact.Sink sinks} of the weakness are the calls.
 *
 * @param secretTerms last words of names of secrets
 * @param publicTerms last words of names that only sound like those of secrets
 * @param sentTerms last words of names that are secrets where a module speaks HTTP, and anything
 *     elsewhere: the cookies of a browser, and those of other protocols
 * @param carriers last words of names of what holds secrets among other things, such as all headers
 * @param carrierTerms words that must stand in the same expression, or in the function, for a
 *     carrier to hold a secret; empty for any
 * @param answers last words of names of what a login is answered with
 * @param answerTerms words that must stand in the same expression, or in the function, for such an
 *     answer to hold a secret
 * @param roles as what a fact names the result of a call, for it to be a secret; empty for any
 * @param hidingTerms words in names of functions whose result no longer shows the secret
 * @param inSlotsOnly whether other arguments of the calls show nothing, whatever their names
 * @param say sentences for {@code secret}, {@code whole}, {@code printed} (by a server; only where
 *     it is worded) and {@code test}; {@code {secret}} is what is written, {@code {name}} the
 *     function that writes it
 */
public record LoggedSecret(
    Set<String> secretTerms,
    Set<String> publicTerms,
    Set<String> sentTerms,
    Set<String> carriers,
    Set<String> carrierTerms,
    Set<String> answers,
    Set<String> answerTerms,
    Set<ValueRole> roles,
    Set<String> hidingTerms,
    boolean inSlotsOnly,
    Map<String, String> say)
    implements Detector {
  private static final Set<String> MAKING = Set.of("make", "create", "generate", "new", "issue");

  /** Words in names of where a secret lies, and of whether there is one. */
  private static final Set<String> ABOUT =
      Set.of("path", "disable", "disabled", "enable", "enabled", "without", "require", "requires");

  private static final Pattern HTTP =
      Pattern.compile(
          "http|requests|flask|django|tornado|urllib|web|bottle|starlette|fastapi|sanic|selenium");

  /** Checks the sentences. */
  public LoggedSecret {
    List<String> cases = new ArrayList<>(List.of("secret", "whole", "test"));
    Stream.of("printed", "made").filter(say::containsKey).forEach(cases::add);
    Sentences.require(say, cases);
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().factSites().callsThatMeet(check.weakness().id())) {
      List<Expr> shown = new ArrayList<>();
      for (Fact.Sink sink : check.program().lookup().sinks(call.path(), check.weakness().id())) {
        Values.inSlot(call, sink.slot()).forEach(e -> argument(check, call, e, shown));
      }
      (inSlotsOnly ? Optional.<Expr>empty() : entries(check, call))
          .ifPresentOrElse(
              e -> report(check, call, call.path(), e, "secret"),
              () -> written(check, call, call.path(), shown));
    }
    PrintedSecret printed = new PrintedSecret(check);
    for (CallSite call : check.view().calls()) {
      if (say.containsKey("printed") && (printed.isPrinted(call) || printed.isLink(call))) {
        List<Expr> shown = new ArrayList<>();
        call.node().args().forEach(e -> argument(check, call, e, shown));
        secret(check, call, shown)
            .or(() -> printed.wholeForm(call, shown))
            .or(() -> carrier(check, call, shown))
            .ifPresent(e -> report(check, call, call.calledName(), e, "printed"));
        continue;
      }
      boolean isLog = say.containsKey("printed") && call.path().isEmpty();
      Optional<String> name = isLog ? LogCalls.of(call) : Optional.empty();
      if (name.isPresent()) {
        List<Expr> shown = new ArrayList<>();
        call.node().args().forEach(e -> argument(check, call, e, shown));
        written(check, call, name.get(), shown);
      }
    }
  }

  /** What a call shows of an argument. */
  private void argument(Check check, CallSite call, Expr given, List<Expr> shown) {
    Expr whole = isNamed(given) ? given : SingleUse.behind(given, call.module());
    Optional<List<Expr>> picked =
        whole instanceof Expr.Dict ? new LoggedFields(check).of(call) : Optional.empty();
    picked.orElse(List.of(whole)).forEach(e -> shown(e, shown));
  }

  /** A variable whose name says what it holds. */
  private boolean isNamed(Expr given) {
    return given instanceof Expr.Name n
        && (NameTerms.endsWith(n.id(), secretTerms)
            || NameTerms.endsWith(n.id(), sentTerms)
            || NameTerms.endsWith(n.id(), carriers)
            || NameTerms.endsWith(n.id(), answers)
            || NameTerms.endsWith(n.id(), publicTerms)
            || NameTerms.speaksOf(n.id(), ABOUT));
  }

  /** A secret under its name: a keyword, an entry of what is logged beside the text. */
  private Optional<Expr> entries(Check check, CallSite call) {

    ShownValue values = new ShownValue(check);
    Set<String> sent = speaksHttp(check) ? sentTerms : Set.of();
    Optional<List<Expr>> picked = new LoggedFields(check).of(call);
    return new LoggedEntries(check, secretTerms, sent)
        .of(call).stream()
            .filter(e -> picked.isEmpty() || picked.get().contains(e))
            .filter(e -> {
              List<Expr> parts = new ArrayList<>();
              shown(SingleUse.behind(e, call.module()), parts);
              HiddenSecret hidden = new HiddenSecret(check, hidingTerms);
              return parts.stream().anyMatch(p -> !values.isFixed(p) && !hidden.is(call, p));
            })
            .findFirst();
  }

  private void written(Check check, CallSite call, String by, List<Expr> shown) {
    secret(check, call, shown)
        .ifPresentOrElse(
            e -> report(check, call, by, e, "secret"),
            () ->
                carrier(check, call, shown)
                    .or(() -> ofLogin(check, call, shown))
                    .or(() -> ofForm(check, call, shown))
                    .or(() -> ofModel(check, call, shown))
                    .or(() -> tokenAnswer(check, call, shown))
                    .ifPresent(e -> report(check, call, by, e, "whole")));
  }

  /** What a service answers that was asked for a token, unless it turned out not to be one. */
  private static Optional<Expr> tokenAnswer(Check check, CallSite call, List<Expr> shown) {
    TokenAnswer answers = new TokenAnswer(check.view());
    return shown.stream().filter(e -> answers.is(e) && !answers.isRefused(call, e)).findFirst();
  }

  /** All that was sent to a login: only where what is printed is looked at, too. */
  private Optional<Expr> ofLogin(Check check, CallSite call, List<Expr> shown) {
    return say.containsKey("printed")
        ? new PrintedSecret(check).wholeForm(call, shown)
        : Optional.empty();
  }

  /** {@code log(form)} in a function that reads {@code form["password"]}. */
  private Optional<Expr> ofForm(Check check, CallSite call, List<Expr> shown) {
    return say.containsKey("printed")
        ? shown.stream().filter(e -> holdsSecret(check, call, whole(e))).findFirst()
        : Optional.empty();
  }

  /** {@code request.form} of {@code request.form.to_dict()}. */
  private static Expr whole(Expr shown) {
    return shown instanceof Expr.Call c
            && c.function() instanceof Expr.Attribute a
            && c.args().isEmpty()
            && Set.of("dict", "to_dict", "items", "copy").contains(a.attribute())
        ? a.value()
        : shown;
  }

  /**
   * A parameter whose class declares a secret, and all that is sent, in what runs for each request.
   */
  private Optional<Expr> ofModel(Check check, CallSite call, List<Expr> shown) {
    SentWholes wholes = new SentWholes(check, secretTerms);
    return say.containsKey("printed")
        ? shown.stream().filter(e -> wholes.isModel(call, e) || wholes.isForm(call, e)).findFirst()
        : Optional.empty();
  }

  private boolean holdsSecret(Check check, CallSite call, Expr whole) {
    if (!(whole instanceof Expr.Name) && !(whole instanceof Expr.Attribute)) {
      return false;
    }
    String written = Wording.written(whole, check.view());
    return call.function().stream()
        .flatMap(f -> Inside.all(f.node().body(), Expr.class).stream())
        .filter(read ->
            holder(read)
                .filter(holder -> Wording.written(holder, check.view()).equals(written))
                .isPresent())
        .anyMatch(read -> !isWritten(check, read) && !isAsked(check, read));
  }

  /** {@code fields["password"] = "…"}: what is written is read nowhere. */
  private static boolean isWritten(Check check, Expr read) {
    return check.view().parent(read).orElse(read) instanceof Stmt.Assign s
        && s.targets().contains(read);
  }

  /** {@code if options.get("token"):} asks whether something is switched on. */
  private static boolean isAsked(Check check, Expr read) {
    return switch (check.view().parent(read).orElse(read)) {
      case Stmt.If s -> s.test() == read;
      case Expr.IfExp e -> e.test() == read;
      default -> false;
    };
  }

  /** What a secret is read from by its name: {@code form["password"]}, {@code form.get("pin")}. */
  private Optional<Expr> holder(Expr read) {
    return switch (read) {
      case Expr.Subscript s when s.index() instanceof Expr.Str key && isSecretKey(key) ->
          Optional.of(s.value());
      case Expr.Call c
          when c.function() instanceof Expr.Attribute a
              && a.attribute().equals("get")
              && !c.args().isEmpty()
              && c.args().getFirst() instanceof Expr.Str key
              && isSecretKey(key) ->
          Optional.of(a.value());
      default -> Optional.empty();
    };
  }

  private boolean isSecretKey(Expr.Str key) {
    return NameTerms.endsWith(key.value(), secretTerms)
        && !NameTerms.endsWith(key.value(), publicTerms);
  }

  /** Gathers the names, fields, items and calls whose whole value a text shows. */
  private void shown(Node node, List<Expr> found) {
    switch (node) {
      case Expr.Name e -> found.add(e);
      case Expr.Attribute e -> found.add(e);
      case Expr.Subscript e when !(e.index() instanceof Expr.Slice) -> found.add(e);
      case Expr.Subscript e -> {}
      case Expr.Call e -> call(e, found);
      case Expr.Compare e -> {}
      case Expr.IfExp e -> {
        shown(e.body(), found);
        shown(e.orelse(), found);
      }
      case Expr.Lambda e -> {}
      default -> Nodes.forEachChild(node, child -> shown(child, found));
    }
  }

  private void call(Expr.Call e, List<Expr> found) {
    String name =
        switch (e.function()) {
          case Expr.Attribute a -> a.attribute();
          case Expr.Name n -> n.id();
          default -> "";
        };
    if (NameTerms.speaksOf(name, hidingTerms)) {
      return;
    }
    found.add(e);
    if (name.equals("format") && e.function() instanceof Expr.Attribute a) {
      shown(a.value(), found);
    }
    boolean shows =
        Set.of("format", "join", "str", "repr", "ascii", "dict", "dumps", "pformat").contains(name);
    if (shows) {
      e.args().forEach(a -> shown(a, found));
      e.keywords().forEach(k -> shown(k.value(), found));
    }
  }

  private Optional<Expr> secret(Check check, CallSite call, List<Expr> given) {
    ShownValue values = new ShownValue(check);
    List<Expr> shown = new ArrayList<>(given);
    ComposedText composed = new ComposedText(check, hidingTerms);
    given.forEach(e -> composed.of(e).ifPresent(text -> shown(text, shown)));
    return shown.stream()
        .filter(e -> isSecret(check, values, e)) // most is none by its name, which is soon known
        .filter(e -> !NameTerms.endsWith(values.name(e), publicTerms))
        .filter(e -> !NameTerms.speaksOf(values.name(e), ABOUT))
        .filter(e -> !SerialNumber.isMeant(values.name(e), call.module()))
        .filter(e ->
            !values.isFixed(e)
                && !new LoggedObject(check).is(call, e)
                && !WrittenToken.is(call, e)
                && !SignedMessage.holds(call, e)
                && !new HiddenSecret(check, hidingTerms).is(call, e))
        .filter(e -> !SealedField.is(check, call, e))
        .findFirst();
  }

  private boolean isSecret(Check check, ShownValue values, Expr shown) {
    String name = values.name(shown);
    return NameTerms.endsWith(name, secretTerms)
        || (NameTerms.endsWith(name, sentTerms) && speaksHttp(check))
        || isMade(values.origin(shown))
        || isRead(values.origin(shown))
        || OneTimeCode.isIn(values, shown)
        || (shown instanceof Expr.Call && values.isSecretByFact(shown, roles));
  }

  /** {@code make_reset_token()}: what it gives is a secret, whatever it is called then. */
  private boolean isMade(Expr origin) {
    return origin instanceof Expr.Call c
        && ((NameTerms.startsWith(NameTerms.last(c), MAKING)
                && NameTerms.endsWith(NameTerms.last(c), secretTerms))
            || OneTimeCode.isGivenBy(c));
  }

  /** {@code number = body["card_number"]}: the key says what it is, whatever it is called then. */
  private boolean isRead(Expr origin) {
    return origin instanceof Expr.Subscript s
        && s.index() instanceof Expr.Str key
        && isSecretKey(key);
  }

  /** What a module speaks; many calls of one module ask. */
  private record Spoken(Map<PythonModule, Boolean> http) {}

  private static boolean speaksHttp(Check check) {
    return check
        .program()
        .part(Spoken.class, HTTP, (p, pattern) -> new Spoken(new ConcurrentHashMap<>()))
        .http()
        .computeIfAbsent(check.view().module(), LoggedSecret::importsHttp);
  }

  private static boolean importsHttp(PythonModule module) {
    return module.imports().stream()
        .map(site ->
            site.statement() instanceof Stmt.ImportFrom from
                ? from.module() + "." + site.alias().name()
                : site.alias().name())
        .anyMatch(name -> HTTP.matcher(name).find());
  }

  private Optional<Expr> carrier(Check check, CallSite call, List<Expr> shown) {
    ShownValue values = new ShownValue(check);
    return shown.stream()
        .filter(e -> !(e instanceof Expr.Call) && !isPart(e) && !isOwn(call, e))
        .filter(e -> !isSent(call, e) && !new HiddenSecret(check, hidingTerms).isFiltered(call, e))
        .filter(e ->
            (NameTerms.endsWith(values.name(e), carriers) && speaks(check, call, e, carrierTerms))
                || (NameTerms.endsWith(values.name(e), answers)
                    && speaks(check, call, e, answerTerms)))
        .findFirst();
  }

  /** What the function itself puts together, key by key, holds what it has chosen. */
  private static boolean isOwn(CallSite call, Expr shown) {
    return shown instanceof Expr.Name n
        && call.scope().lookup(n.id()).map(Symbol::bindings).orElse(List.of()).stream()
            .anyMatch(b -> b.value().filter(v -> v instanceof Expr.Dict).isPresent());
  }

  /** The {@code environ} of a gateway application is what its client sent (PEP 3333). */
  private static boolean isSent(CallSite call, Expr shown) {
    return shown instanceof Expr.Name n
        && n.id().equals("environ")
        && call.function().stream()
            .flatMap(f -> f.parameters().stream())
            .anyMatch(p -> p.name().equals("start_response"));
  }

  /** What stands under a key that is chosen elsewhere is one header, not all of them. */
  private static boolean isPart(Expr shown) {
    return shown instanceof Expr.Subscript s
        && (s.index() instanceof Expr.Name || s.index() instanceof Expr.Attribute);
  }

  private static boolean speaks(Check check, CallSite call, Expr carrier, Set<String> terms) {
    List<Node> near = new ArrayList<>(List.of(carrier, call.node().function()));
    String function = call.function().map(f -> f.node().name()).orElse("");
    return terms.isEmpty()
        || NameTerms.speaksOf(function, terms)
        || Surroundings.within(near, check.view()).stream()
            .anyMatch(n -> NameTerms.speaksOf(n.name(), terms));
  }

  private void report(Check check, CallSite call, String by, Expr secret, String which) {
    String written = Wording.written(secret, check.view());
    Optional<Place> made =
        say.containsKey("made") ? new MadeForAnswer(check.view()).of(secret) : Optional.empty();
    if (made.isPresent()) {
      check.report(
          Finding.refuted(check.weakness(), call.place())
              .step(made.get(), "it is made here, and nothing else gets it")
              .saying(new Sentences(say).fill("made", "secret", written, "name", by)));
      return;
    }
    Optional<CalmLog.Calm> calm =
        check.inTest() ? Optional.empty() : new CalmLog(check.view(), secretTerms).of(call, secret);
    Finding.Builder finding =
        calm.map(c -> Finding.caution(check.weakness(), call.place(), c.reason()))
            .orElseGet(() -> check.present(call.place()));
    calm.ifPresent(c -> finding.step(c.by().place(), c.by().text()));
    if (which.equals("printed") && !check.inTest() && calm.isEmpty()) {
      finding.severity(check.program().severityIn(call.module(), check.weakness()).lowered());
    }
    check.report(
        finding
            .step(Place.of(call.module(), secret), written + " is part of the line")
            .saying(
                new Sentences(say)
                    .fill(check.inTest() ? "test" : which, "secret", written, "name", by)));
  }
}
