package org.assize.oracle;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The project's own folder, for the scripts in it.
 *
 * @param root the folder that holds {@code scripts}
 */
public record Checkout(Path root) {
  /** Takes the system property {@code assize.root}, else the nearest folder upwards. */
  public static Checkout locate() {
    String given = System.getProperty("assize.root");
    Path start = Path.of(given == null ? "" : given).toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("scripts/ast_dump.py"))) {
        return new Checkout(folder);
      }
    }
    throw new IllegalStateException("no scripts/ast_dump.py in or above " + start);
  }

  /** Returns the path of a script. */
  public String script(String name) {
    return root.resolve("scripts").resolve(name).toString();
  }
}
