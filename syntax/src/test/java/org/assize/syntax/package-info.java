/** What the parser makes of each construct, of broken text and of extreme text. */
@NullMarked
package org.assize.syntax;

import org.jspecify.annotations.NullMarked;
