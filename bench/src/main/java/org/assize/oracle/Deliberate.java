package org.assize.oracle;

/**
 * Faults of single CPython versions that our tree does not share. The dumps are made to agree on
 * them, as narrowly as each says, so that everything around them is still compared; any other
 * difference fails.
 */
public enum Deliberate {
  /** {@link ExprDump} writes the end of the name. */
  KEYWORD_ONLY_END_38(
      "Python 3.8 ends an annotated keyword-only parameter at its name, every other parameter and"
          + " every later version at its annotation"),
  /** {@link ExprDump} writes the end of the value. */
  STARRED_ARGUMENT_END_38(
      "Python 3.8 ends a starred argument f(*(a)) before the closing parenthesis of its value, a"
          + " starred element [*(a)] and every later version behind it"),
  /** No corpus has it, and {@code grammar.txt} does not write it. */
  DOTTED_NAME_38("Python 3.8 does not normalise the names of import a.b; every later version does"),
  /** No corpus has it, and {@code grammar.txt} does not write it. */
  FOR_TUPLE_START_38(
      "Python 3.8 starts the tuple of for (a), b in c behind the parenthesis of its first target,"
          + " every other tuple and every later version at it"),
  /** {@code ast_dump.py} leaves them out. */
  EMPTY_CONSTANT_312(
      "Python 3.12 puts an empty constant behind a nested field of a format specification,"
          + " f'{a:{b}}'; no other version does"),
  /** {@code symtable_dump.py} and {@link ScopeEntry} write 0. */
  SCOPE_LINE_38(
      "Python 3.8 places a comprehension or lambda inside an f-string of several lines on a wrong"
          + " line; its scopes are compared without it"),
  /** {@link ScopeDump} leaves them out. */
  ANNOTATION_NAMES_FUTURE(
      "Python 3.10 to 3.13 have no names for annotations where the file imports annotations from"
          + " __future__; ours are read in every file"),
  /** {@link ScopeDump} adds them to the scope around. */
  INLINED_COMPREHENSION_312(
      "Python 3.12 and later have the names of list, set and dictionary comprehensions in the scope"
          + " around them, as they compile them; the language still keeps them apart"),
  /** {@link ScopeEntry} writes a global name. */
  CLASS_NAME_IN_TYPE_PARAMETERS_312(
      "Python 3.12 and later have a name of a class as global in type parameters inside it, and"
          + " find it in the class all the same");

  private final String reason;

  Deliberate(String reason) {
    this.reason = reason;
  }

  /** Returns why CPython is not followed. */
  public String reason() {
    return reason;
  }
}
