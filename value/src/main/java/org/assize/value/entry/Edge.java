package org.assize.value.entry;

/**
 * A way from one body to another.
 *
 * @param callee the body that it leads to
 * @param instruction of the body that it leaves
 * @param how it was found
 */
record Edge(int callee, int instruction, How how) {}
