package org.assize.arch.samples.format;

import org.snakeyaml.engine.v2.api.LoadSettings;

/** Knows YAML. */
final class Yaml {
  private Yaml() {}

  static String label(LoadSettings settings) {
    return settings.getLabel();
  }
}
