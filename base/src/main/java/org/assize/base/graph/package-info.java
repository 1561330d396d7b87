/**
 * Algorithms over graphs whose nodes are numbered from 0. None recurses, so depth costs no stack,
 * and each gives the same result for the same numbering.
 */
@NullMarked
package org.assize.base.graph;

import org.jspecify.annotations.NullMarked;
