package org.assize.testkit.metamorphic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A way to change a program that keeps its meaning. */
enum Change {
  RENAMED_LOCALS,
  NEUTRAL_LOCALS,
  REVERSED_FUNCTIONS,
  DEAD_CODE,
  EXTRACTED_VARIABLES,
  EXTRACTED_FUNCTIONS,
  SPLIT_MODULES;

  /** Changes whatever this can change in a program; empty where there is nothing. */
  Optional<Changed> of(Project project) {
    Map<String, List<Piece>> changed =
        this == SPLIT_MODULES ? SplitModules.files(project) : each(project);
    return changed.isEmpty() ? Optional.empty() : Optional.of(new Changed(project, changed));
  }

  private Map<String, List<Piece>> each(Project project) {
    Map<String, List<Piece>> changed = new LinkedHashMap<>();
    for (Source source : project.sources()) {
      Edits edits = edits(source);
      if (!edits.isEmpty()) {
        changed.put(source.path(), edits.pieces());
      }
    }
    return changed;
  }

  private Edits edits(Source source) {
    return switch (this) {
      case RENAMED_LOCALS -> new RenamedLocals(source, RenamedLocals::suffixed).edits();
      case NEUTRAL_LOCALS -> new RenamedLocals(source, RenamedLocals::neutral).edits();
      case REVERSED_FUNCTIONS -> new ReversedFunctions(source).edits();
      case DEAD_CODE -> new DeadCode(source).edits();
      case EXTRACTED_VARIABLES -> new ExtractedVariables(source).edits();
      case EXTRACTED_FUNCTIONS -> new ExtractedFunctions(source).edits();
      case SPLIT_MODULES -> throw new IllegalStateException("it changes more than one file");
    };
  }
}
