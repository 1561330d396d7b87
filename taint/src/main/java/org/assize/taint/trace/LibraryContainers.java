package org.assize.taint.trace;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Literal;
import org.assize.value.domain.Atom;
import org.assize.value.domain.ContainerKind;
import org.assize.value.domain.Literals;
import org.assize.value.domain.Place;
import org.assize.value.domain.Place.Selector;

/** Steps back through library calls that copy containers, or take something out of them. */
final class LibraryContainers {
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

  /** Classes of the standard library whose objects hold what is put into them, and begin empty. */
  private static final Set<String> EMPTY =
      Set.of(
          "queue.Queue",
          "queue.LifoQueue",
          "queue.PriorityQueue",
          "queue.SimpleQueue",
          "asyncio.Queue",
          "asyncio.LifoQueue",
          "asyncio.PriorityQueue",
          "multiprocessing.Queue",
          "multiprocessing.SimpleQueue",
          "multiprocessing.JoinableQueue",
          "collections.defaultdict");

  /** Methods and functions that give the fields of an object by their names. */
  private static final Set<String> FIELDS = Set.of("dict", "model_dump", "asdict", "_asdict");

  /** Methods that give an element of their receiver. */
  private static final Set<String> GETTING =
      Set.of("get", "pop", "popleft", "setdefault", "popitem", "next", "get_nowait");

  /** Methods of mappings with several values under a key that give them as a list. */
  private static final Set<String> LISTING = Set.of("getlist", "getall", "get_all", "getone");

  private final Walk walk;
  private final ContainerSteps containers;

  LibraryContainers(Walk walk, ContainerSteps containers) {
    this.walk = walk;
    this.containers = containers;
  }

  /** Goes on from the result of a function; false where it is none that is known. */
  boolean function(Node node, LibraryCall call) {
    List<Integer> arguments = call.arguments().all();
    String name = call.calledName();
    if (isSettings(node, node.instruction())) {
      containers.written(node);
      return true;
    }
    if (name.equals("asdict") && isNameOfField(node, name)) {
      return true;
    }
    boolean isQuery = name.equals("filter") && call.attribute().isPresent();
    if (ELEMENTWISE.contains(name) && !arguments.isEmpty() && !isQuery) {
      elements(node, call);
      containers.written(node);
      return true;
    }
    if (!node.part().isEmpty() && call.paths().stream().anyMatch(EMPTY::contains)) {
      containers.written(node);
      walk.end(new End.Fixed(node));
      return true;
    }
    if (name.equals("zip") && node.part().size() > 1 && zipped(node, arguments)) {
      return true;
    }
    if (name.equals("enumerate") && !node.part().isEmpty() && !arguments.isEmpty()) {
      if (isOfFirsts(node)) {
        walk.end(new End.Harmless(node, node.at(), "it is a count"));
      } else {
        second(node, arguments.getFirst(), node.part().getFirst());
      }
      return true;
    }
    return false;
  }

  /** What stands at a place of each tuple that a call gives is an element of one argument. */
  private boolean zipped(Node node, List<Integer> arguments) {
    if (!(node.part().get(1) instanceof Place.Key(Literal.Whole(BigInteger place)))
        || place.signum() < 0
        || place.compareTo(BigInteger.valueOf(arguments.size())) >= 0) {
      return false;
    }
    second(node, arguments.get(place.intValue()), node.part().getFirst());
    return true;
  }

  /** A copy holds the same elements; a keyword of {@code dict(k=v)} is the element of its key. */
  private void elements(Node node, LibraryCall call) {
    Body body = call.body();
    int i = node.instruction();
    List<CallShape.Argument> shape = body.calls().get(body.arg(i)).arguments();
    for (int k = 0; k < shape.size(); k++) {
      if (call.calledName().equals("sorted") && shape.get(k) instanceof CallShape.Named) {
        continue; // how to sort
      }
      Node before = node.before(body.operand(i, k + 1), Move.SAME);
      if (!(shape.get(k) instanceof CallShape.Named named) || node.part().isEmpty()) {
        walk.visit(before);
      } else if (ContainerSteps.isOfKeys(node) && call.calledName().equals("dict")) {
        walk.end(new End.Harmless(before, node.at(), "it is the name of an argument"));
      } else if (!(node.part().getFirst() instanceof Place.Key(Literal.Text(String key)))
          || key.equals(named.name())) {
        walk.visit(before.part(Parts.inner(node.part())));
      }
    }
  }

  /** Goes on from the result of a method of an object; false where it is none that is known. */
  boolean method(Node node, int object, LibraryCall call) {
    List<Integer> arguments = call.arguments().all();
    String name = call.calledName();
    if (name.equals("get") && arguments.size() > 1 && isSettings(node, object)) {
      Node option = node.before(object, Move.PART).within(key(node, arguments.get(1)));
      walk.visit(option.within(key(node, arguments.getFirst())));
      return true;
    }
    if (GETTING.contains(name) && !call.isChoice()) {
      element(node, object, arguments);
      return true;
    }
    if (LISTING.contains(name) && !arguments.isEmpty()) {
      Node one = node.before(object, Move.PART).part(Parts.inner(node.part()));
      walk.visit(one.within(key(node, arguments.getFirst())));
      return true;
    }
    if ((name.equals("items") || name.equals("multi_items")) && arguments.isEmpty()) {
      items(node, object);
      return true;
    }
    if (isNameOfField(node, name)) {
      return true;
    }
    if (name.equals("keys") && arguments.isEmpty()) {
      keys(node, object);
      return true;
    }
    if (ELEMENTWISE.contains(name) && arguments.isEmpty()) {
      Node before = node.before(object, Move.SAME);
      boolean isOfValues = name.equals("values") && ContainerSteps.isOfKeys(node);
      walk.visit(
          isOfValues ? before.part(Parts.within(Place.Any.ANY, Parts.inner(node.part()))) : before);
      return true;
    }
    return false;
  }

  /** Of {@code record.model_dump()}, the class names the keys. */
  private boolean isNameOfField(Node node, String name) {
    boolean isName = ContainerSteps.isOfKeys(node) && FIELDS.contains(name);
    if (isName) {
      walk.end(new End.Harmless(node, node.at(), "it is the name of a field"));
    }
    return isName;
  }

  /** The keys of a mapping are what iteration over it gives. */
  private void keys(Node node, int object) {
    walk.visit(
        node.before(object, Move.PART)
            .lessSure()
            .part(Parts.within(Place.Each.EACH, Parts.inner(node.part()))));
  }

  private void element(Node node, int object, List<Integer> arguments) {
    Selector key = arguments.isEmpty() ? Place.Any.ANY : key(node, arguments.getFirst());
    containers.keptInSession(node, object, key);
    walk.visit(node.before(object, Move.PART).within(key));
    arguments.stream().skip(1).forEach(v -> walk.visit(node.before(v, Move.SAME)));
  }

  private Selector key(Node node, int argument) {
    return containers.selector(node, argument);
  }

  /** Whether a method gives an element of its receiver. */
  static boolean isGetting(String name) {
    return GETTING.contains(name);
  }

  /** Whether a value is a set of options within sections. */
  private boolean isSettings(Node node, int value) {
    return walk.value(node, value).atoms().stream()
        .anyMatch(a -> a instanceof Atom.Container c && c.kind() == ContainerKind.SETTINGS);
  }

  /** The values of {@code items()} are the second of each pair, its keys the first. */
  private void items(Node node, int object) {
    if (isOfFirsts(node)) {
      walk.visit(
          node.before(object, Move.PART)
              .part(Parts.within(Place.Each.EACH, Parts.inner(node.part(), 2))));
    } else {
      second(node, object, Place.Any.ANY);
    }
  }

  /** Whether the first of each pair is asked for. */
  private static boolean isOfFirsts(Node node) {
    List<Selector> part = node.part();
    return part.size() > 1
        && part.get(1) instanceof Place.Key(Literal k)
        && k.equals(Literals.whole(0));
  }

  /** One of each tuple that a call gives is an element of what it iterates over. */
  private void second(Node node, int iterated, Selector element) {
    walk.visit(
        node.before(iterated, Move.PART).part(Parts.within(element, Parts.inner(node.part(), 2))));
  }
}
