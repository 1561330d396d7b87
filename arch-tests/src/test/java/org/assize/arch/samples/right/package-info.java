/** A sample. */
@org.jspecify.annotations.NullMarked
package org.assize.arch.samples.right;
