package org.assize.program;

import java.util.Optional;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.jspecify.annotations.Nullable;

/**
 * One place that binds a name.
 *
 * @param kind how
 * @param node the target, definition, alias or parameter
 * @param source the statement, clause or comprehension it belongs to
 * @param bound the whole value the name gets, where the syntax shows it: of an assignment to the
 *     plain name, a walrus, a {@code with}, a parameter's default; null otherwise
 */
public record Binding(Kind kind, Node node, Node source, @Nullable Expr bound) {
  /** How a name is bound. */
  public enum Kind {
    IMPORT,
    FROM_IMPORT,
    FUNCTION,
    CLASS,
    ASSIGNMENT,
    /** One element of an unpacked value. */
    UNPACKING,
    AUGMENTED,
    /** {@code x: int} without a value. */
    DECLARATION,
    LOOP,
    WITH,
    EXCEPTION,
    PARAMETER,
    DELETION,
    PATTERN,
    TYPE_PARAMETER,
    TYPE_ALIAS
  }

  /** Returns the bound value, where the syntax shows it. */
  public Optional<Expr> value() {
    return Optional.ofNullable(bound);
  }
}
