package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.assize.facts.Branch;
import org.assize.facts.Fact;
import org.assize.facts.Truth;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.ir.Unpacking;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Operator;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.trace.Guards.Verdict;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Literals;

/** What the outcome of a condition says of a value that it mentions. */
final class Tests {
  /** So many conditions are looked through that are made of others. */
  private static final int MAX_MEETINGS = 2;

  /** A path is made of its parts in so many steps. */
  private static final int MAX_MADE = 3;

  /** Attributes of a member of an archive that name it. */
  private static final Set<String> NAMES = Set.of("name", "path", "filename");

  private final Walk walk;
  private final FlowProgram program;
  private final CallTests calls;
  private final ElementTests elements;
  private final FolderTests folders;
  private int meetings;

  Tests(Walk walk) {
    this.walk = walk;
    program = walk.program();
    calls = new CallTests(walk, this);
    elements = new ElementTests(walk, this);
    folders = new FolderTests(walk, calls);
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
    if (at == tested && !holds) {
      return new Verdict.Safe("nothing stands in it where it is false");
    }
    return switch (body.op(at)) {
      case COMPARE -> compared(node, body, at, tested, holds);
      case CALL -> calls.called(node, at, tested, holds ? Branch.IF_TRUE : Branch.IF_FALSE);
      case PHI -> eitherOf(node, body, at, tested, holds);
      default -> Verdict.Nothing.NOTHING;
    };
  }

  /**
   * The outcome of {@code a and b}, or of a variable that branches set: what all ways say that can
   * have led to it.
   */
  private Verdict eitherOf(Node node, Body body, int phi, int tested, boolean holds) {
    if (meetings >= MAX_MEETINGS) {
      return Verdict.Nothing.NOTHING;
    }
    meetings++;
    Verdict all = everyWay(node, body, phi, tested, holds);
    meetings--;
    return all;
  }

  /**
   * Returns the conditions that have the same outcome with one that has it: the parts of {@code a
   * or b} that is false, of {@code a and b} that is true.
   */
  List<Integer> together(Node node, int condition, boolean holds) {
    Body body = program.body(node.body());
    int at = program.origin(body, condition);
    if (body.op(at) != Op.PHI) {
      return List.of(at);
    }
    int[] predecessors = body.predecessors(body.blockOf(at));
    List<Integer> all = new ArrayList<>();
    int open = 0;
    for (int k = 0; k < body.operandCount(at); k++) {
      open +=
          truth(node, body, body.operand(at, k), at, predecessors[k]) == Truth.of(!holds) ? 0 : 1;
      all.add(program.origin(body, body.operand(at, k)));
    }
    return open == 1 ? all : List.of(at);
  }

  private Verdict everyWay(Node node, Body body, int phi, int tested, boolean holds) {
    int[] predecessors = body.predecessors(body.blockOf(phi));
    Verdict all = Verdict.Nothing.NOTHING;
    for (int k = 0; k < body.operandCount(phi); k++) {
      int operand = body.operand(phi, k);
      if (truth(node, body, operand, phi, predecessors[k]) != Truth.of(!holds)) {
        Verdict one = of(node, operand, tested, holds);
        if (one == Verdict.Nothing.NOTHING) {
          int end = body.last(predecessors[k]);
          one = passed(node, body, end, tested);
        }
        if (one == Verdict.Nothing.NOTHING) {
          return one;
        }
        all = one;
      }
    }
    return all;
  }

  /** What is known of a value where a way leads on: its own outcome may have chosen the way. */
  private Truth truth(Node node, Body body, int value, int phi, int from) {
    int last = body.last(from);
    boolean hasChosen =
        body.op(last) == Op.BRANCH
            && program.origin(body, body.operand(last, 0)) == program.origin(body, value);
    if (!hasChosen) {
      return walk.value(node, value).truth();
    }
    int[] successors = body.successors(from);
    return successors[0] == successors[1]
        ? Truth.UNKNOWN
        : Truth.of(successors[0] == body.blockOf(phi));
  }

  /** Whether an address is asked about, and what stands here is made of the tested one. */
  boolean isAddressOf(Body body, int value, int tested) {
    boolean isAddress =
        switch (walk.query().language()) {
          case URL, REDIRECT, HTML -> true;
          default -> false;
        };
    return isAddress && isMadeOf(program, body, value, tested, MAX_MADE);
  }

  /** Whether files are named, and a name is made of the tested one. */
  boolean isPathOf(Body body, int value, int tested) {
    return walk.query().language().isPath() && isMadeOf(program, body, value, tested, MAX_MADE);
  }

  /** What a condition is about: the name of a member of an archive stands for the member. */
  int subject(Body body, int instruction, int tested) {
    int at = program.origin(body, instruction);
    boolean isName =
        walk.query().language() == SinkLanguage.MEMBER
            && body.op(at) == Op.ATTR
            && NAMES.contains(body.names().get(body.arg(at)))
            && program.origin(body, body.operand(at, 0)) == tested;
    return isName ? tested : at;
  }

  /** Returns what it says that a call returned at all. */
  Verdict returned(Node node, int call, int tested) {
    return calls.called(node, call, tested, Branch.IF_RETURNS);
  }

  // --- comparisons

  private Verdict compared(Node node, Body body, int at, int tested, boolean holds) {
    CompareOperator written = body.comparison(at);
    CompareOperator operator = holds ? written : written.negated();
    int left = subject(body, body.operand(at, 0), tested);
    int right = subject(body, body.operand(at, 1), tested);
    Verdict local = new LocalTargets(walk).compared(node, operator, left, right, tested);
    if (local != Verdict.Nothing.NOTHING) {
      return local;
    }
    return switch (operator) {
      case IN ->
          left == tested
              ? among(node, body.operand(at, 1))
              : folders.isAbove(body, right, tested)
                  ? new Verdict.Safe("it lies below the folder that it is compared with")
                  : ofHost(body, left, tested);
      case NOT_IN ->
          right == tested || folders.isParts(body, right, tested)
              ? lacks(node, left)
              : inner(node, body, left, right, tested);
      case LT_E -> elements.subset(node, left, right, tested);
      case EQ, IS -> equal(node, body, left, right, tested);
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

  /** {@code (to.scheme, to.netloc) == (own.scheme, own.netloc)}: each part is equal to its own. */
  private Verdict eachEqual(Node node, Body body, int left, int right, int tested) {
    for (int k = 0; k < body.operandCount(left); k++) {
      int one = program.origin(body, body.operand(left, k));
      int other = program.origin(body, body.operand(right, k));
      Verdict verdict = equal(node, body, one, other, tested);
      if (verdict instanceof Verdict.Safe || verdict instanceof Verdict.Equal) {
        return verdict;
      }
    }
    return Verdict.Nothing.NOTHING;
  }

  private static boolean areTuples(Body body, int left, int right) {
    return body.op(left) == Op.TUPLE
        && body.op(right) == Op.TUPLE
        && body.arg(left) < 0
        && body.arg(right) < 0
        && body.operandCount(left) == body.operandCount(right);
  }

  private Verdict equal(Node node, Body body, int left, int right, int tested) {
    if (areTuples(body, left, right)) {
      return eachEqual(node, body, left, right, tested);
    }
    if (left == tested || right == tested) {
      return new Verdict.Equal(left == tested ? right : left);
    }
    if (isNoHost(node, body, left, right, tested) || isNoHost(node, body, right, left, tested)) {
      return new Verdict.Bypassed("///example.org");
    }
    Verdict one = derived(node, body, left, right, tested);
    return one == Verdict.Nothing.NOTHING ? derived(node, body, right, left, tested) : one;
  }

  /** Browsers find a host where a parser finds none: behind three slashes, or a backslash. */
  private boolean isNoHost(Node node, Body body, int host, int other, int tested) {
    return walk.query().language() == SinkLanguage.REDIRECT
        && walk.value(node, other).constantText().filter(String::isEmpty).isPresent()
        && isHost(body, host, tested);
  }

  private Verdict lacks(Node node, int left) {
    return walk.value(node, left)
        .constantText()
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
        ? walk.value(node, left)
            .constantText()
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

  /** {@code re.match(…) is not None}. */
  private Verdict matched(Node node, Body body, int left, int right, int tested) {
    boolean isNone =
        walk.value(node, right).constant().filter(c -> c == Literal.Single.NONE).isPresent();
    return isNone && body.op(left) == Op.CALL
        ? calls.called(node, left, tested, Branch.IF_TRUE)
        : Verdict.Nothing.NOTHING;
  }

  /** What is compared is made of the value: its host, the folder that it shares with another. */
  private Verdict derived(Node node, Body body, int side, int other, int tested) {
    boolean isShared =
        walk.query().language().isPath()
            && body.op(side) == Op.CALL
            && isMadeOf(program, body, side, tested, 4);
    if (folders.isCompared(node, body, side, other, tested)) {
      return new Verdict.Safe("it is resolved and lies in the folder that it is compared with");
    }
    if (folders.isOwnPath(node, body, side, other, tested)) {
      return new Verdict.Safe("it is resolved and is the path that it is compared with");
    }
    return isShared ? calls.shared(node, side, other, tested) : ofHost(body, side, tested);
  }

  private Verdict ofHost(Body body, int side, int tested) {
    SinkLanguage language = walk.query().language();
    boolean isAddress = language == SinkLanguage.URL || language == SinkLanguage.REDIRECT;
    return isAddress && isHost(body, side, tested)
        ? new Verdict.Safe("its host is checked")
        : Verdict.Nothing.NOTHING;
  }

  private boolean isHost(Body body, int side, int tested) {
    return body.op(side) == Op.ATTR
        && Set.of("netloc", "hostname", "host").contains(body.names().get(body.arg(side)))
        && isMadeOf(program, body, side, tested, 4);
  }

  /** What {@code a, b = x, y} gives a target: its own part, where the parts are written out. */
  private static int target(FlowProgram program, Body body, int unpacked) {
    Unpacking target = body.unpackings().get(body.arg(unpacked));
    int whole = program.origin(body, body.operand(unpacked, 0));
    boolean isWritten =
        body.op(whole) == Op.TUPLE
            && body.arg(whole) < 0
            && target.star() < 0
            && target.count() == body.operandCount(whole);
    return isWritten ? body.operand(whole, target.index()) : whole;
  }

  /** Whether a value is made of the tested one, in a few steps. */
  static boolean isMadeOf(FlowProgram program, Body body, int value, int tested, int steps) {
    int at = program.origin(body, value);
    if (at == tested) {
      return true;
    }
    if (body.op(at) == Op.UNPACK && steps > 0) {
      return isMadeOf(program, body, target(program, body, at), tested, steps - 1);
    }
    boolean isPure =
        switch (body.op(at)) {
          case ATTR, CALL, LIST, TUPLE, ITEM -> true;
          case BINARY -> body.operator(at) == Operator.DIV; // folder / name
          default -> false;
        };
    if (body.op(at) == Op.PHI && steps > 0) {
      return IntStream.range(0, body.operandCount(at))
          .allMatch(k -> isMadeOf(program, body, body.operand(at, k), tested, steps - 1));
    }
    if (isPure && steps > 0) {
      for (int k = 0; k < body.operandCount(at); k++) {
        if (isMadeOf(program, body, body.operand(at, k), tested, steps - 1)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether facts know what a call checks. */
  boolean isGuard(Ref call) {
    return program.paths(call).stream()
        .flatMap(path -> program.facts().at(path, Fact.Guard.class).stream())
        .anyMatch(guard -> walk.query().isMeant(guard.weakness()));
  }

  /** Returns what a loop over a value says, behind its end. */
  Verdict looped(Node node, int use, int tested) {
    return elements.looped(node, use, tested);
  }

  /** What the branches say that every way to an instruction has taken. */
  Verdict passed(Node inside, Body body, int exit, int tested) {
    List<Verdict> all =
        new Conditions(program, this)
            .before(inside, exit, tested).stream()
                .map(Conditions.Said::verdict)
                .distinct()
                .toList();
    if (all.isEmpty()) {
      Verdict either = new Conditions(program, this).either(inside, exit, tested);
      return either == Verdict.Nothing.NOTHING ? looped(inside, exit, tested) : either;
    }
    List<Verdict> telling = all.stream().filter(Tests::tells).toList();
    return telling.size() == all.size() && all.size() > 1
        ? new Verdict.Several(all)
        : all.stream().filter(v -> !tells(v)).findFirst().orElse(all.getFirst());
  }

  /** Whether a verdict tells something of the text, and no more. */
  private static boolean tells(Verdict verdict) {
    return verdict instanceof Verdict.Only
        || verdict instanceof Verdict.Lacks
        || verdict instanceof Verdict.Framed;
  }
}
