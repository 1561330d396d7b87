package org.assize.program;

import org.assize.syntax.ParsedFile;

/**
 * A file handed to {@link Program#of}.
 *
 * @param path relative to the program's root, with {@code /}
 * @param parsed its parsed text
 * @param inScope whether it is reported
 * @param origin why it is there
 */
public record ProgramFile(
    String path, ParsedFile parsed, boolean inScope, PythonModule.Origin origin) {}
