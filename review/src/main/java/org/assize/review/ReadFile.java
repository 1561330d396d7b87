package org.assize.review;

import java.util.List;
import java.util.Optional;
import org.assize.program.ProgramFile;
import org.assize.resources.NotebookSource;
import org.assize.review.Coverage.NotParsed;
import org.jspecify.annotations.Nullable;

/**
 * One file as it was read.
 *
 * @param path relative to the program's root
 * @param program the parsed file, or null where nothing could be read
 * @param notebook the cells that it was read from, or null for plain Python
 * @param problems what could not be read or parsed
 */
record ReadFile(
    String path,
    @Nullable ProgramFile program,
    @Nullable NotebookSource notebook,
    List<NotParsed> problems) {

  /** Returns the parsed file. */
  Optional<ProgramFile> parsed() {
    return Optional.ofNullable(program);
  }
}
