package org.assize.value.interpret;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.ContainerKind;
import org.assize.value.heap.DictContent;
import org.assize.value.heap.SequenceContent;
import org.assize.value.heap.SetContent;
import org.assize.value.pure.Concrete;

/** Turns values that are fully known into what pure functions are evaluated on, and back. */
final class Concretes {
  /** More alternatives are not evaluated one by one. */
  static final int MAX_ALTERNATIVES = 16;

  private static final int MAX_DEPTH = 4;

  private final Frame frame;

  Concretes(Frame frame) {
    this.frame = frame;
  }

  /** Returns everything that a value can be, or empty if that is not known or too much. */
  Optional<List<Concrete>> of(AbstractValue value) {
    return of(frame.known(value), 0);
  }

  private Optional<List<Concrete>> of(AbstractValue value, int depth) {
    if (value.isOpen() || depth > MAX_DEPTH) {
      return Optional.empty();
    }
    List<Concrete> all = new ArrayList<>();
    for (Atom atom : value.atoms()) {
      Optional<Concrete> one = of(atom, depth);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      all.add(one.get());
    }
    return all.isEmpty() || all.size() > MAX_ALTERNATIVES ? Optional.empty() : Optional.of(all);
  }

  private Optional<Concrete> of(Atom atom, int depth) {
    return switch (atom) {
      case Atom.Constant c -> Optional.of(new Concrete.Scalar(c.value()));
      case Atom.Container c -> container(c, depth + 1);
      default -> Optional.empty();
    };
  }

  private Optional<Concrete> container(Atom.Container c, int depth) {
    return switch (frame.content(c)) {
      case SequenceContent s when s.isExact() && s.bounds().isExact() ->
          single(s.exact(), depth)
              .map(all ->
                  c.kind() == ContainerKind.TUPLE ? Concrete.tuple(all) : Concrete.list(all));
      case DictContent d -> d.exact().flatMap(entries -> mapping(entries, depth));
      case SetContent s when s.isExact() ->
          single(s.certain().stream().map(AbstractValue::of).toList(), depth)
              .map(all -> new Concrete.Members(Concrete.Members.Kind.SET, all));
      default -> Optional.empty();
    };
  }

  private Optional<List<Concrete>> single(List<AbstractValue> values, int depth) {
    List<Concrete> all = new ArrayList<>();
    for (AbstractValue value : values) {
      Optional<List<Concrete>> one = of(value, depth);
      if (one.isEmpty() || one.get().size() != 1) {
        return Optional.empty();
      }
      all.addAll(one.get());
    }
    return Optional.of(all);
  }

  private Optional<Concrete> mapping(Map<org.assize.ir.Literal, AbstractValue> entries, int depth) {
    Optional<List<Concrete>> values = single(List.copyOf(entries.values()), depth);
    if (values.isEmpty()) {
      return Optional.empty();
    }
    Map<Concrete, Concrete> mapping = new LinkedHashMap<>();
    int next = 0;
    for (org.assize.ir.Literal key : entries.keySet()) {
      mapping.put(new Concrete.Scalar(key), values.get().get(next++));
    }
    return Optional.of(new Concrete.Mapping(mapping));
  }

  /**
   * Returns a value for what an evaluation gave.
   *
   * @param i the instruction that makes its containers
   */
  AbstractValue value(int i, Concrete concrete) {
    return switch (concrete) {
      case Concrete.Scalar s -> AbstractValue.of(s.value());
      case Concrete.Items items ->
          frame.makeContainer(
              items.kind() == Concrete.Items.Kind.TUPLE ? ContainerKind.TUPLE : ContainerKind.LIST,
              SequenceContent.of(values(i, items.elements())));
      case Concrete.Mapping m -> frame.makeContainer(ContainerKind.DICT, dictionary(i, m));
      case Concrete.Members m ->
          frame.makeContainer(
              m.kind() == Concrete.Members.Kind.SET ? ContainerKind.SET : ContainerKind.FROZENSET,
              SetContent.of(values(i, m.elements())));
    };
  }

  private List<AbstractValue> values(int i, List<Concrete> elements) {
    return elements.stream().map(e -> value(i, e)).toList();
  }

  private DictContent dictionary(int i, Concrete.Mapping mapping) {
    DictContent content = DictContent.EMPTY;
    for (Map.Entry<Concrete, Concrete> entry : mapping.entries().entrySet()) {
      content = content.set(value(i, entry.getKey()), value(i, entry.getValue()));
    }
    return content;
  }
}
