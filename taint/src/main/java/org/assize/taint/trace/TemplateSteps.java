package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.program.Symbol;
import org.assize.taint.language.SinkLanguage;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Place;
import org.assize.value.domain.StringShape;

/** Steps back from a page to what a template writes into it that the program holds as a text. */
final class TemplateSteps {
  private static final Slot.Argument FIRST = new Slot.Argument(0, "source");
  private static final Set<String> LOADING = Set.of("get_template", "select_template");

  /** Engines that escape nothing unless they are told to (Jinja, "API"). */
  private static final Set<String> BARE =
      Set.of("jinja2.Template", "jinja2.Environment", "jinja2.sandbox.SandboxedEnvironment");

  /** An engine that escapes unless a template says otherwise (Django, "HTML escaping"). */
  private static final String ESCAPING = "django.template.Template";

  /** What holds the context of a template, with the position of the mapping in it. */
  private static final Map<String, Integer> HOLDERS =
      Map.of("django.template.Context", 0, "django.template.RequestContext", 1);

  private static final Slot AUTOESCAPE = new Slot.Argument(-1, "autoescape");

  private final Walk walk;
  private final FlowProgram program;

  TemplateSteps(Walk walk) {
    this.walk = walk;
    program = walk.program();
  }

  /**
   * Goes on with what a template writes as it is.
   *
   * @return whether the call writes a template whose text is known
   */
  boolean written(Node node, LibraryCall call) {
    return known(node, call)
        || (walk.query().language() == SinkLanguage.HTML && isEscapedElsewhere(node, call));
  }

  /** The same for what nothing else is known of: a template of the tree tells of itself. */
  boolean known(Node node, LibraryCall call) {
    if (walk.query().language() != SinkLanguage.HTML) {
      return false;
    }
    boolean isKnown = false;
    boolean isSafe = true;
    for (String path : call.paths()) {
      for (Fact.Rendering fact : program.facts().at(path, Fact.Rendering.class)) {
        Optional<List<WrittenTemplate.Hole>> holes = holes(fact, node, call);
        isKnown |= holes.isPresent();
        for (WrittenTemplate.Hole hole : holes.orElse(List.of())) {
          isSafe &= !visit(node, call, fact, hole);
        }
      }
    }
    if (isKnown && isSafe) {
      walk.end(new End.Harmless(node, node.at(), "the template escapes it"));
    }
    return isKnown;
  }

  /** A template of an environment that escapes, though its text is not at hand. */
  private boolean isEscapedElsewhere(Node node, LibraryCall call) {
    boolean isEscaped =
        call.paths().contains("jinja2.Template.render")
            && call.arguments()
                .receiver()
                .flatMap(r -> maker(node.body(), r))
                .filter(loaded -> LOADING.contains(loaded.lastName()))
                .filter(this::isEscaping)
                .isPresent();
    if (isEscaped) {
      walk.end(new End.Harmless(node, node.at(), "the environment of the template escapes it"));
    }
    return isEscaped;
  }

  /** {@code select_autoescape()} goes by the name of the template. */
  private boolean isEscaping(LibraryCall loaded) {
    Optional<LibraryCall> environment =
        loaded.arguments().receiver().flatMap(r -> maker(loaded.at().body(), r));
    List<Integer> told = environment.map(e -> e.arguments().in(AUTOESCAPE)).orElse(List.of());
    return (!told.isEmpty() && isSelecting(environment.get(), told.getFirst()))
        ? loaded.arguments().all().stream()
            .findFirst()
            .flatMap(name -> value(loaded.at(), name).constantText())
            .filter(name -> name.matches(".*\\.(html?|xml)"))
            .isPresent()
        : !told.isEmpty() && escapes(environment.get()).orElse(false);
  }

  private Optional<List<WrittenTemplate.Hole>> holes(
      Fact.Rendering fact, Node node, LibraryCall call) {
    if (fact.slot() != Slot.Fixed.SELF) {
      return text(node, call.arguments().in(fact.slot()))
          .map(text -> WrittenTemplate.holes(text, true));
    }
    Optional<LibraryCall> maker = call.arguments().receiver().flatMap(r -> maker(node.body(), r));
    Optional<Boolean> escapes = maker.flatMap(this::escapes);
    if (escapes.isEmpty()) {
      return Optional.empty();
    }
    return LOADING.contains(maker.get().lastName())
        ? new LoadedTemplate(walk, maker.get()).holes(node, escapes.get())
        : text(node, maker.get().at(), maker.get().arguments().in(FIRST))
            .map(text -> WrittenTemplate.holes(text, escapes.get()));
  }

  private Optional<String> text(Node node, List<Integer> arguments) {
    return text(node, node.at(), arguments);
  }

  /** A text that is a template, and no name of one. */
  private Optional<String> text(Node node, Ref call, List<Integer> arguments) {
    return arguments.stream()
        .findFirst()
        .flatMap(
            i -> (call.body() == node.body() ? walk.value(node, i) : value(call, i)).constantText())
        .filter(text -> text.contains("{{") || text.contains("{%"));
  }

  private AbstractValue value(Ref call, int instruction) {
    return program.value(new Ref(call.body(), instruction));
  }

  /** The call that has made an object, here or in the one place that sets its variable. */
  private Optional<LibraryCall> maker(int number, int object) {
    Body body = program.body(number);
    int origin = program.origin(body, object);
    Optional<Symbol> variable = variable(new Ref(number, origin));
    if (variable.isPresent()) {
      return program
          .onlyStored(variable.get())
          .filter(r -> isCall(r))
          .map(r -> new Ref(r.body(), program.origin(program.body(r.body()), r.instruction())))
          .map(r -> LibraryCall.of(program, r));
    }
    return body.op(origin) == Op.CALL
        ? Optional.of(LibraryCall.of(program, new Ref(number, origin)))
        : Optional.empty();
  }

  /** The variable that is read, of this module or of another. */
  private Optional<Symbol> variable(Ref at) {
    Body body = program.body(at.body());
    return switch (body.op(at.instruction())) {
      case LOAD -> Optional.of(body.symbols().get(body.arg(at.instruction())));
      case IMPORT -> ImportedVariables.of(program, at);
      case ATTR ->
          program
              .value(new Ref(at.body(), body.operand(at.instruction(), 0)))
              .only()
              .flatMap(a ->
                  a instanceof Atom.ModuleObject m
                      ? m.module()
                          .scopes()
                          .root()
                          .local(body.names().get(body.arg(at.instruction())))
                      : Optional.empty());
      default -> Optional.empty();
    };
  }

  private boolean isCall(Ref value) {
    Body body = program.body(value.body());
    return body.op(program.origin(body, value.instruction())) == Op.CALL;
  }

  /** Whether the engine escapes, as the call that made the template or its environment says. */
  private Optional<Boolean> escapes(LibraryCall maker) {
    List<Integer> told = maker.arguments().in(AUTOESCAPE);
    if (!told.isEmpty()) {
      AbstractValue value = value(maker.at(), told.getFirst());
      return value
          .constant()
          .map(c -> c.equals(new Literal.Truth(true)))
          .or(() -> isSelecting(maker, told.getFirst()) ? Optional.of(true) : Optional.empty());
    }
    if (maker.paths().contains(ESCAPING)) {
      return Optional.of(true);
    }
    if (maker.paths().stream().anyMatch(BARE::contains) && !maker.arguments().hasHidden()) {
      return Optional.of(false);
    }
    boolean isOfEnvironment =
        maker.lastName().equals("from_string") || LOADING.contains(maker.lastName());
    return isOfEnvironment
        ? maker
            .arguments()
            .receiver()
            .flatMap(r -> maker(maker.at().body(), r))
            .flatMap(this::escapes)
        : Optional.empty();
  }

  /** {@code select_autoescape()} escapes templates without a name (Jinja, "Autoescaping"). */
  private boolean isSelecting(LibraryCall maker, int value) {
    int origin = program.origin(maker.body(), value);
    return maker.body().op(origin) == Op.CALL
        && LibraryCall.of(program, new Ref(maker.at().body(), origin))
            .lastName()
            .equals("select_autoescape");
  }

  /** Goes on with what the context holds under a name; false where it holds nothing. */
  private boolean visit(
      Node node, LibraryCall call, Fact.Rendering fact, WrittenTemplate.Hole hole) {
    Node plain =
        node.part(List.of())
            .around(node.surround().around(StringShape.fixed(hole.before()), StringShape.ANY));
    Node written =
        hole.isEscaped() ? plain.allowing(plain.allowed().without(Sanitizers.MARKUP)) : plain;
    if (fact.context().isPresent()) {
      List<Integer> contexts = call.arguments().in(fact.context().get());
      contexts.forEach(c -> walk.visit(moved(node, written, held(node, c)).part(part(hole))));
      return !contexts.isEmpty();
    }
    Body body = call.body();
    List<CallShape.Argument> shape = body.calls().get(body.arg(node.instruction())).arguments();
    boolean any = false;
    for (int k = 0; k < shape.size(); k++) {
      boolean isNamed =
          shape.get(k) instanceof CallShape.Named n && n.name().equals(hole.read().name());
      if (isNamed || shape.get(k) == CallShape.Unnamed.DOUBLE_STAR) {
        any = true;
        List<Place.Selector> part = part(hole);
        walk.visit(
            moved(node, written, body.operand(node.instruction(), k + 1))
                .part(isNamed ? part.subList(1, part.size()) : part));
      }
    }
    return any;
  }

  /** Which part of the context it is: an entry, and attributes of it. */
  private static List<Place.Selector> part(WrittenTemplate.Hole hole) {
    List<Place.Selector> part = new ArrayList<>();
    part.add(new Place.Key(new Literal.Text(hole.read().name())));
    hole.read().fields().forEach(f -> part.add(new Place.Field(f)));
    return part;
  }

  /** {@code Context({"title": title})}: the mapping in it. */
  private int held(Node node, int context) {
    Body body = program.body(node.body());
    int origin = program.origin(body, context);
    if (body.op(origin) != Op.CALL) {
      return context;
    }
    LibraryCall made = LibraryCall.of(program, new Ref(node.body(), origin));
    return made.paths().stream()
        .flatMap(path -> Optional.ofNullable(HOLDERS.get(path)).stream())
        .flatMap(position -> made.arguments().in(new Slot.Argument(position, "dict_")).stream())
        .findFirst()
        .orElse(context);
  }

  private static Node moved(Node node, Node written, int value) {
    return node.before(value, Move.MADE)
        .part(List.of())
        .around(written.surround())
        .allowing(written.allowed());
  }
}
