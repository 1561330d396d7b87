/**
 * Weaknesses and facts about libraries, as data.
 *
 * <p>The data stand in this module's folders {@code libraries} (one YAML file for each library) and
 * {@code weaknesses} (one YAML file and one Markdown page for each weakness). At build time {@link
 * org.assize.knowledge.KnowledgeCompiler} checks them and writes one compact resource, which {@link
 * org.assize.knowledge.Knowledge#load} reads in milliseconds. Rules of a user's own are the same
 * files, read as YAML at run time by {@link org.assize.knowledge.KnowledgeReader}.
 *
 * <p>Invariants: every key and word of a file is checked, and every problem is reported with its
 * place, not only the first; YAML types do not leave this package; the same files give the same
 * bytes and the same version.
 */
@NullMarked
package org.assize.knowledge;

import org.jspecify.annotations.NullMarked;
