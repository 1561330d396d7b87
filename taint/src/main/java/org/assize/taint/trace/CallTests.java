package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Branch;
import org.assize.facts.Fact;
import org.assize.facts.Truth;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.trace.Guards.Verdict;
import org.assize.value.domain.Atom;
import org.assize.value.domain.CharSet;

/** What the outcome of a call says of a value that it is given, or whose method it is. */
final class CallTests {
  /** From a value to its keyed digest: encoded, hashed, and the digest written out. */
  private static final int MAX_STEPS = 6;

  private static final CharSet DIGITS = CharSet.of("0123456789");
  private static final CharSet LETTERS = CharSet.where(Character::isLetter, CharSet.Others.IN);

  private static final Set<String> IS_ABSOLUTE =
      Set.of("os.path.isabs", "posixpath.isabs", "ntpath.isabs");

  private final Walk walk;
  private final FlowProgram program;
  private final Tests tests;
  private final HelperTests helpers;
  private final ElementTests elements;
  private final Folders folders;

  CallTests(Walk walk, Tests tests) {
    this.walk = walk;
    this.tests = tests;
    program = walk.program();
    helpers = new HelperTests(walk.program(), tests);
    elements = new ElementTests(walk, tests);
    folders = new Folders(program);
  }

  /**
   * Returns what an outcome says.
   *
   * @param call the instruction
   * @param tested the value, σ-names looked through
   */
  Verdict called(Node node, int call, int tested, Branch branch) {
    Ref at = new Ref(node.body(), call);
    CallArguments arguments = new CallArguments(program, at);
    Body body = program.body(node.body());
    if (branch == Branch.IF_TRUE && isOfSafeClass(at, arguments, body, tested)) {
      return new Verdict.Safe("it is of a class that does no harm");
    }
    if (branch == Branch.IF_TRUE
        && new AllowedSyntax(walk).isChecked(node, at, arguments, tested)) {
      return new Verdict.Safe("each part of it is of a kind that is allowed");
    }
    if (branch == Branch.IF_TRUE && new RegisteredValues(walk).isFound(body, call, tested)) {
      return new Verdict.Safe("a record of the program has it");
    }
    for (String path : program.paths(at)) {
      Verdict verdict = byFact(node, path, arguments, tested, branch);
      if (verdict != Verdict.Nothing.NOTHING) {
        return verdict;
      }
    }
    if (branch == Branch.IF_TRUE && isNumber(at, arguments, body, tested)) {
      return new Verdict.Safe("isinstance has checked its type");
    }
    if (isContainment(body, call, tested, branch)) {
      return new Verdict.Safe("it lies below the folder that it is compared with");
    }
    if (branch == Branch.IF_RETURNS) {
      Verdict converted = new ConversionTests(walk).of(at, arguments, body, tested);
      if (converted != Verdict.Nothing.NOTHING) {
        return converted;
      }
    }
    Verdict text = text(node, call, arguments, tested, branch);
    return text == Verdict.Nothing.NOTHING ? helpers.of(node, at, tested, branch) : text;
  }

  private Verdict text(Node node, int call, CallArguments arguments, int tested, Branch branch) {
    Body body = program.body(node.body());
    Verdict local = new LocalTargets(walk).called(node, call, arguments, tested, branch);
    if (local != Verdict.Nothing.NOTHING) {
      return local;
    }
    Verdict pattern = new PatternTests(walk).of(node, call, tested, branch);
    if (pattern != Verdict.Nothing.NOTHING) {
      return pattern;
    }
    if (branch == Branch.IF_TRUE) {
      Verdict text = textTest(node, body, call, arguments, tested);
      return text == Verdict.Nothing.NOTHING ? elements.of(node, call, arguments, tested) : text;
    }
    if (branch != Branch.IF_FALSE) {
      return Verdict.Nothing.NOTHING;
    }
    if (isPrivateName(node, call, arguments, tested)) {
      return new Verdict.Safe("it is no private name");
    }
    return isAbsolute(node, call, arguments, tested)
        ? new Verdict.Framed(Verdict.Framed.Side.NOT_FIRST, "/")
        : elements.none(node, call, arguments, tested);
  }

  /**
   * {@code name.startswith("_")}: what has no such name, whoever shares the object offers (PEP 8).
   */
  private boolean isPrivateName(Node node, int call, CallArguments arguments, int tested) {
    Body body = program.body(node.body());
    List<Integer> all = arguments.all();
    int callee = program.origin(body, body.operand(call, 0));
    return walk.query().language() == SinkLanguage.NAME
        && all.size() == 1
        && body.op(callee) == Op.ATTR
        && body.names().get(body.arg(callee)).equals("startswith")
        && tests.subject(body, body.operand(callee, 0), tested) == tested
        && walk.value(node, all.getFirst()).constantText().filter("_"::equals).isPresent();
  }

  /** {@code os.path.isabs(path)}, {@code path.startswith("/")}. */
  private boolean isAbsolute(Node node, int call, CallArguments arguments, int tested) {
    Body body = program.body(node.body());
    List<Integer> all = arguments.all();
    if (!walk.query().language().isPath() || all.isEmpty()) {
      return false;
    }
    if (program.paths(new Ref(node.body(), call)).stream().anyMatch(IS_ABSOLUTE::contains)) {
      return tests.subject(body, all.getFirst(), tested) == tested;
    }
    int callee = program.origin(body, body.operand(call, 0));
    return body.op(callee) == Op.ATTR
        && body.names().get(body.arg(callee)).equals("startswith")
        && tests.subject(body, body.operand(callee, 0), tested) == tested
        && walk.value(node, all.getFirst()).constantText().filter("/"::equals).isPresent();
  }

  /** {@code path.relative_to(root)} and {@code path.is_relative_to(root)}, whatever path is. */
  private boolean isContainment(Body body, int call, int tested, Branch branch) {
    int callee = program.origin(body, body.operand(call, 0));
    if (!walk.query().language().isPath() || body.op(callee) != Op.ATTR) {
      return false;
    }
    boolean isNamed =
        switch (body.names().get(body.arg(callee))) {
          case "relative_to" -> branch == Branch.IF_RETURNS;
          case "is_relative_to" -> branch == Branch.IF_TRUE;
          default -> false;
        };
    return isNamed && Tests.isMadeOf(program, body, body.operand(callee, 0), tested, 3);
  }

  /** {@code isinstance(value, ObjectId)}, of whose objects facts say that they are safe. */
  private boolean isOfSafeClass(Ref at, CallArguments arguments, Body body, int tested) {
    List<Integer> all = arguments.all();
    if (!program.paths(at).contains("builtins.isinstance")
        || all.size() != 2
        || program.origin(body, all.getFirst()) != tested) {
      return false;
    }
    List<Atom> classes = program.value(new Ref(at.body(), all.get(1))).atoms();
    return !classes.isEmpty()
        && classes.stream()
            .allMatch(a -> a instanceof Atom.External e && new Sanitizers(walk).isMade(e.path()));
  }

  private Verdict byFact(
      Node node, String path, CallArguments arguments, int tested, Branch branch) {
    Body body = program.body(node.body());
    for (Fact.Guard guard : program.facts().at(path, Fact.Guard.class)) {
      boolean isAbout =
          arguments.in(guard.slot()).stream()
              .anyMatch(v -> Tests.isMadeOf(program, body, v, tested, MAX_STEPS));
      if (isAbout
          && guard.branch() == branch
          && isMeant(node, guard)
          && guard.when().evaluate(arguments.view()) != Truth.FALSE) {
        return new Verdict.Safe(path.replace("builtins.", "") + " has checked it");
      }
    }
    return Verdict.Nothing.NOTHING;
  }

  /** Whether a check is one for what is asked: an address of the same site runs no script. */
  private boolean isMeant(Node node, Fact.Guard guard) {
    return walk.query().isMeant(guard.weakness())
        || (guard.weakness().equals("open-redirect")
            && Safety.context(walk.query(), node).isHarmlessHere(node.allowed()));
  }

  /** {@code isinstance(value, int)}, or another type that no language reads. */
  private boolean isNumber(Ref at, CallArguments arguments, Body body, int tested) {
    List<Integer> all = arguments.all();
    if (all.size() != 2
        || program.origin(body, all.getFirst()) != tested
        || !program.paths(at).contains("builtins.isinstance")) {
      return false;
    }
    List<String> types = program.paths(new Ref(at.body(), program.origin(body, all.get(1))));
    return !types.isEmpty()
        && types.stream().map(t -> t.replace("builtins.", "")).allMatch(Safety::isHarmlessType);
  }

  private Verdict textTest(Node node, Body body, int call, CallArguments arguments, int tested) {
    int callee = program.origin(body, body.operand(call, 0));
    if (body.op(callee) != Op.ATTR) {
      return Verdict.Nothing.NOTHING;
    }
    String name = body.names().get(body.arg(callee));
    int receiver = program.origin(body, body.operand(callee, 0));
    Optional<CharSet> besides =
        receiver == tested ? Optional.of(CharSet.NONE) : removed(node, receiver, tested);
    Optional<CharSet> only = besides.flatMap(b -> characters(name).map(b::union));
    if (only.isPresent()) {
      return new Verdict.Only(only.get());
    }
    if (receiver == tested && (name.equals("startswith") || name.equals("endswith"))) {
      Verdict framed = framed(node, name, arguments);
      if (framed != Verdict.Nothing.NOTHING) {
        return framed;
      }
    }
    int path = folders.unended(body, node.body(), receiver);
    if (name.equals("startswith") && Tests.isMadeOf(program, body, path, tested, 4)) {
      return prefixed(node, path, tested, arguments);
    }
    return Verdict.Nothing.NOTHING;
  }

  /** {@code text.replace("-", "").isalnum()}: what is not there when it is asked. */
  private Optional<CharSet> removed(Node node, int call, int tested) {
    Body body = program.body(node.body());
    if (body.op(call) != Op.CALL) {
      return Optional.empty();
    }
    int method = program.origin(body, body.operand(call, 0));
    List<Integer> given = new CallArguments(program, new Ref(node.body(), call)).all();
    boolean isRemoval =
        body.op(method) == Op.ATTR
            && body.names().get(body.arg(method)).equals("replace")
            && program.origin(body, body.operand(method, 0)) == tested
            && given.size() == 2
            && walk.value(node, given.get(1)).constantText().filter(String::isEmpty).isPresent();
    return isRemoval
        ? walk.value(node, given.getFirst()).constantText().map(CharSet::of)
        : Optional.empty();
  }

  private Verdict framed(Node node, String name, CallArguments arguments) {
    Optional<String> quote =
        arguments.all().size() == 1
            ? walk.value(node, arguments.all().getFirst())
                .constantText()
                .filter(t -> t.matches("['\"]"))
            : Optional.empty();
    return quote
        .<Verdict>map(q ->
            new Verdict.Framed(
                name.equals("endswith") ? Verdict.Framed.Side.ENDS : Verdict.Framed.Side.STARTS, q))
        .orElse(Verdict.Nothing.NOTHING);
  }

  /** Returns the characters of a text for which a method of texts is true. */
  static Optional<CharSet> characters(String test) {
    return switch (test) {
      case "isdigit", "isdecimal", "isnumeric" -> Optional.of(DIGITS);
      case "isalpha" -> Optional.of(LETTERS);
      case "isalnum" -> Optional.of(LETTERS.union(DIGITS));
      case "isidentifier" -> Optional.of(LETTERS.union(DIGITS).union(CharSet.of("_")));
      default -> Optional.empty();
    };
  }

  /** A resolved path that starts with a folder; an address that starts with a host. */
  private Verdict prefixed(Node node, int receiver, int tested, CallArguments arguments) {
    if (arguments.all().isEmpty()) {
      return Verdict.Nothing.NOTHING;
    }
    int prefix = arguments.all().getFirst();
    return switch (walk.query().language()) {
      case PATH, MEMBER ->
          isResolved(node, receiver) ? startsWith(node, prefix) : Verdict.Nothing.NOTHING;
      case URL, REDIRECT ->
          receiver == tested
                  && walk.value(node, prefix)
                      .constantText()
                      .filter(p -> p.matches("https?://[^/]+/.*"))
                      .isPresent()
              ? new Verdict.Safe("it starts with a fixed host")
              : Verdict.Nothing.NOTHING;
      case ARGUMENT ->
          receiver == tested
                  && node.surround().before().isEmpty()
                  && walk.value(node, prefix)
                      .constantText()
                      .filter(p -> p.matches("[^-].*"))
                      .isPresent()
              ? new Verdict.Safe("it starts with a fixed text that is no option")
              : Verdict.Nothing.NOTHING;
      default -> Verdict.Nothing.NOTHING;
    };
  }

  /** What a path and a folder have in common is the folder: {@code commonpath(…) == folder}. */
  Verdict shared(Node node, int call, int folder, int tested) {
    List<String> functions = program.paths(new Ref(node.body(), call));
    if (functions.contains("os.path.commonpath")) {
      return new Verdict.Safe("it lies below the folder that it is compared with");
    }
    return functions.contains("os.path.commonprefix")
        ? sharedSigns(node, call, folder, tested)
        : Verdict.Nothing.NOTHING;
  }

  /** {@code commonprefix} compares sign by sign, so the path has to be resolved before. */
  private Verdict sharedSigns(Node node, int call, int folder, int tested) {
    Body body = program.body(node.body());
    int paths = program.origin(body, body.operand(call, 1));
    boolean isList = body.op(paths) == Op.LIST || body.op(paths) == Op.TUPLE;
    for (int k = 0; isList && k < body.operandCount(paths); k++) {
      int path = body.operand(paths, k);
      if (Tests.isMadeOf(program, body, path, tested, 3) && isResolved(node, path)) {
        return startsWith(node, folder);
      }
    }
    return Verdict.Nothing.NOTHING;
  }

  /** Whether a path is free of steps upwards: what makes it resolves it. */
  boolean isResolved(Node node, int path) {
    Ref at = new Ref(node.body(), path);
    return folders.isResolved(at) || folders.isMadeResolved(at, node.by());
  }

  /** A folder without a separator behind it is the start of its neighbours' names, too. */
  private Verdict startsWith(Node node, int folder) {
    Optional<String> text =
        walk.value(node, folder).only().flatMap(Atom::asText).flatMap(t -> t.shape().constant());
    Optional<String> open =
        text.filter(t -> t.startsWith("/") && !t.endsWith("/"))
            .or(() ->
                text.isEmpty() && folders.isOpen(new Ref(node.body(), folder), node.by())
                    ? Optional.of("<the folder>")
                    : Optional.empty());
    return open.<Verdict>map(t -> new Verdict.Bypassed(t + "-other/file"))
        .orElse(new Verdict.Safe("it is resolved and starts with the folder"));
  }
}
