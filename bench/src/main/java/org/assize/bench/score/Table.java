package org.assize.bench.score;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The rows of a resource: a word and numbers each; {@code #} begins a comment. */
record Table(List<Row> rows) {
  /** One row. */
  record Row(String word, List<Integer> numbers) {
    Set<Integer> numbersAfterFirst() {
      return Set.copyOf(numbers.subList(1, numbers.size()));
    }
  }

  /** Reads a resource of this package. */
  static Table read(String resource) {
    try (InputStream in = Table.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + resource + " is missing");
      }
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Table of(String text) {
    return new Table(
        text.lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(Table::row)
            .toList());
  }

  private static Row row(String line) {
    List<String> words = Arrays.asList(line.split(" ", -1));
    return new Row(
        words.getFirst(), words.subList(1, words.size()).stream().map(Integer::valueOf).toList());
  }
}
