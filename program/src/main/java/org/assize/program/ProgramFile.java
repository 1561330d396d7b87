package org.assize.program;

import org.assize.syntax.ParsedFile;

/**
 * A file handed to {@link Program#of}.
 *
 * @param path relative to the program's root, with {@code /}
 * @param parsed its parsed text
 * @param inScope whether it is reported
 * @param origin why it is there
 * @param form how it is written
 */
public record ProgramFile(
    String path,
    ParsedFile parsed,
    boolean inScope,
    PythonModule.Origin origin,
    PythonModule.Form form) {
  /** A file of Python. */
  public ProgramFile(String path, ParsedFile parsed, boolean inScope, PythonModule.Origin origin) {
    this(path, parsed, inScope, origin, PythonModule.Form.PYTHON);
  }
}
