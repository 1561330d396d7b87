package org.assize.program.source;

import java.util.List;
import java.util.SortedMap;

/**
 * The files of a program.
 *
 * @param files every Python file of the program, by path; each file once
 * @param skipped what is not read, by path
 * @param aliases other names of files and folders that symbolic links give, each with the path
 *     under which it is read
 * @param folders how many folders were listed
 */
public record SourceSet(
    List<SourceFile> files, List<Skipped> skipped, SortedMap<String, String> aliases, int folders) {
  /** Returns the files that are reported. */
  public List<SourceFile> scope() {
    return files.stream().filter(SourceFile::inScope).toList();
  }

  /** Returns what was asked for and could not be read. */
  public List<Skipped> gaps() {
    return skipped.stream().filter(skip -> skip.reason().isGap()).toList();
  }
}
