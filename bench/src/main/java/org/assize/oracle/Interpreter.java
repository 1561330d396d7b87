package org.assize.oracle;

import java.nio.file.Path;
import java.util.List;

/**
 * A CPython on this machine.
 *
 * @param executable its path with symbolic links resolved
 * @param major 2 or 3
 * @param minor 11 of 3.11
 * @param version all three numbers
 * @param standardLibrary the folder of its library
 * @param sitePackages folders of installed packages that exist
 */
public record Interpreter(
    Path executable,
    int major,
    int minor,
    String version,
    Path standardLibrary,
    List<Path> sitePackages) {
  /** Returns what to call it in a report. */
  public String title() {
    return "CPython " + version + " (" + executable + ")";
  }
}
