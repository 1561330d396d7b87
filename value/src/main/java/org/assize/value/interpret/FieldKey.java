package org.assize.value.interpret;

import org.assize.program.PythonClass;

/** A field of the objects of a class. */
public record FieldKey(PythonClass type, String name) {
  /** Returns the key of what is written to fields whose names are not known. */
  public static FieldKey any(PythonClass type) {
    return new FieldKey(type, "*");
  }
}
