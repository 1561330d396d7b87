package org.assize.value.entry;

import java.util.List;
import org.assize.resources.ProjectFile.EntryPoint;

/**
 * The entry points that one project file declares.
 *
 * @param path of the file, relative to the program's root
 * @param points in its order
 */
public record Declaration(String path, List<EntryPoint> points) {
  /** Copies the list. */
  public Declaration {
    points = List.copyOf(points);
  }
}
