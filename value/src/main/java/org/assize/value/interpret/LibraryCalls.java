package org.assize.value.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.ir.CallShape;
import org.assize.ir.Literal;
import org.assize.value.calls.Finding;
import org.assize.value.calls.MethodNames;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.ContainerKind;
import org.assize.value.domain.Site;
import org.assize.value.heap.DictContent;
import org.assize.value.heap.PartialContent;
import org.assize.value.heap.SequenceContent;
import org.assize.value.pure.Evaluator;

/** What calls outside the tree give, as far as the library reference says. */
final class LibraryCalls {
  private static final String BUILTINS = "builtins.";

  /** Functions that never return. */
  private static final Set<String> LEAVING =
      Set.of(
          "sys.exit",
          "os._exit",
          "os.abort",
          "builtins.exit",
          "builtins.quit",
          "argparse.ArgumentParser.error",
          "argparse.ArgumentParser.exit",
          "bottle.abort",
          "bottle.redirect",
          "click.Context.abort",
          "click.Context.exit",
          "click.Context.fail",
          "flask.abort",
          "flask_restful.abort",
          "flask_restx.abort",
          "flask_smorest.abort",
          "pecan.abort",
          "pecan.redirect",
          "pytest.exit",
          "pytest.fail",
          "pytest.skip",
          "quart.abort",
          "sanic.exceptions.abort",
          "unittest.TestCase.fail",
          "unittest.TestCase.skipTest",
          "werkzeug.exceptions.abort");

  /** Functions that hand back what they are given, or something that is called like it. */
  private static final Set<String> TRANSPARENT =
      Set.of(
          "functools.wraps",
          "functools.lru_cache",
          "functools.cache",
          "functools.update_wrapper",
          "contextlib.contextmanager",
          "abc.abstractmethod",
          "typing.cast",
          "typing.final",
          "typing.overload",
          "copy.copy",
          "copy.deepcopy",
          "six.wraps");

  /** Functions of the standard library that change an argument. */
  private static final Set<String> CHANGING =
      Set.of(
          "random.shuffle",
          "heapq.heapify",
          "heapq.heappush",
          "heapq.heappop",
          "heapq.heappushpop",
          "heapq.heapreplace",
          "bisect.insort",
          "bisect.insort_left",
          "bisect.insort_right");

  private final Frame frame;
  private final Calls calls;
  private final Invalidation invalidation;
  private final Escapes escapes;
  private final ContainerMethods containers;
  private final Pure pure;
  private final TypeTests types;
  private final Displays displays;
  private final TextMethods texts;
  private final BuiltinCalls builtins;
  private final Rendering rendering;

  LibraryCalls(Frame frame, Calls calls, Invalidation invalidation, Escapes escapes) {
    this.frame = frame;
    this.calls = calls;
    this.invalidation = invalidation;
    this.escapes = escapes;
    containers = new ContainerMethods(frame);
    pure = new Pure(frame);
    types = new TypeTests(frame);
    displays = new Displays(frame);
    texts = new TextMethods(frame);
    builtins = new BuiltinCalls(frame);
    rendering = new Rendering(frame, calls);
  }

  /** Calls a method of something built in or absent. */
  AbstractValue method(String path, Atom receiver, Call call, Callees callees) {
    if (LEAVING.contains(path)) {
      return AbstractValue.BOTTOM;
    }
    rendering.follow(path, call, callees);
    if (receiver instanceof Atom.Function task && path.startsWith(Members.QUEUED)) {
      queued(name(path), task, call, callees);
      return AbstractValue.UNKNOWN;
    }
    if (receiver instanceof Atom.Container c) {
      Optional<AbstractValue> known = containers.call(c, name(path), call);
      if (known.isPresent()) {
        return known.get();
      }
    }
    Optional<AbstractValue> evaluated = evaluatedMethod(path, receiver, call);
    if (evaluated.isPresent()) {
      return evaluated.get();
    }
    Optional<AbstractValue> shaped =
        receiver.asText().flatMap(t -> texts.call(t, name(path), call));
    return shaped.orElseGet(() -> absent(path, call));
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private Optional<AbstractValue> evaluatedMethod(String path, Atom receiver, Call call) {
    boolean isKnown = receiver instanceof Atom.Constant || receiver instanceof Atom.Container;
    if (!isKnown || !call.isPlain()) {
      return Optional.empty();
    }
    List<AbstractValue> all = new ArrayList<>(List.of(AbstractValue.of(receiver)));
    all.addAll(call.arguments());
    return pure.evaluate(
        all,
        a ->
            Evaluator.method(
                a.get(0),
                name(path),
                call.positional(a.subList(1, a.size())),
                call.keywords(a.subList(1, a.size()))));
  }

  /** Calls a function or class outside the tree. */
  AbstractValue function(String path, Call call, Callees callees) {
    if (LEAVING.contains(path)) {
      return AbstractValue.BOTTOM;
    }
    rendering.follow(path, call, callees);
    Optional<AbstractValue> filtered = rendering.filter(path, call, callees);
    if (filtered.isPresent()) {
      return filtered.get();
    }
    Optional<AbstractValue> own = special(path, call, callees);
    if (own.isPresent()) {
      return own.get();
    }
    if (call.isPlain()) {
      Optional<AbstractValue> evaluated =
          pure.evaluate(
              call.arguments(), a -> Evaluator.call(path, call.positional(a), call.keywords(a)));
      if (evaluated.isPresent()) {
        return evaluated.get();
      }
    }
    return path.startsWith(BUILTINS)
        ? builtins.call(path.substring(BUILTINS.length()), call).orElseGet(() -> absent(path, call))
        : absent(path, call);
  }

  private Optional<AbstractValue> special(String path, Call call, Callees callees) {
    Optional<AbstractValue> first = call.positional(0);
    return switch (path) {
      case "builtins.property", "functools.cached_property" ->
          descriptor(Atom.Descriptor.Special.PROPERTY, first);
      case "builtins.staticmethod" -> descriptor(Atom.Descriptor.Special.STATIC_METHOD, first);
      case "builtins.classmethod" -> descriptor(Atom.Descriptor.Special.CLASS_METHOD, first);
      case "builtins.getattr" -> getattr(call);
      case "configparser.ConfigParser",
          "configparser.RawConfigParser",
          "configparser.SafeConfigParser" ->
          Optional.of(frame.makeContainer(ContainerKind.SETTINGS, DictContent.EMPTY));
      case "builtins.setattr" -> setattr(call);
      case "builtins.super" -> Optional.of(parent(first));
      case "functools.partial" -> Optional.of(partial(call));
      case "builtins.isinstance" ->
          call.arguments().size() == 2
              ? Optional.of(
                  Operations.truthValue(
                      types.test(
                          frame.known(call.arguments().get(0)),
                          frame.known(call.arguments().get(1)))))
              : Optional.empty();
      case "builtins.type" -> first.filter(v -> call.arguments().size() == 1).map(this::typeOf);
      default ->
          TRANSPARENT.contains(path) && first.isPresent()
              ? transparent(path, call)
              : later(path, call, callees);
    };
  }

  private static Optional<AbstractValue> descriptor(
      Atom.Descriptor.Special kind, Optional<AbstractValue> function) {
    return function.map(value ->
        value.map(atom ->
            atom instanceof Atom.Function f
                ? AbstractValue.of(new Atom.Descriptor(kind, f))
                : AbstractValue.of(atom)));
  }

  /**
   * {@code wraps(f)} and {@code lru_cache(maxsize=…)} give a decorator, the others the function.
   */
  private static Optional<AbstractValue> transparent(String path, Call call) {
    boolean isFactory = path.endsWith(".wraps");
    return isFactory
        ? Optional.of(AbstractValue.of(new Atom.External("functools.update_wrapper")))
        : call.positional(path.equals("typing.cast") ? 1 : 0);
  }

  private AbstractValue typeOf(AbstractValue value) {
    return frame
        .known(value)
        .map(atom ->
            atom instanceof Atom.Instance i
                ? AbstractValue.of(Members.classOf(i))
                : atom.typeName()
                    .map(t -> AbstractValue.of(new Atom.External(Members.qualified(t))))
                    .orElse(AbstractValue.UNKNOWN));
  }

  // --- calls that are made later

  /** Threads, executors and task queues call what they are given. */
  private Optional<AbstractValue> later(String path, Call call, Callees callees) {
    Optional<AbstractValue> target =
        switch (path) {
          case "threading.Thread", "multiprocessing.Process", "threading.Timer" ->
              call.named("target").or(() -> call.positional(1));
          case "builtins.map", "builtins.filter", "functools.reduce" -> call.positional(0);
          case "builtins.iter" -> call.positional(1).flatMap(_ -> call.positional(0));
          case "builtins.sorted", "builtins.min", "builtins.max" -> call.named("key");
          default -> Optional.empty();
        };
    target
        .map(f -> f.filter(a -> !isOutside(a))) // which the call itself is not
        .ifPresent(f -> callLater(f, path, call, callees));
    return Optional.empty();
  }

  private static boolean isOutside(Atom function) {
    return function instanceof Atom.External
        || function instanceof Atom.Bound(Atom.External _, Atom _);
  }

  private void callLater(AbstractValue function, String path, Call call, Callees callees) {
    AbstractValue argument = AbstractValue.UNKNOWN;
    if (path.equals("builtins.iter")) { // calls it with nothing until it gives the second
      calls.call(function, Call.plain(call.instruction()), Finding.TYPED, callees);
      return;
    }
    boolean perElement = path.startsWith(BUILTINS);
    if (perElement) {
      argument =
          call.positional(path.endsWith("map") || path.endsWith("filter") ? 1 : 0)
              .map(v -> new Operations(frame).element(v))
              .orElse(AbstractValue.UNKNOWN);
    }
    Call later = perElement ? Call.plain(call.instruction(), argument) : threadCall(call);
    calls.call(function, later, Finding.TYPED, callees);
  }

  /** A task that is put on a queue is called later, with what is put there with it. */
  private void queued(String method, Atom.Function task, Call call, Callees callees) {
    Call later = method.startsWith("apply") || method.endsWith("options") ? threadCall(call) : call;
    boolean isBound = QueuedTasks.isBound(frame.surroundings().body(task.body()));
    Atom called = isBound ? new Atom.Bound(task, new Atom.Typed("object")) : task;
    calls.call(AbstractValue.of(called), later, Finding.TYPED, callees);
  }

  private Call threadCall(Call call) {
    SequenceContent arguments =
        call.named("args").map(displays::iterated).orElse(SequenceContent.EMPTY);
    return arguments.isExact()
        ? Call.plain(call.instruction(), arguments.exact().toArray(AbstractValue[]::new))
        : new Call(
            call.instruction(),
            new CallShape(List.of(CallShape.Unnamed.STAR), false),
            List.of(AbstractValue.UNKNOWN));
  }

  // --- attributes by name, super, partial

  private Optional<AbstractValue> getattr(Call call) {
    Optional<AbstractValue> object = call.positional(0);
    Optional<AbstractValue> name = call.positional(1).map(frame::known);
    if (object.isEmpty() || name.isEmpty()) {
      return Optional.empty();
    }
    frame.decide(call.positional(1).orElseThrow());
    AbstractValue fallback = call.positional(2).orElse(AbstractValue.BOTTOM);
    return Optional.of(new NamedMembers(frame).get(object.get(), name.get()).join(fallback));
  }

  private Optional<AbstractValue> setattr(Call call) {
    if (call.arguments().size() == 3 && call.isPositional()) {
      Optional<String> name =
          frame.known(call.arguments().get(1)).constant().flatMap(LibraryCalls::text);
      Members members = new Members(frame);
      AbstractValue object = call.arguments().get(0);
      AbstractValue value = call.arguments().get(2);
      name.ifPresentOrElse(
          n -> members.assign(object, n, value), () -> members.assignUnknown(object, value));
      return Optional.of(AbstractValue.of(Literal.Single.NONE));
    }
    return Optional.empty();
  }

  static Optional<String> text(Literal literal) {
    return literal instanceof Literal.Text t ? Optional.of(t.value()) : Optional.empty();
  }

  /** {@code super()}: the receiver, whose methods are looked up behind the class. */
  private AbstractValue parent(Optional<AbstractValue> given) {
    Optional<Atom> type =
        given.isPresent()
            ? given.get().only()
            : frame.body().function().flatMap(f -> f.owner()).<Atom>map(Atom.ClassObject::new);
    return type.filter(t -> t instanceof Atom.ClassObject)
        .map(t -> AbstractValue.of(new Atom.Bound(new Atom.External(Members.SUPER), t)))
        .orElse(AbstractValue.UNKNOWN);
  }

  private AbstractValue partial(Call call) {
    if (!call.isPositional() && call.shape().arguments().contains(CallShape.Unnamed.STAR)) {
      return AbstractValue.UNKNOWN;
    }
    List<AbstractValue> positional = new ArrayList<>();
    DictContent keywords = DictContent.EMPTY;
    for (int k = 1; k < call.arguments().size(); k++) {
      switch (call.shape().arguments().get(k)) {
        case CallShape.Named named ->
            keywords = keywords.set(AbstractValue.string(named.name()), call.arguments().get(k));
        case CallShape.Unnamed.POSITIONAL -> positional.add(call.arguments().get(k));
        default -> {
          return AbstractValue.UNKNOWN;
        }
      }
    }
    Site site = frame.newSite();
    frame.make(
        site,
        new PartialContent(
            call.positional(0).orElse(AbstractValue.UNKNOWN),
            SequenceContent.of(positional),
            keywords));
    return AbstractValue.of(new Atom.Partial(site));
  }

  /** What an absent callee gives: an object of its class, if it is known to be one. */
  private AbstractValue absent(String path, Call call) {
    escapes.escape(call);
    if (mayChangeArguments(path)) {
      invalidation.weaken(call);
    }
    Optional<String> type = frame.surroundings().typeOf(path);
    if (type.isPresent()) {
      return typed(type.get());
    }
    boolean isClass = Character.isUpperCase(name(path).charAt(0));
    return isClass && !path.startsWith(BUILTINS)
        ? AbstractValue.of(new Atom.Typed(path))
        : AbstractValue.UNKNOWN;
  }

  /** Whether a function may change what its arguments contain. */
  private boolean mayChangeArguments(String path) {
    return CHANGING.contains(path)
        || !(path.startsWith(BUILTINS)
            || MethodNames.isCommon(name(path))
            || frame.surroundings().isStandard(path));
  }

  static AbstractValue typed(String type) {
    return AbstractValue.typed(
        type.startsWith(BUILTINS) ? type.substring(BUILTINS.length()) : type);
  }
}
