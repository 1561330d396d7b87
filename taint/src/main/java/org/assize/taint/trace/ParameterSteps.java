package org.assize.taint.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.ir.Body;
import org.assize.ir.BodyParameter;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.taint.language.Context;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Place;
import org.assize.value.entry.Entry;

/** Steps back from parameters: to what callers pass, and to where the program is entered. */
final class ParameterSteps {
  /** Parameters that hold what whoever runs a program has written down. */
  private static final Set<String> CONFIGURATIONS =
      Set.of("config", "configuration", "conf", "cfg", "settings");

  private final Walk walk;
  private final FlowProgram program;
  private final ContainerSteps containers;
  private final CallSteps calls;
  private final Passing passing;
  private final ViewTemplates views;
  private final Declarations declarations;
  private final FrameworkValues framework;
  private final Rows rows;
  private final FormFields forms;

  /** Functions whose answers a framework passes, with the entry that it does so for. */
  private final Map<Integer, Entry> injected = new HashMap<>();

  ParameterSteps(Walk walk, ContainerSteps containers, CallSteps calls) {
    this.walk = walk;
    this.calls = calls;
    this.containers = containers;
    program = walk.program();
    passing = new Passing(program);
    views = new ViewTemplates(walk);
    declarations = new Declarations(program);
    framework = new FrameworkValues(program);
    rows = new Rows(walk);
    forms = new FormFields(walk, rows);
  }

  void parameter(Node node) {
    int index = program.body(node.body()).arg(node.instruction());
    parts(node, index);
    Calling calling = node.calling();
    if (calling != null && isShown(node)) {
      walk.visit(node.before(calling.call(), Move.SAME).in(calling.outer()));
    } else if (calling != null) {
      passing.visit(walk, node, calling.call(), calling.outer(), index, Confidence.HIGH);
    } else if (isReceiver(node.body(), index) || name(node, index).equals("self")) {
      itself(node);
    } else if (!isInjected(node, index)) {
      callers(node, index);
    }
  }

  /** Whether a framework passes what another function gives; then that is followed. */
  private boolean isInjected(Node node, int index) {
    Optional<PythonFunction> function = program.body(node.body()).function();
    String name = name(node, index);
    if (function.filter(f -> declarations.isPassedIn(f, name)).isPresent()) {
      walk.end(new End.Unknown(node, "what gives " + name));
      return true;
    }
    Optional<Integer> dependency =
        function
            .flatMap(f -> declarations.dependency(f, name))
            .flatMap(program.values().bodies()::of)
            .filter(body -> body != node.body());
    dependency.ifPresent(body -> {
      askedFor(node).ifPresent(entry -> injected.put(body, entry));
      walk.returned(node, body, node.part());
    });
    return dependency.isPresent();
  }

  /** The entry for which a framework calls what it passes the answers of. */
  private Optional<Entry> askedFor(Node node) {
    return Optional.ofNullable(injected.get(node.body()))
        .or(() ->
            program.entries().of(node.body()).stream()
                .filter(e -> !e.isTest() && isFromOutside(e))
                .findFirst());
  }

  /** Whether a value is the very object whose text is asked for. */
  boolean isShown(Node node) {
    Calling calling = node.calling();
    Body body = program.body(node.body());
    return calling != null
        && calling.callee() == node.body()
        && body.op(node.instruction()) == Op.PARAM
        && isReceiver(node.body(), body.arg(node.instruction()))
        && calling.isOfObject(program);
  }

  /** Whether the way tells whose method it is in: of the object that a call has given. */
  boolean isOfGivenObject(Node node) {
    Ref at = node.at();
    Calling calling = node.calling();
    while (calling != null && calling.callee() == at.body() && isReceiver(at)) {
      Optional<Ref> object = passing.single(calling.call(), at.body(), 0);
      if (object.isEmpty()) {
        return false;
      }
      int body = object.get().body();
      at = new Ref(body, program.origin(program.body(body), object.get().instruction()));
      calling = calling.outer();
    }
    return !at.equals(node.at()) && program.body(at.body()).op(at.instruction()) == Op.CALL;
  }

  private boolean isReceiver(Ref at) {
    Body body = program.body(at.body());
    return body.op(at.instruction()) == Op.PARAM
        && isReceiver(at.body(), body.arg(at.instruction()));
  }

  private void itself(Node node) {
    if (!calls.showing(node)) {
      walk.end(new End.Unknown(node, "the object itself"));
    }
  }

  private String name(Node node, int index) {
    return program.body(node.body()).parameters().get(index).name();
  }

  /** What the body itself puts into a container that it is given. */
  private void parts(Node node, int index) {
    if (!node.part().isEmpty()) {
      containers.elements(node, program.index().elementsOfParameter(node.body(), index));
    }
  }

  private boolean isReceiver(int body, int index) {
    return index == 0 && program.body(body).hasReceiver();
  }

  private void callers(Node node, int index) {
    boolean any = entries(node, index);
    HandedOn handed = new HandedOn(program);
    WrappedFunctions wrapped = new WrappedFunctions(program);
    CallerBranches branches = new CallerBranches(program);
    for (ProgramIndex.Caller caller : program.index().callers(node.body())) {
      if (!handed.mayBe(node, caller.at())
          || !wrapped.mayBe(node, caller.at())
          || !branches.mayPass(node, caller.at())) {
        any = true;
        continue;
      }
      Confidence sure = CallSteps.confidence(caller.finding(), caller.families());
      passing.visit(walk, node, caller.at(), null, index, sure);
      any = true;
    }
    if (!views.given(node) && !any) {
      walk.end(argumentName(node, index).orElseGet(() -> new End.Unknown(node, caller(node))));
    }
  }

  /** Of {@code **options}, a key: whoever calls writes it as a name, unless a mapping is spread. */
  private Optional<End> argumentName(Node node, int index) {
    boolean isName =
        ContainerSteps.isOfKeys(node)
            && program.body(node.body()).parameters().get(index).kind()
                == BodyParameter.Kind.VAR_KEYWORD;
    return isName
        ? Optional.of(new End.Harmless(node, node.at(), "it is the name of an argument"))
        : Optional.empty();
  }

  private String caller(Node node) {
    Body body = program.body(node.body());
    return body.module().isTemplate()
        ? "what " + body.module().path() + " is given"
        : "who calls " + body.name();
  }

  /** The key under which a value is kept in a dictionary; empty where it is not known. */
  private static String key(Node node) {
    return !node.part().isEmpty()
            && node.part().getFirst() instanceof Place.Key(Literal.Text(String key))
        ? key
        : "";
  }

  private boolean entries(Node node, int index) {
    boolean any = false;
    for (Entry entry : program.entries().of(node.body())) {
      if (!entry.isTest()
          && !framework.isQueued(node.body(), entry)
          && !framework.isOfWrapper(node, index, entry)) {
        any = true;
        enter(node, index, entry);
      }
    }
    Entry asked = injected.get(node.body());
    if (asked != null
        && program.entries().of(node.body()).stream().noneMatch(ParameterSteps::isFromOutside)) {
      enter(node, index, asked); // its own parameters are read from the request
    }
    return any || asked != null;
  }

  /** Ends a way at what a client sends, or goes on with what a model makes of it. */
  private void enter(Node node, int index, Entry entry) {
    End end = entered(node, index, entry);
    Optional<Integer> check =
        end instanceof End.Controlled && isFromOutside(entry) && walk.query().roles().isEmpty()
            ? new ModelChecks(program)
                .of(program.values().parameter(node.body(), index), node.part())
            : Optional.empty();
    if (check.isEmpty()) {
      if (!rows.follow(end) && !forms.follow(end)) {
        walk.end(end);
      }
      return;
    }
    injected.put(check.get(), entry);
    walk.returned(node, check.get(), Parts.inner(node.part()));
  }

  private End entered(Node node, int index, Entry entry) {
    String name = name(node, index);
    if (entry.given().contains(name) || isOfFramework(node, index, name, entry)) {
      return new End.Harmless(node, node.at(), "the framework itself gives it");
    }
    Optional<End> harmless =
        argumentName(node, index)
            .or(() -> TextFields.ofAddress(node, name, entry))
            .or(() -> converted(node, index, name, entry));
    if (harmless.isPresent()) {
      return harmless.get();
    }
    if (name.equals("environ") && Sources.isBehindHost(walk.query(), node, key(node))) {
      return new End.Harmless(node, node.at(), Sources.BEHIND_HOST);
    }
    if (name.equals("environ") && Sources.isOwnHost(walk.query(), key(node))) {
      return new End.Harmless(node, node.at(), Sources.OWN_HOST);
    }
    if (name.equals("environ") && !node.part().isEmpty()) {
      return Sources.isOfClient(name, node.part())
          ? new End.Controlled(node, Control.REMOTE, name)
          : new End.Unknown(node, "what the server puts into " + name);
    }
    if (Sources.isRequest(name)
        && !Sources.isPartOfRequest(node.part())
        && !Sources.isMessage(entry)) {
      return new End.Unknown(node, "the request as a whole");
    }
    if (entry.control() == Control.UNKNOWN || entry.control() == Control.CONSTANT) {
      return new End.Unknown(node, caller(node));
    }
    Optional<String> own = framework.ofProgram(node, index, name, entry);
    if (own.isPresent()) {
      return new End.Unknown(node, own.get());
    }
    if (entry.control() == Control.CALLER && CONFIGURATIONS.contains(name)) {
      return new End.Controlled(node, Control.OPERATOR, name); // whoever passes it has read it
    }
    // where a caller passes an object, what matters is what its methods give
    return entry.control() == Control.CALLER && node.goesBy(Move.OBJECT)
        ? new End.Unknown(node, "what an object of the caller gives")
        : new End.Controlled(node, entry.control(), name);
  }

  /** Whether a fact tells that what calls the function makes the value of that name itself. */
  private boolean isOfFramework(Node node, int index, String name, Entry entry) {
    BodyParameter parameter = program.body(node.body()).parameters().get(index);
    String asked = parameter.kind() == BodyParameter.Kind.VAR_KEYWORD ? key(node) : name;
    return program.facts().at(entry.registrar(), Fact.Sanitizer.class).stream()
        .anyMatch(f ->
            f.slot() instanceof Slot.Item item
                && item.key().equals(asked)
                && walk.query().isMeant(f.weakness()));
  }

  /** Frameworks that hand over what clients send convert it, as annotations and routes say. */
  private Optional<End> converted(Node node, int index, String name, Entry entry) {
    if (!walk.query().roles().isEmpty()) {
      return Optional.empty();
    }
    AbstractValue value = program.values().parameter(node.body(), index);
    if (entry.control() == Control.CALLER) { // who keeps to what is declared
      return convertedTo(node, value)
          .map(type -> new End.Harmless(node, node.at(), "it is declared as " + type));
    }
    if (!isFromOutside(entry)) {
      return Optional.empty();
    }
    Optional<String> type = convertedTo(node, value).or(() -> declaredAs(node, name));
    if (type.isPresent()) {
      return Optional.of(new End.Harmless(node, node.at(), "it is converted to " + type.get()));
    }
    Optional<String> pattern = pattern(node, name, value);
    if (pattern.isPresent()) {
      return Optional.of(new End.Harmless(node, node.at(), "it matches " + pattern.get()));
    }
    if (isListOfTexts(node, name)) {
      return Optional.of(new End.Harmless(node, node.at(), "it is a list of texts"));
    }
    return new RouteLimits(walk).holds(node, index, entry)
        ? Optional.of(
            new End.Harmless(node, node.at(), "the route " + entry.address() + " limits it"))
        : Optional.empty();
  }

  private static boolean isFromOutside(Entry entry) {
    return entry.control() == Control.REMOTE || entry.control() == Control.TOOL;
  }

  private Optional<String> convertedTo(Node node, AbstractValue declared) {
    return node.part().isEmpty()
        ? declared.atoms().stream()
            .flatMap(a ->
                switch (a) {
                  case Atom.Typed t when isHarmless(node, t.type()) -> Stream.of(t.type());
                  case Atom.Instance i when isMember(i.type()) -> Stream.of(i.type().name());
                  default -> Stream.<String>empty();
                })
            .findFirst()
        : ModelFields.convertedTo(
            program, declared, node.part().getFirst(), type -> isHarmless(node, type));
  }

  private boolean isMember(PythonClass type) {
    return ModelFields.isEnumeration(program.view().resolver().hierarchy(), type);
  }

  /** What is declared as bytes is the content of a file and no name of one. */
  private boolean isHarmless(Node node, String type) {
    return Safety.isHarmlessType(type)
        || new Sanitizers(walk).isMade(node, type)
        || (type.equals("bytes") && walk.query().language().isPath());
  }

  private Optional<String> declaredAs(Node node, String name) {
    Optional<PythonFunction> function = program.body(node.body()).function();
    boolean isElement = node.part().size() == 1 && !(node.part().getFirst() instanceof Place.Field);
    return node.part().isEmpty()
        ? function.flatMap(f -> new GraphArguments(program).type(f, name))
        : function.filter(f -> isElement).flatMap(f -> declarations.element(f, name));
  }

  /** The pattern that a parameter, or a field of what it is, is declared to match. */
  private Optional<String> pattern(Node node, String name, AbstractValue value) {
    Context context = Safety.context(walk.query(), node);
    if (node.part().isEmpty()) {
      return program
          .body(node.body())
          .function()
          .flatMap(f -> declarations.pattern(f, name, context));
    }
    return node.part().size() == 1 && node.part().getFirst() instanceof Place.Field(String field)
        ? value.atoms().stream()
            .flatMap(a -> a instanceof Atom.Instance i ? Stream.of(i.type()) : Stream.empty())
            .flatMap(type -> declarations.pattern(type, field, context).stream())
            .findFirst()
        : Optional.empty();
  }

  /** Whether it is declared as a list of texts, where a text does no harm. */
  private boolean isListOfTexts(Node node, String name) {
    return node.part().isEmpty()
        && new Sanitizers(walk).isMade("str")
        && program
            .body(node.body())
            .function()
            .filter(f -> declarations.isOfTexts(f, name))
            .isPresent();
  }

  /** Whether a value is what a client sends to a function that a framework calls. */
  boolean isSent(Node node) {
    Body body = program.body(node.body());
    int value = program.origin(body, node.instruction());
    return body.op(value) == Op.PARAM
        && node.calling() == null
        && !isReceiver(node.body(), body.arg(value))
        && program.entries().of(node.body()).stream()
            .anyMatch(e -> !e.isTest() && isFromOutside(e));
  }
}
