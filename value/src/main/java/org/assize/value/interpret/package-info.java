/**
 * Abstract interpretation of one body: which value each instruction has, which blocks can run, what
 * calls reach, and what the rest of the program has to know of it.
 *
 * <p>{@link org.assize.value.interpret.Interpreter} runs sparse conditional constant propagation
 * (Wegman and Zadeck, 1991) over the body's SSA form, with one flow-sensitive table of the contents
 * of objects that are changed. Whatever lies outside of the body is asked of {@link
 * org.assize.value.interpret.Surroundings}; what the body does to the outside is kept in {@link
 * org.assize.value.interpret.Effects}. Nothing here knows in which order bodies are solved.
 */
@NullMarked
package org.assize.value.interpret;

import org.jspecify.annotations.NullMarked;
