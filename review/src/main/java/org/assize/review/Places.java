package org.assize.review;

import java.util.Map;
import java.util.Optional;
import org.assize.base.Position;
import org.assize.base.SourceText;
import org.assize.checks.Finding;
import org.assize.checks.Place;
import org.assize.program.PythonModule;
import org.assize.program.Requirements;
import org.assize.resources.NotebookSource;

/** Turns offsets of parsed texts into lines and columns, of the cell where there is one. */
final class Places {
  private final Map<String, NotebookSource> notebooks;

  /**
   * Knows the notebooks.
   *
   * @param notebooks by path
   */
  Places(Map<String, NotebookSource> notebooks) {
    this.notebooks = Map.copyOf(notebooks);
  }

  Location locate(Finding.Evidence step) {
    Requirements.Declared asked = step.asked();
    return asked == null
        ? locate(step.place())
        : inText(
            asked.path(), asked.text(), asked.requirement().start(), asked.requirement().end());
  }

  Location locate(Place place) {
    return locate(place.module(), place.start(), place.end());
  }

  Location locate(PythonModule module, int start, int end) {
    NotebookSource notebook = notebooks.get(module.path());
    return notebook == null ? inText(module, start, end) : inCell(module, notebook, start, end);
  }

  private static Location inText(PythonModule module, int start, int end) {
    return inText(module.path(), module.text(), start, end);
  }

  private static Location inText(String path, SourceText text, int start, int end) {
    Position from = text.positionAt(start);
    Position to = text.positionAt(end);
    return Location.of(path, from.line(), from.column(), to.line(), to.column());
  }

  private static Location inCell(PythonModule module, NotebookSource notebook, int start, int end) {
    Optional<NotebookSource.Place> from = notebook.placeAt(start);
    Optional<NotebookSource.Place> to = notebook.placeAt(end);
    if (from.isEmpty() || to.isEmpty() || from.get().cell() != to.get().cell()) {
      return inText(module, start, end);
    }
    return new Location(
        module.path(),
        from.get().line(),
        from.get().column(),
        to.get().line(),
        to.get().column(),
        from.get().cell());
  }
}
