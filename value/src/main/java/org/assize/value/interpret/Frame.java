package org.assize.value.interpret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.assize.facts.Truth;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.program.PythonFunction;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.ContainerKind;
import org.assize.value.domain.Place;
import org.assize.value.domain.Site;
import org.assize.value.heap.Content;
import org.assize.value.heap.InstanceContent;
import org.jspecify.annotations.Nullable;

/** The state of one interpretation: the values so far, the heap at the current instruction. */
final class Frame {
  /** A block visited more often than this widens its phis. */
  static final int WIDEN_FROM = 3;

  /** The instruction of the site that stands for the receiver of a method. */
  private static final int RECEIVER = -2;

  /** The instruction of the site that stands for what a generator gives. */
  private static final int GENERATOR = -1;

  /** So many kinds of objects are told apart by the context of a site. */
  private static final int KINDS = 16;

  private final int number;
  private final Body body;
  private final List<AbstractValue> arguments;
  private final Surroundings surroundings;
  private final Effects effects = new Effects();
  private final AbstractValue[] values;
  private final @Nullable AbstractValue[] parameters;
  private final boolean[][] live;
  private final int[] visits;
  private final Map<Site, Content> made = new HashMap<>();
  private final Set<Site> shared = new HashSet<>();
  private final Set<Site> beingExported = new HashSet<>();
  private final Function<Atom, Truth> truthOf = this::truthOf;
  private final UnaryOperator<AbstractValue> exporting = this::exported;
  private final Substitution grounding = new Substitution(this::ground);
  private final Members members = new Members(this);
  private final boolean hasReceiver;
  private final Site receiver;
  private final Optional<Site> receiverSite;
  private Heap heap = Heap.EMPTY;
  private boolean recording;
  private int current;
  private int sites;
  private AbstractValue result = AbstractValue.BOTTOM;
  private AbstractValue yielded = AbstractValue.BOTTOM;
  private Heap atReturn = Heap.EMPTY;
  private boolean returned;
  private boolean disturbed;
  private long changed;
  private long deciding;

  Frame(int number, List<AbstractValue> arguments, Surroundings surroundings) {
    this.number = number;
    this.body = surroundings.body(number);
    this.arguments = arguments;
    this.surroundings = surroundings;
    values = new AbstractValue[body.size()];
    Arrays.fill(values, AbstractValue.BOTTOM);
    parameters = new AbstractValue[body.parameters().size()];
    live = new boolean[body.blockCount()][];
    visits = new int[body.blockCount()];
    for (int block = 0; block < live.length; block++) {
      live[block] = new boolean[body.predecessorCount(block)];
    }
    hasReceiver = body.function().flatMap(PythonFunction::receiver).isPresent();
    receiver = new Site(number, RECEIVER, 0);
    receiverSite = Optional.of(receiver);
    made.put(receiver, InstanceContent.EMPTY);
  }

  int number() {
    return number;
  }

  Body body() {
    return body;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  Effects effects() {
    return effects;
  }

  /** Whether the values are final, so that effects are to be kept. */
  boolean isRecording() {
    return recording;
  }

  void record(boolean on) {
    recording = on;
  }

  // --- control flow

  void enter(int block, Heap before) {
    heap = before;
    disturbed = false;
    visits[block]++;
  }

  /** Whether something changed in the current block that no point of the body is kept apart for. */
  boolean isDisturbed() {
    return disturbed;
  }

  /** Goes back, or on, to another state of the objects. */
  void restore(Heap other) {
    heap = other;
  }

  int visits(int block) {
    return visits[block];
  }

  /** Marks the edges from a block to another one as taken; returns whether they were not yet. */
  boolean live(int from, int to) {
    boolean isNew = false;
    for (int k = 0; k < live[to].length; k++) {
      if (body.predecessor(to, k) == from && !live[to][k]) {
        live[to][k] = true;
        isNew = true;
      }
    }
    return isNew;
  }

  boolean isLive(int block, int predecessor) {
    return live[block][predecessor];
  }

  /** An instruction is about to be evaluated. */
  void begin(int instruction) {
    current = instruction;
    sites = 0;
  }

  /** Returns the instruction that is evaluated. */
  int current() {
    return current;
  }

  // --- values

  AbstractValue value(int instruction) {
    return values[instruction];
  }

  /** Sets a value; returns whether it changed. */
  boolean set(int instruction, AbstractValue value) {
    boolean differs = !values[instruction].equals(value);
    values[instruction] = value;
    return differs;
  }

  AbstractValue operand(int instruction, int index) {
    return values[body.operand(instruction, index)];
  }

  /** Returns what a parameter holds in this interpretation. */
  AbstractValue argument(int parameter) {
    return arguments.get(parameter);
  }

  /** Returns what an operand may be, with what is known of parameters in their place. */
  AbstractValue known(int instruction, int index) {
    return known(operand(instruction, index));
  }

  /** Returns a value with what is known of parameters in their place. */
  AbstractValue known(AbstractValue value) {
    return grounding.apply(value);
  }

  private AbstractValue parameter(int index) {
    AbstractValue known = parameters[index];
    if (known == null) {
      known = surroundings.parameter(number, index);
      parameters[index] = known;
    }
    return known;
  }

  private AbstractValue ground(Place place) {
    AbstractValue value = parameter(place.parameter());
    for (Place.Selector selector : place.selectors()) {
      value =
          value.isUnknown()
              ? value
              : switch (selector) {
                case Place.Field field -> members.attribute(value, field.name());
                case Place.Key key -> value.map(atom -> onEntry(atom, key.key()));
                case Place.Any _ -> AbstractValue.UNKNOWN;
              };
    }
    return value;
  }

  /** Returns an element of what a parameter holds, before the body changes anything. */
  private AbstractValue onEntry(Atom object, Literal key) {
    AbstractValue found =
        object instanceof Atom.Container c
            ? made(c.site()).map(content -> Contents.at(content, key)).orElse(AbstractValue.UNKNOWN)
            : AbstractValue.UNKNOWN;
    return found.isBottom() ? AbstractValue.UNKNOWN : found;
  }

  /** Whether the body has not changed an object that others made. */
  boolean isUnchanged(Site site) {
    return !isOwn(site) && heap.at(site).isEmpty() && !heap.isOverflown();
  }

  Truth truth(int instruction) {
    decide(values[instruction]);
    return truth(known(values[instruction]));
  }

  /** Returns what {@code bool} gives for a value that is no place of a parameter. */
  Truth truth(AbstractValue known) {
    return known.truth(truthOf);
  }

  private Truth truthOf(Atom atom) {
    return atom instanceof Atom.Container c ? content(c).truth() : atom.truth();
  }

  /** A value decides something: constants for the parameters in it are worth while. */
  void decide(AbstractValue value) {
    if (value.isSymbolic()) {
      for (int i = 0; i < value.size(); i++) {
        decide(value.atom(i));
      }
    }
  }

  private void decide(Atom atom) {
    switch (atom) {
      case Atom.Parameter p -> deciding |= Summary.bit(p.place().parameter());
      case Atom.Bound b -> decide(b.receiver());
      default -> {}
    }
  }

  // --- objects

  Heap heap() {
    return heap;
  }

  /** Whether an instruction is the parameter that receives the instance or class. */
  boolean isReceiver(int instruction) {
    return hasReceiver
        && body.op(instruction) == org.assize.ir.Op.PARAM
        && body.arg(instruction) == 0;
  }

  /** Returns the site of the object that the first parameter of a method holds. */
  Optional<Site> receiver(Atom atom) {
    return isReceiver(atom) ? receiverSite : Optional.empty();
  }

  /** Whether an atom is the first parameter of a method. */
  boolean isReceiver(Atom atom) {
    return hasReceiver
        && atom instanceof Atom.Parameter p
        && p.place().parameter() == 0
        && p.place().selectors().isEmpty();
  }

  /** Returns a site for an object that is no container. */
  Site newSite() {
    return newSite(KINDS - 1);
  }

  /** A site is of one kind, also where an instruction makes another object in another visit. */
  private Site newSite(int kind) {
    return new Site(number, current, sites++ * KINDS + kind);
  }

  /** Returns a site for an object like that of another site. */
  Site newSiteLike(Site other) {
    return newSite(Math.floorMod(other.context(), KINDS));
  }

  /** The current instruction makes a container. */
  AbstractValue makeContainer(ContainerKind kind, Content content) {
    Site site = newSite(code(kind));
    make(site, content);
    return AbstractValue.of(new Atom.Container(site, kind));
  }

  private static int code(ContainerKind kind) {
    return switch (kind) {
      case LIST -> 0;
      case TUPLE -> 1;
      case DICT -> 2;
      case SET -> 3;
      case FROZENSET -> 4;
      case DEQUE -> 5;
      case GENERATOR -> 6;
      case ITERATOR -> 7;
      case SETTINGS -> 8;
    };
  }

  /** An object is made. */
  void make(Site site, Content content) {
    Content before = made.get(site);
    if (before == null) {
      made.put(site, content);
    } else {
      Content wider = before.widen(content);
      disturbed |= !wider.equals(before);
      made.put(site, wider);
    }
    heap = heap.without(site);
  }

  /** A value is kept where other bodies reach it: they may change the objects in it. */
  void share(AbstractValue value) {
    for (int i = 0; i < value.size(); i++) {
      if (value.atom(i) instanceof Atom.Instance instance) {
        disturbed |= shared.add(instance.site()) && isOwn(instance.site());
      }
    }
  }

  boolean isShared(Site site) {
    return shared.contains(site);
  }

  boolean isOwn(Site site) {
    return made.containsKey(site);
  }

  /** Returns what a container holds here. */
  Content content(Atom.Container container) {
    return content(container.site()).orElseGet(() -> Contents.unknown(container.kind()));
  }

  /** Returns what an object holds here, if that is known. */
  Optional<Content> content(Site site) {
    Optional<Content> here = heap.at(site);
    if (here.isEmpty() && heap.isOverflown()) {
      return here;
    }
    Optional<Content> own = here.isPresent() ? here : made(site);
    if (own.isEmpty()) {
      return own;
    }
    Optional<Content> elsewhere = surroundings.changed(site);
    return elsewhere.isEmpty() ? own : Optional.of(own.get().join(elsewhere.get()));
  }

  private Optional<Content> made(Site site) {
    Content own = made.get(site);
    return own != null ? Optional.of(own) : surroundings.content(site);
  }

  /** Returns what an object was made with, or nothing known in the form of another content. */
  Content made(Site site, Content like) {
    return made(site).orElseGet(() -> Contents.unknownLike(like));
  }

  /** An object is changed. */
  void update(Site site, Content content) {
    if (recording && !isOwn(site)) {
      Content often =
          content(site).map(before -> Contents.repeated(before, content)).orElse(content);
      effects.change(site, Contents.map(often, exporting));
    }
    heap = heap.with(site, content);
  }

  /** Writes what a container holds; what is kept elsewhere already holds it there, too. */
  void put(Site site, Content content) {
    if (recording && isOwn(site) && effects.isKept(site)) {
      effects.content(site, Contents.map(content, exporting));
    }
    update(site, content);
  }

  /** What the parameters in a value hold is changed. */
  void changed(AbstractValue value) {
    if (!value.isSymbolic()) {
      return;
    }
    for (int i = 0; i < value.size(); i++) {
      if (value.atom(i) instanceof Atom.Parameter p) {
        changed |= Summary.bit(p.place().parameter());
      }
    }
  }

  // --- results

  void returns(AbstractValue value) {
    atReturn = returned ? join(atReturn, heap) : heap;
    result = result.join(value);
    returned = true;
  }

  Heap join(Heap first, Heap second) {
    return first.join(second, this::made, (a, b) -> a.join(b));
  }

  Heap widen(Heap older, Heap newer) {
    return older.join(newer, this::made, (a, b) -> a.widen(b));
  }

  void yields(AbstractValue value) {
    yielded = yielded.join(value);
  }

  AbstractValue yielded() {
    return yielded;
  }

  /**
   * Returns a value as others may keep it: without parameters, and with what its objects hold told
   * to everyone.
   */
  AbstractValue exported(AbstractValue value) {
    AbstractValue grounded = known(value);
    boolean located = false;
    for (int i = 0; i < grounded.size(); i++) {
      Atom atom = grounded.atom(i);
      if (atom instanceof Atom.Container c && isOwn(c.site())) {
        export(c);
      }
      located |= atom instanceof Atom.Instance || atom instanceof Atom.Bound;
    }
    return located ? grounded.map(Frame::anywhere) : grounded;
  }

  private static AbstractValue anywhere(Atom atom) {
    return AbstractValue.of(
        atom instanceof Atom.Instance i
            ? anywhere(i)
            : atom instanceof Atom.Bound(Atom function, Atom.Instance i)
                ? new Atom.Bound(function, anywhere(i))
                : atom);
  }

  private static Atom anywhere(Atom.Instance i) {
    return i.site() == Site.ANYWHERE ? i : new Atom.Instance(i.type(), Site.ANYWHERE);
  }

  private void export(Atom.Container container) {
    if (recording && beingExported.add(container.site())) {
      effects.content(container.site(), Contents.map(content(container), exporting));
      beingExported.remove(container.site());
    }
  }

  /** Returns what values hold at this point, for code that keeps it. */
  Handed handed(List<AbstractValue> arguments) {
    List<AbstractValue> known = new ArrayList<>(arguments.size());
    Map<Site, Content> contents = new LinkedHashMap<>();
    for (AbstractValue argument : arguments) {
      AbstractValue value = known(argument);
      known.add(value);
      containers(value, contents);
    }
    return new Handed(known, contents.isEmpty() ? Map.of() : contents);
  }

  private void containers(AbstractValue value, Map<Site, Content> contents) {
    for (int i = 0; i < value.size(); i++) {
      if (value.atom(i) instanceof Atom.Container c && !contents.containsKey(c.site())) {
        Content content = content(c);
        contents.put(c.site(), content);
        Contents.values(content).forEach(v -> containers(v, contents));
      }
    }
  }

  Interpretation finish(BitSet reached, boolean isComplete) {
    return new Interpretation(List.of(values), reached, summary(), effects, isComplete);
  }

  private Summary summary() {
    heap = atReturn;
    AbstractValue given = result;
    if (body.isGenerator()) {
      begin(GENERATOR);
      given =
          makeContainer(
              ContainerKind.GENERATOR,
              org.assize.value.heap.SequenceContent.of(yielded, org.assize.value.heap.Bounds.ANY));
    }
    Map<Site, Content> contents = new LinkedHashMap<>();
    collect(given, contents);
    Optional<Content> fields = heap.at(receiver);
    fields.ifPresent(c -> Contents.values(c).forEach(v -> collect(v, contents)));
    return new Summary(given, contents, fields, changed, deciding);
  }

  /** Collects what the objects in a value hold, and those in them. */
  private void collect(AbstractValue value, Map<Site, Content> contents) {
    for (int i = 0; i < value.size(); i++) {
      Optional<Site> site = ownSite(value.atom(i));
      if (site.isPresent() && !contents.containsKey(site.get())) {
        // an object of another way to the end holds nothing here
        content(site.get())
            .ifPresent(content -> {
              contents.put(site.get(), content);
              Contents.values(content).forEach(v -> collect(v, contents));
            });
      }
    }
  }

  private Optional<Site> ownSite(Atom atom) {
    Site site =
        atom instanceof Atom.Container c
            ? c.site()
            : atom instanceof Atom.Instance i
                ? i.site()
                : atom instanceof Atom.Partial p ? p.site() : null;
    return site != null && isOwn(site) ? Optional.of(site) : Optional.empty();
  }
}
