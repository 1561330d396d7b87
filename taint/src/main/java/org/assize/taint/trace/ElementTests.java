package org.assize.taint.trace;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.syntax.CompareOperator;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.trace.Guards.Verdict;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.CharSet;

/**
 * What tests of all elements say of the whole: {@code all(c.isalnum() for c in text)}, {@code
 * set(text) <= set("abc")}, a loop that is left at the first element which fails.
 */
final class ElementTests {
  /** Methods of archives that list their members. */
  private static final Set<String> LISTINGS =
      Set.of("getmembers", "getnames", "infolist", "namelist");

  private static final String BELOW = "each name in it is relative and holds no \"..\"";

  private final Walk walk;
  private final FlowProgram program;
  private final Tests tests;

  ElementTests(Walk walk, Tests tests) {
    this.walk = walk;
    this.tests = tests;
    program = walk.program();
  }

  /** {@code not any(c not in allowed for c in text)}: returns what a call says that is false. */
  Verdict none(Node node, int call, CallArguments arguments, int tested) {
    Body body = program.body(node.body());
    List<Integer> all = arguments.all();
    boolean isAny =
        all.size() == 1 && program.paths(new Ref(node.body(), call)).contains("builtins.any");
    return isAny
        ? every(node, body, program.origin(body, all.getFirst()), tested, false)
        : Verdict.Nothing.NOTHING;
  }

  /** Returns what a call says that is true. */
  Verdict of(Node node, int call, CallArguments arguments, int tested) {
    Body body = program.body(node.body());
    List<Integer> all = arguments.all();
    if (all.size() != 1) {
      return Verdict.Nothing.NOTHING;
    }
    List<String> paths = program.paths(new Ref(node.body(), call));
    if (paths.contains("builtins.bool")) {
      return tests.of(node, all.getFirst(), tested, true);
    }
    if (paths.contains("builtins.all")) {
      return every(node, body, program.origin(body, all.getFirst()), tested, true);
    }
    int callee = program.origin(body, body.operand(call, 0));
    boolean isSubset =
        body.op(callee) == Op.ATTR
            && body.names().get(body.arg(callee)).equals("issubset")
            && isSetOf(node, body, body.operand(callee, 0), tested);
    return isSubset ? within(node, all.getFirst()) : Verdict.Nothing.NOTHING;
  }

  /** {@code set(text) <= allowed}. */
  Verdict subset(Node node, int left, int right, int tested) {
    Body body = program.body(node.body());
    return isSetOf(node, body, left, tested) ? within(node, right) : Verdict.Nothing.NOTHING;
  }

  private boolean isSetOf(Node node, Body body, int set, int tested) {
    int call = program.origin(body, set);
    Set<String> sets = Set.of("builtins.set", "builtins.frozenset");
    return body.op(call) == Op.CALL
        && body.operandCount(call) == 2
        && program.paths(new Ref(node.body(), call)).stream().anyMatch(sets::contains)
        && program.origin(body, body.operand(call, 1)) == tested;
  }

  /** The characters of a constant text, or of what a set is made of. */
  private Verdict within(Node node, int allowed) {
    Body body = program.body(node.body());
    int at = program.origin(body, allowed);
    if (body.op(at) == Op.LOAD) {
      return program
          .onlyStored(body.symbols().get(body.arg(at)))
          .flatMap(v -> characters(program.body(v.body()), v.body(), v.instruction()))
          .<Verdict>map(Verdict.Only::new)
          .orElse(Verdict.Nothing.NOTHING);
    }
    return characters(body, node.body(), at)
        .<Verdict>map(Verdict.Only::new)
        .orElse(Verdict.Nothing.NOTHING);
  }

  private Optional<CharSet> characters(Body body, int number, int at) {
    Optional<String> text = program.value(new Ref(number, at)).constantText();
    if (text.isPresent()) {
      return text.map(CharSet::of);
    }
    boolean isMade = body.op(at) == Op.CALL && body.operandCount(at) == 2;
    if (isMade) {
      return program.value(new Ref(number, body.operand(at, 1))).constantText().map(CharSet::of);
    }
    if (body.op(at) != Op.SET) {
      return Optional.empty();
    }
    CharSet all = CharSet.NONE;
    for (int k = 0; k < body.operandCount(at); k++) {
      AbstractValue element = program.value(new Ref(number, body.operand(at, k)));
      if (element.constantText().isEmpty()) {
        return Optional.empty();
      }
      all = all.union(CharSet.of(element.constantText().get()));
    }
    return Optional.of(all);
  }

  /** What a comprehension collects is true, or false, for each element. */
  private Verdict every(Node node, Body body, int generator, int tested, boolean holds) {
    for (int i = generator + 1; i < body.size(); i++) {
      if (body.op(i) == Op.COLLECT && body.operand(i, 0) == generator) {
        int element = element(body, tested, generator);
        return element < 0
            ? Verdict.Nothing.NOTHING
            : ofElement(node, body.operand(i, 1), element, holds);
      }
    }
    return Verdict.Nothing.NOTHING;
  }

  /** Returns the next element of an iteration over a value that begins behind a place. */
  private int element(Body body, int tested, int behind) {
    for (int i = behind; i < body.size(); i++) {
      if (body.op(i) == Op.NEXT && isOver(body, body.operand(i, 0), tested)) {
        return i;
      }
    }
    return -1;
  }

  private boolean isOver(Body body, int iterator, int tested) {
    return body.op(iterator) == Op.ITERATE
        && isAll(body, program.origin(body, body.operand(iterator, 0)), tested);
  }

  /** Whether what is iterated is the value itself, or lists all that it consists of. */
  private boolean isAll(Body body, int iterated, int tested) {
    return iterated == tested
        || isListing(body, iterated, tested)
        || new AllowedSyntax(walk).isPartOf(body, iterated, tested);
  }

  /** {@code archive.getmembers()}. */
  private boolean isListing(Body body, int call, int tested) {
    int callee =
        walk.query().language() == SinkLanguage.MEMBER && body.op(call) == Op.CALL
            ? program.origin(body, body.operand(call, 0))
            : -1;
    return callee >= 0
        && body.op(callee) == Op.ATTR
        && LISTINGS.contains(body.names().get(body.arg(callee)))
        && program.origin(body, body.operand(callee, 0)) == tested;
  }

  /** What is said of each element holds of the whole, text or list. */
  private Verdict ofElement(Node node, int condition, int element, boolean holds) {
    Body body = program.body(node.body());
    int test = program.origin(body, condition);
    if (body.op(test) == Op.COMPARE) {
      Optional<Verdict> among = among(node, body, test, element, holds);
      if (among.isPresent()) {
        return among.get();
      }
    }
    return switch (tests.of(node, condition, element, holds)) {
      case Verdict.Only only -> only;
      case Verdict.Safe safe -> safe;
      case Verdict.Among _, Verdict.Equal _ ->
          new Verdict.Safe("each part of it is checked against what is allowed");
      default -> {
        if (isOneName(node, condition, element, holds)) {
          yield new Verdict.Safe("each part of it is one name, and none is \"..\"");
        }
        yield staysBelow(parts(node, condition, element, holds))
            ? new Verdict.Safe(BELOW)
            : Verdict.Nothing.NOTHING;
      }
    };
  }

  /** {@code s != ".." and "/" not in s}: parts of a path that lead to something in its folder. */
  private boolean isOneName(Node node, int condition, int element, boolean holds) {
    if (walk.query().language() != SinkLanguage.PATH) {
      return false;
    }
    Body body = program.body(node.body());
    boolean isOfOneFolder = parts(node, condition, element, holds).contains(new Verdict.Lacks("/"));
    return isOfOneFolder
        && tests.together(node, condition, holds).stream()
            .anyMatch(part -> isNotUp(node, body, part, element, holds));
  }

  /** {@code s not in ("..", "")}, {@code s != ".."}. */
  private boolean isNotUp(Node node, Body body, int test, int element, boolean holds) {
    if (body.op(test) != Op.COMPARE || program.origin(body, body.operand(test, 0)) != element) {
      return tests.of(node, test, element, holds).equals(new Verdict.Lacks(".."));
    }
    CompareOperator operator = holds ? body.comparison(test) : body.comparison(test).negated();
    int other = program.origin(body, body.operand(test, 1));
    return switch (operator) {
      case NOT_EQ -> isUp(node, other);
      case NOT_IN -> {
        boolean isDisplay =
            (body.op(other) == Op.TUPLE || body.op(other) == Op.LIST || body.op(other) == Op.SET)
                && body.arg(other) < 0;
        boolean any = false;
        for (int k = 0; isDisplay && k < body.operandCount(other); k++) {
          any |= isUp(node, body.operand(other, k));
        }
        yield any;
      }
      default -> false;
    };
  }

  private boolean isUp(Node node, int value) {
    return walk.value(node, value).constantText().filter(".."::equals).isPresent();
  }

  /** What the parts of a condition say that hold with it. */
  private Set<Verdict> parts(Node node, int condition, int element, boolean holds) {
    Set<Verdict> said = new HashSet<>();
    for (int part : tests.together(node, condition, holds)) {
      said.add(tests.of(node, part, element, holds));
    }
    return said;
  }

  /** {@code c in "abc"}: of a text, each character is one of these. */
  private Optional<Verdict> among(Node node, Body body, int test, int element, boolean holds) {
    CompareOperator written = body.comparison(test);
    boolean isIn =
        (holds ? written : written.negated()) == CompareOperator.IN
            && program.origin(body, body.operand(test, 0)) == element;
    return isIn
        ? walk.value(node, body.operand(test, 1))
            .constantText()
            .map(t -> new Verdict.Only(CharSet.of(t)))
        : Optional.empty();
  }

  /** Names that are relative, and never lead up, stay below a folder. */
  private boolean staysBelow(Set<Verdict> said) {
    return walk.query().language() == SinkLanguage.MEMBER
        && said.contains(new Verdict.Framed(Verdict.Framed.Side.NOT_FIRST, "/"))
        && (said.contains(new Verdict.Lacks("..")) || said.contains(new Verdict.Lacks("../")));
  }

  /** Returns what a loop says that every way to a use has gone through to its end. */
  Verdict looped(Node node, int use, int tested) {
    Body body = program.body(node.body());
    Branches branches = program.branches(node.body());
    for (int i : branches.loops()) {
      if (isOver(body, body.operand(i, 0), tested)) {
        int head = body.blockOf(i);
        boolean isThrough =
            body.op(body.last(head)) == Op.BRANCH && !branches.reaches(body.blockOf(use), head, 1);
        Verdict said = isThrough ? inLoop(node, head, tested) : Verdict.Nothing.NOTHING;
        if (said != Verdict.Nothing.NOTHING) {
          return said;
        }
      }
    }
    return Verdict.Nothing.NOTHING;
  }

  private Verdict inLoop(Node node, int head, int tested) {
    Body body = program.body(node.body());
    Branches branches = program.branches(node.body());
    int element = element(body, tested, body.first(head));
    if (element < 0) {
      return Verdict.Nothing.NOTHING;
    }
    Set<Verdict> halves = new HashSet<>();
    for (int from : branches.naming(element)) {
      for (int side = 0; side < 2; side++) {
        if (!branches.returns(from, side, head)) {
          int condition = body.operand(body.last(from), 0);
          Verdict said = ofElement(node, condition, element, side != 0);
          if (said != Verdict.Nothing.NOTHING) {
            return said;
          }
          halves.addAll(parts(node, condition, element, side != 0));
        }
      }
    }
    return staysBelow(halves) ? new Verdict.Safe(BELOW) : Verdict.Nothing.NOTHING;
  }
}
