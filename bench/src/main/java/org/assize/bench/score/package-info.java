/**
 * How much of what others have labelled a review finds: scorers for OWASP BenchmarkPython, for
 * SecurityEval and for flaws of real projects.
 *
 * <p>{@link org.assize.bench.score.Scores} is the entry. A scorer sees {@link
 * org.assize.bench.score.Statement}s and labels, nothing else; which numbers of the CWE list count
 * for a label stands in the resources beside the classes.
 */
@NullMarked
package org.assize.bench.score;

import org.jspecify.annotations.NullMarked;
