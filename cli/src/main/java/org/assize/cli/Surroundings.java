package org.assize.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.LongSupplier;

/**
 * The process around a command.
 *
 * @param in standard input
 * @param out standard output, unbuffered
 * @param terminal what the outputs lead to
 * @param nanoTime a clock that never goes back, in nanoseconds
 */
record Surroundings(InputStream in, OutputStream out, Terminal terminal, LongSupplier nanoTime) {}
