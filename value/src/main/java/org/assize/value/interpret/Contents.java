package org.assize.value.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.assize.ir.Literal;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.ContainerKind;
import org.assize.value.heap.Bounds;
import org.assize.value.heap.Content;
import org.assize.value.heap.DictContent;
import org.assize.value.heap.Found;
import org.assize.value.heap.InstanceContent;
import org.assize.value.heap.PartialContent;
import org.assize.value.heap.SequenceContent;
import org.assize.value.heap.SetContent;

/** What all kinds of content are asked alike. */
final class Contents {
  private Contents() {}

  /** Returns what is known of a container of which nothing is known. */
  static Content unknown(ContainerKind kind) {
    return switch (kind) {
      case LIST, TUPLE, DEQUE, GENERATOR, ITERATOR -> SequenceContent.UNKNOWN;
      case DICT, SETTINGS -> DictContent.UNKNOWN;
      case SET, FROZENSET -> SetContent.UNKNOWN;
    };
  }

  /** Returns nothing known, in the form of another content. */
  static Content unknownLike(Content content) {
    return switch (content) {
      case SequenceContent _ -> SequenceContent.UNKNOWN;
      case DictContent _ -> DictContent.UNKNOWN;
      case SetContent _ -> SetContent.UNKNOWN;
      case InstanceContent _ -> InstanceContent.UNKNOWN;
      case PartialContent _ -> content;
    };
  }

  /** Returns what a content becomes if a change of it is made any number of times. */
  static Content repeated(Content before, Content after) {
    return before instanceof SequenceContent b
            && after instanceof SequenceContent a
            && !b.bounds().equals(a.bounds())
        ? SequenceContent.of(b.element().join(a.element()), Bounds.ANY)
        : after;
  }

  /** Returns what is left of a content that code which is not known may have changed. */
  static Content weakened(Content content) {
    return switch (content) {
      case SequenceContent c -> SequenceContent.of(c.element().opened(), Bounds.ANY);
      case DictContent c -> c.set(AbstractValue.UNKNOWN, AbstractValue.UNKNOWN).deleteUnknown();
      case SetContent c -> c.add(AbstractValue.UNKNOWN).removeUnknown();
      case InstanceContent _, PartialContent _ -> content;
    };
  }

  /** Returns the content with each value in it replaced. */
  static Content map(Content content, UnaryOperator<AbstractValue> image) {
    return switch (content) {
      case SequenceContent c -> sequence(c, image);
      case DictContent c -> dictionary(c, image);
      case SetContent c -> c;
      case InstanceContent c -> instance(c, image);
      case PartialContent c ->
          new PartialContent(
              image.apply(c.callee()),
              sequence(c.positional(), image),
              dictionary(c.keywords(), image));
    };
  }

  private static SequenceContent sequence(SequenceContent c, UnaryOperator<AbstractValue> image) {
    List<AbstractValue> exact = new ArrayList<>(c.exact().size());
    AbstractValue rest = image.apply(c.rest());
    boolean isSame = rest == c.rest();
    for (AbstractValue value : c.exact()) {
      AbstractValue mapped = image.apply(value);
      isSame &= mapped == value;
      exact.add(mapped);
    }
    return isSame ? c : new SequenceContent(exact, rest, c.bounds());
  }

  private static DictContent dictionary(DictContent c, UnaryOperator<AbstractValue> image) {
    DictContent mapped = DictContent.EMPTY;
    for (DictContent.Entry entry : c.entries()) {
      DictContent with = mapped.set(AbstractValue.of(entry.key()), image.apply(entry.value()));
      mapped = entry.certain() ? with : mapped.join(with);
    }
    return c.restKey().isBottom()
        ? mapped
        : mapped.update(DictContent.EMPTY.set(c.restKey().opened(), image.apply(c.restValue())));
  }

  private static InstanceContent instance(InstanceContent c, UnaryOperator<AbstractValue> image) {
    SortedMap<String, Found> fields = new TreeMap<>();
    AbstractValue rest = image.apply(c.rest());
    boolean isSame = rest == c.rest();
    for (Map.Entry<String, Found> field : c.fields().entrySet()) {
      Found before = field.getValue();
      AbstractValue mapped = image.apply(before.value());
      isSame &= mapped == before.value();
      fields.put(field.getKey(), new Found(mapped, before.present()));
    }
    return isSame ? c : new InstanceContent(fields, rest);
  }

  /** Returns every value in a content. */
  static List<AbstractValue> values(Content content) {
    List<AbstractValue> all = new ArrayList<>();
    switch (content) {
      case SequenceContent c -> {
        all.addAll(c.exact());
        all.add(c.rest());
      }
      case DictContent c -> {
        c.entries().forEach(e -> all.add(e.value()));
        all.add(c.restValue());
      }
      case SetContent c -> all.add(c.key());
      case InstanceContent c -> {
        c.fields().values().forEach(f -> all.add(f.value()));
        all.add(c.rest());
      }
      case PartialContent c -> {
        all.add(c.callee());
        all.addAll(values(c.positional()));
        all.addAll(values(c.keywords()));
      }
    }
    return all;
  }

  /** Returns an element by a constant key; bottom where there certainly is none. */
  static AbstractValue at(Content content, Literal key) {
    AbstractValue wanted = AbstractValue.of(key);
    return switch (content) {
      case SequenceContent c ->
          Operations.wholeNumber(wanted).map(i -> c.get(i).value()).orElse(AbstractValue.UNKNOWN);
      case DictContent c -> c.get(wanted).value();
      case SetContent _, InstanceContent _, PartialContent _ -> AbstractValue.UNKNOWN;
    };
  }

  /** Returns what iterating over a container gives, in order. */
  static SequenceContent iterated(Content content) {
    return switch (content) {
      case SequenceContent c -> c;
      case DictContent c -> c.keys();
      case SetContent c -> c.elements();
      case InstanceContent _, PartialContent _ -> SequenceContent.UNKNOWN;
    };
  }
}
