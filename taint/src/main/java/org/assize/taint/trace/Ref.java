package org.assize.taint.trace;

/**
 * An instruction of a body.
 *
 * @param body its number
 * @param instruction in it
 */
public record Ref(int body, int instruction) {}
