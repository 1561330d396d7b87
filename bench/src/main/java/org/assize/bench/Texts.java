package org.assize.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assize.base.SourceText;
import org.assize.oracle.PythonFiles;

/**
 * The Python files of a folder in memory.
 *
 * @param paths the files that are UTF-8, sorted; others are left out
 * @param texts their decoded texts
 * @param bytes the sum of their sizes as files
 */
record Texts(List<Path> paths, List<SourceText> texts, long bytes) {
  /**
   * Reads all of a folder.
   *
   * @throws IOException if the folder or a file cannot be read
   */
  static Texts read(Path folder) throws IOException {
    List<Path> paths = new ArrayList<>();
    List<SourceText> texts = new ArrayList<>();
    long bytes = 0;
    for (Path path : PythonFiles.below(folder)) {
      byte[] content = Files.readAllBytes(path);
      try {
        String text =
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        texts.add(SourceText.of(text.startsWith("\ufeff") ? text.substring(1) : text));
        paths.add(path);
        bytes += content.length;
      } catch (CharacterCodingException e) {
        // Python's side of the measurement could not read it as UTF-8 either.
      }
    }
    return new Texts(List.copyOf(paths), texts, bytes);
  }

  /** Returns fresh texts, without the line starts that a parse may have left in them. */
  List<SourceText> fresh() {
    return texts.stream().map(text -> SourceText.of(text.text())).toList();
  }

  /** Returns the speed of a round that took some nanoseconds, in millions of bytes a second. */
  double megabytesPerSecond(double nanoseconds) {
    return bytes / nanoseconds * 1e3;
  }
}
