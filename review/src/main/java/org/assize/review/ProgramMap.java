package org.assize.review;

import java.util.Comparator;
import java.util.List;
import org.assize.review.Coverage.NotParsed;

/**
 * How a program is entered, and what of it is reached from there.
 *
 * @param program what was analysed
 * @param files of the scope, by path
 * @param notParsed what of the scope could not be read or parsed
 * @param unread what the request names itself and could not be read, by path
 */
public record ProgramMap(
    ProgramSize program,
    List<MappedFile> files,
    List<NotParsed> notParsed,
    List<NotParsed> unread) {
  /** Copies the lists and puts them in order. */
  public ProgramMap {
    files = files.stream().sorted(Comparator.comparing(f -> f.file().path())).toList();
    notParsed = List.copyOf(notParsed);
    unread = List.copyOf(unread);
  }

  /** Returns the entries of all files, by place. */
  public List<MappedEntry> entries() {
    return files.stream().flatMap(f -> f.entries().stream()).toList();
  }

  /** Returns how many functions somebody reaches. */
  public int count(Reached reached) {
    return (int)
        files.stream()
            .flatMap(f -> f.functions().stream())
            .filter(f -> f.reached() == reached)
            .count();
  }
}
