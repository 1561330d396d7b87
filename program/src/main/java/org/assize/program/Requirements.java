package org.assize.program;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.assize.base.SourceText;
import org.assize.facts.Versions;
import org.assize.program.source.Entry;
import org.assize.program.source.MemoryTree;
import org.assize.program.source.SourceTree;
import org.assize.program.source.UnreadableException;
import org.assize.resources.Requirement;
import org.assize.resources.RequirementFiles;

/**
 * Which versions of a distribution the project files around a module allow. A folder is read when
 * it is first asked for. Safe for use by several threads.
 */
public final class Requirements {
  private final SourceTree tree;
  private final Map<String, List<Declared>> byFolder = new ConcurrentHashMap<>();

  /** Reads from a tree. */
  public Requirements(SourceTree tree) {
    this.tree = tree;
  }

  /** Knows no project file. */
  public static Requirements none() {
    return new Requirements(MemoryTree.of(Map.of()));
  }

  /**
   * A requirement with the place where it stands.
   *
   * @param path of its file, relative to the program's root
   * @param text of its file
   * @param requirement what is asked
   */
  public record Declared(String path, SourceText text, Requirement requirement) {
    /** Returns {@code path:line}. */
    public String cite() {
      return path + ":" + text.lineAt(requirement.start());
    }

    /** Whether its file narrows what other files ask for. */
    private boolean isConstraint() {
      return path.substring(path.lastIndexOf('/') + 1).contains("constraints");
    }
  }

  /**
   * Returns the requirement that decides which is the lowest version of a distribution that a
   * module may meet: the lowest of the nearest folder around it where one is bounded from below, or
   * raised by a constraint there; else one that is bounded from above.
   *
   * @param path of the module
   * @param distribution as package indexes name it
   */
  public Optional<Declared> lowest(String path, String distribution) {
    String name = Requirement.normalized(distribution);
    Optional<Declared> above = Optional.empty();
    String folder = path;
    do {
      folder = folder.substring(0, Math.max(0, folder.lastIndexOf('/')));
      List<Declared> here =
          in(folder).stream().filter(d -> d.requirement().distribution().equals(name)).toList();
      Optional<Declared> bounded = bounded(here);
      if (bounded.isPresent()) {
        return bounded;
      }
      above =
          above.or(
              () -> here.stream().filter(d -> d.requirement().highest().isPresent()).findFirst());
    } while (!folder.isEmpty());
    return above;
  }

  private static Optional<Declared> bounded(List<Declared> here) {
    Comparator<Declared> byVersion =
        (a, b) ->
            Versions.compare(
                a.requirement().lowest().orElse("0"), b.requirement().lowest().orElse("0"));
    List<Declared> low = here.stream().filter(d -> d.requirement().lowest().isPresent()).toList();
    Optional<Declared> asked = low.stream().filter(d -> !d.isConstraint()).min(byVersion);
    Optional<Declared> raised = low.stream().filter(Declared::isConstraint).max(byVersion);
    return asked.isPresent() && raised.isPresent()
        ? Optional.of(byVersion.compare(asked.get(), raised.get()) < 0 ? raised.get() : asked.get())
        : asked.or(() -> raised);
  }

  private List<Declared> in(String folder) {
    List<Declared> known = byFolder.get(folder);
    if (known == null) {
      known = new ArrayList<>();
      read(folder, known);
      read(folder.isEmpty() ? "requirements" : folder + "/requirements", known);
      known = List.copyOf(known);
      byFolder.put(folder, known);
    }
    return known;
  }

  private void read(String folder, List<Declared> into) {
    boolean isNamedSo = folder.equals("requirements") || folder.endsWith("/requirements");
    try {
      for (Entry entry : tree.list(folder)) {
        String name = isNamedSo ? "requirements-" + entry.name() : entry.name();
        if (entry.kind() == Entry.Kind.FILE && RequirementFiles.isOne(name)) {
          String path = folder.isEmpty() ? entry.name() : folder + "/" + entry.name();
          RequirementFiles.Read read = RequirementFiles.read(name, tree.read(path));
          read.requirements().forEach(r -> into.add(new Declared(path, read.text(), r)));
        }
      }
    } catch (UnreadableException e) {
      return; // what cannot be read asks for nothing
    }
  }

  /** Returns the text of a project file that was read. */
  public Optional<SourceText> text(String path) {
    return byFolder.values().stream()
        .flatMap(List::stream)
        .filter(d -> d.path().equals(path))
        .map(Declared::text)
        .findFirst();
  }
}
