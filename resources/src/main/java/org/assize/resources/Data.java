package org.assize.resources;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of a JSON or TOML file. */
public sealed interface Data {
  /** A string, with the offset at which it starts in its file. */
  record Text(String value, int offset) implements Data {}

  /** A number, date, truth value or null, as it is written. */
  record Atom(String written) implements Data {}

  /** An array. */
  record Items(List<Data> items) implements Data {}

  /** An object or table, in the order of the file. */
  record Group(Map<String, Data> members) implements Data {}

  /** Stands for what is not there or was not understood. */
  record Absent() implements Data {}

  /** Returns a member of a group; {@link Absent} if there is none or this is no group. */
  default Data get(String key) {
    return this instanceof Group(Map<String, Data> members)
        ? members.getOrDefault(key, new Absent())
        : new Absent();
  }

  /** Returns the value at the end of a path of keys. */
  default Data at(String... keys) {
    Data found = this;
    for (String key : keys) {
      found = found.get(key);
    }
    return found;
  }

  /** Returns the members of a group; none if this is no group. */
  default Map<String, Data> members() {
    return Map.of();
  }

  /** Returns the items of an array; none if this is no array. */
  default List<Data> items() {
    return List.of();
  }

  /** Returns a string's value; nothing if this is no string. */
  default Optional<String> text() {
    return this instanceof Text text ? Optional.of(text.value()) : Optional.empty();
  }

  /** Returns the strings of an array, or the one string that this is. */
  default List<String> texts() {
    return this instanceof Text text
        ? List.of(text.value())
        : items().stream().flatMap(item -> item.text().stream()).toList();
  }
}
