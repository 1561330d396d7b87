package org.assize.testkit.metamorphic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A way to change a program that keeps its meaning. */
enum Change {
  RENAMED_LOCALS(each(source -> new RenamedLocals(source, RenamedLocals::suffixed).edits())),
  NEUTRAL_LOCALS(each(source -> new RenamedLocals(source, RenamedLocals::neutral).edits())),
  REVERSED_FUNCTIONS(each(source -> new ReversedFunctions(source).edits())),
  DEAD_CODE(each(source -> new DeadCode(source).edits())),
  EXTRACTED_VARIABLES(each(source -> new ExtractedVariables(source).edits())),
  EXTRACTED_FUNCTIONS(each(source -> new ExtractedFunctions(source).edits())),
  SPLIT_MODULES(SplitModules::files);

  private final Function<Project, Map<String, List<Piece>>> files;

  Change(Function<Project, Map<String, List<Piece>>> files) {
    this.files = files;
  }

  /** Changes whatever this can change in a program; empty where there is nothing. */
  Optional<Changed> of(Project project) {
    Map<String, List<Piece>> changed = files.apply(project);
    return changed.isEmpty() ? Optional.empty() : Optional.of(new Changed(project, changed));
  }

  private static Function<Project, Map<String, List<Piece>>> each(Function<Source, Edits> change) {
    return project -> {
      Map<String, List<Piece>> changed = new LinkedHashMap<>();
      for (Source source : project.sources()) {
        Edits edits = change.apply(source);
        if (!edits.isEmpty()) {
          changed.put(source.path(), edits.pieces());
        }
      }
      return changed;
    };
  }
}
