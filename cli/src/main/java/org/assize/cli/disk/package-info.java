/**
 * The disk as the ports of {@link org.assize.program.source} want it.
 *
 * <p>{@link org.assize.cli.disk.DiskTree} is a folder of files, {@link
 * org.assize.cli.disk.DiskProbe} what lies around it. Invariants: only regular files are opened;
 * whatever the disk does ends in a message with a remedy, never in a stray exception; names that
 * the platform's encoding cannot show are shown with escapes and can still be read.
 */
@NullMarked
package org.assize.cli.disk;

import org.jspecify.annotations.NullMarked;
