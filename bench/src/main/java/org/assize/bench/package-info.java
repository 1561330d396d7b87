/**
 * Measurements: JMH benchmarks and runs over whole folders. Ratios within one run on one machine,
 * never a timed test. {@link org.assize.bench.Bench} is the command line.
 */
@NullMarked
package org.assize.bench;

import org.jspecify.annotations.NullMarked;
