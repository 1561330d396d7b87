/**
 * The structure of Assize as rules over its compiled classes: what may know what, and what must be
 * absent.
 *
 * <p>Start with {@link org.assize.arch.StructureTest}, which lists the rules. Each rule is shown to
 * fire on a class in {@code samples} that breaks it, so that none can be vacuous. The modules, and
 * with their order the arrows between them, are read from the root {@code pom.xml}.
 */
@NullMarked
package org.assize.arch;

import org.jspecify.annotations.NullMarked;
