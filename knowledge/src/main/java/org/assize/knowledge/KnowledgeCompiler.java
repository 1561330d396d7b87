package org.assize.knowledge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Checks the folders of knowledge and writes the resource that {@link Knowledge#load} reads. */
public final class KnowledgeCompiler {
  private KnowledgeCompiler() {}

  /**
   * Compiles.
   *
   * @param args the folder that holds {@code libraries} and {@code weaknesses}, and the file to
   *     write
   * @throws IllegalStateException where a file has a mistake, with all of them
   */
  public static void main(String[] args) throws IOException {
    compile(Path.of(args[0]), Path.of(args[1]));
  }

  /** Compiles a folder into a file; nothing is written where a file has a mistake. */
  static void compile(Path folder, Path output) throws IOException {
    KnowledgeReader.Result result = KnowledgeReader.read(texts(folder));
    if (!result.problems().isEmpty()) {
      StringBuilder message = new StringBuilder("knowledge has mistakes:");
      result.problems().forEach(problem -> message.append('\n').append(problem));
      throw new IllegalStateException(message.toString());
    }
    Files.createDirectories(output.toAbsolutePath().getParent());
    Files.write(output, CompiledForm.write(result.knowledge()));
  }

  /** Returns the texts of a folder's files of knowledge by their paths, from its name on. */
  private static Map<String, String> texts(Path folder) throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    for (String name : new String[] {"libraries", "weaknesses"}) {
      Path part = folder.resolve(name);
      if (Files.isDirectory(part)) {
        try (Stream<Path> paths = Files.walk(part)) {
          for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile).sorted()::iterator) {
            String relative = folder.relativize(path).toString().replace('\\', '/');
            texts.put(folder.getFileName() + "/" + relative, Files.readString(path));
          }
        }
      }
    }
    return texts;
  }
}
