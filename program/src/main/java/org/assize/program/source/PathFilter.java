package org.assize.program.source;

import java.util.ArrayList;
import java.util.List;

/**
 * The patterns of {@code --include} and {@code --exclude}: which files of the scope are reported.
 *
 * <p>A pattern has the form of a {@code .gitignore} line and is relative to the program's root; one
 * that matches a folder means all that is in it. A file is reported if an include means it, or
 * there are none, and no exclude does. A pattern with {@code !} takes back what an earlier one of
 * the same option named. What is left out is still analysed as a part of the program.
 */
public final class PathFilter {
  /** Every file is reported. */
  public static final PathFilter ALL = new PathFilter(List.of(), List.of());

  private final List<PathPattern> includes;
  private final List<PathPattern> excludes;

  private PathFilter(List<PathPattern> includes, List<PathPattern> excludes) {
    this.includes = includes;
    this.excludes = excludes;
  }

  /** Reads the patterns of both options; a pattern that can match nothing is left out. */
  public static PathFilter of(List<String> includes, List<String> excludes) {
    return new PathFilter(parse(includes), parse(excludes));
  }

  /** Returns whether a pattern has a form that can match something; for a check of the options. */
  public static boolean isPattern(String pattern) {
    return PathPattern.parse(pattern).isPresent();
  }

  private static List<PathPattern> parse(List<String> patterns) {
    List<PathPattern> parsed = new ArrayList<>();
    for (String pattern : patterns) {
      PathPattern.parse(pattern.startsWith("./") ? pattern.substring(1) : pattern)
          .ifPresent(parsed::add);
    }
    return List.copyOf(parsed);
  }

  /** Returns whether a file is reported. */
  public boolean accepts(String path) {
    return (includes.isEmpty() || names(includes, path)) && !names(excludes, path);
  }

  private static boolean names(List<PathPattern> patterns, String path) {
    boolean named = false;
    for (PathPattern pattern : patterns) {
      if (namesPathOrFolder(pattern, path)) {
        named = !pattern.isNegated();
      }
    }
    return named;
  }

  private static boolean namesPathOrFolder(PathPattern pattern, String path) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (pattern.matches(path.substring(0, slash), Entry.Kind.FOLDER)) {
        return true;
      }
    }
    return pattern.matches(path, Entry.Kind.FILE);
  }
}
