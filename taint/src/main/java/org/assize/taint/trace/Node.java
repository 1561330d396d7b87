package org.assize.taint.trace;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
 * @param allowed the characters of it that can arrive there
 * @param known what tests have shown of it: texts that it does not hold, and how it is framed
 * @param recoded whether it is decoded on the way: then what tests and escapes have shown of it
 *     before says nothing
 * @param doubt a call on the way that cleans or checks, as its name says, and whose code was not
 *     found; null for none
 * @param flaw a check that it passes although it does harm; null for none
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
    CharSet allowed,
    Set<String> known,
    boolean recoded,
    @Nullable Ref doubt,
    @Nullable Flaw flaw,
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

  /** Starts a way at what a sink is given. */
  static Node start(Ref value, Ref sink) {
    return new Node(
        value,
        null,
        List.of(),
        Surround.NOTHING,
        CharSet.ALL,
        Set.of(),
        false,
        null,
        null,
        null,
        Move.SAME,
        sink,
        Confidence.HIGH);
  }

  /** Returns a value that goes on in this one. */
  Node before(Ref value, Move how) {
    return new Node(
        value,
        calling,
        part,
        surround,
        allowed,
        known,
        recoded,
        doubt,
        flaw,
        this,
        how,
        at,
        confidence);
  }

  /** Returns a value of the same body that goes on in this one. */
  Node before(int instruction, Move how) {
    return before(new Ref(at.body(), instruction), how);
  }

  Node in(@Nullable Calling other) {
    return new Node(
        at,
        other,
        part,
        surround,
        allowed,
        known,
        recoded,
        doubt,
        flaw,
        next,
        move,
        by,
        confidence);
  }

  Node part(List<Place.Selector> other) {
    return new Node(
        at,
        calling,
        other,
        surround,
        allowed,
        known,
        recoded,
        doubt,
        flaw,
        next,
        move,
        by,
        confidence);
  }

  Node around(Surround other) {
    return new Node(
        at, calling, part, other, allowed, known, recoded, doubt, flaw, next, move, by, confidence);
  }

  Node allowing(CharSet other) {
    return recoded
        ? this
        : new Node(
            at,
            calling,
            part,
            surround,
            other,
            known,
            recoded,
            doubt,
            flaw,
            next,
            move,
            by,
            confidence);
  }

  Node knowing(String fact) {
    Set<String> more = new HashSet<>(known);
    more.add(fact);
    return recoded
        ? this
        : new Node(
            at,
            calling,
            part,
            surround,
            allowed,
            Set.copyOf(more),
            false,
            doubt,
            flaw,
            next,
            move,
            by,
            confidence);
  }

  /** Returns a value that is decoded before it goes on. */
  Node recode() {
    return new Node(
        at, calling, part, surround, allowed, known, true, doubt, flaw, next, move, by, confidence);
  }

  /** Returns a value that a call may have cleaned. */
  Node doubting(Ref call) {
    return new Node(
        at,
        calling,
        part,
        surround,
        allowed,
        known,
        recoded,
        call,
        flaw,
        next,
        move,
        by,
        confidence);
  }

  /** Returns a value that passes a check which does not hold what it promises. */
  Node passing(Flaw check) {
    return new Node(
        at,
        calling,
        part,
        surround,
        allowed,
        known,
        recoded,
        doubt,
        check,
        next,
        move,
        by,
        confidence);
  }

  Node by(Ref instruction) {
    return new Node(
        at,
        calling,
        part,
        surround,
        allowed,
        known,
        recoded,
        doubt,
        flaw,
        next,
        move,
        instruction,
        confidence);
  }

  /** Returns the same value, one degree less sure. */
  Node lessSure() {
    return atMost(confidence == Confidence.HIGH ? Confidence.MEDIUM : Confidence.LOW);
  }

  /** Returns the same value, no surer than that. */
  Node atMost(Confidence limit) {
    return confidence.compareTo(limit) <= 0
        ? this
        : new Node(
            at, calling, part, surround, allowed, known, recoded, doubt, flaw, next, move, by,
            limit);
  }
}
