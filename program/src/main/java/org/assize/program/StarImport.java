package org.assize.program;

import org.assize.syntax.Stmt.ImportFrom;

/**
 * {@code from x import *}.
 *
 * @param statement the import
 */
public record StarImport(ImportFrom statement) {}
