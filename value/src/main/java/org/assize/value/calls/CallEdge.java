package org.assize.value.calls;

/**
 * A call that may reach a body.
 *
 * @param caller the body that calls
 * @param instruction the call in it
 * @param callee the body that is reached
 * @param finding how it was found
 */
public record CallEdge(int caller, int instruction, int callee, Finding finding) {}
