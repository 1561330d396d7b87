package org.assize.program.source;

/** Paths relative to a tree's root, as text. */
final class Paths {
  private Paths() {}

  /** Appends a name to a folder, which may be {@code ""}. */
  static String join(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  /** Returns the folder that holds a path; {@code ""} for a name in the root and for the root. */
  static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** Returns the last part of a path. */
  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Returns whether a path is a folder or lies below it. */
  static boolean isWithin(String path, String folder) {
    return folder.isEmpty()
        || path.equals(folder)
        || (path.length() > folder.length()
            && path.startsWith(folder)
            && path.charAt(folder.length()) == '/');
  }
}
