package org.assize.ir;

/**
 * One target among those of an unpacking, or, for a sequence pattern, all of them.
 *
 * @param index of the target, from 0
 * @param count of the targets
 * @param star index of the starred target, or -1
 */
public record Unpacking(int index, int count, int star) {}
