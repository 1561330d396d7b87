package org.assize.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assize.program.source.SourceFile;
import org.assize.program.source.SourceSet;
import org.assize.review.Coverage.NotParsed;

/**
 * What of the scope could not be read or parsed. What the rest of the program lacks is not listed:
 * it shows where a check needed it.
 *
 * @param all of it, the whole files and the parts of files
 * @param unread of it what could not be read at all and was named itself
 * @param nothingRead whether no file of the scope could be read
 */
record Gaps(List<NotParsed> all, List<NotParsed> unread, boolean nothingRead) {

  /**
   * Compares what was asked for with what was read.
   *
   * @param given the paths of the request, relative to the program's root
   */
  static Gaps of(List<String> given, SourceSet sources, List<ReadFile> files) {
    Map<String, SourceFile> scope =
        sources.scope().stream().collect(Collectors.toMap(SourceFile::path, Function.identity()));
    Set<String> named = new HashSet<>(given);
    List<NotParsed> all = new ArrayList<>();
    List<NotParsed> unread = new ArrayList<>();
    sources.gaps().stream()
        .filter(gap -> given.stream().anyMatch(path -> isIn(gap.path(), path)))
        .map(gap -> new NotParsed(gap.path(), 0, gap.message()))
        .forEach(gap -> {
          all.add(gap);
          if (named.contains(gap.path())) {
            unread.add(gap);
          }
        });
    boolean nothingRead = true;
    for (ReadFile file : files) {
      SourceFile asked = scope.get(file.path());
      if (asked != null) {
        all.addAll(file.problems());
        nothingRead &= file.parsed().isEmpty();
        if (file.parsed().isEmpty() && asked.explicit()) {
          unread.addAll(file.problems());
        }
      }
    }
    unread.sort(Comparator.comparing(NotParsed::path));
    return new Gaps(all, unread, nothingRead);
  }

  /** Adds what was named and is not there at all. */
  Gaps with(List<NotParsed> missing) {
    List<NotParsed> allGaps = new ArrayList<>(all);
    List<NotParsed> named = new ArrayList<>(unread);
    allGaps.addAll(missing);
    named.addAll(missing);
    return new Gaps(allGaps, named, nothingRead);
  }

  private static boolean isIn(String path, String given) {
    return given.isEmpty() || path.equals(given) || path.startsWith(given + "/");
  }

  /** Says in one line why nothing could be read. */
  String sentence() {
    NotParsed first = all.stream().min(Comparator.comparing(NotParsed::path)).orElseThrow();
    int more = (int) all.stream().map(NotParsed::path).distinct().count() - 1;
    return "%s: %s%s"
        .formatted(
            first.path().isEmpty() ? "the project's folder" : first.path(),
            first.message(),
            more == 0 ? "." : ". %d more could not be read either.".formatted(more));
  }
}
