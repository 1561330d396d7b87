package org.assize.checks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Finds handlers that delete something, or decide it, for a visitor who is known by a cookie, and
 * that a mere link reaches: the check of forged requests looks at forms only, and cookies go along
 * with links.
 *
 * @param words by which code shows that it asks
 * @param cookieTerms words of guards that know a visitor by a cookie
 * @param otherTerms words of guards that want something that no link brings
 * @param methodNames decorators that say which methods of HTTP a view takes
 * @param say sentences for {@code present}, {@code changed} and {@code test}; {@code {name}} is the
 *     handler, {@code {kind}} what it deletes or changes
 */
public record ChangeByLink(
    GuardWords words,
    Set<String> cookieTerms,
    Set<String> otherTerms,
    Set<String> methodNames,
    Map<String, String> say)
    implements Detector {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  /** First words of names of handlers that decide something by what they change. */
  private static final Set<String> DECIDING =
      Set.of(
          ("approve archive ban block cancel close demote disable grant promote publish reject"
                  + " revoke suspend transfer unban unblock unpublish")
              .split(" "));

  /** What only those know who were told: a link in a mail holds it. */
  private static final List<String> SECRET =
      List.of("token", "secret", "code", "hash", "signature", "nonce", "csrf");

  /** Checks the sentences. */
  public ChangeByLink {
    Sentences.require(say, List.of("present", "changed", "test"));
  }

  @Override
  public void review(Check check) {
    if (check.inTest() || check.view().module().isTemplate()) {
      return;
    }
    for (ObjectHandler handler :
        ObjectHandlers.around(check.view().module(), words, check.program())) {
      if (handler.place().module() == check.view().module() && knowsByCookie(handler)) {
        function(handler)
            .filter(f -> isReachedByLink(f, check) && !asksForMore(f))
            .flatMap(f -> changed(handler).filter(t -> !isByForm(f, t, check)))
            .ifPresent(touch -> report(check, handler, touch));
      }
    }
  }

  private boolean knowsByCookie(ObjectHandler handler) {
    return !handler.isOpen()
        && handler.guards().stream().anyMatch(g -> NameTerms.speaksOf(g, cookieTerms))
        && handler.guards().stream().noneMatch(g -> NameTerms.speaksOf(g, otherTerms));
  }

  private static Optional<PythonFunction> function(ObjectHandler handler) {
    return handler.place().module().scopes().functions().stream()
        .filter(f -> f.node().nameStart() == handler.place().start() && f.owner().isEmpty())
        .findFirst();
  }

  private static Optional<Touch> changed(ObjectHandler handler) {
    boolean isNamed = DECIDING.contains(NameTerms.of(handler.name()).getFirst());
    return handler.touches().stream()
        .filter(t -> !t.by().isEmpty())
        .filter(t -> t.verb() == Touch.Verb.DELETE || (isNamed && t.verb() == Touch.Verb.CHANGE))
        .filter(t -> t.by().stream().noneMatch(a -> NameTerms.speaksOf(a, SECRET)))
        .findFirst();
  }

  /** Whether the routes of a function take no other method than those of links. */
  private boolean isReachedByLink(PythonFunction function, Check check) {
    List<Expr> decorators = function.node().decorators();
    boolean named = decorators.stream().anyMatch(d -> methodNames.contains(NameTerms.last(d)));
    boolean routed = decorators.stream().anyMatch(ChangeByLink::isRoute);
    boolean byLink =
        decorators.stream().filter(ChangeByLink::isRoute).allMatch(ChangeByLink::isSafe);
    boolean isPlainView =
        !routed
            && function.parameters().stream()
                .findFirst()
                .filter(p -> p.name().equals("request"))
                .isPresent()
            && (isDecoratedView(function, check)
                || check.program().references().of(function).stream()
                    .anyMatch(u -> isInTableOfAddresses(check, u)));
    return !named && ((routed && byLink) || isPlainView);
  }

  /** {@code @login_required} of Django stands on views, wherever their addresses are. */
  private static boolean isDecoratedView(PythonFunction function, Check check) {
    return function.node().decorators().stream()
        .map(d -> d instanceof Expr.Call c ? c.function() : d)
        .map(d -> check.program().resolver().resolve(d, function.definedIn()))
        .flatMap(t -> t.dottedPath().stream())
        .anyMatch(p -> p.startsWith("django.contrib.auth.decorators."));
  }

  private static boolean isInTableOfAddresses(Check check, Use use) {
    ModuleView view = check.program().view(use.module());
    return view.parent(use.node())
        .filter(p ->
            p instanceof Expr.Call c
                && Set.of("path", "re_path", "url").contains(NameTerms.last(c)))
        .isPresent();
  }

  private static boolean isRoute(Expr decorator) {
    return decorator instanceof Expr.Call c
        && c.function() instanceof Expr.Attribute a
        && Set.of("route", "get", "post", "put", "patch", "delete").contains(a.attribute());
  }

  private static boolean isSafe(Expr route) {
    Expr.Call call = (Expr.Call) route;
    String name = NameTerms.last(call);
    List<Expr.Str> methods =
        call.keywords().stream()
            .filter(k -> Set.of("methods", "method").contains(String.valueOf(k.name())))
            .flatMap(k -> Inside.all(List.of((Node) k.value()), Expr.Str.class).stream())
            .toList();
    boolean isChosen =
        call.keywords().stream()
            .anyMatch(k -> Set.of("methods", "method").contains(String.valueOf(k.name())));
    return name.equals("get")
        || (name.equals("route")
            && (isChosen
                ? !methods.isEmpty()
                    && methods.stream()
                        .allMatch(m -> SAFE.contains(m.value().toUpperCase(Locale.ROOT)))
                : true));
  }

  /** Whether the function looks at the method, or at a proof that the request is its own. */
  private static boolean asksForMore(PythonFunction function) {
    return Inside.any(
            function.node().body(),
            Expr.Attribute.class,
            a ->
                Set.of("method", "is_submitted", "validate_on_submit").contains(a.attribute())
                    || NameTerms.speaksOf(a.attribute(), List.of("csrf", "xsrf")))
        || Inside.any(
            function.node().body(),
            Expr.Attribute.class,
            a -> Set.of("POST", "form").contains(a.attribute()))
        || Inside.any(
            function.node().body(),
            Expr.Call.class,
            c ->
                NameTerms.speaksOf(
                    NameTerms.last(c), List.of("csrf", "xsrf", "signature", "loads")));
  }

  /** What changes something is a helper that the request is handed to, and acts on its form. */
  private static boolean isByForm(PythonFunction function, Touch touch, Check check) {
    return check.view().callsIn(function).stream()
        .filter(c ->
            c.node() == touch.node()
                || (c.node().start() <= touch.node().start()
                    && touch.node().end() <= c.node().end()))
        .filter(c -> c.node().args().stream().anyMatch(a -> NameTerms.last(a).equals("request")))
        .anyMatch(c ->
            c.target() instanceof Target.FunctionTarget(PythonFunction helper)
                && asksForMore(helper));
  }

  private void report(Check check, ObjectHandler handler, Touch touch) {
    boolean deletes = touch.verb() == Touch.Verb.DELETE;
    check.report(
        check
            .present(handler.place())
            .confidence(Confidence.MEDIUM)
            .control(Control.REMOTE)
            .step(handler.place(), "a link is enough, and the cookie goes along with it")
            .step(
                Place.of(handler.place().module(), touch.node()),
                touch.kind() + (deletes ? " is deleted" : " is changed"))
            .saying(
                new Sentences(say)
                    .fill(
                        deletes ? "present" : "changed",
                        "name",
                        handler.name(),
                        "kind",
                        touch.kind())));
  }
}
