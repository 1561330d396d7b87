package org.assize.oracle;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Lists the Python files of a folder. */
public final class PythonFiles {
  /** Folders below a standard library that hold other people's packages. */
  private static final Set<String> PACKAGES = Set.of("site-packages", "dist-packages");

  private PythonFiles() {}

  /**
   * Returns every regular {@code .py} file below a folder, sorted; links are not followed.
   *
   * @throws IOException if a folder cannot be listed
   */
  public static List<Path> below(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path child, BasicFileAttributes attributes) {
            boolean packages = PACKAGES.contains(String.valueOf(child.getFileName()));
            return packages && !child.equals(folder)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && file.toString().endsWith(".py")) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(files);
    return files;
  }
}
