package org.assize.syntax;

import java.util.List;
import org.assize.base.Problem;
import org.assize.base.SourceText;

/**
 * What parsing one text gave.
 *
 * @param text the text that was parsed
 * @param tree its tree, always present
 * @param problems in the order of their places; empty when the file is sound
 * @param grammar the newest grammar that accepts the file, or the one that was asked for
 * @param python2 whether it has forms that only Python 2 knows
 */
public record ParsedFile(
    SourceText text,
    Node.Module tree,
    List<Problem> problems,
    PythonVersion grammar,
    boolean python2) {}
