/**
 * The intermediate representation: every body of Python code (a module, a class body, a function, a
 * lambda) as dense arrays of instructions in static single assignment form, over a control flow
 * graph with exceptional edges.
 *
 * <p>{@link org.assize.ir.Body} is what analyses read; {@link org.assize.ir.Op} says what each
 * instruction does. A body holds no syntax and no result of an analysis. SSA is built while
 * lowering (Braun et al., "Simple and Efficient Construction of Static Single Assignment Form", CC
 * 2013), with σ-names behind branches (Ananian, "The Static Single Information Form", 1999; as
 * e-SSA in Bodik et al., "ABCD", PLDI 2000), so a guard is a fact about a name of its own.
 *
 * <p>Variables that one body alone uses are SSA values. A variable that other bodies read, of a
 * module, of a class body or captured by a closure, is written by {@code STORE} as well, and read
 * by {@code LOAD} outside of its own body, and everywhere if another body writes it too.
 */
@NullMarked
package org.assize.ir;

import org.jspecify.annotations.NullMarked;
