package org.assize.taint.trace;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.facts.Truth;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.taint.language.Context;
import org.assize.taint.language.SinkLanguage;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.CharSet;
import org.assize.value.domain.Literals;
import org.assize.value.domain.Place;
import org.assize.value.domain.Place.Selector;

/** Steps back through calls of functions outside the tree. */
final class LibrarySteps {
  private static final Pattern JSON = Pattern.compile("json(utils)?\\.dump(s|_as_bytes)$");

  private static final CharSet MARKUP = CharSet.of("<>&\"'");

  /** Functions and methods whose result holds what they are given, element by element. */
  private static final Set<String> ELEMENTWISE =
      Set.of(
          "list",
          "tuple",
          "set",
          "frozenset",
          "sorted",
          "reversed",
          "iter",
          "dict",
          "copy",
          "deepcopy",
          "OrderedDict",
          "deque",
          "filter",
          "values",
          "cast",
          "aiter",
          "chain");

  /** Methods that give an element of their receiver. */
  private static final Set<String> GETTING =
      Set.of("get", "pop", "popleft", "setdefault", "popitem", "next", "get_nowait");

  private final Walk walk;
  private final FlowProgram program;
  private final ContainerSteps containers;
  private final TextSteps texts;

  LibrarySteps(Walk walk, ContainerSteps containers, TextSteps texts) {
    this.walk = walk;
    this.containers = containers;
    this.texts = texts;
    program = walk.program();
  }

  void result(Node node) {
    List<String> paths = program.paths(node.at());
    CallArguments arguments = new CallArguments(program, node.at());
    Optional<Node> left = sanitised(node, paths, arguments);
    if (left.isEmpty()) {
      return;
    }
    Node going = left.get();
    if (isJsonOfPage(node, paths)) {
      walk.end(new End.Unknown(node, "what reads the answer as JSON"));
      return;
    }
    if (isHostOfList(node, paths)) {
      walk.end(new End.Unknown(node, "the host of an address that is followed as a whole"));
      return;
    }
    boolean isAddress =
        paths.stream().anyMatch(p -> p.startsWith("urllib.parse.urlun")) // split or parse
            && !arguments.all().isEmpty();
    if (isAddress) {
      texts.address(going, arguments.all().getFirst());
      return;
    }
    if (paths.contains("builtins.getattr")) {
      attribute(going, arguments.all());
      return;
    }
    if (propagated(going, paths, arguments) || container(going, arguments)) {
      return;
    }
    if (paths.stream().anyMatch(this::answers)) {
      walk.end(new End.Unknown(node, "the answer of " + paths.getFirst()));
      return;
    }
    opaque(going);
  }

  /** An address that is taken apart and put together again is followed from its begin. */
  private static boolean isHostOfList(Node node, List<String> paths) {
    return node.part().size() == 1
        && node.part().getFirst().equals(new Place.Key(Literals.whole(1)))
        && node.surround().before().equals("//")
        && paths.stream().anyMatch(p -> p.matches("urllib\\.parse\\.url(parse|split)"));
  }

  /** Text that is JSON as a whole is an answer to a program far more often than a page. */
  private boolean isJsonOfPage(Node node, List<String> paths) {
    return walk.query().language() == SinkLanguage.HTML
        && !node.surround().isComposed()
        && paths.stream().anyMatch(p -> JSON.matcher(p).find());
  }

  /** Ends a way at a call of which facts say that its result is safe, whoever wrote it. */
  boolean isSafe(Node node) {
    return sanitised(node, program.paths(node.at()), new CallArguments(program, node.at()))
        .isEmpty();
  }

  /** The name that {@code getattr} looks up is no part of what it gives. */
  private void attribute(Node node, List<Integer> arguments) {
    if (arguments.isEmpty()) {
      walk.end(new End.Unknown(node, "what getattr gives"));
      return;
    }
    walk.visit(node.before(arguments.getFirst(), Move.OBJECT).part(List.of()).lessSure());
    arguments.stream().skip(2).forEach(v -> walk.visit(node.before(v, Move.SAME)));
  }

  // --- what facts say

  /** Empty where the result is safe; else the value with what can still arrive of it. */
  private Optional<Node> sanitised(Node node, List<String> paths, CallArguments arguments) {
    for (String path : node.recoded() ? List.<String>of() : paths) {
      for (Fact.Sanitizer fact : program.facts().at(path, Fact.Sanitizer.class)) {
        boolean holds =
            walk.query().isMeant(fact.weakness())
                && fact.when().evaluate(arguments.view()) == Truth.TRUE;
        if (holds) {
          Optional<CharSet> removed = removed();
          if (removed.isEmpty()) {
            return safe(node, path);
          }
          CharSet allowed = node.allowed().without(removed.get());
          Context context = walk.query().language().context(node.surround());
          boolean isPlain = context.words().equals("outside of quotes");
          boolean holdsHere =
              walk.query().language() == SinkLanguage.SHELL ? isPlain : context.isHarmless(allowed);
          return holdsHere ? safe(node, path) : Optional.of(node.allowing(allowed));
        }
      }
    }
    return Optional.of(node);
  }

  /** What escaping removes, where its place in the text matters; empty where it does not. */
  private Optional<CharSet> removed() {
    return switch (walk.query().language()) {
      case HTML -> Optional.of(MARKUP);
      case SHELL -> Optional.of(CharSet.NONE);
      default -> Optional.empty();
    };
  }

  private Optional<Node> safe(Node node, String path) {
    walk.end(new End.Harmless(node, node.at(), "it went through " + name(path)));
    return Optional.empty();
  }

  private static String name(String path) {
    return path.startsWith("builtins.") ? path.substring("builtins.".length()) : path;
  }

  private boolean propagated(Node node, List<String> paths, CallArguments arguments) {
    boolean any = false;
    for (String path : paths) {
      for (Fact.Propagation fact : program.facts().at(path, Fact.Propagation.class)) {
        if (fact.to() == Slot.Fixed.RETURN
            && fact.when().evaluate(arguments.view()) != Truth.FALSE) {
          any = true;
          arguments.in(fact.slot()).forEach(v -> made(node, v, path));
        }
      }
    }
    return any;
  }

  private void made(Node node, int value, String path) {
    Node made = node.before(value, Move.MADE).part(List.of());
    if (path.equals("os.path.join") || path.endsWith(".joinpath")) {
      walk.visit(made); // a later absolute part discards those before it
      return;
    }
    walk.visit(through(node, value, made));
  }

  /** A function that reads or sends what it is given answers with something else. */
  private boolean answers(String path) {
    return program.facts().at(path, Fact.Sink.class).stream()
        .anyMatch(s ->
            (s.slot() != Slot.Fixed.SELF || s.weakness().equals("path-traversal"))
                && !isText(s.weakness()));
  }

  /** Functions that only mark or parse text give it back. */
  private static boolean isText(String weakness) {
    return weakness.equals("cross-site-scripting") || weakness.equals("regex-injection");
  }

  // --- containers and texts

  private boolean container(Node node, CallArguments arguments) {
    Body body = program.body(node.body());
    int i = node.instruction();
    int callee = program.origin(body, body.operand(i, 0));
    boolean isMethod = body.op(callee) == Op.ATTR && !isOfModule(node, body.operand(callee, 0));
    String name = name(body, callee, node);
    if (isMethod) {
      return method(node, body.operand(callee, 0), name, arguments);
    }
    List<Integer> all = arguments.all();
    if (ELEMENTWISE.contains(name) && !all.isEmpty()) {
      elements(node, body);
      containers.written(node);
      return true;
    }
    if (name.equals("enumerate") && !node.part().isEmpty() && !all.isEmpty()) {
      List<Selector> part = node.part();
      List<Selector> rest = part.size() > 2 ? part.subList(2, part.size()) : List.of();
      walk.visit(
          node.before(all.getFirst(), Move.PART).part(HeapSteps.within(Place.Any.ANY, rest)));
      return true;
    }
    return false;
  }

  /** A copy holds the same elements; a keyword of {@code dict(k=v)} is the element of its key. */
  private void elements(Node node, Body body) {
    int i = node.instruction();
    List<CallShape.Argument> shape = body.calls().get(body.arg(i)).arguments();
    for (int k = 0; k < shape.size(); k++) {
      Node before = node.before(body.operand(i, k + 1), Move.SAME);
      if (!(shape.get(k) instanceof CallShape.Named named) || node.part().isEmpty()) {
        walk.visit(before);
      } else if (!(node.part().getFirst() instanceof Place.Key(Literal.Text(String key)))
          || key.equals(named.name())) {
        walk.visit(before.part(node.part().subList(1, node.part().size())));
      }
    }
  }

  /** Whether what stands before the dot is a module or class, not an object that holds data. */
  private boolean isOfModule(Node node, int object) {
    return walk.value(node, object).atoms().stream()
        .anyMatch(a ->
            a instanceof Atom.ModuleObject
                || (a instanceof Atom.External e && program.isModule(e.path())));
  }

  private String name(Body body, int callee, Node node) {
    if (body.op(callee) == Op.ATTR) {
      return body.names().get(body.arg(callee));
    }
    List<String> paths = program.paths(node.at());
    return paths.isEmpty() ? "" : paths.getFirst().substring(paths.getFirst().lastIndexOf('.') + 1);
  }

  private boolean method(Node node, int receiver, String name, CallArguments arguments) {
    List<Integer> all = arguments.all();
    if (name.equals("join") && all.size() == 1) {
      texts.join(node, receiver, all.getFirst());
      return true;
    }
    if (name.equals("format") && texts.format(node, receiver)) {
      return true;
    }
    if (SPLITTING.contains(name)) {
      splitted(node, receiver, name, all);
      return true;
    }
    if (GETTING.contains(name) && !isChoice(node, all)) {
      Selector key = all.isEmpty() ? Place.Any.ANY : containers.selector(node, all.getFirst());
      walk.visit(node.before(receiver, Move.PART).part(HeapSteps.within(key, node.part())));
      all.stream().skip(1).forEach(v -> walk.visit(node.before(v, Move.SAME)));
      return true;
    }
    if (name.equals("items") && all.isEmpty()) {
      items(node, receiver);
      return true;
    }
    if (ELEMENTWISE.contains(name) && all.isEmpty()) {
      walk.visit(node.before(receiver, Move.SAME));
      return true;
    }
    return false;
  }

  /** Keywords alone are conditions: they choose what is got, and are no part of it. */
  private boolean isChoice(Node node, List<Integer> arguments) {
    Body body = program.body(node.body());
    return !arguments.isEmpty()
        && body.op(program.origin(body, body.operand(node.instruction(), 0))) == Op.ATTR
        && body.calls().get(body.arg(node.instruction())).arguments().stream()
            .allMatch(CallShape.Named.class::isInstance);
  }

  private static final Set<String> SPLITTING = Set.of("split", "rsplit", "partition", "rpartition");

  /** A piece of a text does not hold what the text was cut at. */
  private void splitted(Node node, int receiver, String name, List<Integer> arguments) {
    Node before = node.before(receiver, Move.MADE).part(List.of());
    Optional<String> separator =
        arguments.isEmpty()
            ? Optional.empty()
            : walk.value(node, arguments.getFirst())
                .constant()
                .flatMap(
                    c -> c instanceof Literal.Text t ? Optional.of(t.value()) : Optional.empty())
                .filter(t -> t.length() == 1);
    int limit = arguments.size() < 2 ? -1 : limit(walk.value(node, arguments.get(1)));
    boolean isCut = separator.isPresent() && isPiece(node, name, limit);
    walk.visit(
        isCut ? before.allowing(before.allowed().without(CharSet.of(separator.get()))) : before);
  }

  /** How often a text is cut at most; -1 for always, 0 where it is not known. */
  private static int limit(AbstractValue value) {
    return value.constant().flatMap(LibrarySteps::index).orElse(0);
  }

  private static Optional<Integer> index(Literal literal) {
    return literal instanceof Literal.Whole(BigInteger value) && value.bitLength() < 31
        ? Optional.of(value.intValue())
        : Optional.empty();
  }

  /** With a limit, the piece at the far end may still hold the separator. */
  private static boolean isPiece(Node node, String name, int limit) {
    Optional<Integer> wanted =
        node.part().isEmpty() || !(node.part().getFirst() instanceof Place.Key(Literal key))
            ? Optional.empty()
            : index(key);
    boolean isEach = limit < 0 && !name.endsWith("partition");
    return (isEach && !node.part().isEmpty())
        || wanted
            .filter(index ->
                switch (name) {
                  case "partition" -> index == 0;
                  case "rpartition" -> index == 2 || index == -1;
                  case "split" -> index == 0 || (index > 0 && index < limit);
                  default -> index == -1 || index >= 1;
                })
            .isPresent();
  }

  /** The values of {@code items()} are the second of each pair; its keys are not followed. */
  private void items(Node node, int receiver) {
    List<Selector> part = node.part();
    boolean isKey =
        part.size() > 1
            && part.get(1) instanceof Place.Key(Literal k)
            && k.equals(Literals.whole(0));
    List<Selector> rest = part.size() > 2 ? part.subList(2, part.size()) : List.of();
    walk.visit(
        node.before(receiver, Move.PART)
            .part(isKey ? List.of(Place.Any.ANY) : HeapSteps.within(Place.Any.ANY, rest)));
  }

  // --- anything else

  /** The result carries what the receiver and the arguments carry. */
  void opaque(Node node) {
    boolean isKnown =
        program.paths(node.at()).stream().anyMatch(program.facts()::isDescribed)
            || isTextMethod(program.body(node.body()), node.instruction());
    boolean isCleaning = !isKnown && Cleaning.isNamed(called(node.at()));
    carried(isCleaning ? node.doubting(node.at()) : node, isKnown);
  }

  private void carried(Node node, boolean isKnown) {
    Body body = program.body(node.body());
    CallArguments arguments = new CallArguments(program, node.at());
    if (ROWS.contains(last(called(node.at())))) {
      rows(node);
      return;
    }
    if (walk.query().language() == SinkLanguage.HTML && called(node.at()).endsWith("render")) {
      walk.end(new End.Unknown(node, "what a template shows"));
      return;
    }
    boolean isValue = !isNamed(body, node.instruction());
    if (isValue && walk.query().language().composes()) {
      walk.end(new End.Unknown(node, "what a value that is called gives"));
      return;
    }
    Move move = isKnown ? Move.MADE : Move.OPAQUE;
    boolean any = false;
    Optional<Integer> receiver = arguments.receiver().filter(object -> !isOfModule(node, object));
    boolean isQuery =
        (receiver.isPresent() && QUERYING.contains(called(node.at())))
            || (GETTING.contains(last(called(node.at()))) && isChoice(node, arguments.all()));
    if (!isQuery && (receiver.isEmpty() || isKnown || !isObject(node))) {
      for (int value : kept(last(called(node.at())), receiver.isPresent(), arguments.all())) {
        any = true;
        carried(node, value, move);
      }
    }
    if (receiver.isPresent()) {
      any = true;
      carried(node, receiver.get(), isKnown ? move : Move.OBJECT);
    } else if (!isNamed(body, node.instruction())) {
      any = true;
      carried(node, body.operand(node.instruction(), 0), move);
    }
    boolean isContent = node.part().isEmpty() || !(node.part().getFirst() instanceof Place.Field);
    any |= isContent && builtUp(node, body);
    if (!any || !isKnown) {
      walk.end(new End.Unknown(node, "what " + called(node.at()) + " gives"));
    }
  }

  /**
   * Whether what a sink wants is text, and all of it comes from a method of something unknown: that
   * is an object which is built, such as a query, more likely than a text.
   */
  private boolean isObject(Node node) {
    return walk.query().language().composes() && !node.surround().isComposed();
  }

  private static boolean isTextMethod(Body body, int call) {
    int callee = body.operand(call, 0);
    return body.op(callee) == Op.ATTR && TEXT.contains(body.names().get(body.arg(callee)));
  }

  /** What of its arguments a method of a text puts into the result (library reference). */
  private static List<Integer> kept(String name, boolean isMethod, List<Integer> arguments) {
    boolean isText = isMethod && TEXT.contains(name);
    if (!isText || name.equals("format") || name.equals("join")) {
      return arguments;
    }
    return switch (name) {
      case "replace", "ljust", "rjust", "center" ->
          arguments.subList(Math.min(1, arguments.size()), Math.min(2, arguments.size()));
      case "translate", "joinpath", "with_name", "with_suffix" -> arguments;
      default -> List.of();
    };
  }

  /** Methods that choose among rows: a condition is no part of what it chooses. */
  private static final Set<String> QUERYING =
      Set.of(
          "filter",
          "filter_by",
          "where",
          "order_by",
          "having",
          "exclude",
          "group_by",
          "limit",
          "offset",
          "get_or_404",
          "first_or_404",
          "join",
          "outerjoin",
          "find_one",
          "one_or_none");

  /** Methods that give rows of a database, whatever the object is (PEP 249). */
  private static final Set<String> ROWS = Set.of("fetchone", "fetchall", "fetchmany");

  /** Methods of texts and paths that give such again (library reference). */
  private static final Set<String> TEXT =
      Set.of(
          "strip",
          "lstrip",
          "rstrip",
          "lower",
          "upper",
          "title",
          "capitalize",
          "replace",
          "encode",
          "decode",
          "split",
          "rsplit",
          "partition",
          "rpartition",
          "splitlines",
          "format",
          "join",
          "removeprefix",
          "removesuffix",
          "casefold",
          "swapcase",
          "translate",
          "joinpath",
          "resolve",
          "absolute",
          "as_posix",
          "expanduser",
          "with_name",
          "with_suffix",
          "expandtabs",
          "zfill",
          "ljust",
          "rjust",
          "center");

  private boolean isNamed(Body body, int call) {
    return switch (body.op(program.origin(body, body.operand(call, 0)))) {
      case LOAD, LOAD_NAME, IMPORT, FUNCTION, CLASS, ATTR -> true;
      default -> false;
    };
  }

  private void carried(Node node, int value, Move move) {
    Node before = node.before(value, move).part(List.of());
    walk.visit(through(node, value, move == Move.MADE ? before : before.lessSure()));
  }

  private static final CharSet HEXADECIMAL = CharSet.of("0123456789abcdef");

  /** Takes away the characters that a pure function never lets through. */
  private Node through(Node node, int value, Node before) {
    if (last(called(node.at())).equals("hexdigest")) {
      return before.allowing(before.allowed().intersect(HEXADECIMAL));
    }
    if (Recoding.isNamed(called(node.at()))) {
      return before.recode();
    }
    boolean matters =
        !walk.query().language().context(node.surround()).harmful().equals(CharSet.ALL);
    return matters
        ? new Images(walk, node)
            .of(value)
            .map(image -> before.allowing(before.allowed().intersect(image)))
            .orElse(before)
        : before;
  }

  /** An object that is built up by calls: {@code buffer.write(x)} before {@code buffer.text()}. */
  private boolean builtUp(Node node, Body body) {
    boolean any = false;
    for (int i = node.instruction() + 1; i < body.size(); i++) {
      if (body.op(i) == Op.CALL && i != node.instruction()) {
        int callee = program.origin(body, body.operand(i, 0));
        boolean isOnResult =
            body.op(callee) == Op.ATTR
                && program.origin(body, body.operand(callee, 0)) == node.instruction();
        if (isOnResult && body.operandCount(i) > 1 && isUnused(body, i)) {
          any = true;
          for (int k = 1; k < body.operandCount(i); k++) {
            walk.visit(
                node.before(body.operand(i, k), Move.OPAQUE)
                    .lessSure()
                    .part(List.of())
                    .by(new Ref(node.body(), i)));
          }
        }
      }
    }
    return any;
  }

  private static boolean isUnused(Body body, int value) {
    for (int i = value + 1; i < body.size(); i++) {
      for (int k = 0; k < body.operandCount(i); k++) {
        if (body.operand(i, k) == value) {
          return false;
        }
      }
    }
    return true;
  }

  /** Rows hold what others have stored; that their text reaches a page is the usual harm. */
  private void rows(Node node) {
    boolean isPage = walk.query().language() == SinkLanguage.HTML;
    walk.end(
        isPage
            ? new End.Controlled(node.atMost(Confidence.MEDIUM), Control.PEER, "a row")
            : new End.Unknown(node, "what a database answers"));
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  String called(Ref call) {
    List<String> paths = program.paths(call);
    if (!paths.isEmpty()) {
      return name(paths.getFirst());
    }
    Body body = program.body(call.body());
    int callee = program.origin(body, body.operand(call.instruction(), 0));
    return body.op(callee) == Op.ATTR ? body.names().get(body.arg(callee)) : "a call";
  }

  /** Returns whether a call passes everything by position. */
  static boolean isPositional(CallShape shape) {
    return shape.arguments().stream().allMatch(a -> a == CallShape.Unnamed.POSITIONAL);
  }
}
