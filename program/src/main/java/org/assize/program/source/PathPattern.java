package org.assize.program.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a {@code .gitignore}; {@code --include} and {@code --exclude} take the same form.
 *
 * <p>A pattern without a slash, or with one at its end only, means names at any depth; any other
 * means paths from the folder that holds the pattern. {@code **} stands for any number of folders,
 * none included; at the end it stands for everything inside, not for the folder itself. A slash at
 * the end means folders only. A leading {@code !} takes back what an earlier line named.
 *
 * <p>As in git, a literal beginning is taken off a path before the rest is looked at, so {@code
 * /ab**} means everything below the root whose path begins with ab.
 */
final class PathPattern {
  /** One {@code **}; matched by identity. */
  private static final Optional<Glob> ANY_FOLDERS = Optional.empty();

  private static final Pattern STARS = Pattern.compile("\\*\\*+");
  private static final Pattern LITERAL_THEN_STARS =
      Pattern.compile("([^*?\\[\\\\]*[^*?\\[\\\\/])\\*\\*+(/|\\\\/|$)");

  private final boolean negated;
  private final boolean foldersOnly;
  private final boolean anchored;
  private final String beginning;
  private final List<Optional<Glob>> parts;

  private PathPattern(
      boolean negated,
      boolean foldersOnly,
      boolean anchored,
      String beginning,
      List<Optional<Glob>> parts) {
    this.negated = negated;
    this.foldersOnly = foldersOnly;
    this.anchored = anchored;
    this.beginning = beginning;
    this.parts = parts;
  }

  /** Reads a line without its line end; nothing if it is blank, a comment, or matches nothing. */
  static Optional<PathPattern> parse(String line) {
    String text = withoutTrailingSpaces(line);
    if (text.isEmpty() || text.startsWith("#")) {
      return Optional.empty();
    }
    boolean negated = text.startsWith("!");
    return negated ? parse(text.substring(1), true) : parse(text, false);
  }

  private static Optional<PathPattern> parse(String line, boolean negated) {
    boolean foldersOnly = line.endsWith("/");
    String path = foldersOnly ? line.substring(0, line.length() - 1) : line;
    boolean anchored = path.indexOf('/') >= 0;
    String text = path.startsWith("/") ? path.substring(1) : path;
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String beginning = anchored ? beginning(text) : "";
    return parts(text.substring(beginning.length()), anchored)
        .map(parts -> new PathPattern(negated, foldersOnly, anchored, beginning, parts));
  }

  /** Returns what stands before a {@code **} that is no part of its own, if it is literal. */
  private static String beginning(String text) {
    Matcher matcher = LITERAL_THEN_STARS.matcher(text);
    return matcher.lookingAt() ? matcher.group(1) : "";
  }

  private static Optional<List<Optional<Glob>>> parts(String text, boolean anchored) {
    List<Optional<Glob>> parts = new ArrayList<>();
    for (String part : PatternParts.of(text)) {
      if (anchored && STARS.matcher(part).matches()) {
        parts.add(ANY_FOLDERS);
        continue;
      }
      Optional<Glob> glob = Glob.parse(part);
      if (glob.isEmpty()) {
        return Optional.empty();
      }
      parts.add(glob);
    }
    return Optional.of(List.copyOf(parts));
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
    return path.startsWith(beginning)
        && matchesParts(path.substring(beginning.length()).split("/", -1));
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
