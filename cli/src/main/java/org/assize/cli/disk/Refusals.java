package org.assize.cli.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import org.assize.program.source.SourceTree;
import org.assize.program.source.UnreadableException;
import org.jspecify.annotations.Nullable;

/** What the disk refuses, in words that say what to do. */
final class Refusals {
  private Refusals() {}

  static UnreadableException of(String path, IOException e) {
    return new UnreadableException(path, reason(e));
  }

  static UnreadableException tooLarge(String path, long bytes) {
    return new UnreadableException(
        path,
        String.format(
            Locale.ROOT,
            "has %,d bytes, more than the %,d that are read; leave it out (--exclude)",
            bytes,
            SourceTree.MAX_BYTES));
  }

  /** Returns whether a path leads through something that is no folder, so names nothing. */
  static boolean isNoFolderOnTheWay(IOException e) {
    return e instanceof FileSystemException failure
        && "Not a directory".equals(failure.getReason());
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "vanished before it was read; run the review again";
      case AccessDeniedException _ ->
          "permission denied; give yourself read access, or leave it out (--exclude)";
      case NotDirectoryException _ -> "not a folder";
      case FileSystemLoopException _ -> "a link that leads to itself; remove it";
      case FileSystemException failure -> withReason(failure.getReason());
      default -> withReason(e.getMessage());
    };
  }

  private static String withReason(@Nullable String reason) {
    String words = reason == null ? "" : ": " + reason.toLowerCase(Locale.ROOT);
    return "cannot be read" + words + "; check the disk, or leave it out (--exclude)";
  }
}
