package org.assize.cli.disk;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.assize.program.source.AncestorProbe;
import org.assize.program.source.Entry;

/** Looks at the folders of the disk. */
public final class DiskProbe implements AncestorProbe {
  /** Returns a path of the disk in the form that the ports take: absolute, with {@code /}. */
  public static String absolute(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    StringBuilder text = new StringBuilder();
    Path top = whole.getRoot();
    text.append(top == null ? "/" : top.toString().replace('\\', '/'));
    Path at = top == null ? whole : top;
    boolean first = true;
    for (Path part : whole) {
      at = at.resolve(part);
      text.append(first ? "" : "/").append(NameCodec.nameOf(at));
      first = false;
    }
    return text.toString();
  }

  /** Returns the path of the disk that {@link #absolute} gave a text for. */
  public static Path path(String absolute) {
    int top = absolute.indexOf('/') + 1;
    Path at = Path.of(absolute.substring(0, top));
    for (String name : absolute.substring(top).split("/", -1)) {
      at = name.isEmpty() ? at : NameCodec.child(at, name);
    }
    return at;
  }

  @Override
  public Optional<Entry.Kind> kind(String path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path(path), BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        return Optional.of(Entry.Kind.FOLDER);
      }
      return Optional.of(attributes.isRegularFile() ? Entry.Kind.FILE : Entry.Kind.OTHER);
    } catch (IOException | InvalidPathException _) {
      return Optional.empty();
    }
  }

  @Override
  public List<String> names(String folder) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(path(folder))) {
      for (Path entry : stream) {
        names.add(NameCodec.nameOf(entry));
      }
    } catch (IOException | InvalidPathException | DirectoryIteratorException _) {
      return List.of();
    }
    Collections.sort(names);
    return List.copyOf(names);
  }
}
