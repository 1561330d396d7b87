package org.assize.ir;

import org.assize.program.PythonModule;

/**
 * The textual form of bodies: a line for each body, block and instruction, names and constants in
 * Python's notation.
 *
 * <pre>{@code
 * function m.f(a, b=)
 * b0:
 *   %0 = param a
 *   %1 = attr name %0
 *   branch %1 b1 b2
 * }</pre>
 */
public final class IrText {
  private IrText() {}

  /** Returns the text of a body and those inside. */
  public static String print(Body body) {
    return print(body, false);
  }

  /** As {@link #print}, with the place of everything, so that it can be read back. */
  public static String printWithPlaces(Body body) {
    return print(body, true);
  }

  /**
   * Reads what {@link #printWithPlaces} wrote.
   *
   * @param module the module that the bodies belong to
   * @throws IllegalArgumentException if the text is not of that form
   */
  public static Body parse(String text, PythonModule module) {
    return new IrParser(module, text).body();
  }

  private static String print(Body body, boolean places) {
    StringBuilder out = new StringBuilder();
    new IrPrinter(body, new SymbolLabels(body.module()), places, out).print();
    return out.toString();
  }
}
