package org.assize.review;

/**
 * A review and the code that it speaks about.
 *
 * @param review what is said
 * @param sources the code, as it was read
 */
public record Reviewed(Review review, SourceLines sources) {}
