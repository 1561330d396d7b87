package org.assize.review;

import java.util.Optional;
import org.assize.base.SourceText;

/** The text of the program's files as it was when it was reviewed; the port for excerpts. */
@FunctionalInterface
public interface SourceLines {
  /** Knows no file; excerpts are left out. */
  SourceLines NONE = path -> Optional.empty();

  /** Returns the decoded text of a file by its path relative to the program's root. */
  Optional<SourceText> text(String path);

  /** Returns a line (from 1) without its end. */
  default Optional<String> line(String path, int line) {
    return text(path)
        .filter(text -> line >= 1 && line <= text.lineCount())
        .map(text -> text.line(line));
  }
}
