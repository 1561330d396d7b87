package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.base.graph.Dominators;
import org.assize.facts.Branch;
import org.assize.facts.Fact;
import org.assize.facts.Truth;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.syntax.CompareOperator;
import org.assize.taint.language.Context;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.trace.Guards.Verdict;
import org.assize.value.calls.CallSite;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.CharSet;
import org.assize.value.domain.Literals;

/** What the outcome of a condition says of a value that it mentions. */
final class Tests {
  private static final int MAX_DEPTH = 3;

  private static final CharSet DIGITS = CharSet.of("0123456789");
  private static final CharSet LETTERS = CharSet.where(Character::isLetter, CharSet.Others.IN);

  private final Walk walk;
  private final FlowProgram program;
  private int depth;

  Tests(Walk walk) {
    this.walk = walk;
    program = walk.program();
  }

  /**
   * Returns what a condition says.
   *
   * @param node in whose body and call the condition is
   * @param condition the instruction whose truth is known
   * @param tested the value, σ-names looked through
   * @param holds whether the condition is true
   */
  Verdict of(Node node, int condition, int tested, boolean holds) {
    Body body = program.body(node.body());
    int at = program.origin(body, condition);
    if (Guards.isNot(body, at)) {
      return of(node, body.operand(at, 0), tested, !holds);
    }
    return switch (body.op(at)) {
      case COMPARE -> compared(node, body, at, tested, holds);
      case CALL -> called(node, at, tested, holds ? Branch.IF_TRUE : Branch.IF_FALSE);
      default -> Verdict.Nothing.NOTHING;
    };
  }

  /** Returns what it says that a call returned at all. */
  Verdict returned(Node node, int call, int tested) {
    return called(node, call, tested, Branch.IF_RETURNS);
  }

  // --- comparisons

  private Verdict compared(Node node, Body body, int at, int tested, boolean holds) {
    CompareOperator written = body.comparison(at);
    CompareOperator operator = holds ? written : Guards.negated(written);
    int left = program.origin(body, body.operand(at, 0));
    int right = program.origin(body, body.operand(at, 1));
    return switch (operator) {
      case IN ->
          left == tested
              ? among(node, body.operand(at, 1))
              : derived(node, body, left, tested, operator);
      case NOT_IN -> right == tested ? lacks(node, left) : inner(node, body, left, right, tested);
      case EQ -> equal(node, body, left, right, tested);
      case NOT_EQ, IS_NOT -> matched(node, body, left, right, tested);
      default -> Verdict.Nothing.NOTHING;
    };
  }

  /** Membership in something that is no text: then the value is one of those that it holds. */
  private Verdict among(Node node, int container) {
    AbstractValue value = walk.value(node, container);
    boolean isText = value.atoms().stream().anyMatch(a -> a.asText().isPresent());
    return isText ? Verdict.Nothing.NOTHING : new Verdict.Among(container);
  }

  private Verdict equal(Node node, Body body, int left, int right, int tested) {
    if (left == tested || right == tested) {
      return new Verdict.Equal(left == tested ? right : left);
    }
    Verdict one = derived(node, body, left, tested, CompareOperator.EQ);
    return one instanceof Verdict.Safe
        ? one
        : derived(node, body, right, tested, CompareOperator.EQ);
  }

  private Verdict lacks(Node node, int left) {
    return text(walk.value(node, left))
        .<Verdict>map(Verdict.Lacks::new)
        .orElse(Verdict.Nothing.NOTHING);
  }

  /** {@code "x" not in value[1:-1]}. */
  private Verdict inner(Node node, Body body, int left, int right, int tested) {
    boolean isInner =
        body.op(right) == Op.ITEM
            && program.origin(body, body.operand(right, 0)) == tested
            && isWithoutEnds(node, body, body.operand(right, 1));
    return isInner
        ? text(walk.value(node, left))
            .<Verdict>map(t -> new Verdict.Framed(Verdict.Framed.Side.INNER_LACKS, t))
            .orElse(Verdict.Nothing.NOTHING)
        : Verdict.Nothing.NOTHING;
  }

  private boolean isWithoutEnds(Node node, Body body, int slice) {
    return body.op(slice) == Op.SLICE
        && isWhole(walk.value(node, body.operand(slice, 0)), 1)
        && isWhole(walk.value(node, body.operand(slice, 1)), -1);
  }

  private static boolean isWhole(AbstractValue value, long wanted) {
    return value.constant().filter(c -> c.equals(Literals.whole(wanted))).isPresent();
  }

  private static Optional<String> text(AbstractValue value) {
    return value
        .constant()
        .flatMap(c -> c instanceof Literal.Text t ? Optional.of(t.value()) : Optional.empty());
  }

  /** {@code re.match(…) is not None}. */
  private Verdict matched(Node node, Body body, int left, int right, int tested) {
    boolean isNone =
        walk.value(node, right).constant().filter(c -> c == Literal.Single.NONE).isPresent();
    return isNone && body.op(left) == Op.CALL
        ? called(node, left, tested, Branch.IF_TRUE)
        : Verdict.Nothing.NOTHING;
  }

  /** What is compared is made of the value: its host, the folder that it shares with another. */
  private Verdict derived(Node node, Body body, int side, int tested, CompareOperator operator) {
    SinkLanguage language = walk.query().language();
    if (language == SinkLanguage.URL || language == SinkLanguage.REDIRECT) {
      return isHost(body, side, tested)
          ? new Verdict.Safe("its host is checked")
          : Verdict.Nothing.NOTHING;
    }
    if (language == SinkLanguage.PATH
        && operator == CompareOperator.EQ
        && body.op(side) == Op.CALL) {
      boolean shared =
          program.paths(new Ref(node.body(), side)).contains("os.path.commonpath")
              && isMadeOf(body, side, tested, 4);
      return shared
          ? new Verdict.Safe("it lies below the folder that it is compared with")
          : Verdict.Nothing.NOTHING;
    }
    return Verdict.Nothing.NOTHING;
  }

  private boolean isHost(Body body, int side, int tested) {
    return body.op(side) == Op.ATTR
        && Set.of("netloc", "hostname", "host").contains(body.names().get(body.arg(side)))
        && isMadeOf(body, side, tested, 4);
  }

  private boolean isMadeOf(Body body, int value, int tested, int steps) {
    int at = program.origin(body, value);
    if (at == tested) {
      return true;
    }
    boolean isPure =
        switch (body.op(at)) {
          case ATTR, CALL, LIST, TUPLE, ITEM -> true;
          default -> false;
        };
    if (isPure && steps > 0) {
      for (int k = 0; k < body.operandCount(at); k++) {
        if (isMadeOf(body, body.operand(at, k), tested, steps - 1)) {
          return true;
        }
      }
    }
    return false;
  }

  // --- calls

  private Verdict called(Node node, int call, int tested, Branch branch) {
    Ref at = new Ref(node.body(), call);
    CallArguments arguments = new CallArguments(program, at);
    Body body = program.body(node.body());
    for (String path : program.paths(at)) {
      Verdict verdict = byFact(path, arguments, body, tested, branch);
      if (verdict != Verdict.Nothing.NOTHING) {
        return verdict;
      }
    }
    if (isContainment(body, call, tested, branch)) {
      return new Verdict.Safe("it lies below the folder that it is compared with");
    }
    if (branch == Branch.IF_RETURNS) {
      Verdict converted = converted(at, arguments, body, tested);
      if (converted != Verdict.Nothing.NOTHING) {
        return converted;
      }
    }
    Verdict text =
        branch == Branch.IF_TRUE
            ? textTest(node, body, call, arguments, tested)
            : Verdict.Nothing.NOTHING;
    return text == Verdict.Nothing.NOTHING ? helper(node, at, tested, branch) : text;
  }

  /** {@code path.relative_to(root)} and {@code path.is_relative_to(root)}, whatever path is. */
  private boolean isContainment(Body body, int call, int tested, Branch branch) {
    int callee = program.origin(body, body.operand(call, 0));
    if (walk.query().language() != SinkLanguage.PATH || body.op(callee) != Op.ATTR) {
      return false;
    }
    boolean isNamed =
        switch (body.names().get(body.arg(callee))) {
          case "relative_to" -> branch == Branch.IF_RETURNS;
          case "is_relative_to" -> branch == Branch.IF_TRUE;
          default -> false;
        };
    return isNamed && isMadeOf(body, body.operand(callee, 0), tested, 3);
  }

  private Verdict byFact(
      String path, CallArguments arguments, Body body, int tested, Branch branch) {
    for (Fact.Guard guard : program.facts().at(path, Fact.Guard.class)) {
      boolean isAbout =
          arguments.in(guard.slot()).stream().anyMatch(v -> isMadeOf(body, v, tested, 3));
      if (isAbout
          && guard.branch() == branch
          && walk.query().isMeant(guard.weakness())
          && guard.when().evaluate(arguments.view()) != Truth.FALSE) {
        return new Verdict.Safe(path.replace("builtins.", "") + " has checked it");
      }
    }
    return Verdict.Nothing.NOTHING;
  }

  /** A conversion that did not raise: the text is one of that type. */
  private Verdict converted(Ref at, CallArguments arguments, Body body, int tested) {
    boolean isArgument =
        !arguments.all().isEmpty() && program.origin(body, arguments.all().getFirst()) == tested;
    if (!isArgument) {
      return Verdict.Nothing.NOTHING;
    }
    for (String path : program.paths(at)) {
      switch (path) {
        case "builtins.int",
            "builtins.float",
            "uuid.UUID",
            "ipaddress.ip_address",
            "ipaddress.ip_network",
            "ipaddress.IPv4Address",
            "ipaddress.IPv6Address" -> {
          return new Verdict.Safe(path.replace("builtins.", "") + " accepts it");
        }
        default -> {}
      }
    }
    return Verdict.Nothing.NOTHING;
  }

  private Verdict textTest(Node node, Body body, int call, CallArguments arguments, int tested) {
    int callee = program.origin(body, body.operand(call, 0));
    if (body.op(callee) != Op.ATTR) {
      return Verdict.Nothing.NOTHING;
    }
    String name = body.names().get(body.arg(callee));
    int receiver = program.origin(body, body.operand(callee, 0));
    Optional<CharSet> only = receiver == tested ? characters(name) : Optional.empty();
    if (only.isPresent()) {
      return new Verdict.Only(only.get());
    }
    if (receiver == tested && (name.equals("startswith") || name.equals("endswith"))) {
      Verdict framed = framed(node, name, arguments);
      if (framed != Verdict.Nothing.NOTHING) {
        return framed;
      }
    }
    if (name.equals("startswith") && isMadeOf(body, receiver, tested, 4)) {
      return prefixed(node, body, receiver, tested, arguments);
    }
    boolean matches = name.equals("match") || name.equals("fullmatch") || name.equals("search");
    return matches
        ? pattern(node, body, name, receiver, arguments, tested)
        : Verdict.Nothing.NOTHING;
  }

  private Verdict framed(Node node, String name, CallArguments arguments) {
    Optional<String> quote =
        arguments.all().size() == 1
            ? text(walk.value(node, arguments.all().getFirst())).filter(t -> t.matches("['\"]"))
            : Optional.empty();
    return quote
        .<Verdict>map(q ->
            new Verdict.Framed(
                name.equals("endswith") ? Verdict.Framed.Side.ENDS : Verdict.Framed.Side.STARTS, q))
        .orElse(Verdict.Nothing.NOTHING);
  }

  private static Optional<CharSet> characters(String test) {
    return switch (test) {
      case "isdigit", "isdecimal", "isnumeric" -> Optional.of(DIGITS);
      case "isalpha" -> Optional.of(LETTERS);
      case "isalnum" -> Optional.of(LETTERS.union(DIGITS));
      case "isidentifier" -> Optional.of(LETTERS.union(DIGITS).union(CharSet.of("_")));
      default -> Optional.empty();
    };
  }

  /** A resolved path that starts with a folder; an address that starts with a host. */
  private Verdict prefixed(
      Node node, Body body, int receiver, int tested, CallArguments arguments) {
    if (arguments.all().isEmpty()) {
      return Verdict.Nothing.NOTHING;
    }
    int prefix = arguments.all().getFirst();
    return switch (walk.query().language()) {
      case PATH ->
          isResolved(node, body, receiver)
              ? new Verdict.Safe("it is resolved and starts with the folder")
              : Verdict.Nothing.NOTHING;
      case URL, REDIRECT ->
          receiver == tested
                  && text(walk.value(node, prefix))
                      .filter(p -> p.matches("https?://[^/]+/.*"))
                      .isPresent()
              ? new Verdict.Safe("it starts with a fixed host")
              : Verdict.Nothing.NOTHING;
      default -> Verdict.Nothing.NOTHING;
    };
  }

  private static final Set<String> RESOLVING =
      Set.of("os.path.realpath", "os.path.abspath", "os.path.normpath", "pathlib.Path.resolve");

  private boolean isResolved(Node node, Body body, int value) {
    int at = program.origin(body, value);
    for (int steps = 0; steps < 4; steps++) {
      if (body.op(at) == Op.CALL) {
        List<String> paths = program.paths(new Ref(node.body(), at));
        if (paths.stream().map(p -> program.facts().typed(p)).anyMatch(RESOLVING::contains)
            || paths.stream().anyMatch(p -> p.endsWith(".resolve"))) {
          return true;
        }
        boolean isText = paths.contains("builtins.str") || paths.contains("os.fspath");
        if (!isText || body.operandCount(at) < 2) {
          return false;
        }
        at = program.origin(body, body.operand(at, 1));
      } else {
        return false;
      }
    }
    return false;
  }

  private Verdict pattern(
      Node node, Body body, String function, int receiver, CallArguments arguments, int tested) {
    List<Integer> all = arguments.all();
    boolean ofModule =
        walk.value(node, receiver).atoms().stream()
            .anyMatch(a -> a instanceof Atom.External e && e.path().equals("re"));
    int subject = ofModule ? 1 : 0;
    if (all.size() <= subject || program.origin(body, all.get(subject)) != tested) {
      return Verdict.Nothing.NOTHING;
    }
    Optional<String> pattern =
        ofModule ? text(walk.value(node, all.getFirst())) : compiled(node, body, receiver);
    Context context = walk.query().language().context(node.surround());
    return pattern.filter(p -> Patterns.excludes(p, function, context)).isPresent()
        ? new Verdict.Safe("it matches " + pattern.get())
        : Verdict.Nothing.NOTHING;
  }

  /** The pattern of {@code re.compile(pattern)}, where the compiled one is at hand. */
  private Optional<String> compiled(Node node, Body body, int receiver) {
    if (body.op(receiver) == Op.CALL
        && program.paths(new Ref(node.body(), receiver)).contains("re.compile")) {
      return text(walk.value(node, body.operand(receiver, 1)));
    }
    if (body.op(receiver) == Op.LOAD) {
      List<Ref> stores = program.index().stores(body.symbols().get(body.arg(receiver)));
      if (stores.size() == 1) {
        Body other = program.body(stores.getFirst().body());
        int value = other.operand(stores.getFirst().instruction(), 0);
        boolean compiles =
            other.op(value) == Op.CALL
                && program.paths(new Ref(stores.getFirst().body(), value)).contains("re.compile");
        return compiles
            ? text(program.value(new Ref(stores.getFirst().body(), other.operand(value, 1))))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  // --- functions of the tree that check

  /** What the outcome of a function of the tree says of a parameter, for all its ways out. */
  private Verdict helper(Node node, Ref call, int tested, Branch branch) {
    Optional<CallSite> site = program.call(call).filter(c -> c.finding().isFollowed());
    if (site.isEmpty() || site.get().callees().isEmpty() || depth >= MAX_DEPTH) {
      return Verdict.Nothing.NOTHING;
    }
    Body body = program.body(node.body());
    depth++;
    Verdict all = Verdict.Nothing.NOTHING;
    for (int callee : site.get().callees()) {
      Optional<Integer> parameter = parameter(call, body, callee, tested);
      Verdict one =
          parameter.map(p -> outcome(node, callee, p, branch)).orElse(Verdict.Nothing.NOTHING);
      if (one == Verdict.Nothing.NOTHING) {
        all = one;
        break;
      }
      all = one;
    }
    depth--;
    return all;
  }

  private Optional<Integer> parameter(Ref call, Body body, int callee, int tested) {
    List<org.assize.ir.BodyParameter> parameters = program.body(callee).parameters();
    for (int p = 0; p < parameters.size(); p++) {
      Optional<Integer> passed = new Passing(program).argument(call, callee, p);
      if (passed.isPresent() && program.origin(body, passed.get()) == tested) {
        return Optional.of(p);
      }
    }
    return Optional.empty();
  }

  private Verdict outcome(Node node, int callee, int parameter, Branch branch) {
    Body body = program.body(callee);
    int tested = -1;
    for (int i = 0; i < body.size() && tested < 0; i++) {
      tested = body.op(i) == Op.PARAM && body.arg(i) == parameter ? i : -1;
    }
    if (tested < 0 || body.isGenerator()) {
      return Verdict.Nothing.NOTHING;
    }
    Dominators dominators = program.dominators(callee);
    Verdict all = Verdict.Nothing.NOTHING;
    for (int i = 0; i < body.size(); i++) {
      if (body.op(i) == Op.RETURN && isReached(callee, body, i)) {
        Verdict one = exit(node, callee, body, i, tested, branch, dominators);
        if (one == Verdict.Nothing.NOTHING) {
          return one;
        }
        all = one instanceof Verdict.Safe || all == Verdict.Nothing.NOTHING ? one : all;
      }
    }
    return all == Impossible.VERDICT ? Verdict.Nothing.NOTHING : outside(all);
  }

  /** What a callee compares with is not at hand outside of it. */
  private static Verdict outside(Verdict inside) {
    return switch (inside) {
      case Verdict.Equal _, Verdict.Among _ ->
          new Verdict.Safe("it is checked against what is allowed");
      default -> inside;
    };
  }

  private boolean isReached(int callee, Body body, int i) {
    return program.values().isReached(callee, body.blockOf(i));
  }

  /** Marks a way out that is not taken with the outcome in question. */
  private static final class Impossible {
    static final Verdict VERDICT = new Verdict.Safe("");
  }

  private Verdict exit(
      Node node,
      int callee,
      Body body,
      int exit,
      int tested,
      Branch branch,
      Dominators dominators) {
    int result = body.operand(exit, 0);
    AbstractValue value = program.value(new Ref(callee, result));
    Node inside =
        Node.start(new Ref(callee, result), new Ref(callee, exit)).around(node.surround());
    if (branch != Branch.IF_RETURNS) {
      Truth truth = value.truth();
      if (truth != Truth.UNKNOWN && (truth == Truth.TRUE) != (branch == Branch.IF_TRUE)) {
        return Impossible.VERDICT;
      }
      Verdict said = of(inside, result, tested, branch == Branch.IF_TRUE);
      if (said != Verdict.Nothing.NOTHING) {
        return said;
      }
    }
    return passed(inside, body, exit, tested, dominators);
  }

  /** What the branches say that every way to an instruction has taken. */
  Verdict passed(Node inside, Body body, int exit, int tested, Dominators dominators) {
    int block = body.blockOf(exit);
    for (int from = 0; from < body.blockCount(); from++) {
      int last = body.last(from);
      if (body.op(last) == Op.BRANCH) {
        int[] successors = body.successors(from);
        for (int side = 0; side < 2; side++) {
          boolean taken =
              successors[side] != successors[1 - side]
                  && body.predecessors(successors[side]).length == 1
                  && dominators.dominates(successors[side], block);
          Verdict said =
              taken
                  ? of(inside, body.operand(last, 0), tested, side == 0)
                  : Verdict.Nothing.NOTHING;
          if (said != Verdict.Nothing.NOTHING) {
            return said;
          }
        }
      }
    }
    return Verdict.Nothing.NOTHING;
  }
}
