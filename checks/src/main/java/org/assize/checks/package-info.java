/**
 * What can be decided about a weakness without following values between functions.
 *
 * <p>A {@link org.assize.checks.Detector} is a kind of check with its parameters, as a weakness
 * file writes it under {@code detector}; its record components are the keys of that mapping. A
 * detector is handed a {@link org.assize.checks.Check} for each module in scope and reports {@link
 * org.assize.checks.Finding}s. Where a verdict needs a value that comes from another function, it
 * says undecided and names what it waits for.
 *
 * <p>Invariants: a detector keeps nothing between modules, so modules are checked in parallel; no
 * weakness, library or project is named in the code, only in the data.
 */
@NullMarked
package org.assize.checks;

import org.jspecify.annotations.NullMarked;
