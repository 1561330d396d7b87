package org.assize.checks;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Tests of a request's address that a client passes with any address by adding a text to it.
 *
 * @param check the module that is looked at
 */
record AddressTest(Check check) {
  private static final Set<String> REQUESTS = Set.of("request", "req");
  private static final Set<String> WITH_QUERY =
      Set.of(
          "url",
          "uri",
          "full_path",
          "path_qs",
          "raw_path",
          "rel_url",
          "raw_uri",
          "get_full_path",
          "build_absolute_uri",
          "get_raw_uri");
  private static final Set<String> PATHS = Set.of("path", "path_info");
  private static final Set<String> ENTRIES = Set.of("PATH_INFO", "path");
  private static final Set<String> LINES = Set.of("REQUEST_URI", "RAW_URI");
  private static final Set<String> SAME = Set.of("lower", "strip", "casefold", "upper");

  /** How much of an address a value is. */
  enum Part {
    /** With what stands behind the question mark. */
    WITH_QUERY,
    /** As it was sent, and resolved to a file later. */
    FILE,
    /** The path alone. */
    PATH
  }

  /**
   * A test that is passed.
   *
   * @param added what a client adds to an address
   * @param isSure whether any address passes with it, whatever the routes are
   */
  record Passed(Expr test, Expr address, String added, boolean isSure) {}

  /** Returns how a test is passed, if it is one that is. */
  Optional<Passed> in(Expr test) {
    return switch (test) {
      case Expr.Compare c when c.ops().size() == 1 && isMembership(c.ops().getFirst()) ->
          passed(test, c.comparators().getFirst(), c.left(), c.left());
      case Expr.Call c when isAny(c) && c.args().getFirst() instanceof Expr.GeneratorExp g ->
          each(g);
      case Expr.Call c
          when c.function() instanceof Expr.Attribute a
              && !c.args().isEmpty()
              && Set.of("endswith", "startswith").contains(a.attribute()) ->
          passed(test, a.value(), c.args().getFirst(), c.args().getFirst());
      default -> Optional.empty();
    };
  }

  /** Whether an expression is one of those that {@link #in} looks at, whatever is tested. */
  static boolean hasForm(Expr test) {
    return switch (test) {
      case Expr.Compare c -> c.ops().size() == 1 && isMembership(c.ops().getFirst());
      case Expr.Call c -> isAny(c) || isCallOf(c, "endswith") || isCallOf(c, "startswith");
      default -> false;
    };
  }

  private static boolean isMembership(CompareOperator op) {
    return op == CompareOperator.IN || op == CompareOperator.NOT_IN;
  }

  private static boolean isAny(Expr.Call call) {
    return call.function() instanceof Expr.Name n
        && n.id().equals("any")
        && call.args().size() == 1;
  }

  /** {@code any(part in request.url for part in OPEN)}. */
  private Optional<Passed> each(Expr.GeneratorExp generator) {
    Node.Comprehension over = generator.generators().getFirst();
    Optional<Passed> plain =
        over.target() instanceof Expr.Name && generator.generators().size() == 1
            ? in(generator.element())
            : Optional.empty();
    return plain.map(p ->
        new Passed(
            p.test,
            p.address,
            added(over.iter()).map(t -> written(p.test, t)).orElse(p.added),
            p.isSure));
  }

  private Optional<Passed> passed(Expr test, Expr address, Expr sought, Expr shown) {
    Optional<Part> part = part(address, 3);
    Optional<String> text = added(sought);
    boolean isText = text.isPresent() || shown instanceof Expr.Name;
    if (part.isEmpty() || !isText || text.filter(t -> t.length() < 2).isPresent()) {
      return Optional.empty();
    }
    boolean begins = isCallOf(test, "startswith");
    boolean isPassed =
        switch (part.get()) {
          case WITH_QUERY -> !begins;
          case FILE -> true;
          case PATH -> !begins && new FreeRoutes(check.program()).takeAnyText();
        };
    return isPassed
        ? Optional.of(
            new Passed(
                test, address, written(test, text.orElse("the text")), part.get() != Part.PATH))
        : Optional.empty();
  }

  private static String written(Expr test, String text) {
    return isCallOf(test, "startswith") ? text + "/../" : "?" + text;
  }

  private static boolean isCallOf(Expr test, String method) {
    return test instanceof Expr.Call c && NameTerms.last(c).equals(method);
  }

  /** The first text that is looked for. */
  private Optional<String> added(Expr sought) {
    Expr value = Values.display(sought, check.view().module());
    Stream<Expr> texts =
        switch (value) {
          case Expr.Tuple t -> t.elements().stream();
          case Expr.ListExpr l -> l.elements().stream();
          case Expr.SetExpr s -> s.elements().stream();
          default -> Stream.of(value);
        };
    return texts.filter(e -> e instanceof Expr.Str).map(e -> ((Expr.Str) e).value()).findFirst();
  }

  /** Which part of the address of a request a value is. */
  private Optional<Part> part(Expr value, int depth) {
    return switch (value) {
      case Expr.Name n -> named(n, depth);
      case Expr.Attribute a when isHandlers(a) ->
          Optional.of(isFileHandler(a) ? Part.FILE : Part.WITH_QUERY);
      case Expr.Attribute a when isRequest(a.value()) -> ofRequest(a.attribute());
      case Expr.Attribute a
          when a.attribute().equals("path") && NameTerms.last(a.value()).equals("url") ->
          Optional.of(Part.PATH);
      case Expr.Subscript s when s.index() instanceof Expr.Str key -> entry(s.value(), key.value());
      case Expr.Call c -> called(c, depth);
      default -> Optional.empty();
    };
  }

  private static Optional<Part> ofRequest(String name) {
    return WITH_QUERY.contains(name)
        ? Optional.of(Part.WITH_QUERY)
        : PATHS.contains(name) ? Optional.of(Part.PATH) : Optional.empty();
  }

  private static Optional<Part> entry(Expr holder, String key) {
    boolean isOfGateway =
        Set.of("environ", "env", "scope", "META").contains(NameTerms.last(holder));
    return !isOfGateway
        ? Optional.empty()
        : LINES.contains(key)
            ? Optional.of(Part.WITH_QUERY)
            : ENTRIES.contains(key) ? Optional.of(Part.PATH) : Optional.empty();
  }

  private Optional<Part> called(Expr.Call call, int depth) {
    if (call.function() instanceof Expr.Attribute a) {
      return isRequest(a.value())
          ? ofRequest(a.attribute())
          : SAME.contains(a.attribute())
              ? part(a.value(), depth)
              : a.attribute().equals("get")
                      && !call.args().isEmpty()
                      && call.args().getFirst() instanceof Expr.Str key
                  ? entry(a.value(), key.value())
                  : Optional.empty();
    }
    boolean isText = call.args().size() == 1 && NameTerms.last(call).equals("str");
    return isText ? part(call.args().getFirst(), depth) : Optional.empty();
  }

  private Optional<Part> named(Expr.Name name, int depth) {
    Expr bound = Values.display(name, check.view().module());
    if (depth == 0) {
      return Optional.empty();
    }
    return bound == name ? handed(name, depth - 1) : part(bound, depth - 1);
  }

  /** What the calls in this file hand over for a parameter. */
  private Optional<Part> handed(Expr.Name name, int depth) {
    Optional<PythonFunction> function = check.view().module().scopes().functionAt(name.start());
    if (function.isEmpty()) {
      return Optional.empty();
    }
    PythonFunction of = function.get();
    return check.view().calls().stream()
        .filter(c -> c.target() instanceof Target.FunctionTarget t && t.function() == of)
        .flatMap(c -> c.given(of, name.id()).stream())
        .flatMap(e -> part(e, depth).stream())
        .findFirst();
  }

  private static boolean isRequest(Expr value) {
    return REQUESTS.contains(NameTerms.last(value)) && !(value instanceof Expr.Call);
  }

  /** {@code self.path} of a server of the standard library: all of the line that was sent. */
  private boolean isHandlers(Expr.Attribute attribute) {
    return attribute.attribute().equals("path")
        && attribute.value() instanceof Expr.Name
        && bases(attribute).anyMatch(b -> b.endsWith("HTTPRequestHandler"));
  }

  private boolean isFileHandler(Expr.Attribute attribute) {
    return bases(attribute).anyMatch(b -> b.endsWith("SimpleHTTPRequestHandler"));
  }

  private Stream<String> bases(Expr.Attribute attribute) {
    return check.view().module().scopes().functionAt(attribute.start()).stream()
        .filter(f -> f.receiver().isPresent())
        .flatMap(f -> f.owner().stream())
        .flatMap(t -> check.program().resolver().hierarchy().outsideAncestors(t).stream());
  }
}
