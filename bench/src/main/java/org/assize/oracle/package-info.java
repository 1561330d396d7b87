/**
 * The differential oracle: our tree of a file against the one that CPython's {@code ast.parse}
 * makes of it.
 *
 * <p>It stands in module {@code bench}, on which no other module depends, so none of it can reach
 * what users run; it is main code there rather than test code because both the tests and the
 * command line of {@code bench} start it. {@code scripts/ast_dump.py} describes the canonical form
 * that both sides write: {@link org.assize.oracle.AstDump} writes ours, {@link
 * org.assize.oracle.Reference} reads CPython's, and {@link org.assize.oracle.Comparison} walks
 * through both file by file.
 *
 * <p>Invariants: Python files are read and parsed, never imported or run; one file's dumps are held
 * at a time; what differs on purpose is a {@link org.assize.oracle.Deliberate} with its reason, and
 * everything else that differs fails a test.
 */
@NullMarked
package org.assize.oracle;

import org.jspecify.annotations.NullMarked;
