package org.assize.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.assize.report.VisibleText;

/**
 * A file that a report goes to: whole or not at all. A regular file is written beside its place and
 * then moved there; a device or pipe is written as it is.
 */
final class ReportFile {
  private final String name;
  private final Path target;

  private ReportFile(String name, Path target) {
    this.name = name;
    this.target = target;
  }

  /**
   * Checks that a file can be written, so that nobody waits for a review whose report has no place.
   *
   * @param name as the user wrote it
   */
  static ReportFile at(String name) throws CannotWriteException {
    try {
      Path path = Path.of(name).toAbsolutePath();
      Path target = Files.exists(path) ? path.toRealPath() : path;
      ReportFile file = new ReportFile(name, target);
      file.check();
      return file;
    } catch (InvalidPathException | IOException e) {
      throw new CannotWriteException(
          refusal(name, VisibleText.of(String.valueOf(e.getMessage())), "Name another file."));
    }
  }

  private void check() throws CannotWriteException {
    Path folder = target.getParent();
    if (name.isEmpty()) {
      throw new CannotWriteException(refusal(name, "that is no name", "Name a file."));
    }
    if (Files.isDirectory(target) || folder == null) {
      throw new CannotWriteException(refusal(name, "it is a folder", "Name a file in it."));
    }
    if (!Files.isDirectory(folder)) {
      throw new CannotWriteException(
          refusal(
              name,
              "the folder " + VisibleText.of(folder.toString()) + " does not exist",
              "Create it, or name another file."));
    }
    boolean writable = Files.exists(target) ? Files.isWritable(target) : Files.isWritable(folder);
    if (!writable || (!special() && !Files.isWritable(folder))) {
      throw new CannotWriteException(
          refusal(name, "permission denied", "Allow it to be written, or name another file."));
    }
  }

  private boolean special() {
    return Files.exists(target) && !Files.isRegularFile(target);
  }

  /** Returns where the report will be, links resolved. */
  Path target() {
    return target;
  }

  /** Writes the whole content, or leaves what was there. */
  void write(String content) throws CannotWriteException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    try {
      if (special()) {
        writeThrough(target, bytes, StandardOpenOption.WRITE);
      } else {
        replace(bytes);
      }
    } catch (IOException e) {
      throw new CannotWriteException(
          refusal(name, reason(e), "Make room or allow it, or name another file."));
    }
  }

  private void replace(byte[] bytes) throws IOException {
    Path temporary =
        target.resolveSibling(".assize-%d.tmp".formatted(ProcessHandle.current().pid()));
    try {
      Files.deleteIfExists(temporary);
      temporary.toFile().deleteOnExit(); // a signal may end the process half-way
      writeThrough(temporary, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      if (Files.exists(target) && Files.getFileStore(target).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(target));
      }
      move(temporary);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private void move(Path temporary) throws IOException {
    try {
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void writeThrough(Path path, byte[] bytes, StandardOpenOption... options)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(path, options)) {
      out.write(bytes);
    }
  }

  /** Returns what the system says, without the path that some of its messages repeat. */
  static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException failure when failure.getReason() != null -> failure.getReason();
      default -> VisibleText.of(String.valueOf(e.getMessage()));
    };
  }

  private static String refusal(String name, String reason, String remedy) {
    String shown = name.isEmpty() ? "''" : VisibleText.of(name);
    return "cannot write %s: %s. %s".formatted(shown, reason, remedy);
  }
}
