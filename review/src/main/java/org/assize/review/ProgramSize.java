package org.assize.review;

/**
 * How much code was analysed to judge the scope.
 *
 * @param files at least those of the scope
 * @param lines of those files
 */
public record ProgramSize(int files, int lines) {}
