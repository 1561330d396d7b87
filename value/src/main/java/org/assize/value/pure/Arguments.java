package org.assize.value.pure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call.
 *
 * @param positional in their order
 * @param keywords by name
 */
record Arguments(List<Concrete> positional, Map<String, Concrete> keywords) {

  /** Fails unless the number of positional arguments fits, and no others are given. */
  Arguments expect(int min, int max, String... names) {
    if (positional.size() < min || positional.size() > max) {
      throw Raised.typeError();
    }
    if (!Set.of(names).containsAll(keywords.keySet())) {
      throw keywords.isEmpty() ? Raised.typeError() : new NotKnown();
    }
    return this;
  }

  int count() {
    return positional.size();
  }

  Concrete at(int index) {
    if (index >= positional.size()) {
      throw Raised.typeError();
    }
    return positional.get(index);
  }

  /** Returns an argument given by position or name, or null. */
  @Nullable Concrete find(int index, String name) {
    return index < positional.size() ? positional.get(index) : keywords.get(name);
  }

  Concrete get(int index, String name, Concrete otherwise) {
    Concrete found = find(index, name);
    return found == null ? otherwise : found;
  }
}
