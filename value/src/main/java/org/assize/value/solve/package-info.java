/**
 * The values of a whole program: bodies are interpreted callees first, in rounds.
 *
 * <p>Every round starts from what the round before knew of variables, fields, parameters and
 * objects ({@link org.assize.value.solve.Knowledge}); the first starts from what names alone tell.
 * Each round covers every run of the program, so the analysis may stop after any of them: more
 * rounds make it more precise, never less right. Within a round the strongly connected components
 * of the call graph are solved level by level; bodies of one level read only finished levels, so
 * they run in parallel and the result does not depend on the number of threads.
 */
@NullMarked
package org.assize.value.solve;

import org.jspecify.annotations.NullMarked;
