package org.assize.review;

/**
 * One link of a chain of evidence.
 *
 * @param location what the step is about; its text is quoted from there
 * @param text what happens there, one clause without a full stop
 */
public record Step(Location location, String text) {}
