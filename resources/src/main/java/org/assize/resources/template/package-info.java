/**
 * Reads the templates of Jinja and Django as Python: a template is a function of its context that
 * writes text.
 *
 * <p>{@link org.assize.resources.template.Template#parse} gives the tree of a module with one
 * function, {@code render(**context)}. {@link org.assize.resources.template.Pieces} parts the text,
 * {@link org.assize.resources.template.Expressions} and {@link
 * org.assize.resources.template.Filters} read what stands between braces, and {@link
 * org.assize.resources.template.Lowering} puts both together. Every node stands where its text
 * does.
 *
 * <p>Invariants: any text gives a module; a tag that is not known costs only itself.
 */
@NullMarked
package org.assize.resources.template;

import org.jspecify.annotations.NullMarked;
