package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.assize.facts.Control;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.taint.language.SinkLanguage;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Place;
import org.assize.value.domain.Place.Selector;

/**
 * Records that a library reads from storage: of which class of the tree, and what it says of them.
 */
final class Rows {
  /** So many calls a query is made of at most. */
  private static final int MAX_LINKS = 16;

  private final Walk walk;
  private final FlowProgram program;
  private final Columns columns;
  private final CleanedColumns cleaned;

  Rows(Walk walk) {
    this.walk = walk;
    program = walk.program();
    columns = new Columns(program);
    cleaned = new CleanedColumns(walk);
  }

  /**
   * Goes on where a class of the tree tells more of a record than that somebody stored it; false
   * where none does.
   */
  boolean follow(End end) {
    Node node = end.node();
    if (!(end instanceof End.Controlled c)
        || c.control() != Control.PEER
        || !walk.query().roles().isEmpty()) {
      return false;
    }
    if (new Catalogue(program).isRead(node.at())) {
      walk.end(new End.Controlled(node, Control.OPERATOR, "the description of a database"));
      return true;
    }
    for (StoredColumns.Write write : program.storedColumns().behind(node)) {
      walk.visit(node.before(write.value(), Move.STORED).by(write.by()).part(List.of()).in(null));
    }
    Optional<PythonClass> model = modelOf(node.at(), 0);
    if (model.isPresent() && isWhole(node)) {
      walk.end(
          walk.query().language() == SinkLanguage.HTML
              ? new End.Unknown(node, "how a record is shown")
              : new End.Harmless(node, node.at(), "the program makes the address of a record"));
      return true;
    }
    return model
            .filter(
                type -> isSelected(node, type) || computed(node, type) || isHarmless(node, type))
            .isPresent()
        || isHarmlessAnywhere(node);
  }

  /** Whether a query gives columns of a class, and nobody writes a text of theirs into these. */
  private boolean isSelected(Node node, PythonClass model) {
    List<String> selected = new SelectedColumns(program).in(node.at(), node.part());
    List<Optional<String>> reasons = selected.stream().map(c -> column(model, c)).toList();
    boolean isHarmless = !reasons.isEmpty() && reasons.stream().allMatch(Optional::isPresent);
    if (isHarmless) {
      walk.end(new End.Harmless(node, node.at(), reasons.getFirst().orElseThrow()));
    }
    return isHarmless;
  }

  private Optional<String> column(PythonClass model, String column) {
    List<Selector> part = Columns.path(column).stream().<Selector>map(Place.Field::new).toList();
    return columns.harmless(model, part, walk.query()::isMeant);
  }

  /** What is read from a record of which nothing tells the class, or from one that leads to it. */
  private boolean isHarmlessAnywhere(Node node) {
    List<Node> reads = reads(node);
    if (isComputedAnywhere(reads)) {
      return true;
    }
    List<String> names = reads.stream().map(this::name).toList();
    Optional<String> why =
        names.isEmpty() ? Optional.empty() : columns.harmlessAnywhere(names, walk.query()::isMeant);
    if (why.isEmpty() && !names.isEmpty() && cleaned.isClean(node, names.getLast())) {
      why = Optional.of("whatever the program stores as " + names.getLast() + " is clean");
    }
    why.ifPresent(w -> walk.end(new End.Harmless(node, node.at(), w)));
    return why.isPresent();
  }

  /** Whether properties compute what is read last, in all classes of records that name it. */
  private boolean isComputedAnywhere(List<Node> reads) {
    if (reads.isEmpty()) {
      return false;
    }
    Node last = reads.getLast();
    List<List<Integer>> getters =
        columns.declaring(name(last)).stream().map(at -> Getters.of(program, at)).toList();
    if (getters.isEmpty() || getters.stream().anyMatch(List::isEmpty)) {
      return false;
    }
    getters.forEach(g -> g.forEach(body -> walk.returned(last, body, last.part())));
    return true;
  }

  /** The attributes that are read on the way from a record, before more is made. */
  private List<Node> reads(Node node) {
    List<Node> found = new ArrayList<>();
    Node at = node;
    for (Node next = at.next(); next != null && isKept(at.move(), next); next = at.next()) {
      if (at.move() == Move.FIELD && op(next) == Op.ATTR) {
        found.add(next);
      }
      at = next;
    }
    return found;
  }

  private Op op(Node node) {
    return program.body(node.body()).op(node.instruction());
  }

  private String name(Node read) {
    Body body = program.body(read.body());
    return body.names().get(body.arg(read.instruction()));
  }

  /** Whether a step leaves an object what it is, reads a part of it, or chooses among records. */
  private boolean isKept(Move move, Node next) {
    return KEEPING.contains(move)
        || CalledMethod.of(program, next.at()).filter(m -> CHOOSING.contains(m.name())).isPresent();
  }

  /** Methods of what gives records that give the same records, fewer or in another order. */
  private static final Set<String> CHOOSING =
      Set.of(
          "all",
          "distinct",
          "exclude",
          "filter",
          "first",
          "last",
          "order_by",
          "prefetch_related",
          "reverse",
          "select_related");

  /** Steps that leave an object what it is, or read a part of it. */
  private static final Set<Move> KEEPING =
      Set.of(
          Move.SAME,
          Move.FIELD,
          Move.PART,
          Move.ELEMENT,
          Move.OBJECT,
          Move.STORED,
          Move.PASSED,
          Move.RETURNED);

  /** Ends a way at a record that a class of the tree shows. */
  void shown(Node node, PythonClass view) {
    boolean isKnown =
        shownBy(view).filter(model -> computed(node, model) || isHarmless(node, model)).isPresent();
    if (!isKnown && !isHarmlessAnywhere(node)) {
      walk.end(new End.Controlled(node, Control.PEER, "a record of " + view.name()));
    }
  }

  /**
   * Whether a record as a whole stands for an address, which a method of its class makes, or is
   * what a view returns, which something turns into a text.
   */
  private boolean isWhole(Node node) {
    boolean isObject =
        walk.query().language() == SinkLanguage.REDIRECT
            || (walk.query().language() == SinkLanguage.HTML && !node.surround().isComposed());
    return isObject && Columns.names(node.part()).isEmpty() && reads(node).isEmpty();
  }

  private boolean isHarmless(Node node, PythonClass model) {
    Optional<String> why = columns.harmless(model, node.part(), walk.query()::isMeant);
    why.ifPresent(w -> walk.end(new End.Harmless(node, node.at(), w)));
    return why.isPresent();
  }

  /** A property of the class computes what is wanted. */
  private boolean computed(Node node, PythonClass model) {
    int count = 0;
    while (count < node.part().size()
        && Columns.names(node.part().subList(0, count + 1)).isEmpty()) {
      count++;
    }
    if (count == node.part().size()) {
      return false;
    }
    List<Selector> rest = node.part().subList(count + 1, node.part().size());
    Optional<Ref> stored = columns.stored(model, Columns.names(node.part()).getFirst());
    List<Integer> getters = stored.map(s -> Getters.of(program, s)).orElse(List.of());
    for (int getter : getters) {
      walk.returned(node, getter, rest);
    }
    return !getters.isEmpty();
  }

  /** The class whose records a value gives, or asks for: the first that a query names. */
  private Optional<PythonClass> modelOf(Ref at, int links) {
    Body body = program.body(at.body());
    int i = program.origin(body, at.instruction());
    Optional<PythonClass> itself = named(new Ref(at.body(), i));
    if (itself.isPresent() || links > MAX_LINKS) {
      return itself;
    }
    return switch (body.op(i)) {
      case CALL -> called(new Ref(at.body(), i), links);
      case ATTR, AWAIT, ITERATE, NEXT, ITEM, SLICE, UNPACK, ENTER ->
          modelOf(new Ref(at.body(), body.operand(i, 0)), links + 1);
      case PARAM -> ofView(body, i);
      case LOAD -> ofVariable(body, i, links);
      default -> Optional.empty();
    };
  }

  private Optional<PythonClass> named(Ref at) {
    return program.value(at).atoms().stream()
        .filter(Atom.ClassObject.class::isInstance)
        .map(a -> ((Atom.ClassObject) a).type())
        .findFirst();
  }

  /** {@code Post.objects.filter(…)}, {@code session.query(Post)}, {@code session.get(Post, 1)}. */
  private Optional<PythonClass> called(Ref call, int links) {
    Body body = program.body(call.body());
    Optional<PythonClass> receiver =
        modelOf(new Ref(call.body(), body.operand(call.instruction(), 0)), links + 1);
    return receiver.or(() ->
        new CallArguments(program, call)
            .all().stream()
                .limit(1)
                .flatMap(v -> modelOf(new Ref(call.body(), v), links + 1).stream())
                .findFirst());
  }

  private Optional<PythonClass> ofVariable(Body body, int load, int links) {
    return program
        .onlyStored(body.symbols().get(body.arg(load)))
        .flatMap(stored -> modelOf(stored, links + 1));
  }

  /** What a class that shows records names as theirs: {@code model = Post}. */
  private Optional<PythonClass> ofView(Body body, int parameter) {
    return body.arg(parameter) == 0
        ? body.function().flatMap(PythonFunction::owner).flatMap(this::shownBy)
        : Optional.empty();
  }

  /** Returns the class whose records a class shows; empty where it names none. */
  Optional<PythonClass> shownBy(PythonClass view) {
    return SHOWN.stream()
        .flatMap(name -> columns.stored(view, name).stream())
        .flatMap(stored -> modelOf(stored, 0).stream())
        .findFirst()
        .or(() -> selectedBy(view));
  }

  /** {@code def get_queryset(self): return Post.objects.filter(…)}. */
  private Optional<PythonClass> selectedBy(PythonClass view) {
    Optional<Integer> method =
        program
            .view()
            .resolver()
            .hierarchy()
            .method(view, "get_queryset")
            .flatMap(program.values().bodies()::of);
    if (method.isEmpty()) {
      return Optional.empty();
    }
    Body body = program.body(method.get());
    return IntStream.range(0, body.size())
        .filter(i -> body.op(i) == Op.RETURN)
        .mapToObj(i -> new Ref(method.get(), body.operand(i, 0)))
        .flatMap(given -> root(given).stream())
        .findFirst();
  }

  /** The class with which a chain of calls begins: {@code Post.objects.filter(…)}. */
  private Optional<PythonClass> root(Ref given) {
    Body body = program.body(given.body());
    int at = program.origin(body, given.instruction());
    Optional<PythonClass> found = named(new Ref(given.body(), at));
    for (int links = 0; found.isEmpty() && links < MAX_LINKS; links++) {
      if (body.op(at) != Op.CALL && body.op(at) != Op.ATTR) {
        return Optional.empty();
      }
      at = program.origin(body, body.operand(at, 0));
      found = named(new Ref(given.body(), at));
    }
    return found;
  }

  /** Attributes of classes that say whose records their objects show. */
  private static final Set<String> SHOWN = Set.of("model", "queryset");
}
