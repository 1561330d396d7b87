package org.assize.ir;

/** What kind of code a body is. */
public enum BodyKind {
  MODULE,
  CLASS,
  FUNCTION,
  LAMBDA
}
