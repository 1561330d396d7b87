package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Fact;
import org.assize.facts.ValueRole;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Scope;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/** What goes into an algorithm at a call, and what stands around the call. */
record AlgorithmUse(Check check, CallSite call) {
  /** Attributes of an algorithm that say nothing of any data. */
  private static final Set<String> DIMENSIONS =
      Set.of("digest_size", "block_size", "name", "key_size");

  /** Returns why no result is used: it is dropped, or only a dimension is asked for. */
  Optional<String> unused() {
    Node parent = check.view().parent(call.node()).orElse(call.node());
    if (parent instanceof Stmt.ExprStmt && call.node().args().isEmpty()) {
      return Optional.of("the call only tries whether it is available");
    }
    return parent instanceof Expr.Attribute a && DIMENSIONS.contains(a.attribute())
        ? Optional.of("only its " + a.attribute() + " is asked for")
        : Optional.empty();
  }

  /** Returns why no collision matters: the algorithm only fills up what a key encrypts. */
  Optional<String> padding(Set<String> paddings) {
    Node parent = check.view().parent(call.node()).orElse(call.node());
    Node around =
        parent instanceof Node.Keyword ? check.view().parent(parent).orElse(parent) : parent;
    return check
        .view()
        .callOf(around)
        .filter(c -> paddings.contains(c.path()))
        .map(c -> c.calledName() + " needs no hash without collisions");
  }

  /**
   * Whether the digest is what its function is for: it does more with it than to put it into
   * something, or gives no answer at all.
   */
  boolean isAnswer() {
    Node node = check.view().statement(call.node());
    List<Stmt.Return> answers =
        call
            .function()
            .map(f -> Inside.all(f.node().body(), Stmt.Return.class))
            .orElse(List.of())
            .stream()
            .filter(r -> r.value() != null)
            .toList();
    boolean isKept =
        node instanceof Stmt.Assign assign && !(assign.targets().getFirst() instanceof Expr.Name);
    return answers.isEmpty() || (!isKept && !sorts(node));
  }

  /** Last words of names of what things are sorted into. */
  private static final Set<String> SORTING = Set.of("bucket", "shard", "partition");

  /** {@code Bucket.take(f"login-{digest}")}: the answer is that of a bucket the digest names. */
  private boolean sorts(Node statement) {
    List<String> names =
        statement instanceof Stmt.Assign s && s.targets().getFirst() instanceof Expr.Name n
            ? List.of(n.id())
            : List.of();
    return call.function().stream()
        .flatMap(f -> Inside.all(f.node().body(), Expr.Call.class).stream())
        .filter(c ->
            c.function() instanceof Expr.Attribute a
                && NameTerms.endsWith(NameTerms.last(a.value()), SORTING))
        .anyMatch(c ->
            c.args().stream()
                .anyMatch(a ->
                    (a.start() <= call.node().start() && call.node().end() <= a.end())
                        || names.stream().anyMatch(n -> Inside.mentions(List.of(a), n))));
  }

  /** Below so many digits any digest collides. */
  private static final int SHORT = 12;

  /** Returns where a text of the program goes in, and nothing else. */
  Optional<Place> fixedInput() {
    ShownValue values = new ShownValue(check);
    List<Expr> given = given();
    return !given.isEmpty()
            && given.stream()
                .map(values::origin)
                .allMatch(e -> e instanceof Expr.Str || e instanceof Expr.Bytes)
        ? Optional.of(Place.of(call.module(), values.origin(given.getFirst())))
        : Optional.empty();
  }

  /** Returns the digits that are kept of a digest under a local name: {@code d.hexdigest()[:8]}. */
  private Optional<Surroundings.Named> cutLater() {
    if (!(check.view().parent(call.node()).orElse(null) instanceof Stmt.Assign s)
        || !(s.targets().getFirst() instanceof Expr.Name kept)
        || call.function().isEmpty()) {
      return Optional.empty();
    }
    List<Optional<Surroundings.Named>> cuts =
        Inside.all(call.function().get().node().body(), Expr.Name.class).stream()
            .filter(n -> n != kept && n.id().equals(kept.id()) && !isUpdated(n))
            .map(n -> cut(n))
            .toList();
    return !cuts.isEmpty() && cuts.stream().allMatch(Optional::isPresent)
        ? cuts.getFirst()
        : Optional.empty();
  }

  private boolean isUpdated(Expr.Name digest) {
    return check.view().parent(digest).orElse(null) instanceof Expr.Attribute a
        && a.attribute().equals("update");
  }

  /** Returns where so few digits are kept that no algorithm would keep inputs apart. */
  Optional<Surroundings.Named> cut() {
    return cut(call.node()).or(this::cutLater);
  }

  private Optional<Surroundings.Named> cut(Node made) {
    Node node = made;
    Optional<Node> outer = check.view().parent(node);
    while (outer.orElse(null) instanceof Expr.Attribute
        || (outer.orElse(null) instanceof Expr.Call c && (c.function() == node || prints(c)))) {
      node = outer.get();
      outer = check.view().parent(node);
    }
    return outer.orElse(null) instanceof Expr.Subscript s
            && s.value() == node
            && s.index() instanceof Expr.Slice slice
            && slice.lower() == null
            && slice.step() == null
            && slice.upper() instanceof Expr.Int n
            && n.value() > 0
            && n.value() <= SHORT
        ? Optional.of(
            new Surroundings.Named(
                "only " + n.value() + " digits are kept", Place.of(call.module(), s)))
        : Optional.empty();
  }

  /** Returns where what is compared with it is called after the algorithm: another has fixed it. */
  Optional<Surroundings.Named> fixedBy(String algorithm) {
    String name = algorithm.substring(algorithm.lastIndexOf('.') + 1);
    return call.function().stream()
        .flatMap(f -> Inside.all(f.node().body(), Expr.Compare.class).stream())
        .flatMap(c -> Inside.all(List.of(c), Expr.Attribute.class).stream())
        .filter(a -> a.attribute().equalsIgnoreCase(name) && !isCalled(a))
        .findFirst()
        .map(a -> new Surroundings.Named(name, Place.of(call.module(), a)));
  }

  private boolean isCalled(Expr.Attribute attribute) {
    return check.view().parent(attribute).orElse(null) instanceof Expr.Call c
        && c.function() == attribute;
  }

  /** {@code base64.b64encode(digest)}: other letters for the same digits. */
  private static boolean prints(Expr.Call call) {
    return NameTerms.last(call).matches("[a-z0-9_]*(b64encode|b32encode|encodebytes|hexlify)");
  }

  /**
   * Returns where what goes in is a structure in a fixed order: what is made of it tells changes.
   */
  Optional<Surroundings.Named> canonical() {
    return Inside.all(given(), Expr.Call.class).stream()
        .filter(c -> NameTerms.last(c).equals("dumps"))
        .filter(c ->
            c.keywords().stream()
                .anyMatch(k ->
                    "sort_keys".equals(k.name()) && k.value() instanceof Expr.Bool b && b.value()))
        .findFirst()
        .map(c ->
            new Surroundings.Named("a structure in a fixed order", Place.of(call.module(), c)));
  }

  /** Returns the names and texts that go in, at the call or by a later update. */
  List<Surroundings.Named> inputs() {
    return Surroundings.within(given(), check.view());
  }

  /** Returns what goes in, at the call or by a later update. */
  List<Expr> given() {
    List<Expr> given = new ArrayList<>(call.node().args());
    check
        .view()
        .parent(call.node())
        .filter(p -> p instanceof Expr.Attribute)
        .flatMap(p -> check.view().parent(p))
        .filter(p -> p instanceof Expr.Call c && !c.args().isEmpty())
        .ifPresent(p -> given.addAll(((Expr.Call) p).args()));
    given.addAll(updates());
    return given;
  }

  /** What {@code h.update(…)} adds to a hash object that is bound to a local name. */
  private List<Expr> updates() {
    Optional<Node> parent = check.view().parent(call.node());
    if (!(parent.orElse(null) instanceof Stmt.Assign assign)
        || !(assign.targets().getFirst() instanceof Expr.Name bound)) {
      return List.of();
    }
    return check.view().calls().stream()
        .filter(c ->
            c.node().function() instanceof Expr.Attribute a
                && a.attribute().equals("update")
                && a.value() instanceof Expr.Name n
                && n.id().equals(bound.id())
                && c.function().equals(call.function()))
        .flatMap(c -> c.node().args().stream())
        .toList();
  }

  /** Returns the place at which what a generator draws goes in. */
  Optional<Place> randomInput() {
    return given().stream().flatMap(e -> drawn(e, 0).stream()).findFirst();
  }

  /** Returns what goes in where all of it, two parts at least, names a host, a port or a user. */
  Optional<Surroundings.Named> endpoint(Set<String> terms) {
    List<Expr.Name> parts = new ArrayList<>();
    given().forEach(e -> parts(e, 0, parts));
    boolean all =
        parts.size() > 1 && parts.stream().allMatch(n -> NameTerms.speaksOf(n.id(), terms));
    return all
        ? Optional.of(
            new Surroundings.Named(
                Wording.list(parts.stream().map(Expr.Name::id).distinct().toList()),
                Place.of(call.module(), parts.getFirst())))
        : Optional.empty();
  }

  /** The names that a value is put together from, also by way of one local variable. */
  private void parts(Node node, int depth, List<Expr.Name> to) {
    if (node instanceof Expr.Name name) {
      Optional<Expr> value =
          call.module().scopes().at(name.start()).lookup(name.id()).stream()
              .filter(s -> s.scope().kind() == Scope.Kind.FUNCTION)
              .flatMap(s -> s.only().stream())
              .flatMap(b -> bound(b.source()).stream())
              .filter(v -> depth == 0 && v instanceof Expr.BinOp)
              .findFirst();
      if (value.isPresent()) {
        parts(value.get(), depth + 1, to);
      } else {
        to.add(name);
      }
    } else if (node instanceof Expr.Call c) {
      if (c.function() instanceof Expr.Attribute a) {
        parts(a.value(), depth, to);
      }
      c.args().forEach(arg -> parts(arg, depth, to));
    } else {
      Nodes.forEachChild(node, child -> parts(child, depth, to));
    }
  }

  private Optional<Place> drawn(Node node, int depth) {
    PythonModule module = call.module();
    List<Place> found = new ArrayList<>();
    Optional<CallSite> made = check.view().callOf(node);
    boolean isDrawn =
        made.isPresent()
            && check.program().lookup().at(made.get().path(), Fact.Source.class).stream()
                .anyMatch(s ->
                    s.origin() == ValueRole.STRONG_RANDOM || s.origin() == ValueRole.WEAK_RANDOM);
    if (isDrawn) {
      return Optional.of(Place.of(module, node));
    }
    if (depth < 2 && node instanceof Expr.Name name) {
      module.scopes().at(name.start()).lookup(name.id()).stream()
          .filter(s -> s.scope().kind() == Scope.Kind.FUNCTION)
          .map(Symbol::bindings)
          .flatMap(List::stream)
          .flatMap(b -> bound(b.source()).stream())
          .forEach(v -> drawn(v, depth + 1).ifPresent(found::add));
    }
    Nodes.forEachChild(node, child -> drawn(child, depth).ifPresent(found::add));
    return found.stream().findFirst();
  }

  private static Optional<Expr> bound(Node source) {
    return switch (source) {
      case Stmt.Assign s -> Optional.of(s.value());
      case Stmt.AugAssign s -> Optional.of(s.value());
      case Stmt.For s -> Optional.of(s.iter());
      default -> Optional.empty();
    };
  }

  /**
   * Returns the texts beside the call: what goes in, also by the name of a constant, the texts of
   * its function, and those that its class is given.
   */
  List<Surroundings.Named> texts() {
    List<Surroundings.Named> found = new ArrayList<>();
    Values values = check.program().values();
    for (Expr input : given()) {
      inner(input, found, values);
    }
    call.function().ifPresent(f -> found.addAll(Surroundings.texts(f.node(), check.view())));
    owner().stream()
        .flatMap(c -> c.node().body().stream())
        .filter(AlgorithmUse::isField)
        .forEach(field -> found.addAll(Surroundings.texts(field, check.view())));
    return found;
  }

  private static boolean isField(Stmt statement) {
    return statement instanceof Stmt.Assign || statement instanceof Stmt.AnnAssign;
  }

  private void inner(Node node, List<Surroundings.Named> found, Values values) {
    if (node instanceof Expr.Name || node instanceof Expr.Attribute) {
      values
          .text((Expr) node, call.module())
          .ifPresent(t -> found.add(new Surroundings.Named(t, Place.of(call.module(), node))));
    }
    Nodes.forEachChild(node, child -> inner(child, found, values));
  }

  /** Returns the class around the call and its module, by their names. */
  List<Surroundings.Named> places() {
    List<Surroundings.Named> found = new ArrayList<>();
    owner().ifPresent(c -> found.add(new Surroundings.Named(c.name(), Place.ofName(c))));
    found.add(new Surroundings.Named(call.module().name(), new Place(call.module(), 0, 0)));
    return found;
  }

  /** Returns the module around the call. */
  ModuleView view() {
    return check.view();
  }

  private Optional<PythonClass> owner() {
    return call.function().isPresent()
        ? call.function().flatMap(PythonFunction::owner)
        : call.module().scopes().classes().stream()
            .filter(c -> c.node().start() < call.node().start())
            .filter(c -> call.node().end() <= c.node().end())
            .findFirst();
  }
}
