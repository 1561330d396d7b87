package org.assize.value.interpret;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assize.ir.Body;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.heap.Content;
import org.assize.value.domain.Place;
import org.assize.value.domain.Site;
import org.assize.facts.Truth;

/** The state of one interpretation: the values so far, the heap at the current instruction. */
final class Frame {
  /** A block visited more often than this widens its phis. */
  static final int WIDEN_FROM = 3;

  /** The context of a site that stands for the receiver, whose class may be a derived one. */
  static final int RECEIVER = -1;

  private final int number;
  private final Body body;
  private final List<AbstractValue> arguments;
  private final Surroundings surroundings;
  private final Effects effects = new Effects();
  private final AbstractValue[] values;
  private final boolean[][] live;
  private final int[] visits;
  private final Map<Site, Content> made = new HashMap<>();
  private final Substitution grounding;
  private Heap heap = Heap.EMPTY;
  private boolean recording;
  private AbstractValue result = AbstractValue.BOTTOM;
  private AbstractValue yielded = AbstractValue.BOTTOM;
  private Heap atReturn = Heap.EMPTY;
  private boolean returned;
  private long changed;
  private long deciding;

  Frame(int number, List<AbstractValue> arguments, Surroundings surroundings) {
    this.number = number;
    this.body = surroundings.body(number);
    this.arguments = arguments;
    this.surroundings = surroundings;
    values = new AbstractValue[body.size()];
    Arrays.fill(values, AbstractValue.BOTTOM);
    live = new boolean[body.blockCount()][];
    visits = new int[body.blockCount()];
    for (int block = 0; block < live.length; block++) {
      live[block] = new boolean[body.predecessors(block).length];
    }
    grounding = new Substitution(this::ground);
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

  void enter(int block, Heap before) {
    heap = before;
    visits[block]++;
  }

  int visits(int block) {
    return visits[block];
  }

  Heap heap() {
    return heap;
  }

  Heap entryHeap() {
    return Heap.EMPTY;
  }

  /** Marks the edges from a block to another one as taken. */
  void live(int from, int to) {
    int[] predecessors = body.predecessors(to);
    for (int k = 0; k < predecessors.length; k++) {
      live[to][k] |= predecessors[k] == from;
    }
  }

  boolean isLive(int block, int predecessor) {
    return live[block][predecessor];
  }

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

  private AbstractValue ground(Place place) {
    return place.selectors().isEmpty()
        ? surroundings.parameter(number, place.parameter())
        : AbstractValue.UNKNOWN;
  }

  Truth truth(int instruction) {
    decide(values[instruction]);
    return known(values[instruction]).truth(this::truth);
  }

  private Truth truth(Atom atom) {
    return atom instanceof Atom.Container c ? content(c.site()).truth() : atom.truth();
  }

  /** A value decides something: constants for the parameters in it are worth while. */
  void decide(AbstractValue value) {
    for (Atom atom : value.atoms()) {
      decide(atom);
    }
  }

  private void decide(Atom atom) {
    switch (atom) {
      case Atom.Parameter p -> deciding |= Summary.bit(p.place().parameter());
      case Atom.Bound b -> decide(b.receiver());
      default -> {}
    }
  }

  void deciding(long parameters) {
    deciding |= parameters;
  }

  /** Returns what an object holds here. */
  Content content(Site site) {
    Optional<Content> changedHere = heap.at(site);
    if (changedHere.isPresent()) {
      return changedHere.get();
    }
    return heap.isOverflown() ? Content.UNKNOWN : made(site);
  }

  /** Returns what an object was made with, or, for one made elsewhere, what it may hold. */
  Content made(Site site) {
    Content own = made.get(site);
    return own != null ? own : surroundings.content(site);
  }

  boolean isOwn(Site site) {
    return made.containsKey(site);
  }

  /** An object is made. */
  void make(Site site, Content content) {
    made.merge(site, content, Content::join);
    heap = heap.without(site);
  }

  /** An object is changed for certain. */
  void update(Site site, Content content) {
    heap = heap.with(site, content);
    if (recording && !isOwn(site)) {
      effects.content(site, content.map(this::exported));
    }
  }

  void changes(int parameter) {
    changed |= Summary.bit(parameter);
  }

  void returns(AbstractValue value) {
    result = result.join(value);
    atReturn = returned ? atReturn.join(heap, this::made, Content::join) : heap;
    returned = true;
  }

  void yields(AbstractValue value) {
    yielded = yielded.join(value);
  }

  /**
   * Returns a value as others may keep it: without parameters, and with what its objects hold told
   * to everyone.
   */
  AbstractValue exported(AbstractValue value) {
    AbstractValue grounded = known(value);
    for (Atom atom : grounded.atoms()) {
      if (atom instanceof Atom.Container c && isOwn(c.site())) {
        export(c.site());
      }
    }
    return grounded.map(Frame::anywhere);
  }

  private static AbstractValue anywhere(Atom atom) {
    return AbstractValue.of(
        atom instanceof Atom.Instance i ? new Atom.Instance(i.type(), Site.ANYWHERE) : atom);
  }

  private final java.util.Set<Site> exporting = new java.util.HashSet<>();

  private void export(Site site) {
    if (recording && exporting.add(site)) {
      effects.content(site, content(site).map(this::exported));
      exporting.remove(site);
    }
  }

  Interpretation finish(BitSet reached, boolean isComplete) {
    return new Interpretation(
        List.of(values), reached, summary(), effects, isComplete);
  }

  private Summary summary() {
    heap = atReturn;
    Map<Site, Content> contents = new LinkedHashMap<>();
    AbstractValue given = result;
    collect(given, contents);
    return new Summary(given, contents, Optional.empty(), changed, deciding);
  }

  /** Collects what the objects in a value hold, and those in them. */
  private void collect(AbstractValue value, Map<Site, Content> contents) {
    for (Atom atom : value.atoms()) {
      if (atom instanceof Atom.Container c && isOwn(c.site()) && !contents.containsKey(c.site())) {
        Content content = content(c.site());
        contents.put(c.site(), content);
        content.values().forEach(v -> collect(v, contents));
      }
    }
  }
}
