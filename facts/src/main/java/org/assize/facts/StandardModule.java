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

  /** Reads the lines of one module, without the one that names it. */
  static StandardModule read(String lines) {
    Map<String, Entry> entries = new HashMap<>();
    String owner = "";
    int start = 0;
    while (start < lines.length()) {
      int end = lines.indexOf('\n', start);
      boolean member = lines.charAt(start) == ' ';
      String[] words = lines.substring(member ? start + 1 : start, end).split(" ", -1);
      char kind = words[0].charAt(0);
      if (kind == 'v') {
        for (int i = 1; i < words.length; i++) {
          entries.put(words[i], CONSTANT);
        }
      } else if (kind == 'r') {
        entries.put(words[1], new Entry(StandardLibrary.Kind.CONSTANT, List.of(), words[2]));
      } else {
        List<String> rest = List.of(words).subList(2, words.length);
        entries.put(member ? owner + words[1] : words[1], new Entry(kind(kind), rest, ""));
      }
      owner = kind == 'c' ? words[1] + "." : owner;
      start = end + 1;
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
