package org.assize.review;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to review, and within what. Paths are as the user wrote them: relative ones start at the
 * working directory.
 *
 * @param paths files and folders of the scope; empty where {@code stdin} is given
 * @param stdin a file that was read from standard input, or null
 * @param project root of the program, or null to find it
 * @param include patterns of the files that are reported; none stands for all
 * @param exclude patterns of files that are not
 * @param python version of the language to read with ({@code 3.8}), or null for the newest that
 *     fits
 * @param dependencies where imported packages are looked up
 * @param selection which weaknesses to look for
 * @param jobs threads to use, at least 1; the result is the same for any number
 */
public record ReviewRequest(
    List<String> paths,
    @Nullable StandardInput stdin,
    @Nullable String project,
    List<String> include,
    List<String> exclude,
    @Nullable String python,
    Dependencies dependencies,
    Selection selection,
    int jobs) {
  /** Copies the lists. */
  public ReviewRequest {
    paths = List.copyOf(paths);
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /** The review of some paths with everything else left to itself. */
  public static ReviewRequest of(List<String> paths) {
    return new ReviewRequest(
        paths,
        null,
        null,
        List.of(),
        List.of(),
        null,
        new Dependencies.VirtualEnvironment(),
        Selection.ALL,
        1);
  }

  /**
   * A file that came on standard input.
   *
   * @param path the name it is reviewed under: it decides its module, and what it replaces in the
   *     program
   * @param bytes its content, undecoded
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  public record StandardInput(String path, byte[] bytes) {}
}
