/**
 * Source text and places in it: what every other module stands on.
 *
 * <p>Offsets count UTF-16 code units from 0; lines and columns count from 1. Nothing here reads a
 * file.
 */
@NullMarked
package org.assize.base;

import org.jspecify.annotations.NullMarked;
