package org.assize.taint.trace;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.facts.Confidence;
import org.assize.taint.language.Surround;
import org.assize.value.domain.CharSet;
import org.assize.value.domain.Place;
import org.jspecify.annotations.Nullable;

/**
 * A value on a way, and how the way goes on from it to the sink.
 *
 * @param at where the value is made
 * @param calling in which call of its body; null for any
 * @param part which part of the value matters, outermost selector first; empty for the whole
 * @param surround what stands around it in the text that reaches the sink
 * @param shown what is known of it from what stands between it and the sink
 * @param next the value that it goes on in; null where it is what the sink is given
 * @param move how it goes on
 * @param by the instruction that moves it, in the body of {@code next}
 * @param confidence of the weakest step from here to the sink
 */
public record Node(
    Ref at,
    @Nullable Calling calling,
    List<Place.Selector> part,
    Surround surround,
    Shown shown,
    @Nullable Node next,
    Move move,
    Ref by,
    Confidence confidence) {

  /** Returns the body of the value. */
  public int body() {
    return at.body();
  }

  /** Returns the instruction of the value. */
  public int instruction() {
    return at.instruction();
  }

  /** Returns the characters of the value that can arrive at the sink. */
  public CharSet allowed() {
    return shown.allowed();
  }

  /** Returns the texts that the value does not hold, and how it is framed. */
  public Set<String> known() {
    return shown.texts();
  }

  /** Whether the host in it has been looked up, and addresses of inner networks are refused. */
  public boolean isOfOuterNetwork() {
    return known().contains(InnerAddresses.REFUSED);
  }

  /** Whether the value is decoded on the way. */
  public boolean recoded() {
    return shown.recoded();
  }

  /** Whether several of its kind stand one behind the other at the sink. */
  public boolean repeated() {
    return shown.repeated();
  }

  /** Returns a call on the way that may clean the value; null for none. */
  public @Nullable Ref doubt() {
    return shown.doubt();
  }

  /** Returns a check that the value passes although it does harm; null for none. */
  public @Nullable Flaw flaw() {
    return shown.flaw();
  }

  /** Whether it goes on by a move anywhere on its way. */
  public boolean goesBy(Move how) {
    for (Node node = this; node != null; node = node.next) {
      if (node.move == how) {
        return true;
      }
    }
    return false;
  }

  /** Whether it reaches the sink as the object that it is, and nothing is made of it before. */
  boolean isHandedOn() {
    return Stream.of(Move.OBJECT, Move.OPAQUE, Move.MADE, Move.COMPOSED).noneMatch(this::goesBy);
  }

  /** Returns how often it goes on by a move on its way. */
  int times(Move how) {
    int times = 0;
    for (Node node = this; node != null; node = node.next) {
      times += node.move == how ? 1 : 0;
    }
    return times;
  }

  /** Starts a way at what a sink is given. */
  static Node start(Ref value, Ref sink) {
    return new Node(
        value,
        null,
        List.of(),
        Surround.NOTHING,
        Shown.NOTHING,
        null,
        Move.SAME,
        sink,
        Confidence.HIGH);
  }

  /** Returns a value that goes on in this one. */
  Node before(Ref value, Move how) {
    return new Node(value, calling, part, surround, shown, this, how, at, confidence);
  }

  /** Returns a value of the same body that goes on in this one. */
  Node before(int instruction, Move how) {
    return before(new Ref(at.body(), instruction), how);
  }

  /** Returns the call that an instruction is in: the same in the same body, else any. */
  @Nullable Calling callingOf(Ref instruction) {
    return instruction.body() == at.body() ? calling : null;
  }

  Node in(@Nullable Calling other) {
    return new Node(at, other, part, surround, shown, next, move, by, confidence);
  }

  Node part(List<Place.Selector> other) {
    return new Node(at, calling, other, surround, shown, next, move, by, confidence);
  }

  /** Returns the same value, its part being one of what the selector leads to. */
  Node within(Place.Selector outer) {
    return part(Parts.within(outer, part));
  }

  Node around(Surround other) {
    return new Node(at, calling, part, other, shown, next, move, by, confidence);
  }

  private Node showing(Shown other) {
    return new Node(at, calling, part, surround, other, next, move, by, confidence);
  }

  Node allowing(CharSet other) {
    return showing(shown.allowing(other));
  }

  Node knowing(String fact) {
    return showing(shown.knowing(fact));
  }

  /** Returns one of several values that stand one behind the other. */
  Node repeating() {
    return showing(shown.repeating());
  }

  /** Returns a value that is decoded before it goes on. */
  Node recode() {
    return showing(shown.recode());
  }

  /** Returns the name of a file, of which nothing shows in what the file holds. */
  Node named() {
    return part(List.of()).around(Surround.NOTHING).showing(shown.forgotten());
  }

  /** Returns a value that a call may have cleaned. */
  Node doubting(Ref call) {
    return showing(shown.doubting(call));
  }

  /** Returns a value that passes a check which does not hold what it promises. */
  Node passing(Flaw check) {
    return showing(shown.passing(check));
  }

  Node by(Ref instruction) {
    return new Node(at, calling, part, surround, shown, next, move, instruction, confidence);
  }

  /** Returns the same value, one degree less sure. */
  Node lessSure() {
    return atMost(confidence == Confidence.HIGH ? Confidence.MEDIUM : Confidence.LOW);
  }

  /** Returns the same value, no surer than that. */
  public Node atMost(Confidence limit) {
    return confidence.compareTo(limit) <= 0
        ? this
        : new Node(at, calling, part, surround, shown, next, move, by, limit);
  }
}
