package org.assize.value.interpret;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.assize.facts.Truth;
import org.assize.ir.Body;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.ContainerKind;
import org.assize.value.domain.Site;
import org.assize.value.heap.Content;
import org.assize.value.heap.InstanceContent;

/** The state of one interpretation: the values so far, the heap at the current instruction. */
final class Frame {
  /** A block visited more often than this widens its phis. */
  static final int WIDEN_FROM = 3;

  /** The instruction of the site that stands for the receiver of a method. */
  private static final int RECEIVER = -2;

  /** So many kinds of objects are told apart by the context of a site. */
  private static final int KINDS = 16;

  private final int number;
  private final Body body;
  private final List<AbstractValue> arguments;
  private final Surroundings surroundings;
  private final Effects effects = new Effects();
  private final AbstractValue[] values;
  private final Grounding grounding;
  private final Export export = new Export(this);
  private final Results results = new Results(this);
  private final boolean[][] live;
  private final int[] visits;
  private final Map<Site, Content> made = new HashMap<>();
  private final Set<Site> shared = new HashSet<>();
  private final Function<Atom, Truth> truthOf = this::truthOf;
  private final UnaryOperator<AbstractValue> exporting = export::of;
  private final boolean hasReceiver;
  private final Site receiver;
  private final Optional<Site> receiverSite;
  private Heap heap = Heap.EMPTY;
  private boolean recording;
  private int current;
  private int sites;
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
    grounding = new Grounding(this);
    live = new boolean[body.blockCount()][];
    visits = new int[body.blockCount()];
    for (int block = 0; block < live.length; block++) {
      live[block] = new boolean[body.predecessorCount(block)];
    }
    hasReceiver = body.hasReceiver();
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
    return grounding.of(value);
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

  /** Returns what an object was made with, here or before. */
  Optional<Content> made(Site site) {
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

  Heap join(Heap first, Heap second) {
    return first.join(second, this::made, (a, b) -> a.join(b));
  }

  Heap widen(Heap older, Heap newer) {
    return older.join(newer, this::made, (a, b) -> a.widen(b));
  }

  // --- results

  Results results() {
    return results;
  }

  /** Returns a value as others may keep it. */
  AbstractValue exported(AbstractValue value) {
    return export.of(value);
  }

  Export export() {
    return export;
  }

  /** Returns what the object holds that the first parameter of a method holds. */
  Optional<Content> receiverFields() {
    return heap.at(receiver);
  }

  Interpretation finish(BitSet reached, boolean isComplete) {
    Summary summary = results.summary(changed, deciding);
    return new Interpretation(List.of(values), reached, summary, effects, isComplete);
  }
}
