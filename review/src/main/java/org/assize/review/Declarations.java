package org.assize.review;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.assize.program.Program;
import org.assize.program.PythonModule;
import org.assize.program.source.Entry;
import org.assize.program.source.SourceTree;
import org.assize.program.source.UnreadableException;
import org.assize.resources.ProjectFile;
import org.assize.value.entry.Declaration;

/**
 * Reads what the project files of a program declare: those beside its packages and one folder
 * above. What an installed distribution declares counts where no project file does.
 */
final class Declarations {
  private final SourceTree tree;

  private Declarations(SourceTree tree) {
    this.tree = tree;
  }

  static List<Declaration> of(SourceTree tree, Program program) {
    Declarations reader = new Declarations(tree);
    List<Declaration> found = new ArrayList<>();
    for (String folder : folders(program)) {
      List<Declaration> own = new ArrayList<>();
      reader.read(in(folder, "pyproject.toml"), ProjectFile::pyproject).ifPresent(own::add);
      reader.read(in(folder, "setup.cfg"), ProjectFile::setupCfg).ifPresent(own::add);
      if (own.isEmpty()) {
        reader.installed(folder).forEach(own::add);
      }
      found.addAll(own);
    }
    return found;
  }

  private static Set<String> folders(Program program) {
    Set<String> folders = new LinkedHashSet<>(List.of(""));
    for (PythonModule module : program.modules()) {
      if (module.origin() == PythonModule.Origin.PROJECT) {
        String root = module.sourceRoot();
        folders.add(root);
        folders.add(root.substring(0, Math.max(0, root.lastIndexOf('/'))));
      }
    }
    return folders;
  }

  private static String in(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  private Optional<Declaration> read(String path, Function<byte[], ProjectFile> reader) {
    try {
      if (tree.find(path).filter(e -> e.kind() == Entry.Kind.FILE).isEmpty()) {
        return Optional.empty();
      }
      ProjectFile file = reader.apply(tree.read(path));
      return file.entryPoints().isEmpty()
          ? Optional.empty()
          : Optional.of(new Declaration(path, file.entryPoints()));
    } catch (UnreadableException e) {
      return Optional.empty(); // what cannot be read declares nothing; the code itself still tells
    }
  }

  private List<Declaration> installed(String folder) {
    List<Declaration> found = new ArrayList<>();
    try {
      for (Entry entry : tree.list(folder)) {
        if (entry.name().endsWith(".egg-info") || entry.name().endsWith(".dist-info")) {
          String path = in(in(folder, entry.name()), "entry_points.txt");
          read(path, ProjectFile::entryPointsTxt).ifPresent(found::add);
        }
      }
    } catch (UnreadableException e) {
      return List.of(); // as above
    }
    return found;
  }
}
