/**
 * Which files make up the program under review, and how they are read.
 *
 * <p>{@link org.assize.program.source.SourceTree} is the one way to the outside: a folder of files
 * named by paths with {@code /}. {@link org.assize.program.source.MemoryTree} is its twin without a
 * disk. {@link org.assize.program.source.ProjectRoot} says which folder is the program, {@link
 * org.assize.program.source.Discovery} which of its files are Python and which of those are in
 * scope, {@link org.assize.program.source.SourceContent} what one of them holds.
 *
 * <p>Invariants: nothing here touches a disk but through the ports; every list is ordered by path,
 * so the same tree gives the same set; what is left out is listed with its reason, never dropped in
 * silence; a folder is listed once at most.
 */
@NullMarked
package org.assize.program.source;

import org.jspecify.annotations.NullMarked;
