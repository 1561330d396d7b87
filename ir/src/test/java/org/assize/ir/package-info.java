/** Tests of the intermediate representation. */
@NullMarked
package org.assize.ir;

import org.jspecify.annotations.NullMarked;
