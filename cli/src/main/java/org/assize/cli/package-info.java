/**
 * The command line: the outermost layer, which alone knows arguments, streams and exit codes.
 *
 * <p>Entry type: {@link org.assize.cli.Main}. Invariants: data goes to standard output, everything
 * else to standard error; the exit status is one of {@link org.assize.cli.ExitStatus}; no stack
 * trace reaches a user who did not pass {@code --debug}.
 */
@NullMarked
package org.assize.cli;

import org.jspecify.annotations.NullMarked;
