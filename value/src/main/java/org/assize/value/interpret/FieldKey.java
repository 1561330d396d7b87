package org.assize.value.interpret;

import org.assize.program.PythonClass;

/** A field of the objects of a class. */
public record FieldKey(PythonClass type, String name) {}
