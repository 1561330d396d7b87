package org.assize.program.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assize.program.source.SourceFile.Kind;

/**
 * Walks a tree and collects its Python files. Links are set aside while a walk goes on, so that a
 * file has its real path if the walk comes by it, whatever the links are called; as no link to a
 * folder is entered unless a given path names it, and no folder twice, a walk ends.
 */
final class TreeWalk {
  /** A file that was found. */
  record Found(Kind kind, long size) {}

  private record Work(String folder, IgnoreRules rules, boolean given) {}

  private final SourceTree tree;
  private final SortedMap<String, Found> files = new TreeMap<>();
  private final SortedMap<String, Skipped> skipped = new TreeMap<>();
  private final SortedMap<String, String> aliases = new TreeMap<>();
  private final SortedMap<String, Entry> links = new TreeMap<>();
  private final Map<String, IgnoreRules> rulesOfFolders = new HashMap<>();
  private final Map<String, String> firstPaths = new HashMap<>();

  TreeWalk(SourceTree tree) {
    this.tree = tree;
  }

  SortedMap<String, Found> files() {
    return files;
  }

  SortedMap<String, Skipped> skipped() {
    return skipped;
  }

  SortedMap<String, String> aliases() {
    return aliases;
  }

  /** Returns how many folders were read. */
  int folders() {
    return rulesOfFolders.size();
  }

  /** Returns whether a path is a file or folder of the walk so far. */
  boolean hasReached(String path) {
    return files.containsKey(path) || rulesOfFolders.containsKey(path);
  }

  void skip(String path, Skipped.Reason reason, String message) {
    skipped.put(path, new Skipped(path, reason, message));
  }

  /** Walks everything below the root, then settles the links that were met. */
  void walkAll() {
    try {
      tree.find("").ifPresent(root -> firstPaths.put(root.identity(), ""));
    } catch (UnreadableException _) {
      // The listing below meets the same obstacle and reports it.
    }
    walk("", IgnoreRules.NONE);
    settleLinks();
  }

  /**
   * Adds a path that was given, whatever excludes it.
   *
   * @return the path under which it is read; nothing if it cannot be
   */
  Optional<String> addGiven(String path) {
    if (hasReached(path)) {
      return Optional.of(path);
    }
    Optional<Entry> found;
    try {
      found = tree.find(path);
    } catch (UnreadableException e) {
      skip(path, Skipped.Reason.UNREADABLE, e.reason());
      return Optional.empty();
    }
    if (found.isEmpty()) {
      skip(path, Skipped.Reason.MISSING, "no such file or folder; check the spelling");
      return Optional.empty();
    }
    Entry entry = found.get();
    String first = firstPaths.get(entry.identity());
    if (first != null && hasReached(first)) {
      aliases.put(path, first);
      skipped.remove(path);
      return Optional.of(first);
    }
    return addEntry(path, entry) ? Optional.of(path) : Optional.empty();
  }

  private boolean addEntry(String path, Entry entry) {
    skipped.remove(path);
    return switch (entry.kind()) {
      case FOLDER -> {
        firstPaths.putIfAbsent(entry.identity(), path);
        walk(path, rulesAround(Paths.folder(path)));
        settleLinks();
        yield rulesOfFolders.containsKey(path);
      }
      case FILE -> {
        add(path, entry, SourceKinds.byPath(path).orElse(Kind.SCRIPT));
        yield true;
      }
      case OTHER -> {
        skipOther(path, entry);
        yield false;
      }
    };
  }

  private void walk(String start, IgnoreRules rules) {
    Deque<Work> open = new ArrayDeque<>();
    open.push(new Work(start, rules, true));
    while (!open.isEmpty()) {
      Work work = open.pop();
      if (!rulesOfFolders.containsKey(work.folder)) {
        enter(work, open);
      }
    }
  }

  private void enter(Work work, Deque<Work> open) {
    List<Entry> entries;
    try {
      entries = tree.list(work.folder);
    } catch (UnreadableException e) {
      skip(work.folder, Skipped.Reason.UNREADABLE, e.reason());
      return;
    }
    if (!work.given) {
      Optional<String> held = DefaultExclusions.byContents(Paths.name(work.folder), entries);
      if (held.isPresent()) {
        skipDefault(work.folder, held.get());
        return;
      }
    }
    IgnoreRules rules = rulesIn(work.folder, entries, work.rules);
    rulesOfFolders.put(work.folder, rules);
    for (Entry entry : entries) {
      String path = Paths.join(work.folder, entry.name());
      if (entry.isLink()) {
        links.put(path, entry);
        continue;
      }
      switch (entry.kind()) {
        case FOLDER -> {
          if (isWanted(path, entry, rules)) {
            firstPaths.putIfAbsent(entry.identity(), path);
            open.push(new Work(path, rules, false));
          }
        }
        case FILE -> consider(path, entry, rules);
        case OTHER -> {
          if (SourceKinds.byName(entry.name()).isPresent()) {
            skipOther(path, entry);
          }
        }
      }
    }
  }

  /** Adds a file if it is Python and nothing excludes it. */
  private void consider(String path, Entry entry, IgnoreRules rules) {
    Optional<Kind> kind = SourceKinds.byPath(path);
    if (kind.isPresent()) {
      if (isWanted(path, entry, rules)) {
        add(path, entry, kind.get());
      }
    } else if (SourceKinds.mayBeScript(entry.name(), entry.size())
        && !rules.ignores(path, Entry.Kind.FILE)
        && isScript(path)) {
      add(path, entry, Kind.SCRIPT);
    }
  }

  private void add(String path, Entry entry, Kind kind) {
    files.put(path, new Found(kind, entry.size()));
    firstPaths.putIfAbsent(entry.identity(), path);
  }

  private boolean isScript(String path) {
    try {
      return SourceKinds.isScript(tree.head(path, SourceKinds.HEAD));
    } catch (UnreadableException _) {
      // Nothing says that it is Python, so nothing is missed by name.
      return false;
    }
  }

  private boolean isWanted(String path, Entry entry, IgnoreRules rules) {
    if (entry.kind() == Entry.Kind.FOLDER) {
      Optional<String> held = DefaultExclusions.byName(entry.name());
      if (held.isPresent()) {
        skipDefault(path, held.get());
        return false;
      }
    }
    // Git takes a link for a file, whatever it leads to.
    Entry.Kind kind = entry.isLink() ? Entry.Kind.FILE : entry.kind();
    if (rules.ignores(path, kind)) {
      skip(
          path, Skipped.Reason.GITIGNORE, "named by .gitignore; give its path to have it reviewed");
      return false;
    }
    return true;
  }

  private void skipDefault(String path, String held) {
    if (DefaultExclusions.isMentioned(Paths.name(path))) {
      skip(path, Skipped.Reason.DEFAULT, "holds " + held + "; give its path to have it reviewed");
    }
  }

  private void skipOther(String path, Entry entry) {
    if (entry.link() == Entry.Link.BROKEN) {
      skip(path, Skipped.Reason.LINK_BROKEN, "a link that leads nowhere; repair or remove it");
    } else {
      skip(
          path,
          Skipped.Reason.NOT_A_FILE,
          "a pipe, device or socket, never opened; write its text into a file");
    }
  }

  /**
   * A link is another name of something the walk came by, or it is left alone: what it leads to is
   * excluded or lies elsewhere. Only a Python name for a file that has none of its own is new.
   */
  private void settleLinks() {
    links.forEach(this::settle);
    links.clear();
  }

  private void settle(String path, Entry entry) {
    IgnoreRules rules = rulesOfFolders.getOrDefault(Paths.folder(path), IgnoreRules.NONE);
    boolean python = SourceKinds.byName(entry.name()).isPresent();
    String first = firstPaths.get(entry.identity());
    if (entry.kind() == Entry.Kind.OTHER) {
      if (python) {
        skipOther(path, entry);
      }
    } else if (first != null && hasReached(first)) {
      aliases.put(path, first);
    } else if (entry.kind() == Entry.Kind.FOLDER || python) {
      if (!isWanted(path, entry, rules)) {
        return;
      }
      if (entry.link() == Entry.Link.OUTSIDE) {
        skip(
            path,
            Skipped.Reason.LINK_OUTSIDE,
            "a link that leaves the program; give its path to have it reviewed");
      } else if (python && entry.kind() == Entry.Kind.FILE) {
        consider(path, entry, rules);
      }
    }
  }

  /** Returns the rules for what lies in a folder that the walk may not have come by. */
  private IgnoreRules rulesAround(String folder) {
    IgnoreRules known = rulesOfFolders.get(folder);
    if (known != null) {
      return known;
    }
    IgnoreRules outer = folder.isEmpty() ? IgnoreRules.NONE : rulesAround(Paths.folder(folder));
    try {
      return rulesIn(folder, tree.list(folder), outer);
    } catch (UnreadableException _) {
      // The given path below it is reported if it cannot be read either.
      return outer;
    }
  }

  private IgnoreRules rulesIn(String folder, List<Entry> entries, IgnoreRules outer) {
    IgnoreRules rules = outer;
    for (Entry entry : entries) {
      if (entry.name().equals(".git") && entry.kind() == Entry.Kind.FOLDER) {
        rules = withFile(rules, folder, Paths.join(folder, ".git/info/exclude"), true);
      } else if (entry.name().equals(".gitignore") && entry.kind() == Entry.Kind.FILE) {
        rules = withFile(rules, folder, Paths.join(folder, ".gitignore"), false);
      }
    }
    return rules;
  }

  private IgnoreRules withFile(
      IgnoreRules rules, String folder, String path, boolean mayBeMissing) {
    try {
      if (mayBeMissing && tree.find(path).isEmpty()) {
        return rules;
      }
      return rules.with(folder, tree.read(path));
    } catch (UnreadableException e) {
      skip(path, Skipped.Reason.UNREADABLE, e.reason());
      return rules;
    }
  }
}
