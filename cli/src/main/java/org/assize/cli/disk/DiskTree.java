package org.assize.cli.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.assize.program.source.Entry;
import org.assize.program.source.SourceTree;
import org.assize.program.source.UnreadableException;

/** A folder of the disk. */
public final class DiskTree implements SourceTree {
  private final Path root;
  private final Path realRoot;

  /** Paths that their shown name does not lead back to: names that are no UTF-8. */
  private final Map<String, Path> escaped = new ConcurrentHashMap<>();

  private DiskTree(Path root, Path realRoot) {
    this.root = root;
    this.realRoot = realRoot;
  }

  /**
   * Opens a folder.
   *
   * @throws UnreadableException if it is no folder or may not be entered
   */
  public static DiskTree open(Path root) throws UnreadableException {
    Path absolute = root.toAbsolutePath().normalize();
    try {
      if (!Files.readAttributes(absolute, BasicFileAttributes.class).isDirectory()) {
        throw new UnreadableException("", "not a folder");
      }
      return new DiskTree(absolute, absolute.toRealPath());
    } catch (IOException e) {
      throw Refusals.of("", e);
    }
  }

  @Override
  public List<Entry> list(String folder) throws UnreadableException {
    Path path = pathOf(folder);
    List<Entry> entries = new ArrayList<>();
    try {
      // The folder itself may be a link; what it holds is not followed.
      Path start = Files.isSymbolicLink(path) ? path.toRealPath() : path;
      // One level of a walk hands over each name with its attributes.
      Files.walkFileTree(
          start, EnumSet.noneOf(FileVisitOption.class), 1, new Lister(start, folder, entries));
    } catch (IOException e) {
      throw Refusals.of(folder, e);
    }
    entries.sort(Comparator.comparing(Entry::name));
    return Collections.unmodifiableList(entries);
  }

  private final class Lister extends SimpleFileVisitor<Path> {
    private final Path start;
    private final String folder;
    private final List<Entry> entries;

    Lister(Path start, String folder, List<Entry> entries) {
      this.start = start;
      this.folder = folder;
      this.entries = entries;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
      if (path.equals(start)) {
        throw new NotDirectoryException(folder);
      }
      String name = NameCodec.nameOf(path);
      if (name.indexOf('\\') >= 0) {
        escaped.put(inFolder(folder, name), path);
      }
      entries.add(entry(name, path, attributes));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
      // What is gone since its name was read is no longer there to be reviewed. Anything else
      // means that the folder gives its names away but not what they are.
      if (path.equals(start) || !(e instanceof NoSuchFileException)) {
        throw e;
      }
      return FileVisitResult.CONTINUE;
    }
  }

  @Override
  public Optional<Entry> find(String path) throws UnreadableException {
    Path on = pathOf(path);
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(on, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return Optional.of(entry(path.substring(path.lastIndexOf('/') + 1), on, attributes));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      if (Refusals.isNoFolderOnTheWay(e)) {
        return Optional.empty();
      }
      throw Refusals.of(path, e);
    }
  }

  @Override
  public byte[] read(String path) throws UnreadableException {
    Path on = pathOf(path);
    try {
      BasicFileAttributes before = regular(path, on);
      if (before.size() > MAX_BYTES) {
        throw Refusals.tooLarge(path, before.size());
      }
      byte[] bytes;
      try (InputStream in = Files.newInputStream(on)) {
        bytes = in.readNBytes((int) MAX_BYTES + 1);
      }
      if (bytes.length > MAX_BYTES) {
        throw Refusals.tooLarge(path, bytes.length);
      }
      BasicFileAttributes after = Files.readAttributes(on, BasicFileAttributes.class);
      if (after.size() != before.size()
          || !after.lastModifiedTime().equals(before.lastModifiedTime())) {
        throw new UnreadableException(path, "changed while it was read; run the review again");
      }
      return bytes;
    } catch (IOException e) {
      throw Refusals.of(path, e);
    }
  }

  @Override
  public byte[] head(String path, int count) throws UnreadableException {
    Path on = pathOf(path);
    try {
      regular(path, on);
      try (InputStream in = Files.newInputStream(on)) {
        return in.readNBytes(count);
      }
    } catch (IOException e) {
      throw Refusals.of(path, e);
    }
  }

  private static BasicFileAttributes regular(String path, Path on)
      throws IOException, UnreadableException {
    BasicFileAttributes attributes = Files.readAttributes(on, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      // Opening a pipe would wait for a writer for ever.
      throw new UnreadableException(
          path,
          attributes.isDirectory()
              ? "is a folder, not a file"
              : "is a pipe, device or socket, never opened; write its text into a file");
    }
    return attributes;
  }

  private Entry entry(String name, Path path, BasicFileAttributes attributes) {
    if (attributes.isSymbolicLink()) {
      return linkEntry(name, path);
    }
    return new Entry(
        name,
        kindOf(attributes),
        attributes.isRegularFile() ? attributes.size() : 0,
        Entry.Link.NONE,
        identity(path, attributes));
  }

  private Entry linkEntry(String name, Path path) {
    try {
      Path target = path.toRealPath();
      BasicFileAttributes attributes = Files.readAttributes(target, BasicFileAttributes.class);
      return new Entry(
          name,
          kindOf(attributes),
          attributes.isRegularFile() ? attributes.size() : 0,
          target.startsWith(realRoot) ? Entry.Link.INSIDE : Entry.Link.OUTSIDE,
          identity(target, attributes));
    } catch (IOException _) {
      return new Entry(name, Entry.Kind.OTHER, 0, Entry.Link.BROKEN, "broken:" + path);
    }
  }

  private static Entry.Kind kindOf(BasicFileAttributes attributes) {
    if (attributes.isDirectory()) {
      return Entry.Kind.FOLDER;
    }
    return attributes.isRegularFile() ? Entry.Kind.FILE : Entry.Kind.OTHER;
  }

  private String identity(Path path, BasicFileAttributes attributes) {
    Object key = attributes.fileKey();
    if (key != null) {
      return key.toString();
    }
    // Windows has no file key; there a real path starts at the real root.
    return (path.startsWith(root) ? realRoot.resolve(root.relativize(path)) : path).toString();
  }

  private static String inFolder(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  /** Returns where a path is on the disk; a part with escapes leads to what was listed so. */
  private Path pathOf(String path) throws UnreadableException {
    if (path.isEmpty()) {
      return root;
    }
    try {
      if (path.indexOf('\\') < 0 && NameCodec.isAscii(path)) {
        return root.resolve(path);
      }
      Path at = root;
      String so = "";
      for (String name : path.split("/", -1)) {
        so = inFolder(so, name);
        Path known = name.indexOf('\\') >= 0 ? escaped.get(so) : null;
        at = known != null ? known : NameCodec.child(at, name);
      }
      return at;
    } catch (IllegalArgumentException _) {
      throw new UnreadableException(path, "is no path on this system; check the spelling");
    }
  }
}
