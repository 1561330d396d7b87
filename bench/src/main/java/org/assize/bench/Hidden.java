package org.assize.bench;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.source.Entry;
import org.assize.program.source.SourceTree;
import org.assize.program.source.UnreadableException;

/**
 * A tree of packages without some of them: a library that is reviewed must not find itself among
 * the packages that it imports.
 *
 * @param base all packages
 * @param names what stands at the root of it and is not there
 */
record Hidden(SourceTree base, Set<String> names) implements SourceTree {
  Hidden {
    names = Set.copyOf(names);
  }

  @Override
  public List<Entry> list(String folder) throws UnreadableException {
    if (hides(folder)) {
      throw gone(folder);
    }
    List<Entry> entries = base.list(folder);
    return folder.isEmpty()
        ? entries.stream().filter(entry -> !names.contains(entry.name())).toList()
        : entries;
  }

  @Override
  public Optional<Entry> find(String path) throws UnreadableException {
    return hides(path) ? Optional.empty() : base.find(path);
  }

  @Override
  public byte[] read(String path) throws UnreadableException {
    if (hides(path)) {
      throw gone(path);
    }
    return base.read(path);
  }

  @Override
  public byte[] head(String path, int count) throws UnreadableException {
    if (hides(path)) {
      throw gone(path);
    }
    return base.head(path, count);
  }

  private boolean hides(String path) {
    int slash = path.indexOf('/');
    return names.contains(slash < 0 ? path : path.substring(0, slash));
  }

  private static UnreadableException gone(String path) {
    return new UnreadableException(path, "is left out");
  }
}
