package org.assize.program.source;

/**
 * One file of the program: Python, or a template that Python fills.
 *
 * @param path relative to the program's root
 * @param kind how its Python is found in it
 * @param inScope whether it is reported
 * @param explicit whether a given path names this very file
 * @param size bytes when it was listed
 */
public record SourceFile(String path, Kind kind, boolean inScope, boolean explicit, long size) {
  /** How Python is found in a file. */
  public enum Kind {
    /** {@code .py} or {@code .pyw}. */
    PYTHON,
    /** {@code .pyi}: signatures without bodies. */
    STUB,
    /** {@code .ipynb}: the code cells of a Jupyter notebook. */
    NOTEBOOK,
    /** A template of a page, in the language of Jinja or Django. */
    TEMPLATE,
    /** No known ending; a first line names Python, or the file was named itself. */
    SCRIPT
  }
}
