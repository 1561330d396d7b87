package org.assize.program.source;

import java.util.List;
import java.util.Optional;

/**
 * What {@link ProjectRoot} may ask about the folders around the given paths, before there is a
 * tree. Paths are absolute and parted by {@code /} ({@code /home/a} or {@code C:/home/a}).
 */
public interface AncestorProbe {
  /** Returns what a path is, through links; nothing if it does not exist or cannot be seen. */
  Optional<Entry.Kind> kind(String path);

  /** Returns the names in a folder in UTF-16 order; none if it cannot be listed. */
  List<String> names(String folder);
}
