package org.assize.resources;

import org.assize.base.Position;
import org.assize.base.SourceText;

/**
 * A fault in a file that is no Python.
 *
 * @param at where in the file
 * @param message what, without the place
 */
public record FileProblem(Position at, String message) {
  static FileProblem of(SourceText text, int offset, String message) {
    return new FileProblem(text.positionAt(Math.min(offset, text.length())), message);
  }
}
