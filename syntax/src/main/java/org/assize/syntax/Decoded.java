package org.assize.syntax;

import java.util.List;
import org.assize.base.Problem;
import org.assize.base.SourceText;

/**
 * What decoding the bytes of a file gave.
 *
 * @param text the text, without a byte order mark; always present
 * @param problems what was wrong with the bytes, at offsets of the text; empty when nothing was
 * @param encoding Python's name of the encoding used, in lower case ({@code utf-8})
 */
public record Decoded(SourceText text, List<Problem> problems, String encoding) {}
