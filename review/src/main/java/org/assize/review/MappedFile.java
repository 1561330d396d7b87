package org.assize.review;

import java.util.List;

/**
 * A file of the scope with its entries and functions.
 *
 * @param file its role and why
 * @param entries in the order of their places
 * @param functions in the order of their places
 */
public record MappedFile(
    FileSummary file, List<MappedEntry> entries, List<MappedFunction> functions) {
  /** Copies the lists. */
  public MappedFile {
    entries = List.copyOf(entries);
    functions = List.copyOf(functions);
  }
}
