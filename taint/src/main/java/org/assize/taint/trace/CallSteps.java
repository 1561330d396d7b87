package org.assize.taint.trace;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Confidence;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.value.calls.CallSite;
import org.assize.value.calls.Finding;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Place.Selector;
import org.assize.value.interpret.Interpretation;
import org.jspecify.annotations.Nullable;

/** Steps back through calls, into what they return. */
final class CallSteps {
  private static final Set<String> TEXTS =
      Set.of("str", "bytes", "builtins.str", "builtins.bytes", "markupsafe.Markup");

  /** Functions whose result is of the elements, whatever the function says that they are given. */
  private static final Set<String> CHOOSING =
      Set.of(
          "builtins.sorted",
          "builtins.min",
          "builtins.max",
          "builtins.filter",
          "heapq.nlargest",
          "heapq.nsmallest",
          "itertools.filterfalse",
          "itertools.takewhile",
          "itertools.dropwhile",
          "itertools.groupby");

  private final Walk walk;
  private final FlowProgram program;
  private final LibrarySteps library;
  private final UnseenCalls unseen;
  private final ShownObjects shown;

  CallSteps(Walk walk, ContainerSteps containers, TextSteps texts) {
    this.walk = walk;
    program = walk.program();
    library = new LibrarySteps(walk, containers, texts);
    unseen = new UnseenCalls(walk);
    shown = new ShownObjects(walk, this);
  }

  /** Ends a way at a value that a call on the way may have cleaned. */
  End.Undecided undecided(End.Controlled source) {
    Ref call = Objects.requireNonNull(source.node().doubt());
    return new End.Undecided(source, call, LibraryCall.of(program, call).name());
  }

  void result(Node node) {
    Optional<CallSite> call =
        program
            .call(node.at())
            .filter(c -> c.finding().hasBody() && !isRecursive(node, c) && !chooses(node));
    if (isConstruction(node) && !isText(node)) {
      constructed(node);
    } else if (isWithinItself(node)) {
      walk.end(new End.Unknown(node, "what a function gives to itself"));
    } else if (call.isPresent()
        && (library.isSafe(node) || (isTemplate(call.get()) && library.writes(node)))) {
      return;
    } else if (call.isPresent()) {
      enter(node, call.get());
    } else {
      library.result(node);
    }
  }

  private boolean isTemplate(CallSite call) {
    return call.callees().stream().anyMatch(c -> program.body(c).module().isTemplate());
  }

  /** Goes on with the text that an object gives of itself; false where none is made of it. */
  boolean showing(Node object) {
    return shown.itself(object);
  }

  /** Whether a value is what a function of the program returns. */
  boolean isReturned(Node node) {
    return program.body(node.body()).op(node.instruction()) == Op.CALL
        && !isConstruction(node)
        && program
            .call(node.at())
            .filter(c -> c.finding().hasBody() && !isRecursive(node, c))
            .isPresent();
  }

  /**
   * Whether a function that is handed over only says which elements are wanted, or in what order.
   */
  private boolean chooses(Node node) {
    return program.paths(node.at()).stream().anyMatch(CHOOSING::contains);
  }

  private static boolean isRecursive(Node node, CallSite call) {
    Calling calling = node.calling();
    return calling != null
        && (calling.depth() >= Calling.MAX_DEPTH
            || call.callees().stream().allMatch(calling::isInside));
  }

  /** What a function returns to itself, it has made of what is followed anyway. */
  private boolean isWithinItself(Node node) {
    Calling calling = node.calling();
    return calling != null
        && program
            .call(node.at())
            .filter(c -> c.finding().isFollowed() && !c.callees().isEmpty())
            .filter(c -> c.callees().stream().allMatch(calling::isInside))
            .isPresent();
  }

  private boolean isConstruction(Node node) {
    int callee = program.body(node.body()).operand(node.instruction(), 0);
    return walk.value(node, callee).atoms().stream().anyMatch(a -> a instanceof Atom.ClassObject);
  }

  /** Whether the objects that a call makes are texts of a class of the program's own. */
  private boolean isText(Node node) {
    int callee = program.body(node.body()).operand(node.instruction(), 0);
    return walk.value(node, callee).atoms().stream()
        .filter(Atom.ClassObject.class::isInstance)
        .map(a -> ((Atom.ClassObject) a).type())
        .flatMap(type -> program.view().resolver().hierarchy().outsideAncestors(type).stream())
        .anyMatch(TEXTS::contains);
  }

  /** An object as a whole: what it is made of shows only in its text. */
  private void constructed(Node node) {
    if (node.move() == Move.RAISED) {
      unseen.result(node); // an exception shows what it was made with
      return;
    }
    if (shown.made(node)) {
      return;
    }
    walk.end(new End.Unknown(node, "an object of the program"));
  }

  /** Enters the bodies that a call reaches, where they return. */
  void enter(Node node, CallSite call) {
    boolean any = false;
    for (int callee : new HandedOn(program).reached(node, call.callees())) {
      Calling calling = calling(walk, node, node.at(), callee);
      if (calling != null) {
        any = true;
        int families = new Families(program).of(node.at(), call, callee);
        returns(node, callee, calling, confidence(call.finding(), families));
      }
    }
    if (any) {
      return;
    }
    if (program.body(node.body()).op(node.instruction()) == Op.CALL) {
      unseen.result(node);
    } else { // a property that is read within itself
      walk.end(new End.Unknown(node, "what a property gives"));
    }
  }

  /**
   * Where the name of a method alone tells what is called, several of that name tell little; those
   * that override one method are its implementations, and each may be meant.
   */
  static Confidence confidence(Finding finding, int families) {
    if (finding != Finding.BY_NAME) {
      return Confidence.HIGH;
    }
    return families == 1 ? Confidence.MEDIUM : Confidence.LOW;
  }

  /** Goes on with what a body returns. */
  void returns(Node node, int callee, Calling calling, Confidence sure) {
    Body body = program.body(callee);
    boolean yields = body.isGenerator();
    List<Selector> part = yields || isOneOfMany(node) ? Parts.inner(node.part()) : node.part();
    for (int i = 0; i < body.size(); i++) {
      Op op = body.op(i);
      boolean gives = yields ? op == Op.YIELD || op == Op.YIELD_FROM : op == Op.RETURN;
      if (gives && calling.inside().reached().get(body.blockOf(i))) {
        walk.visit(
            node.before(new Ref(callee, body.operand(i, 0)), Move.RETURNED)
                .by(new Ref(callee, i))
                .part(op == Op.YIELD_FROM ? node.part() : part)
                .in(calling)
                .atMost(sure));
      }
    }
  }

  /** Whether a call gives what a function that it is handed gives, again and again. */
  private boolean isOneOfMany(Node node) {
    return program.body(node.body()).op(node.instruction()) == Op.CALL
        && program.paths(node.at()).stream()
            .anyMatch(p -> p.equals("builtins.map") || p.equals("builtins.iter"));
  }

  /** Returns the calling of a body by a call on a way; null where it is entered already. */
  static @Nullable Calling calling(Walk walk, Node node, Ref call, int callee) {
    Calling outer = node.calling();
    if (outer != null && (outer.isInside(callee) || outer.depth() >= Calling.MAX_DEPTH)) {
      return null;
    }
    return new Calling(outer, call, callee, inside(walk, node, call, callee));
  }

  /** What the callee computes for the constants that this very call passes. */
  private static Interpretation inside(Walk walk, Node node, Ref call, int callee) {
    FlowProgram program = walk.program();
    Passing passing = new Passing(program);
    return CallerBranches.special(
            program, callee, k -> passing.constant(walk, node, call, callee, k))
        .orElseGet(() -> program.values().interpretation(callee));
  }

  /** {@code with call() as x}: what the manager's own entering gives, else the manager. */
  void entered(Node node) {
    Optional<CallSite> call = program.call(node.at()).filter(c -> c.finding().hasBody());
    if (call.isPresent()) {
      enter(node, call.get());
    } else {
      walk.visit(node.before(program.body(node.body()).operand(node.instruction(), 0), Move.SAME));
    }
  }
}
