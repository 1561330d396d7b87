package org.assize.review;

import java.util.Comparator;
import java.util.List;
import org.assize.facts.Area;
import org.assize.facts.CodeRole;
import org.jspecify.annotations.Nullable;

/**
 * What was looked at, and what was not.
 *
 * @param files in the scope
 * @param lines of those files
 * @param notParsed problems of reading and parsing, by path and line, then as they were met
 * @param missing packages and targets that were not found, those on most flows first
 * @param roles of the files in the scope
 * @param quiet areas with nothing to raise, and in how many files of the scope that was so
 * @param notLookedFor ids of whole areas and of weaknesses that were not asked for or that no check
 *     knows yet
 * @param faults functions whose analysis failed through a fault of Assize itself
 */
public record Coverage(
    int files,
    int lines,
    List<NotParsed> notParsed,
    List<Missing> missing,
    List<RoleCount> roles,
    List<QuietArea> quiet,
    List<String> notLookedFor,
    List<InternalFault> faults) {

  /** Copies the lists and puts them in order. */
  public Coverage {
    notParsed =
        notParsed.stream()
            .sorted(Comparator.comparing(NotParsed::path).thenComparingInt(NotParsed::line))
            .toList();
    missing =
        missing.stream()
            .sorted(
                Comparator.comparing(Missing::kind)
                    .thenComparing(Comparator.comparingInt(Missing::flows).reversed())
                    .thenComparing(Missing::name)
                    .thenComparing(Missing::note))
            .toList();
    roles = roles.stream().sorted(Comparator.comparing(RoleCount::role)).toList();
    quiet = quiet.stream().sorted(Comparator.comparing(QuietArea::area)).toList();
    notLookedFor = List.copyOf(notLookedFor);
    faults =
        faults.stream()
            .sorted(
                Comparator.comparing(InternalFault::path)
                    .thenComparingInt(InternalFault::line)
                    .thenComparing(InternalFault::stage))
            .toList();
  }

  /** Coverage of files that were all read, with nothing missing. */
  public static Coverage of(int files, int lines) {
    return new Coverage(
        files, lines, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /** Returns how many files have a part that could not be read or parsed. */
  public int filesNotParsed() {
    return (int) notParsed.stream().map(NotParsed::path).distinct().count();
  }

  /**
   * A file, or a part of one, that could not be read or parsed.
   *
   * @param path relative to the program's root
   * @param line from 1, or 0 where the whole file could not be read
   * @param message what is wrong, without a full stop
   */
  public record NotParsed(String path, int line, String message) {}

  /**
   * Something that was not found.
   *
   * @param name of the package or function
   * @param kind what it is
   * @param flows how many flows end in it
   * @param note what that means here, for example {@code known from library facts}; may be empty
   */
  public record Missing(String name, MissingKind kind, int flows, String note) {}

  /**
   * How many files of the scope have a role.
   *
   * @param role of those files
   * @param files how many
   * @param note what is surprising about them ({@code two of them under tests/}), or null
   */
  public record RoleCount(CodeRole role, int files, @Nullable String note) {}

  /**
   * An area with nothing to raise.
   *
   * @param area without an observation in the files
   * @param files how many of the scope's files that holds for
   */
  public record QuietArea(Area area, int files) {}

  /**
   * A function that was left out because its analysis failed; a bug of Assize.
   *
   * @param path of its file
   * @param line of its definition
   * @param callable its qualified name
   * @param stage of the analysis that failed
   * @param message of the failure
   */
  public record InternalFault(
      String path, int line, String callable, String stage, String message) {}
}
