package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.facts.Control;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Target;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds decisions on the address of a client that the client writes into a header.
 *
 * @param headers names of such headers, in lower case, with hyphens
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the header
 */
public record ClientAddress(Set<String> headers, Map<String, String> say) implements Detector {
  private static final Set<String> READING =
      Set.of("get", "getlist", "get_all", "getheader", "get_header", "header", "pop");

  private static final Set<String> FORMS =
      Set.of(
          "split",
          "rsplit",
          "strip",
          "lower",
          "partition",
          "pop",
          "str",
          "ip_address",
          "IPAddress");

  private static final Set<String> KEEPING = Set.of("add", "append", "setdefault", "pop");

  private static final Set<CompareOperator> COUNTING =
      Set.of(CompareOperator.GT, CompareOperator.GT_E, CompareOperator.LT, CompareOperator.LT_E);

  /** How many names and calls are followed. */
  private static final int DEPTH = 5;

  /** A header where it is read. */
  private record Read(Place place, String name) {}

  /** Checks the sentences. */
  public ClientAddress {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (Expr.Compare compare : check.view().all(Expr.Compare.class)) {
      if (decides(check, compare) && !isPresence(compare) && !isKept(check, compare)) {
        header(check, compare.left(), DEPTH)
            .or(() -> header(check, compare.comparators().getFirst(), DEPTH))
            .or(() -> counted(check, compare))
            .ifPresent(read -> report(check, compare, read));
      }
    }
    for (Expr.Call call : check.view().all(Expr.Call.class)) {
      if (call.function() instanceof Expr.Attribute a
          && a.attribute().equals("startswith")
          && decides(check, call)) {
        header(check, a.value(), DEPTH).ifPresent(read -> report(check, call, read));
      }
    }
  }

  /** Whether a value is compared with none or the empty text only. */
  private static boolean isPresence(Expr.Compare compare) {
    Expr right = compare.comparators().getFirst();
    return right instanceof Expr.None
        || (right instanceof Expr.Str s && s.value().length() <= 1)
        || compare.left() instanceof Expr.Str;
  }

  private static boolean decides(Check check, Expr test) {
    Node inner = check.view().statement(test);
    return inner instanceof Stmt.If || inner instanceof Stmt.Return;
  }

  /** {@code if address not in counts: counts[address] = 0}: only what is kept depends on it. */
  private static boolean isKept(Check check, Expr.Compare compare) {
    String kept = NameTerms.last(compare.comparators().getFirst());
    return !kept.isEmpty()
        && check.view().statement(compare) instanceof Stmt.If test
        && (Inside.any(
                test.body(),
                Stmt.Assign.class,
                a ->
                    a.targets().getFirst() instanceof Expr.Subscript s
                        && NameTerms.last(s.value()).equals(kept))
            || Inside.any(
                test.body(),
                Expr.Call.class,
                c ->
                    c.function() instanceof Expr.Attribute a
                        && KEEPING.contains(a.attribute())
                        && NameTerms.last(a.value()).equals(kept)));
  }

  /** {@code if counts[address] > 5: abort(429)}: whoever is counted names themselves. */
  private Optional<Read> counted(Check check, Expr.Compare compare) {
    boolean limits =
        COUNTING.contains(compare.ops().getFirst())
            && check.view().statement(compare) instanceof Stmt.If test
            && Inside.any(test.body(), Expr.Int.class, status -> status.value() == 429);
    return limits && compare.left() instanceof Expr.Subscript s
        ? header(check, s.index(), DEPTH)
        : Optional.empty();
  }

  /** The header whose text a value is, in other form at most. */
  private Optional<Read> header(Check check, Expr value, int depth) {
    return switch (value) {
      case Expr.Subscript s when isLast(s) -> Optional.empty();
      case Expr.Subscript s ->
          named(check, s.index()).or(() -> header(check, s.value(), depth)); // of a list in it
      case Expr.Call c -> called(check, c, depth);
      case Expr.BoolOp e ->
          e.values().stream().flatMap(v -> header(check, v, depth).stream()).findFirst();
      case Expr.Name n when taken(check, n).isPresent() -> taken(check, n);
      case Expr.Name n -> {
        Expr bound = Values.display(n, check.view().module());
        yield bound == n
            ? handed(check, n, depth - 1)
            : depth == 0 ? Optional.empty() : header(check, bound, depth - 1);
      }
      default -> Optional.empty();
    };
  }

  /** The entry that stands last is the one that one's own proxy has added. */
  private static boolean isLast(Expr.Subscript entry) {
    return entry.index() instanceof Expr.UnaryOp;
  }

  private Optional<Read> called(Check check, Expr.Call call, int depth) {
    String name = NameTerms.last(call);
    Optional<Expr> first = call.args().stream().findFirst();
    Optional<Read> read =
        call.function() instanceof Expr.Attribute && READING.contains(name)
            ? first.flatMap(key -> named(check, key))
            : Optional.empty();
    if (read.isPresent() || !FORMS.contains(name)) {
      return read.or(() -> given(check, call, depth));
    }
    Optional<Read> of =
        call.function() instanceof Expr.Attribute a
            ? header(check, a.value(), depth)
            : Optional.empty();
    return of.isPresent() || call.args().size() != 1
        ? of
        : header(check, first.orElseThrow(), depth);
  }

  /** What a helper gives back that does not ask who is connected. */
  private Optional<Read> given(Check check, Expr.Call call, int depth) {
    return depth > 0
            && check.view().callOf(call).map(CallSite::target).orElse(null)
                instanceof Target.FunctionTarget t
            && !asksForProxy(t.function())
        ? Inside.all(t.function().node().body(), Stmt.Return.class).stream()
            .flatMap(r -> Optional.ofNullable(r.value()).stream())
            .flatMap(v -> header(check.in(t.function().module()), v, depth - 1).stream())
            .findFirst()
        : Optional.empty();
  }

  /** {@code if request.remote_addr in PROXIES}: the header is taken from one's own proxy only. */
  private static boolean asksForProxy(PythonFunction helper) {
    return Inside.all(helper.node().body(), Stmt.If.class).stream()
            .map(Stmt.If::test)
            .anyMatch(ClientAddress::namesConnection)
        || Inside.all(helper.node().body(), Expr.IfExp.class).stream()
            .map(Expr.IfExp::test)
            .anyMatch(ClientAddress::namesConnection);
  }

  private static boolean namesConnection(Expr test) {
    return Inside.any(List.of(test), Expr.class, e -> speaksOfConnection(NameTerms.last(e)))
        || Inside.any(List.of(test), Expr.Str.class, s -> speaksOfConnection(s.value()));
  }

  private static boolean speaksOfConnection(String name) {
    return NameTerms.speaksOf(
        name, List.of("remote-addr", "remote", "peer", "peername", "trusted", "proxy", "proxies"));
  }

  /** What a call hands over for a parameter of the function. */
  private Optional<Read> handed(Check check, Expr.Name name, int depth) {
    Optional<PythonFunction> function = check.view().module().scopes().functionAt(name.start());
    if (depth < 0
        || parameter(function, name).isEmpty()) { // finding the calls searches the program
      return Optional.empty();
    }
    return new CallerValues(check.program())
        .calls(function.get()).orElse(List.of()).stream()
            .flatMap(call ->
                call.given(function.get(), name.id()).stream()
                    .flatMap(e -> header(check.in(call.module()), e, depth).stream()))
            .findFirst();
  }

  private static Optional<Node.Parameter> parameter(
      Optional<PythonFunction> function, Expr.Name name) {
    return function.stream()
        .flatMap(f -> f.parameters().stream())
        .filter(p -> p.name().equals(name.id()))
        .findFirst();
  }

  /** A parameter that takes a header, named as that is. */
  private Optional<Read> taken(Check check, Expr.Name name) {
    PythonModule module = check.view().module();
    return parameter(module.scopes().functionAt(name.start()), name)
        .filter(p -> isHeader(p) && headers.contains(plain(p.name())))
        .map(p -> new Read(Place.of(module, p), p.name()));
  }

  /** {@code x_real_ip: str = Header()}, {@code x_real_ip: Annotated[str, Header()]}. */
  private static boolean isHeader(Node.Parameter parameter) {
    return Stream.of(parameter.defaultValue(), parameter.annotation())
        .filter(Objects::nonNull)
        .anyMatch(
            e -> Inside.any(List.of(e), Expr.Call.class, c -> NameTerms.last(c).equals("Header")));
  }

  private Optional<Read> named(Check check, Expr key) {
    return key instanceof Expr.Str s && headers.contains(plain(s.value()))
        ? Optional.of(new Read(Place.of(check.view().module(), s), s.value()))
        : Optional.empty();
  }

  private static String plain(String text) {
    String lower = text.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    return lower.startsWith("http-") ? lower.substring(5) : lower;
  }

  private void report(Check check, Expr test, Read header) {
    check.report(
        check
            .present(Place.of(check.view().module(), test))
            .control(Control.REMOTE)
            .step(header.place(), "a client writes this header")
            .saying(
                new Sentences(say)
                    .fill(check.inTest() ? "test" : "present", "name", header.name())));
  }
}
