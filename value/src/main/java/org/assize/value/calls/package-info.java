/**
 * Which function a call reaches, and how that was found.
 *
 * <p>An edge of the {@link org.assize.value.calls.CallGraph} keeps its {@link
 * org.assize.value.calls.Finding}: a chain of calls is as sure as its weakest edge.
 */
@NullMarked
package org.assize.value.calls;

import org.jspecify.annotations.NullMarked;
