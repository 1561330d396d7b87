/**
 * From the text of one Python file to its tree.
 *
 * <p>{@link org.assize.syntax.Parser#parse} takes a text and returns a {@link
 * org.assize.syntax.ParsedFile}: a tree and the problems met on the way. It never fails: what
 * cannot be understood becomes a {@link org.assize.syntax.Stmt.Bad} node, and everything around it
 * is kept. The node kinds and fields are those of CPython's {@code ast} module, so that the two can
 * be compared; what differs is listed at the node.
 *
 * <p>Invariants: no node knows its parent or holds an analysis result; offsets are UTF-16 units of
 * the parsed text; a child's span lies within its parent's, except that decorators stand before
 * their definition and a default behind its parameter, as in CPython.
 */
@NullMarked
package org.assize.syntax;

import org.jspecify.annotations.NullMarked;
