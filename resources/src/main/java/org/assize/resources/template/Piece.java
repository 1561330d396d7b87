package org.assize.resources.template;

/** A part of a template. */
sealed interface Piece {
  /** Returns the offset of its first unit. */
  int start();

  /** Returns the offset behind its last unit. */
  int end();

  /** Text that is written as it stands. */
  record Text(int start, int end) implements Piece {}

  /**
   * An expression whose value is written: <code>{{ … }}</code>.
   *
   * @param isRaw whether the engine's own mark says that it is not escaped
   */
  record Output(int start, int end, boolean isRaw) implements Piece {}

  /**
   * A statement of the template: <code>{% name rest %}</code>.
   *
   * @param name its first word
   * @param start offset of what stands behind the name
   */
  record Tag(String name, int start, int end) implements Piece {}
}
