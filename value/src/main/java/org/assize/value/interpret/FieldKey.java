package org.assize.value.interpret;

import org.assize.program.PythonClass;
import org.jspecify.annotations.Nullable;

/** A field of the objects of a class. */
public record FieldKey(PythonClass type, String name) {
  /** Returns the key of what is written to fields whose names are not known. */
  public static FieldKey any(PythonClass type) {
    return new FieldKey(type, "*");
  }

  // looked up for every attribute: what a record generates is several times slower

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldKey key && name.equals(key.name) && type.equals(key.type);
  }

  @Override
  public int hashCode() {
    return type.hashCode() * 31 + name.hashCode();
  }
}
