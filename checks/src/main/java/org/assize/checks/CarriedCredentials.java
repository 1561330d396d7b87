package org.assize.checks;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assize.facts.Control;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds requests that are repeated by hand at the address that an answer names, with the same
 * credentials, whatever host that is.
 *
 * @param credentials names of headers that let somebody in, in lower case
 * @param say sentences for {@code present} and {@code test}
 */
public record CarriedCredentials(Set<String> credentials, Map<String, String> say)
    implements Detector {
  private static final Set<String> SENDING =
      Set.of(
          "get", "post", "put", "patch", "delete", "head", "request", "send", "open", "urlopen",
          "fetch");

  /** Words of what tells one host from another. */
  private static final List<String> HOSTS =
      List.of("host", "hostname", "netloc", "origin", "domain", "server", "base-url");

  /** Checks the sentences. */
  public CarriedCredentials {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    if (check.view().all(Expr.Str.class).stream().noneMatch(CarriedCredentials::isName)) {
      return;
    }
    for (PythonFunction function : check.view().module().scopes().functions()) {
      List<Stmt> body = function.node().body();
      Optional<Expr> read =
          Inside.all(body, Expr.class).stream().filter(CarriedCredentials::isLocation).findFirst();
      if (read.isPresent()) {
        Set<String> led = led(body);
        Inside.all(body, Expr.Call.class).stream()
            .filter(call -> carries(check, call, body) && goesOn(check, function, call, led))
            .findFirst()
            .filter(_ -> !tellsHostsApart(body, led))
            .ifPresent(call -> report(check, call, read.get()));
      }
    }
  }

  /** {@code answer.headers["Location"]}, {@code answer.getheader("location")}. */
  private static boolean isLocation(Expr e) {
    return switch (e) {
      case Expr.Subscript s -> isName(s.index());
      case Expr.Call c ->
          c.function() instanceof Expr.Attribute a
              && Set.of("get", "getheader", "get_header").contains(a.attribute())
              && !c.args().isEmpty()
              && isName(c.args().getFirst());
      default -> false;
    };
  }

  private static boolean isName(Expr key) {
    return key instanceof Expr.Str s && s.value().equalsIgnoreCase("location");
  }

  /** The names that are made of the address in the answer. */
  private static Set<String> led(List<Stmt> body) {
    Set<String> names = new HashSet<>();
    List<Stmt.Assign> assigns = Inside.all(body, Stmt.Assign.class);
    boolean grows = true;
    while (grows) {
      grows = false;
      for (Stmt.Assign assign : assigns) {
        if (assign.targets().getFirst() instanceof Expr.Name n && isLed(assign.value(), names)) {
          grows |= names.add(n.id());
        }
      }
    }
    return names;
  }

  private static boolean isLed(Node value, Set<String> names) {
    return Inside.any(
        List.of(value),
        Expr.class,
        e -> isLocation(e) || (e instanceof Expr.Name n && names.contains(n.id())));
  }

  /** Whether a call sends a header that lets somebody in. */
  private boolean carries(Check check, Expr.Call call, List<Stmt> body) {
    return SENDING.contains(NameTerms.last(call))
        && call.function() instanceof Expr.Attribute
        && call.keywords().stream()
            .filter(k -> "headers".equals(k.name()))
            .anyMatch(k -> isCredential(check, k.value(), body));
  }

  private boolean isCredential(Check check, Expr headers, List<Stmt> body) {
    Expr value =
        WrittenField.of(headers, check.view().module(), check.program())
            .map(WrittenField::value)
            .orElseGet(() -> Values.display(headers, check.view().module()));
    boolean isDisplayed = value instanceof Expr.Dict d && keys(d).anyMatch(this::isCredential);
    return isDisplayed
        || Inside.all(body, Stmt.Assign.class).stream()
            .map(a -> a.targets().getFirst())
            .anyMatch(t ->
                t instanceof Expr.Subscript s
                    && isCredential(s.index())
                    && headers instanceof Expr.Name n
                    && s.value() instanceof Expr.Name m
                    && m.id().equals(n.id()));
  }

  private static Stream<Expr> keys(Expr.Dict dict) {
    return IntStream.range(0, dict.keys().size())
        .mapToObj(dict.keys()::get)
        .flatMap(Stream::ofNullable);
  }

  private boolean isCredential(Expr key) {
    return key instanceof Expr.Str s && credentials.contains(s.value().toLowerCase(Locale.ROOT));
  }

  /** Whether the call asks at the new address, or the function begins anew with it. */
  private static boolean goesOn(
      Check check, PythonFunction function, Expr.Call call, Set<String> led) {
    boolean isThere =
        isLed(call.function(), led) || call.args().stream().anyMatch(a -> isLed(a, led));
    return isThere
        || Inside.all(function.node().body(), Expr.Call.class).stream()
            .filter(c -> isOf(check, c, function))
            .anyMatch(c -> c.args().stream().anyMatch(a -> isLed(a, led)));
  }

  private static boolean isOf(Check check, Expr.Call call, PythonFunction function) {
    return check.view().callOf(call).map(CallSite::target).orElse(null)
            instanceof Target.FunctionTarget t
        && t.function() == function;
  }

  /** A test that speaks of hosts or hands the address to a check, or a header that is taken out. */
  private boolean tellsHostsApart(List<Stmt> body, Set<String> led) {
    Stream<Expr> tests =
        Stream.concat(
            Inside.all(body, Stmt.If.class).stream().map(Stmt.If::test),
            Inside.all(body, Expr.IfExp.class).stream().map(Expr.IfExp::test));
    boolean asks =
        tests.anyMatch(test ->
            Inside.any(List.of(test), Expr.class, e -> NameTerms.speaksOf(NameTerms.last(e), HOSTS))
                || Inside.any(
                    List.of(test), Expr.Call.class, c -> isLed(c, led) && !isLocation(c)));
    return asks
        || Inside.any(body, Stmt.Delete.class, _ -> true)
        || Inside.any(
            body,
            Expr.Call.class,
            c ->
                NameTerms.last(c).equals("pop")
                    && c.args().stream().findFirst().filter(this::isCredential).isPresent());
  }

  private void report(Check check, Expr.Call call, Expr location) {
    check.report(
        check
            .present(Place.of(check.view().module(), call))
            .control(Control.PEER)
            .step(Place.of(check.view().module(), location), "the answer names the next address")
            .step(Place.of(check.view().module(), call), "is asked with the same credentials")
            .saying(new Sentences(say).fill(check.inTest() ? "test" : "present")));
  }
}
