package org.assize.cli;

import org.assize.report.Manual;
import org.assize.review.Reviewer;

/**
 * What reviews, and the manual that reports quote.
 *
 * @param reviewer of the code
 * @param manual of its weaknesses
 */
record Engine(Reviewer reviewer, Manual manual) {}
