package org.assize.oracle;

/** What a place in the tree does with an expression: CPython's {@code ctx}. */
enum Context {
  LOAD("Load"),
  STORE("Store"),
  DELETE("Del");

  private final String astName;

  Context(String astName) {
    this.astName = astName;
  }

  String astName() {
    return astName;
  }
}
