package org.assize.ir;

/**
 * The names that Python gives to private names: inside of {@code class C}, {@code __x} is {@code
 * _C__x} (language reference, "Private name mangling").
 */
public final class Mangling {
  private Mangling() {}

  /**
   * Returns the name that a name inside of a class stands for.
   *
   * @param type the plain name of the innermost class around it; empty outside of classes
   */
  public static String mangle(String name, String type) {
    boolean hidden = name.startsWith("__") && !name.endsWith("__") && name.indexOf('.') < 0;
    if (!hidden || type.isEmpty()) {
      return name;
    }
    int start = 0;
    while (start < type.length() && type.charAt(start) == '_') {
      start++;
    }
    return start == type.length() ? name : "_" + type.substring(start) + name;
  }
}
