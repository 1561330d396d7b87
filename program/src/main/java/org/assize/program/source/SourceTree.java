package org.assize.program.source;

import java.util.List;
import java.util.Optional;

/**
 * A folder of source files: the one way to the outside.
 *
 * <p>Paths are relative to the tree's root, parted by {@code /} on every platform, without a
 * leading or trailing one and without {@code .} or {@code ..}; {@code ""} is the root. A name that
 * the platform cannot decode is shown with escapes ({@code \xff}) and can be read under that name.
 * Implementations may be used by several threads at once.
 */
public interface SourceTree {
  /** A file of more bytes than this is refused by {@link #read}. */
  long MAX_BYTES = 200_000_000;

  /**
   * Lists a folder, ordered by name in UTF-16 order.
   *
   * @throws UnreadableException if it is no folder or may not be listed
   */
  List<Entry> list(String folder) throws UnreadableException;

  /**
   * Looks one path up, through links on the way.
   *
   * @return nothing if there is no such name
   * @throws UnreadableException if a folder on the way may not be entered
   */
  Optional<Entry> find(String path) throws UnreadableException;

  /**
   * Reads a whole file.
   *
   * @throws UnreadableException if it is no regular file, is gone, may not be read, changes while
   *     it is read, or has more than {@link #MAX_BYTES}
   */
  byte[] read(String path) throws UnreadableException;

  /**
   * Reads the start of a file.
   *
   * @return at most {@code count} bytes, fewer only if the file is shorter
   * @throws UnreadableException as {@link #read}, but for the size
   */
  byte[] head(String path, int count) throws UnreadableException;
}
