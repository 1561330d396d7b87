package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assize.program.PythonFunction;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;
import org.assize.syntax.UnaryOperator;

/**
 * Finds tests of addresses that other hosts pass as well: a host as a mere part of the text, as its
 * beginning without an end, as its end without a beginning, or in an expression whose dots match
 * anything. Each finding names an address that passes.
 *
 * @param addressTerms words in names of addresses and hosts
 * @param checkTerms words in names of functions that decide whether an address is taken
 * @param usingTerms words in names of functions that go where an address leads
 * @param matchers methods and functions that match an expression against a text
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is what is tested,
 *     {@code {text}} an address that passes
 */
public record HostCheck(
    Set<String> addressTerms,
    Set<String> checkTerms,
    Set<String> usingTerms,
    Set<String> matchers,
    Map<String, String> say)
    implements Detector {
  private static final Pattern HOST =
      Pattern.compile(
          "(https?://|//)?\\.?(?:[\\w-]+\\.)+(?:com|org|net|io|dev|co|edu|gov|info|app|[a-z]{2})");
  private static final Pattern BARE_DOT =
      Pattern.compile(
          "([A-Za-z0-9-]+)\\.((?:com|org|net|io|dev|edu|gov|info|app)(?![A-Za-z0-9])[^)]*)");

  private static final Set<String> ORIGIN = Set.of("origin");
  private static final Set<String> ORIGINS = Set.of("origins", "allowed-hosts", "domains");

  /** Checks the sentences. */
  public HostCheck {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (Expr.Compare compare : check.view().all(Expr.Compare.class)) {
      boolean isPart =
          compare.ops().equals(List.of(CompareOperator.IN))
              || compare.ops().equals(List.of(CompareOperator.NOT_IN));
      if (isPart && compare.left() instanceof Expr.Str s && HOST.matcher(s.value()).matches()) {
        judge(
            check, compare, compare.comparators().getFirst(), "http://evil.example/?" + s.value());
      }
    }
    for (CallSite call : check.view().calls()) {
      if (call.node().function() instanceof Expr.Attribute a && !call.node().args().isEmpty()) {
        ends(check, call, a);
        beginsWithOrigin(check, call, a);
        matched(check, call, a);
      }
    }
  }

  private void ends(Check check, CallSite call, Expr.Attribute method) {
    if (!(call.node().args().getFirst() instanceof Expr.Str s)) {
      return;
    }
    Matcher host = HOST.matcher(s.value());
    if (method.attribute().equals("startswith") && host.matches() && host.group(1) != null) {
      judge(check, call.node(), method.value(), s.value() + ".evil.example");
    } else if (method.attribute().equals("endswith")
        && host.matches()
        && host.group(1) == null
        && !s.value().startsWith(".")) {
      judge(check, call.node(), method.value(), "evil" + s.value());
    }
  }

  /** {@code any(origin.startswith(o) for o in origins)}: an origin has no slash at its end. */
  private void beginsWithOrigin(Check check, CallSite call, Expr.Attribute method) {
    String name = new ShownValue(check).name(method.value());
    if (method.attribute().equals("startswith")
        && NameTerms.endsWith(name, ORIGIN)
        && call.node().args().getFirst() instanceof Expr.Name part
        && isOneOf(check, call.node(), part.id())) {
      judge(check, call.node(), method.value(), "https://example.org.evil.example");
    }
  }

  /** Whether a name stands for one of several origins after the other. */
  private static boolean isOneOf(Check check, Expr within, String name) {
    Optional<Node> outer = check.view().parent(within);
    while (outer.isPresent() && !(outer.get() instanceof Stmt.FunctionDef)) {
      boolean isLoop =
          switch (outer.get()) {
            case Expr.GeneratorExp g ->
                g.generators().stream().anyMatch(c -> isOver(c.target(), c.iter(), name));
            case Stmt.For f -> isOver(f.target(), f.iter(), name);
            default -> false;
          };
      if (isLoop) {
        return true;
      }
      outer = check.view().parent(outer.get());
    }
    return false;
  }

  private static boolean isOver(Expr target, Expr iterated, String name) {
    return target instanceof Expr.Name n
        && n.id().equals(name)
        && NameTerms.endsWith(NameTerms.last(iterated), ORIGINS);
  }

  private void matched(Check check, CallSite call, Expr.Attribute method) {
    if (!matchers.contains(method.attribute())) {
      return;
    }
    boolean isFunction = call.path().startsWith("re.") && call.node().args().size() > 1;
    Expr expression =
        isFunction ? call.node().args().getFirst() : Values.display(method.value(), call.module());
    if (!isFunction && expression instanceof Expr.Call made && !made.args().isEmpty()) {
      expression = made.args().getFirst();
    }
    Expr subject = call.node().args().get(isFunction ? 1 : 0);
    Optional<String> text = check.program().values().text(expression, call.module());
    Matcher dot = BARE_DOT.matcher(text.orElse(""));
    if (dot.find() && !isInClass(text.orElse(""), dot.start())) {
      judge(
          check,
          call.node(),
          subject,
          dot.group(1)
              + "evil"
              + dot.group(2).replaceAll("[^a-z].*", "")
              + " (the dot matches anything)");
    }
  }

  private static boolean isInClass(String text, int at) {
    return text.lastIndexOf('[', at) > text.lastIndexOf(']', at);
  }

  private void judge(Check check, Expr test, Expr subject, String passing) {
    String name = new ShownValue(check).name(subject);
    if (!NameTerms.speaksOf(name, addressTerms) || !decides(check, test, name)) {
      return;
    }
    check.report(
        check
            .present(Place.of(check.view().module(), test))
            .step(Place.of(check.view().module(), test), passing + " passes")
            .saying(
                new Sentences(say)
                    .fill(
                        check.inTest() ? "test" : "present",
                        "name",
                        Wording.written(subject, check.view()),
                        "text",
                        passing)));
  }

  /** Whether something is refused or reached by the outcome. */
  private boolean decides(Check check, Expr test, String name) {
    Node inner = check.view().statement(test);
    boolean isChecking =
        check
            .view()
            .module()
            .scopes()
            .functionAt(test.start())
            .map(PythonFunction::name)
            .filter(f -> NameTerms.speaksOf(f, checkTerms))
            .isPresent();
    return switch (inner) {
      case Stmt.Return _ -> isChecking;
      case Stmt.If s ->
          isInTest(s, test)
              && !isRefused(check, s, test)
              && (isChecking || refuses(s.orelse()) || refuses(s.body()) || uses(s.body(), name));
      default -> false;
    };
  }

  /** Whether what passes the test is turned away: then it takes too much for bad, not for good. */
  private static boolean isRefused(Check check, Stmt.If s, Expr test) {
    boolean isNegated = test instanceof Expr.Compare c && c.ops().contains(CompareOperator.NOT_IN);
    Optional<Node> outer = check.view().parent(test);
    while (outer.isPresent() && outer.get() != s) {
      isNegated |= outer.get() instanceof Expr.UnaryOp u && u.op() == UnaryOperator.NOT;
      outer = check.view().parent(outer.get());
    }
    return !isNegated && refuses(s.body());
  }

  private static boolean isInTest(Stmt.If s, Expr test) {
    return s.test().start() <= test.start() && test.end() <= s.test().end();
  }

  private static boolean refuses(List<Stmt> body) {
    return (body.size() == 1 && body.getFirst() instanceof Stmt.Raise)
        || Inside.any(
            body,
            Expr.Call.class,
            c -> c.function() instanceof Expr.Name n && n.id().equals("abort"));
  }

  /** The address is opened, or a site is told that it may read the answers. */
  private boolean uses(List<Stmt> body, String name) {
    return admits(body, name) || opens(body, name);
  }

  /** {@code headers["Access-Control-Allow-Origin"] = origin}. */
  private static boolean admits(List<Stmt> body, String name) {
    return Inside.any(
        body,
        Stmt.Assign.class,
        s ->
            s.targets().getFirst() instanceof Expr.Subscript item
                && item.index() instanceof Expr.Str key
                && key.value().equalsIgnoreCase("Access-Control-Allow-Origin")
                && s.value() instanceof Expr.Name n
                && n.id().equals(name));
  }

  private boolean opens(List<Stmt> body, String name) {
    return Inside.any(
        body,
        Expr.Call.class,
        c ->
            c.args().stream().anyMatch(a -> a instanceof Expr.Name n && n.id().equals(name))
                && NameTerms.speaksOf(called(c), usingTerms));
  }

  private static String called(Expr.Call call) {
    return switch (call.function()) {
      case Expr.Attribute a -> a.attribute();
      case Expr.Name n -> n.id();
      default -> "";
    };
  }
}
