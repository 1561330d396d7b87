package org.assize.program.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ignore files that hold for one folder: its own, then those of the folders around it. Within a
 * file the last line that matches decides; an inner file beats an outer one.
 */
final class IgnoreRules {
  /** Nothing is ignored. */
  static final IgnoreRules NONE = new IgnoreRules("", List.of(), Optional.empty());

  private final String folder;
  private final List<PathPattern> patterns;
  private final Optional<IgnoreRules> outer;

  private IgnoreRules(String folder, List<PathPattern> patterns, Optional<IgnoreRules> outer) {
    this.folder = folder;
    this.patterns = patterns;
    this.outer = outer;
  }

  /**
   * Adds an ignore file to those that hold already.
   *
   * @param inFolder where the file lies, relative to the root; its patterns start there
   */
  IgnoreRules with(String inFolder, byte[] file) {
    List<PathPattern> read = new ArrayList<>();
    String text = new String(file, StandardCharsets.UTF_8);
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    for (String line : text.split("\n", -1)) {
      String bare = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      PathPattern.parse(bare).ifPresent(read::add);
    }
    return read.isEmpty() ? this : new IgnoreRules(inFolder, read, Optional.of(this));
  }

  /** Returns whether a path below the folder is named; the folders above it are not asked. */
  boolean ignores(String path, Entry.Kind kind) {
    String below = folder.isEmpty() ? path : path.substring(folder.length() + 1);
    for (PathPattern pattern : patterns.reversed()) {
      if (pattern.matches(below, kind)) {
        return !pattern.isNegated();
      }
    }
    return outer.isPresent() && outer.get().ignores(path, kind);
  }
}
