package org.assize.taint.trace;

/**
 * A check that something harmful passes.
 *
 * @param check the instruction that tests
 * @param passes a value that passes it, and does harm
 */
public record Flaw(Ref check, String passes) {}
