package org.assize.review;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one line.
 *
 * @param file that holds it, with its role
 * @param line its number, from 1
 * @param function around it, with who reaches it; null where it belongs to the module or a class
 * @param entries of that function, or of the module
 * @param observations that point at the line
 * @param chains observations elsewhere whose evidence passes the line
 * @param sinks places on the line that interpret values
 * @param passing places elsewhere that interpret a value of the line, with the ways over it
 * @param program what was analysed
 * @param sources the code, as it was read
 */
public record LineExplanation(
    FileSummary file,
    int line,
    @Nullable MappedFunction function,
    List<MappedEntry> entries,
    List<Observation> observations,
    List<Observation> chains,
    List<ExplainedSink> sinks,
    List<ExplainedSink> passing,
    ProgramSize program,
    SourceLines sources) {
  /** Copies the lists. */
  public LineExplanation {
    entries = List.copyOf(entries);
    observations = List.copyOf(observations);
    chains = List.copyOf(chains);
    sinks = List.copyOf(sinks);
    passing = List.copyOf(passing);
  }
}
