package org.assize.taint.trace;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assize.base.Memo;
import org.assize.base.graph.Dominators;
import org.assize.checks.ByVersion;
import org.assize.checks.FactLookup;
import org.assize.checks.Place;
import org.assize.checks.ProgramView;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.program.Hierarchy;
import org.assize.program.PythonClass;
import org.assize.program.PythonModule;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.value.ProgramValues;
import org.assize.value.calls.CallSite;
import org.assize.value.domain.AbstractValue;
import org.assize.value.entry.Entries;
import org.assize.value.entry.Entry;
import org.assize.value.entry.Entry.Kind;
import org.assize.value.entry.Reach;

/** A program with what the earlier analyses found, as ways are followed through it. */
public final class FlowProgram {
  /** Through so many places where ways meet a name is followed. */
  private static final int MAX_MEETINGS = 4;

  private final ProgramView view;
  private final ProgramValues values;
  private final Entries entries;
  private final Reach reach;
  private final ProgramIndex index;
  private final Memo<FlowProgram, StoredColumns> stored = new Memo<>(StoredColumns::of);
  private final Memo<FlowProgram, ComputedColumns> computed = new Memo<>(ComputedColumns::of);
  private final Memo<FlowProgram, Set<PythonClass>> sentModels = new Memo<>(SentModels::of);
  private final Memo<Integer, Map<Integer, CallSite>> calls = new Memo<>(this::findCalls);
  private final Memo<Integer, Dominators> dominators =
      new Memo<>(body -> DominatorTrees.of(body(body)));
  private final Memo<PythonClass, List<String>> declared = new Memo<>(this::findDeclared);
  private final Memo<PythonClass, Set<PythonClass>> families = new Memo<>(this::findFamily);
  private final Memo<PythonClass, Boolean> records =
      new Memo<>(type -> new Columns(this).isRecord(type));
  private final Memo<PythonClass, Boolean> declaringColumns =
      new Memo<>(type -> new Columns(this).declares(type));
  private final Memo<FlowProgram, List<PythonClass>> allRecords =
      new Memo<>(p -> p.classes(p::isRecord));
  private final Memo<FlowProgram, List<PythonClass>> viewsOfRecords =
      new Memo<>(p -> p.classes(type -> ViewTemplates.showsRecords(p, type)));
  private final Memo<FlowProgram, Map<PythonModule, List<Integer>>> decoratedViews =
      new Memo<>(DecoratedViews::of);
  private final Memo<FlowProgram, Boolean> cleansMarkup = new Memo<>(SavedMarkup::isCleaned);
  private final Memo<PythonClass, Integer> constructions = new Memo<>(this::countConstructions);
  private final Memo<Integer, Branches> branches = new Memo<>(body -> Branches.of(this, body));
  private final Memo<PythonClass, Map<String, Expr>> annotations =
      new Memo<>(ModelFields::annotations);
  private final Memo<Body, int[]> sameReads = new Memo<>(SameReads::of);

  /** Every way that passes a call asks for its paths: a sixth of what flows cost in Neutron. */
  private final Memo<Ref, List<String>> paths = new Memo<>(at -> Paths.of(this, at));

  /** Every way that passes a value asks each call of it: a tenth of what ways cost in Neutron. */
  private final Memo<Reached, int[]> arguments = new Memo<>(this::findArguments);

  private final Memo<Ref, Optional<Set<Ref>>> makers = new Memo<>(at -> Makers.of(this, at));

  /** A call with a body that it reaches. */
  private record Reached(Ref call, int callee) {}

  /** Joins the analyses of one program. */
  public FlowProgram(ProgramView view, ProgramValues values, Entries entries, Reach reach) {
    this.view = view;
    this.values = values;
    this.entries = entries;
    this.reach = reach;
    this.index = ProgramIndex.of(this);
  }

  /** Returns the program as checks see it. */
  public ProgramView view() {
    return view;
  }

  /** Returns what bodies compute. */
  public ProgramValues values() {
    return values;
  }

  /** Returns where the program is entered. */
  public Entries entries() {
    return entries;
  }

  /** Returns the way to a body from where production or a test starts; empty if there is none. */
  public List<Reach.Step> witness(int body) {
    return reach.witness(body);
  }

  ProgramIndex index() {
    return index;
  }

  /** Returns what statements of SQL write into columns. */
  StoredColumns storedColumns() {
    return stored.get(this);
  }

  /** Returns the columns that queries compute. */
  ComputedColumns computedColumns() {
    return computed.get(this);
  }

  /** Whether a framework fills the objects of a class with what clients send. */
  boolean isSentModel(PythonClass type) {
    return sentModels.get(this).contains(type);
  }

  /** Returns what is known about libraries, by dotted names. */
  public FactLookup facts() {
    return view.lookup();
  }

  /** Returns a body by its number. */
  public Body body(int number) {
    return values.bodies().get(number);
  }

  /** Whether a body is part of a test module. */
  public boolean isTest(int body) {
    return view.isTest(body(body).module());
  }

  /** Whether production reaches a body. */
  public boolean isProduction(int body) {
    return !isTest(body) && reach.of(body) != Reach.By.TESTS;
  }

  /** Returns the place of an instruction. */
  public Place place(Ref at) {
    Body body = body(at.body());
    var span = body.span(at.instruction());
    return new Place(body.module(), span.start(), span.end());
  }

  /** Returns what an instruction may give, whoever calls its body. */
  public AbstractValue value(Ref at) {
    return values.value(at.body(), at.instruction());
  }

  /** Returns what a call, or an operation that calls, reaches; empty where nothing is known. */
  public Optional<CallSite> call(Ref at) {
    return Optional.ofNullable(calls.get(at.body()).get(at.instruction()));
  }

  private Map<Integer, CallSite> findCalls(int body) {
    return values.calls(body).stream()
        .collect(Collectors.toMap(CallSite::instruction, Function.identity(), (a, b) -> a));
  }

  /**
   * Returns the value that a name of another branch stands for: σ-names are looked through, and
   * places where several of them for one value meet. Of reads that give the same it is the first.
   */
  public int origin(Body body, int instruction) {
    return sameReads.get(body)[plain(body, instruction, MAX_MEETINGS)];
  }

  /** Whether an instruction is a value of its own, not a name for one in some branch. */
  static boolean isValue(Body body, int instruction) {
    return plain(body, instruction, MAX_MEETINGS) == instruction;
  }

  private static int plain(Body body, int instruction, int meetings) {
    int at = instruction;
    while (body.op(at) == Op.SIGMA) {
      at = body.operand(at, 0);
    }
    if (body.op(at) != Op.PHI || meetings == 0 || body.operandCount(at) == 0) {
      return at;
    }
    int common = -1;
    for (int k = 0; k < body.operandCount(at); k++) {
      int one = plain(body, body.operand(at, k), meetings - 1);
      if (one != at && one != common) {
        if (common >= 0) {
          return at;
        }
        common = one;
      }
    }
    return common < 0 ? at : common;
  }

  /** Returns the dotted paths outside the tree that an instruction may name, sorted. */
  public List<String> paths(Ref at) {
    return paths.get(at);
  }

  /**
   * Returns for each parameter of a body the argument that a call passes for it as it stands, -1
   * where there is none.
   */
  int[] arguments(Ref call, int callee) {
    return arguments.get(new Reached(call, callee));
  }

  /** Returns every call that may have made an object; empty where others may have. */
  Optional<Set<Ref>> makers(Ref object) {
    return makers.get(object);
  }

  private int[] findArguments(Reached reached) {
    Passing passing = new Passing(this);
    return IntStream.range(0, body(reached.callee).parameters().size())
        .map(p -> passing.argument(reached.call, reached.callee, p).orElse(-1))
        .toArray();
  }

  /** Returns the one value that a call passes for a parameter of a body, a default included. */
  public Optional<Ref> handed(Ref call, int callee, int parameter) {
    return new Passing(this).single(call, callee, parameter);
  }

  /** Returns the value of a variable to which production assigns once; empty for any other. */
  public Optional<Ref> onlyStored(Symbol symbol) {
    List<Ref> stores = index.stores(symbol);
    return stores.size() == 1
        ? stores.stream()
            .map(s -> new Ref(s.body(), body(s.body()).operand(s.instruction(), 0)))
            .findFirst()
        : Optional.empty();
  }

  /** Returns the dotted paths of the classes outside the tree that an object may be of. */
  public Set<String> objects(Ref object) {
    return Paths.objects(this, object);
  }

  /** Whether a dotted path is a module, class or function, as far as facts know of no object. */
  boolean isModule(String path) {
    return facts().typed(path).equals(path)
        && facts().at(path, Fact.Source.class).isEmpty()
        && !path.startsWith("django.conf.settings.");
  }

  boolean cleansMarkup() {
    return cleansMarkup.get(this);
  }

  /** Returns the calls in production that reach a body. */
  public List<Ref> callersOf(int body) {
    return index.callers(body).stream().map(ProgramIndex.Caller::at).toList();
  }

  /** Returns the name under which code knows a value; empty where it has none. */
  public String named(Body body, int instruction) {
    return switch (body.op(instruction)) {
      case PARAM -> body.parameters().get(body.arg(instruction)).name();
      case LOAD -> body.symbols().get(body.arg(instruction)).name();
      case LOAD_NAME, ATTR -> body.names().get(body.arg(instruction));
      case IMPORT -> body.imports().get(body.arg(instruction)).member();
      default -> "";
    };
  }

  /** Whether code knows a value by a name that requests have. */
  public boolean isRequest(Body body, int instruction) {
    return Sources.isRequest(named(body, origin(body, instruction)));
  }

  /** Returns the dominators of the blocks of a body, exceptional edges included. */
  public Dominators dominators(int body) {
    return dominators.get(body);
  }

  /** Returns the branches of a body. */
  Branches branches(int body) {
    return branches.get(body);
  }

  /** Returns the classes of what libraries hand to a parameter of a function that they call. */
  Set<String> handedTypes(int body, int parameter) {
    boolean isBound = body(body).hasReceiver();
    int index = isBound ? parameter - 1 : parameter;
    Set<String> found = new TreeSet<>();
    for (Entry entry : entries.of(body)) {
      for (Fact.Type fact : facts().at(entry.registrar(), Fact.Type.class)) {
        boolean isMeant =
            switch (fact.slot()) {
              case Slot.Element e -> e.index() == index;
              case Slot.Item i -> i.key().equals(body(body).parameters().get(parameter).name());
              case Slot.Argument a -> entry.kind() == Kind.OVERRIDE && a.position() == index;
              default -> false;
            };
        if (isMeant) {
          found.add(fact.type());
        }
      }
    }
    return found;
  }

  /**
   * Returns the fields that a class and its bases declare by annotations, bases first; none where a
   * constructor of its own, or of a base in the tree, makes its objects.
   */
  List<String> declaredFields(PythonClass type) {
    return declared.get(type);
  }

  private List<String> findDeclared(PythonClass type) {
    boolean isMadeOtherwise = view.resolver().hierarchy().method(type, "__init__").isPresent();
    return isMadeOtherwise ? List.of() : values.declaredFields(type);
  }

  /** Returns the annotation that the body of a class gives a name. */
  Optional<Expr> annotation(PythonClass type, String name) {
    return Optional.ofNullable(annotations.get(type).get(name));
  }

  /** Returns a class, those of the tree above it, and those below it. */
  public Set<PythonClass> family(PythonClass type) {
    return families.get(type);
  }

  private Set<PythonClass> findFamily(PythonClass type) {
    Set<PythonClass> found = new LinkedHashSet<>(Set.of(type));
    Hierarchy hierarchy = view.resolver().hierarchy();
    for (Target above : hierarchy.order(type)) {
      if (above instanceof Target.ClassTarget c) {
        found.add(c.type());
      }
    }
    found.addAll(hierarchy.descendants(type));
    return found;
  }

  /** Returns the classes of the tree whose objects are records. */
  List<PythonClass> records() {
    return allRecords.get(this);
  }

  /** Returns the classes of the tree by which a library shows records. */
  List<PythonClass> viewsOfRecords() {
    return viewsOfRecords.get(this);
  }

  /** Returns the bodies whose decorators hand what they return to a template. */
  List<Integer> decoratedViews(PythonModule template) {
    return decoratedViews.get(this).getOrDefault(template, List.of());
  }

  /** Whether the body of a class itself declares columns. */
  boolean declaresColumns(PythonClass type) {
    return declaringColumns.get(type);
  }

  private List<PythonClass> classes(Predicate<PythonClass> wanted) {
    return view.program().modules().stream()
        .flatMap(module -> module.scopes().classes().stream())
        .filter(wanted)
        .toList();
  }

  /** Whether the objects of a class are records: it declares columns. */
  boolean isRecord(PythonClass type) {
    return records.get(type);
  }

  /** Returns in how many places production makes an object of a class or of one below it. */
  int constructions(PythonClass type) {
    return constructions.get(type);
  }

  private int countConstructions(PythonClass type) {
    return Stream.concat(Stream.of(type), view.resolver().hierarchy().descendants(type).stream())
        .mapToInt(c -> index.constructions(c).size())
        .sum();
  }

  /** Returns whether a fact holds for the versions of its library that a body may meet. */
  public ByVersion byVersion(Fact fact, Body body) {
    return facts().byVersion(fact, body.module());
  }
}
