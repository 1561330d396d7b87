/**
 * What a reader can do to see a defect: the request or the call that hands a harmful value to the
 * place that interprets it. Nothing is tried here; an attempt is only written where the entry, the
 * name of the value and a text that passes every test on the way are known.
 */
@NullMarked
package org.assize.taint.attempt;

import org.jspecify.annotations.NullMarked;
