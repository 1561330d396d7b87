package org.assize.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.assize.base.SourceText;

/**
 * Compares our trees with CPython's on programs that nobody wrote: random ones, and pieces of real
 * ones with a few tokens changed. The same seed gives the same programs.
 */
public final class Fuzz {
  private static final int LONGEST_PIECE = 2_000;

  private final Random random;
  private final Grammar grammar;
  private final Mutator mutator;
  private final List<String> pieces;

  private Fuzz(long seed, List<String> pieces) throws IOException {
    this.random = new Random(seed);
    this.grammar = Grammar.read();
    this.mutator = new Mutator(random);
    this.pieces = pieces;
  }

  /**
   * Writes programs into a folder and compares them with each reference.
   *
   * @param source a folder of Python files to take pieces of
   * @param report receives a line per reference and each difference
   * @return how many programs differ, summed over the references
   * @throws IOException if a folder cannot be read or written
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public static int run(
      List<Reference> references,
      Path source,
      Path folder,
      int count,
      long seed,
      Consumer<String> report)
      throws IOException, InterruptedException {
    Fuzz fuzz = new Fuzz(seed, pieces(source));
    List<Path> files = fuzz.write(folder, count);
    int different = 0;
    for (Reference reference : references) {
      List<Difference> differences = new ArrayList<>();
      Tally tally = Comparison.run(reference, files, differences::add);
      report.accept(reference.title() + ": " + tally);
      differences.forEach(difference -> report.accept(difference.toString()));
      different += differences.size();
    }
    return different;
  }

  private List<Path> write(Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path file = folder.resolve("program%06d.py".formatted(i));
      files.add(Files.writeString(file, program(i)));
    }
    return files;
  }

  private String program(int index) {
    return switch (index % 4) {
      case 0 -> grammar.program(random, 4 + random.nextInt(6));
      case 1 -> mutator.mutate(grammar.program(random, 3 + random.nextInt(4)));
      default -> mutator.mutate(pieces.get(random.nextInt(pieces.size())));
    };
  }

  /** Cuts the files of a folder before lines that start in the first column. */
  private static List<String> pieces(Path source) throws IOException {
    List<String> pieces = new ArrayList<>();
    for (Path file : PythonFiles.below(source)) {
      Optional<SourceText> text = FileText.read(file);
      if (text.isPresent()) {
        for (String piece : text.get().text().split("\n(?=[a-z@])", -1)) {
          if (piece.length() < LONGEST_PIECE && piece.indexOf('\n') >= 0) {
            pieces.add(piece + "\n");
          }
        }
      }
    }
    if (pieces.isEmpty()) {
      throw new IOException("no Python file in " + source);
    }
    return pieces;
  }
}
