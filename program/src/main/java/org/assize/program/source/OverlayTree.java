package org.assize.program.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A tree in which one file has other bytes: standard input under the name that was given for it.
 * The file, and the folders on the way to it, need not exist below.
 */
public final class OverlayTree implements SourceTree {
  private final SourceTree base;
  private final String path;
  private final byte[] bytes;

  private OverlayTree(SourceTree base, String path, byte[] bytes) {
    this.base = base;
    this.path = path;
    this.bytes = bytes;
  }

  /** Puts a file over a tree. */
  public static OverlayTree of(SourceTree base, String path, byte[] bytes) {
    return new OverlayTree(base, path, bytes.clone());
  }

  @Override
  public List<Entry> list(String folder) throws UnreadableException {
    if (path.equals(folder) || !Paths.isWithin(path, folder)) {
      return base.list(folder);
    }
    String rest = folder.isEmpty() ? path : path.substring(folder.length() + 1);
    int slash = rest.indexOf('/');
    String name = slash < 0 ? rest : rest.substring(0, slash);
    List<Entry> entries = new ArrayList<>();
    boolean known = false;
    // Only a folder that the overlay alone makes may be missing below.
    if (folder.isEmpty() || base.find(folder).isPresent()) {
      for (Entry entry : base.list(folder)) {
        boolean same = entry.name().equals(name);
        known |= same && slash >= 0;
        if (!same || slash >= 0) {
          entries.add(entry);
        }
      }
    }
    if (!known) {
      entries.add(own(Paths.join(folder, name), slash < 0 ? Entry.Kind.FILE : Entry.Kind.FOLDER));
      entries.sort(Comparator.comparing(Entry::name));
    }
    return List.copyOf(entries);
  }

  @Override
  public Optional<Entry> find(String wanted) throws UnreadableException {
    if (wanted.equals(path)) {
      return Optional.of(own(path, Entry.Kind.FILE));
    }
    Optional<Entry> below = base.find(wanted);
    return below.isEmpty() && Paths.isWithin(path, wanted)
        ? Optional.of(own(wanted, Entry.Kind.FOLDER))
        : below;
  }

  @Override
  public byte[] read(String wanted) throws UnreadableException {
    return wanted.equals(path) ? bytes.clone() : base.read(wanted);
  }

  @Override
  public byte[] head(String wanted, int count) throws UnreadableException {
    return wanted.equals(path)
        ? Arrays.copyOf(bytes, Math.min(count, bytes.length))
        : base.head(wanted, count);
  }

  private Entry own(String at, Entry.Kind kind) {
    long size = kind == Entry.Kind.FILE ? bytes.length : 0;
    return new Entry(Paths.name(at), kind, size, Entry.Link.NONE, "given:" + at);
  }
}
