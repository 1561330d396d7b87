/**
 * How a review looks: on a terminal, as Markdown, as JSON and as SARIF.
 *
 * <p>Entry type: {@link org.assize.report.ReportFormat}; a new format is one class beside the
 * others, named in its {@code permits} clause. Invariants: a report depends on the review and the
 * options alone (no clock, no locale, no terminal), so the same input gives the same bytes; nothing
 * from reviewed code or paths reaches an output unescaped; a format writes to what it is given and
 * opens no file.
 */
@NullMarked
package org.assize.report;

import org.jspecify.annotations.NullMarked;
