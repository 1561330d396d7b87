package org.assize.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.assize.base.SourceText;
import org.assize.syntax.Node;
import org.assize.syntax.Parser;

/** The heap that the trees of a whole folder hold, without the texts they came from. */
final class AstHeap {
  private AstHeap() {}

  /**
   * Returns the one line that says it.
   *
   * @throws IOException if the folder cannot be read
   */
  static String measure(Path folder) throws IOException {
    Texts texts = Texts.read(folder);
    parseAll(texts.fresh());
    long before = usedAfterCollection();
    List<Node.Module> trees = parseAll(texts.fresh());
    long after = usedAfterCollection();
    // The texts are read again below, so that they are counted before and after alike.
    long lines = texts.texts().stream().mapToLong(SourceText::lineCount).sum();
    return String.format(
        Locale.ROOT,
        "heap %s: %.1f MB of trees (%d files, %d lines, %.1f MB of source, texts not counted,"
            + " Java %s)",
        folder,
        (after - before) / 1e6,
        trees.size(),
        lines,
        texts.bytes() / 1e6,
        Runtime.version());
  }

  private static List<Node.Module> parseAll(List<SourceText> texts) {
    List<Node.Module> trees = new ArrayList<>(texts.size());
    for (SourceText text : texts) {
      trees.add(Parser.parse(text, Optional.empty()).tree());
    }
    return trees;
  }

  private static long usedAfterCollection() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
