package org.assize.program.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A tree that lives in memory: standard input, examples, tests. It knows links, pipes and files
 * that cannot be read as a disk does.
 */
public final class MemoryTree implements SourceTree {
  private sealed interface Item {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Content(byte[] bytes) implements Item {}

  private record Folder(TreeSet<String> names) implements Item {}

  private record LinkTo(String target) implements Item {}

  private record Pipe() implements Item {}

  private record Locked(Entry.Kind kind, String reason) implements Item {}

  /** The longest chain of links that is followed, as on Linux. */
  private static final int MAX_LINKS = 40;

  private final SortedMap<String, Item> items;
  private final boolean hasLinks;

  private MemoryTree(SortedMap<String, Item> items) {
    this.items = items;
    this.hasLinks = items.values().stream().anyMatch(LinkTo.class::isInstance);
  }

  /** A tree of files, each with its text in UTF-8. */
  public static MemoryTree of(Map<String, String> files) {
    Builder builder = builder();
    files.forEach(builder::file);
    return builder.build();
  }

  /** A tree of files, each with its bytes. */
  public static MemoryTree ofBytes(Map<String, byte[]> files) {
    Builder builder = builder();
    files.forEach(builder::file);
    return builder.build();
  }

  /** Starts an empty tree. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public List<Entry> list(String folder) throws UnreadableException {
    String at = resolve(folder);
    return switch (items.get(at)) {
      case Folder found ->
          found.names().stream().map(name -> entry(name, Paths.join(at, name))).toList();
      case Locked locked -> throw new UnreadableException(folder, locked.reason());
      case null -> throw new UnreadableException(folder, "no such folder");
      case Content _, LinkTo _, Pipe _ -> throw new UnreadableException(folder, "not a folder");
    };
  }

  @Override
  public Optional<Entry> find(String path) {
    String own = Paths.join(resolve(Paths.folder(path)), Paths.name(path));
    return items.containsKey(own) ? Optional.of(entry(Paths.name(path), own)) : Optional.empty();
  }

  @Override
  public byte[] read(String path) throws UnreadableException {
    return switch (items.get(resolve(path))) {
      case Content content -> content.bytes().clone();
      case Locked locked -> throw new UnreadableException(path, locked.reason());
      case null -> throw new UnreadableException(path, "no such file");
      case Folder _, LinkTo _, Pipe _ -> throw new UnreadableException(path, "not a regular file");
    };
  }

  @Override
  public byte[] head(String path, int count) throws UnreadableException {
    byte[] bytes = read(path);
    return bytes.length <= count ? bytes : Arrays.copyOf(bytes, count);
  }

  private Entry entry(String name, String path) {
    Item own = items.get(path);
    if (!(own instanceof LinkTo)) {
      return describe(name, own, Entry.Link.NONE, path);
    }
    String target = resolve(path);
    Item found = items.get(target);
    return found == null || found instanceof LinkTo
        ? describe(name, null, Entry.Link.BROKEN, path)
        : describe(name, found, Entry.Link.INSIDE, target);
  }

  private static Entry describe(
      String name, @Nullable Item item, Entry.Link link, String identity) {
    return switch (item) {
      case Content content ->
          new Entry(name, Entry.Kind.FILE, content.bytes().length, link, identity);
      case Folder _ -> new Entry(name, Entry.Kind.FOLDER, 0, link, identity);
      case Locked locked -> new Entry(name, locked.kind(), 0, link, identity);
      case null -> new Entry(name, Entry.Kind.OTHER, 0, link, identity);
      case LinkTo _, Pipe _ -> new Entry(name, Entry.Kind.OTHER, 0, link, identity);
    };
  }

  /** Follows the links on the way to a path and at its end; a loop ends somewhere inside it. */
  private String resolve(String path) {
    if (!hasLinks) {
      return path;
    }
    String at = "";
    List<String> left = new ArrayList<>(Arrays.asList(path.split("/")));
    int links = 0;
    while (!left.isEmpty()) {
      String name = left.removeFirst();
      if (name.isEmpty()) {
        continue;
      }
      at = Paths.join(at, name);
      if (items.get(at) instanceof LinkTo link && links++ < MAX_LINKS) {
        left.addAll(0, Arrays.asList(link.target().split("/")));
        at = "";
      }
    }
    return at;
  }

  /** Collects the files of a tree; folders appear with what is in them. */
  public static final class Builder {
    private final TreeMap<String, Item> items = new TreeMap<>();

    private Builder() {
      items.put("", new Folder(new TreeSet<>()));
    }

    /** Adds a file with a text in UTF-8. */
    public Builder file(String path, String text) {
      return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a file with its bytes. */
    public Builder file(String path, byte[] bytes) {
      return add(path, new Content(bytes.clone()));
    }

    /** Adds a folder, which may stay empty. */
    public Builder folder(String path) {
      return add(path, new Folder(new TreeSet<>()));
    }

    /** Adds a symbolic link; the target is relative to the root and need not exist. */
    public Builder link(String path, String target) {
      return add(path, new LinkTo(target));
    }

    /** Adds a pipe. */
    public Builder pipe(String path) {
      return add(path, new Pipe());
    }

    /** Adds a file or folder that cannot be read, for a reason. */
    public Builder unreadable(String path, Entry.Kind kind, String reason) {
      return add(path, new Locked(kind, reason));
    }

    /** Makes the tree. */
    public MemoryTree build() {
      return new MemoryTree(Collections.unmodifiableSortedMap(new TreeMap<>(items)));
    }

    private Builder add(String path, Item item) {
      items.put(path, item);
      String at = path;
      while (!at.isEmpty()) {
        String folder = Paths.folder(at);
        if (!(items.get(folder) instanceof Folder)) {
          items.put(folder, new Folder(new TreeSet<>()));
        }
        if (items.get(folder) instanceof Folder(TreeSet<String> names)) {
          names.add(Paths.name(at));
        }
        at = folder;
      }
      return this;
    }
  }
}
