package org.assize.arch.samples.tree;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node on which an analysis could leave its results. */
final class Noted {
  @Nullable String type;
  final Map<String, String> types = Map.of();
}
