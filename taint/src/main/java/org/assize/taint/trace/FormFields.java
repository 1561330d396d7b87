package org.assize.taint.trace;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.facts.Control;
import org.assize.facts.Slot;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.program.Hierarchy;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.taint.language.SinkLanguage;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Place;
import org.assize.value.domain.Place.Selector;

/**
 * What forms and serializers of the tree let through: each value has passed the field that the
 * class declares for it, and the method that it has for the field (Django, "Form and field
 * validation"; Django REST framework, "Serializers").
 */
final class FormFields {
  /** Attributes that hold what was checked. */
  private static final Set<String> CHECKED = Set.of("cleaned_data", "validated_data");

  /** What the fields of a form show of its class (Django, "The Forms API"; WTForms, "Fields"). */
  static final Set<String> OF_CLASS =
      Set.of(
          "label",
          "help_text",
          "label_tag",
          "legend_tag",
          "id_for_label",
          "html_name",
          "auto_id",
          "css_classes",
          "description",
          "widget");

  /** Attributes of views that name the class of their forms, with the method that may overrule. */
  private static final Map<String, String> OF_VIEWS =
      Map.of("form_class", "get_form_class", "serializer_class", "get_serializer_class");

  private static final Slot VALIDATORS = new Slot.Argument(-1, "validators");
  private static final Slot FIRST = new Slot.Argument(0, "regex");
  private static final Slot INVERSE = new Slot.Argument(3, "inverse_match");

  /** Fields and validators that take one pattern as their argument, which they search for. */
  private static final Set<String> PATTERNED =
      Set.of(
          "django.forms.RegexField",
          "rest_framework.serializers.RegexField",
          "django.core.validators.RegexValidator");

  /** Fields that give a stored record, of which the client names only the key. */
  private static final Set<String> SELECTING =
      Set.of(
          "django.forms.ModelChoiceField",
          "rest_framework.serializers.PrimaryKeyRelatedField",
          "rest_framework.serializers.SlugRelatedField",
          "rest_framework.serializers.HyperlinkedRelatedField");

  /** Fields that take uploads. */
  private static final Set<String> FILES =
      Set.of(
          "django.forms.FileField",
          "django.forms.ImageField",
          "django.db.models.FileField",
          "django.db.models.ImageField",
          "rest_framework.serializers.FileField",
          "rest_framework.serializers.ImageField");

  private static final String SLUG = "\\A[-a-zA-Z0-9_]+\\Z";

  /** Fields and validators that have a pattern of their own. */
  private static final Map<String, String> PATTERNS =
      Map.of(
          "django.forms.SlugField", SLUG,
          "rest_framework.serializers.SlugField", SLUG,
          "django.core.validators.validate_slug", SLUG);

  private final Walk walk;
  private final Rows rows;
  private final FlowProgram program;
  private final Columns columns;
  private final HookParameters hooks;

  FormFields(Walk walk, Rows rows) {
    this.walk = walk;
    this.rows = rows;
    program = walk.program();
    columns = new Columns(program);
    hooks = new HookParameters(program);
  }

  /** Goes on where a class of the tree says what the value was checked for; false for no other. */
  boolean follow(End end) {
    if (!(end instanceof End.Controlled) || !walk.query().roles().isEmpty()) {
      return false;
    }
    Optional<HookParameters.Field> given = hooks.field(end.node());
    if (given.isPresent()) {
      Node at = given.get().at();
      return isHarmless(at, given.get().serializer(), given.get().name());
    }
    Node node = looked(end.node());
    if (!isChecked(node)
        || !(node.part().getFirst() instanceof Place.Key(Literal.Text(String name)))) {
      return false;
    }
    Optional<PythonClass> form = form(node);
    return form.filter(f -> isHarmless(node, f, name) || isCleaned(node, f, name)).isPresent();
  }

  /** Of {@code form.cleaned_data.get("name")}, the entry of what was checked. */
  private Node looked(Node node) {
    Body body = program.body(node.body());
    if (body.op(node.instruction()) != Op.CALL || body.operandCount(node.instruction()) < 2) {
      return node;
    }
    int callee = program.origin(body, body.operand(node.instruction(), 0));
    Optional<Literal> key = walk.value(node, body.operand(node.instruction(), 1)).constant();
    return body.op(callee) == Op.ATTR
            && body.names().get(body.arg(callee)).equals("get")
            && key.isPresent()
        ? node.before(program.origin(body, body.operand(callee, 0)), Move.PART)
            .within(new Place.Key(key.get()))
        : node;
  }

  private boolean isChecked(Node node) {
    Body body = program.body(node.body());
    int i = node.instruction();
    return !node.part().isEmpty()
        && body.op(i) == Op.ATTR
        && CHECKED.contains(body.names().get(body.arg(i)));
  }

  /** The class of the form: that of the object, or the one that the view around it names. */
  private Optional<PythonClass> form(Node node) {
    Body body = program.body(node.body());
    AbstractValue object = walk.value(node, body.operand(node.instruction(), 0));
    Optional<PythonClass> itself =
        object.atoms().stream()
            .flatMap(a -> a instanceof Atom.Instance i ? Stream.of(i.type()) : Stream.empty())
            .findFirst();
    Optional<PythonClass> owner = body.function().flatMap(PythonFunction::owner);
    int origin = program.origin(body, body.operand(node.instruction(), 0));
    boolean isOwn = body.op(origin) == Op.PARAM && body.arg(origin) == 0 && body.hasReceiver();
    return itself.or(() -> isOwn ? owner : owner.flatMap(this::ofView));
  }

  private Optional<PythonClass> ofView(PythonClass view) {
    Hierarchy hierarchy = program.view().resolver().hierarchy();
    return OF_VIEWS.entrySet().stream()
        .filter(e -> hierarchy.method(view, e.getValue()).isEmpty())
        .flatMap(e -> columns.stored(view, e.getKey()).stream())
        .flatMap(stored -> classes(program.value(stored)))
        .findFirst();
  }

  private static Stream<PythonClass> classes(AbstractValue value) {
    return value.atoms().stream()
        .flatMap(a -> a instanceof Atom.ClassObject c ? Stream.of(c.type()) : Stream.empty());
  }

  private boolean isHarmless(Node node, PythonClass form, String name) {
    Optional<Ref> field = columns.stored(form, name);
    if (isFile(node, field.or(() -> model(form).flatMap(m -> columns.stored(m, name))))) {
      walk.end(new End.Harmless(node, node.at(), name + " holds a file, and no path"));
      return true;
    }
    if (field.isEmpty()) {
      return isOfModel(node, form);
    }
    if (program.paths(field.get()).stream().anyMatch(SELECTING::contains)) {
      End record =
          new End.Controlled(node.part(Parts.inner(node.part())), Control.PEER, "a record");
      if (!rows.follow(record)) {
        walk.end(record);
      }
      return true;
    }
    Optional<String> why =
        columns
            .type(form, name)
            .filter(Safety::isHarmlessType)
            .map(type -> name + " holds " + type)
            .or(() -> pattern(node, field.get()).map(p -> name + " matches " + p));
    why.ifPresent(w -> walk.end(new End.Harmless(node, field.get(), w)));
    return why.isPresent();
  }

  /** Whether what a field lets through is an opened file, which names no other. */
  private boolean isFile(Node node, Optional<Ref> field) {
    return walk.query().language() == SinkLanguage.PATH
        && Parts.inner(node.part()).isEmpty()
        && field.filter(f -> program.paths(f).stream().anyMatch(FILES::contains)).isPresent();
  }

  /** {@code class Meta: model = Account}. */
  private Optional<PythonClass> model(PythonClass form) {
    return columns
        .stored(form, "Meta")
        .flatMap(meta -> classes(program.value(meta)).findFirst())
        .flatMap(meta -> columns.stored(meta, "model"))
        .flatMap(model -> classes(program.value(model)).findFirst())
        .filter(program::isRecord);
  }

  /** The columns of the model are the fields. */
  private boolean isOfModel(Node node, PythonClass form) {
    Optional<String> why =
        model(form).flatMap(model -> columns.harmless(model, node.part(), walk.query()::isMeant));
    why.ifPresent(w -> walk.end(new End.Harmless(node, node.at(), w)));
    return why.isPresent();
  }

  /** The pattern of a field, or of one of its validators, that lets nothing harmful through. */
  private Optional<String> pattern(Node node, Ref field) {
    return Stream.concat(Stream.of(field), validators(field))
        .flatMap(this::patterns)
        .filter(p -> Patterns.excludes(p, "search", Safety.context(walk.query(), node)))
        .findFirst();
  }

  private Stream<Ref> validators(Ref field) {
    Body body = program.body(field.body());
    if (body.op(field.instruction()) != Op.CALL) {
      return Stream.of();
    }
    return new CallArguments(program, field)
        .in(VALIDATORS).stream()
            .map(list -> program.origin(body, list))
            .filter(list -> body.op(list) == Op.LIST || body.op(list) == Op.TUPLE)
            .flatMap(list -> operands(body, list))
            .map(v -> made(new Ref(field.body(), program.origin(body, v))));
  }

  private static Stream<Integer> operands(Body body, int list) {
    return Stream.iterate(0, k -> k < body.operandCount(list), k -> k + 1)
        .map(k -> body.operand(list, k));
  }

  /** What a variable of the module holds, where that is what stands there. */
  private Ref made(Ref at) {
    Body body = program.body(at.body());
    return body.op(at.instruction()) == Op.LOAD
        ? program.onlyStored(body.symbols().get(body.arg(at.instruction()))).orElse(at)
        : at;
  }

  private Stream<String> patterns(Ref at) {
    List<String> paths = program.paths(at);
    Stream<String> own = paths.stream().map(PATTERNS::get).filter(p -> p != null);
    boolean isCall = program.body(at.body()).op(at.instruction()) == Op.CALL;
    if (!isCall || paths.stream().noneMatch(PATTERNED::contains)) {
      return own;
    }
    CallArguments arguments = new CallArguments(program, at);
    return arguments.in(INVERSE).isEmpty()
        ? arguments.in(FIRST).stream()
            .flatMap(v -> program.value(new Ref(at.body(), v)).constantText().stream())
        : Stream.of();
  }

  /** What the method for the field returns is what the form holds. */
  private boolean isCleaned(Node node, PythonClass form, String name) {
    Optional<Integer> method =
        program
            .view()
            .resolver()
            .hierarchy()
            .method(form, "clean_" + name)
            .flatMap(program.values().bodies()::of)
            .filter(body -> body != node.body());
    List<Selector> rest = Parts.inner(node.part());
    method.ifPresent(body -> walk.returned(node, body, rest));
    return method.isPresent();
  }
}
