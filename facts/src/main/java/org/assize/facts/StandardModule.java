package org.assize.facts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One module of the index of the standard library.
 *
 * @param entries by name within the module, members as {@code Class.member}
 */
record StandardModule(Map<String, Entry> entries) {
  /**
   * One name.
   *
   * @param kind what it is; of no meaning for a re-export
   * @param words the parameters of a function, the bases of a class
   * @param reexport full name of what it stands for, or empty
   */
  record Entry(StandardLibrary.Kind kind, List<String> words, String reexport) {}

  /** Reads the lines of one module, the first of which names it. */
  static StandardModule read(String lines) {
    Map<String, Entry> entries = new HashMap<>();
    String owner = "";
    for (String line : (Iterable<String>) lines.lines().skip(1)::iterator) {
      boolean member = line.startsWith(" ");
      String[] parts = line.strip().split(" ", -1);
      List<String> words = List.of(parts).subList(2, parts.length);
      char kind = parts[0].charAt(0);
      if (kind == 'v') {
        List.of(parts).subList(1, parts.length).forEach(name -> entries.put(name, CONSTANT));
      } else if (kind == 'r') {
        entries.put(parts[1], new Entry(StandardLibrary.Kind.CONSTANT, List.of(), parts[2]));
      } else {
        entries.put((member ? owner : "") + parts[1], new Entry(kind(kind), words, ""));
      }
      owner = kind == 'c' ? parts[1] + "." : owner;
    }
    return new StandardModule(entries);
  }

  private static final Entry CONSTANT = new Entry(StandardLibrary.Kind.CONSTANT, List.of(), "");

  private static StandardLibrary.Kind kind(char letter) {
    return switch (letter) {
      case 'c' -> StandardLibrary.Kind.CLASS;
      case 'f' -> StandardLibrary.Kind.FUNCTION;
      case 'm' -> StandardLibrary.Kind.METHOD;
      case 'a' -> StandardLibrary.Kind.ATTRIBUTE;
      default -> throw new IllegalStateException("unknown kind of entry: " + letter);
    };
  }
}
