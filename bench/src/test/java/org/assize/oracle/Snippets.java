package org.assize.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The paragraphs of {@code src/test/resources/snippets/*.txt}, each as a file of its own.
 *
 * <p>Every version reads every one: what is new in a later version must be rejected by an earlier
 * one, and what is wrong for all by all.
 */
final class Snippets {
  private Snippets() {}

  /** Writes them below a folder, named by list and line, and returns the files. */
  static List<Path> write(Path lists, Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    try (Stream<Path> found = Files.list(lists)) {
      for (Path list : found.sorted().toList()) {
        String name = list.getFileName().toString().replace(".txt", "");
        int line = 1;
        for (String paragraph : Files.readString(list).split("\n\n", -1)) {
          String end = paragraph.endsWith("\n") ? "" : "\n";
          Path file = folder.resolve("%s-line%03d.py".formatted(name, line));
          files.add(Files.writeString(file, paragraph + end));
          line += 2 + (int) paragraph.chars().filter(c -> c == '\n').count();
        }
      }
    }
    return files;
  }
}
