/**
 * The program under review: its modules, what their names mean, and which code reaches which.
 *
 * <p>{@link org.assize.program.Program} holds the parsed modules and finds one by import. {@link
 * org.assize.program.Scopes} are the scopes and bindings of one module, as the language defines
 * them. {@link org.assize.program.Resolver} says what an expression names: a module, class,
 * function or variable of the tree, or a dotted path outside it. {@link
 * org.assize.program.References} finds every place that uses a name, and {@link
 * org.assize.program.Roles} concludes which code is production and which is test, with the reasons.
 *
 * <p>Invariants: nothing here follows a value through a statement order or a call; names only. A
 * program is immutable once built; what is computed on first use is the same whoever asks first.
 * Tree nodes are records, so they are compared by identity, never used as hash keys.
 */
@NullMarked
package org.assize.program;

import org.jspecify.annotations.NullMarked;
