/**
 * Evaluates pure functions of Python on constants: operators, methods of strings, built-in
 * functions and parts of the standard library that need nothing but their arguments.
 *
 * <p>{@link org.assize.value.pure.Evaluator} is the entry. It gives exactly what CPython gives, the
 * class of what is raised, or says that it does not know; every evaluation is bounded in size and
 * in steps. What depends on the platform is as on POSIX.
 */
@NullMarked
package org.assize.value.pure;

import org.jspecify.annotations.NullMarked;
