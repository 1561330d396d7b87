/**
 * What can be decided about a weakness without following values between functions.
 *
 * <p>A {@link org.assize.checks.Detector} is a kind of check with its parameters, as a weakness
 * file writes it under {@code detector}; its record components are the keys of that mapping.
 */
@NullMarked
package org.assize.checks;

import org.jspecify.annotations.NullMarked;
