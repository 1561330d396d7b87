package org.assize.value.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.value.domain.Atom.Bound;
import org.assize.value.domain.Atom.Constant;
import org.assize.value.domain.Atom.Text;
import org.assize.value.domain.Atom.Typed;

/** Takes growing sets of constants and texts together. */
final class Widening {
  /** So many constants of one type may come together before they are taken for a growing set. */
  private static final int MAX_CONSTANTS = 4;

  private final List<Atom> old;
  private final List<Atom> joined;
  private final List<Atom> result = new ArrayList<>();

  private Widening(List<Atom> old, List<Atom> joined) {
    this.old = old;
    this.joined = joined;
  }

  /**
   * Returns the atoms of a widened value.
   *
   * @param old the atoms so far
   * @param joined the atoms of the join with what is new
   */
  static List<Atom> of(List<Atom> old, List<Atom> joined) {
    Widening widening = new Widening(old, joined);
    widening.addTexts(Text.Kind.STR);
    widening.addTexts(Text.Kind.BYTES);
    widening.addNumbers();
    widening.addOthers();
    return widening.result;
  }

  private void addTexts(Text.Kind kind) {
    List<StringShape> before = Texts.shapes(kind, old);
    List<StringShape> now = Texts.shapes(kind, joined);
    if (before.isEmpty() || !grows(before, now)) {
      now.forEach(shape -> result.add(Atom.text(shape, kind)));
      return;
    }
    StringShape seed = seed(before, now);
    List<StringShape> next =
        now.stream().sorted(Comparator.comparingInt(StringShape::minLength)).toList();
    result.add(Atom.text(Growth.widen(seed, next), kind));
  }

  private static boolean grows(List<StringShape> before, List<StringShape> now) {
    Set<StringShape> fresh = new HashSet<>(now);
    before.forEach(fresh::remove);
    return !fresh.isEmpty()
        && (now.size() > MAX_CONSTANTS
            || before.stream().anyMatch(s -> s.maxLength() == Segment.UNBOUNDED));
  }

  /** Returns the text that all others continue, else what all texts so far have in common. */
  private static StringShape seed(List<StringShape> before, List<StringShape> now) {
    Optional<StringShape> start =
        before.stream()
            .filter(StringShape::isConstant)
            .filter(s -> now.stream().allMatch(n -> continues(s, n)))
            .min(Comparator.comparingInt(StringShape::minLength));
    return start.orElseGet(
        () -> before.stream().reduce(StringShape::join).orElse(StringShape.EMPTY));
  }

  private static boolean continues(StringShape start, StringShape whole) {
    String constant = start.constant().orElse("");
    return whole.prefix().startsWith(constant) || whole.suffix().endsWith(constant);
  }

  private void addNumbers() {
    for (String type : List.of("int", "float", "complex")) {
      List<Atom> constants = joined.stream().filter(a -> isConstant(a, type)).toList();
      if (constants.size() > MAX_CONSTANTS && !old.containsAll(constants)) {
        result.add(new Typed(type));
      } else {
        result.addAll(constants);
      }
    }
  }

  private static boolean isConstant(Atom atom, String type) {
    return atom instanceof Constant && atom.typeName().filter(type::equals).isPresent();
  }

  private void addOthers() {
    boolean methodsGrow = joined.stream().filter(Widening::isMethodOfText).count() > MAX_CONSTANTS;
    for (Atom atom : joined) {
      if (atom instanceof Bound bound && isMethodOfText(atom) && methodsGrow) {
        result.add(new Bound(bound.function(), Texts.together(bound.receiver(), List.of())));
      } else if (!isNumber(atom) && atom.asText().isEmpty()) {
        result.add(atom);
      }
    }
  }

  private static boolean isNumber(Atom atom) {
    return isConstant(atom, "int") || isConstant(atom, "float") || isConstant(atom, "complex");
  }

  private static boolean isMethodOfText(Atom atom) {
    return atom instanceof Bound bound && bound.receiver() instanceof Constant;
  }
}
