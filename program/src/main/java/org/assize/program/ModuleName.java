package org.assize.program;

import java.util.Set;

/**
 * How a file is imported.
 *
 * @param root the folder that has to be on Python's path; {@code ""} is the program's root
 * @param dotted the dotted name below it
 * @param isPackage whether the file is an {@code __init__.py}
 */
record ModuleName(String root, String dotted, boolean isPackage) {
  /**
   * Names a file by the packages around it: as long as the folder is one, it is part of the name.
   *
   * @param packages the folders of the program that are packages
   */
  static ModuleName of(String path, Set<String> packages) {
    int slash = path.lastIndexOf('/');
    String folder = slash < 0 ? "" : path.substring(0, slash);
    String file = path.substring(slash + 1);
    boolean isPackage = file.equals("__init__.py") || file.equals("__init__.pyi");
    int dot = file.lastIndexOf('.');
    String stem = dot < 0 ? file : file.substring(0, dot);
    StringBuilder dotted = new StringBuilder(isPackage ? "" : stem);
    boolean first = isPackage;
    while (!folder.isEmpty() && (first || packages.contains(folder))) {
      int cut = folder.lastIndexOf('/');
      String part = folder.substring(cut + 1);
      dotted.insert(0, dotted.isEmpty() ? part : part + ".");
      folder = cut < 0 ? "" : folder.substring(0, cut);
      first = false;
    }
    String name = dotted.isEmpty() ? "__init__" : dotted.toString();
    return new ModuleName(folder, name, isPackage);
  }
}
