package org.assize.program.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of a {@code .gitignore}; {@code --include} and {@code --exclude} take the same form.
 *
 * <p>A pattern without a slash, or with one at its end only, means names at any depth; any other
 * means paths from the folder that holds the pattern. {@code **} stands for any number of folders,
 * none included; at the end it stands for everything inside, not for the folder itself. A slash at
 * the end means folders only. A leading {@code !} takes back what an earlier line named.
 */
final class PathPattern {
  /** One {@code **}; matched by identity. */
  private static final Optional<Glob> ANY_FOLDERS = Optional.empty();

  private final boolean negated;
  private final boolean foldersOnly;
  private final boolean anchored;
  private final List<Optional<Glob>> parts;

  private PathPattern(
      boolean negated, boolean foldersOnly, boolean anchored, List<Optional<Glob>> parts) {
    this.negated = negated;
    this.foldersOnly = foldersOnly;
    this.anchored = anchored;
    this.parts = parts;
  }

  /** Reads a line without its line end; nothing if it is blank, a comment, or matches nothing. */
  static Optional<PathPattern> parse(String line) {
    String text = withoutTrailingSpaces(line);
    if (text.isEmpty() || text.startsWith("#")) {
      return Optional.empty();
    }
    boolean negated = text.startsWith("!");
    if (negated) {
      text = text.substring(1);
    }
    boolean foldersOnly = text.endsWith("/");
    if (foldersOnly) {
      text = text.substring(0, text.length() - 1);
    }
    boolean anchored = text.indexOf('/') >= 0;
    if (text.startsWith("/")) {
      text = text.substring(1);
    }
    if (text.isEmpty()) {
      return Optional.empty();
    }
    List<Optional<Glob>> parts = new ArrayList<>();
    for (String part : text.split("/", -1)) {
      if (anchored && part.equals("**")) {
        parts.add(ANY_FOLDERS);
        continue;
      }
      Optional<Glob> glob = Glob.parse(part);
      if (glob.isEmpty()) {
        return Optional.empty();
      }
      parts.add(glob);
    }
    return Optional.of(new PathPattern(negated, foldersOnly, anchored, List.copyOf(parts)));
  }

  /** Drops spaces at the end, but one that a backslash keeps. */
  private static String withoutTrailingSpaces(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == ' ') {
      int backslashes = 0;
      while (end - 2 - backslashes >= 0 && line.charAt(end - 2 - backslashes) == '\\') {
        backslashes++;
      }
      if (backslashes % 2 == 1) {
        break;
      }
      end--;
    }
    return line.substring(0, end);
  }

  /** Returns whether the line takes back instead of naming. */
  boolean isNegated() {
    return negated;
  }

  /**
   * Returns whether the pattern means a path, its negation aside.
   *
   * @param path relative to the folder that holds the pattern
   */
  boolean matches(String path, Entry.Kind kind) {
    if (foldersOnly && kind != Entry.Kind.FOLDER) {
      return false;
    }
    if (!anchored) {
      return isPart(parts.getFirst(), path.substring(path.lastIndexOf('/') + 1));
    }
    return matchesParts(path.split("/", -1));
  }

  private static boolean isPart(Optional<Glob> part, String name) {
    return part.isPresent() && part.get().matches(name);
  }

  /** As a glob over names, with {@code **} as its star: greedy, with one place to return to. */
  private boolean matchesParts(String[] names) {
    int part = 0;
    int at = 0;
    int starPart = -1;
    int starAt = 0;
    while (at < names.length) {
      if (part < parts.size() && parts.get(part).isEmpty()) {
        if (part == parts.size() - 1) {
          return true;
        }
        starPart = part++;
        starAt = at;
      } else if (part < parts.size() && isPart(parts.get(part), names[at])) {
        part++;
        at++;
      } else if (starPart >= 0) {
        part = starPart + 1;
        at = ++starAt;
      } else {
        return false;
      }
    }
    return part == parts.size();
  }
}
