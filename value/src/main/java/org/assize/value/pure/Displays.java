package org.assize.value.pure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assize.ir.Literal;
import org.jspecify.annotations.Nullable;

/** Lists, tuples, sets and dictionaries. */
final class Displays {
  private Displays() {}

  /** Returns the value, if a dictionary can have it for a key. */
  static Concrete hashable(Concrete value) {
    return switch (value) {
      case Concrete.Scalar scalar -> scalar;
      case Concrete.Items items when items.kind() == Concrete.Items.Kind.TUPLE -> {
        items.elements().forEach(Displays::hashable);
        yield items;
      }
      case Concrete.Members members when members.kind() == Concrete.Members.Kind.FROZENSET ->
          members;
      default -> throw Raised.typeError();
    };
  }

  static @Nullable Concrete find(Concrete.Mapping mapping, Concrete key) {
    Object wanted = Comparisons.key(key);
    for (Map.Entry<Concrete, Concrete> entry : mapping.entries().entrySet()) {
      if (Comparisons.key(entry.getKey()).equals(wanted)) {
        return entry.getValue();
      }
    }
    return null;
  }

  /** Returns a dictionary; of equal keys the first key and the last value stay. */
  static Concrete.Mapping mapping(List<Map.Entry<Concrete, Concrete>> entries) {
    Map<Object, Concrete> keys = new LinkedHashMap<>();
    Map<Concrete, Concrete> out = new LinkedHashMap<>();
    for (Map.Entry<Concrete, Concrete> entry : entries) {
      Object id = Comparisons.key(hashable(entry.getKey()));
      Concrete first = keys.computeIfAbsent(id, _ -> entry.getKey());
      out.put(first, entry.getValue());
    }
    return new Concrete.Mapping(out);
  }

  /** Returns what an iteration gives. */
  static List<Concrete> iterate(Concrete value) {
    return switch (value) {
      case Concrete.Scalar(Literal.Text(String text)) -> {
        Limits.checkElements(text.length());
        yield text.codePoints().mapToObj(Character::toString).map(Concrete::text).toList();
      }
      case Concrete.Scalar(Literal.Bytes(String bytes)) -> {
        Limits.checkElements(bytes.length());
        yield bytes.chars().mapToObj(Concrete::whole).toList();
      }
      case Concrete.Scalar _ -> throw Raised.typeError();
      case Concrete.Items items -> items.elements();
      case Concrete.Members members -> members.elements();
      case Concrete.Mapping mapping -> List.copyOf(mapping.entries().keySet());
    };
  }

  /** As {@link #iterate}, where the order matters: that of a set is not known. */
  static List<Concrete> ordered(Concrete value) {
    if (value instanceof Concrete.Members members && members.elements().size() > 1) {
      throw new NotKnown();
    }
    return iterate(value);
  }

  static int length(Concrete value) {
    return switch (value) {
      case Concrete.Scalar(Literal.Text(String text)) -> text.codePointCount(0, text.length());
      case Concrete.Scalar(Literal.Bytes(String bytes)) -> bytes.length();
      case Concrete.Scalar _ -> throw Raised.typeError();
      default -> iterate(value).size();
    };
  }

  static Concrete item(Concrete container, Concrete key) {
    if (container instanceof Concrete.Mapping mapping) {
      Concrete found = find(mapping, hashable(key));
      if (found == null) {
        throw new Raised("KeyError");
      }
      return found;
    }
    if (container instanceof Concrete.Members) {
      throw Raised.typeError();
    }
    int length = length(container);
    if (!Numbers.isWhole(key)) {
      throw Raised.typeError();
    }
    if (Numbers.whole(key).bitLength() >= Integer.SIZE) {
      throw new Raised("IndexError");
    }
    int index = Numbers.index(key);
    int at = index < 0 ? index + length : index;
    if (at < 0 || at >= length) {
      throw new Raised("IndexError");
    }
    return at(container, at);
  }

  private static Concrete at(Concrete container, int index) {
    return switch (container) {
      case Concrete.Scalar(Literal.Text(String text)) ->
          Concrete.text(Character.toString(text.codePointAt(text.offsetByCodePoints(0, index))));
      case Concrete.Scalar(Literal.Bytes(String bytes)) -> Concrete.whole(bytes.charAt(index));
      default -> iterate(container).get(index);
    };
  }

  static Concrete slice(Concrete container, Concrete lower, Concrete upper, Concrete step) {
    if (container instanceof Concrete.Members) {
      throw Raised.typeError();
    }
    if (container instanceof Concrete.Mapping) {
      throw Raised.typeError();
    }
    List<Integer> indices = Slices.indices(length(container), lower, upper, step);
    return switch (container) {
      case Concrete.Scalar(Literal.Text(String text)) -> {
        int[] codes = text.codePoints().toArray();
        StringBuilder out = new StringBuilder();
        indices.forEach(i -> out.appendCodePoint(codes[i]));
        yield Concrete.text(out.toString());
      }
      case Concrete.Scalar(Literal.Bytes(String bytes)) -> {
        StringBuilder out = new StringBuilder();
        indices.forEach(i -> out.append(bytes.charAt(i)));
        yield Concrete.bytes(out.toString());
      }
      case Concrete.Items items ->
          new Concrete.Items(items.kind(), indices.stream().map(items.elements()::get).toList());
      default -> throw Raised.typeError();
    };
  }

  static Concrete repeat(Concrete.Items items, int count) {
    Limits.checkElements((long) items.elements().size() * Math.max(0, count));
    List<Concrete> out = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      out.addAll(items.elements());
    }
    return new Concrete.Items(items.kind(), out);
  }
}
