package org.assize.ir;

/**
 * What an import statement binds to one name.
 *
 * @param module dotted, as written; empty for {@code from . import x}
 * @param level the number of leading dots
 * @param member the name behind {@code from … import}; empty for {@code import a.b}
 * @param whole for {@code import a.b as x}: whether the name is bound to {@code a.b}, not to {@code
 *     a}
 */
public record ImportName(String module, int level, String member, boolean whole) {}
