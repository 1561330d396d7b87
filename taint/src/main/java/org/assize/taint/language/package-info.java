/**
 * The languages that sinks interpret: which context a hole in a text stands in, and which
 * characters do harm there. Each language has one small lexer over the text before the hole.
 */
@NullMarked
package org.assize.taint.language;

import org.jspecify.annotations.NullMarked;
