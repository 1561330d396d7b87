/**
 * Tolerant readers for the files of a Python project that are no Python files.
 *
 * <p>{@link org.assize.resources.Notebook} makes one Python text of a notebook's cells, {@link
 * org.assize.resources.ProjectFile} reads what {@code pyproject.toml} and {@code setup.cfg} say of
 * packages and entry points.
 *
 * <p>Invariants: bytes in, a value with its problems out; no exception, whatever the bytes; what
 * stands before or after a fault is kept as far as it can be told; nothing is fetched or followed.
 */
@NullMarked
package org.assize.resources;

import org.jspecify.annotations.NullMarked;
