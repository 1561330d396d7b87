package org.assize.review;

import org.jspecify.annotations.Nullable;

/**
 * What an undecided suspicion waits for.
 *
 * @param kind what it is
 * @param name of the package, function, file or analysis
 * @param location where it would be needed, or null
 */
public record MissingFact(MissingKind kind, String name, @Nullable Location location) {}
