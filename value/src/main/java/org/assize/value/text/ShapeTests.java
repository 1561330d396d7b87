package org.assize.value.text;

import org.assize.facts.Truth;
import org.assize.value.domain.StringShape;

/** Questions about strings. */
public final class ShapeTests {
  private ShapeTests() {}

  /** {@code shape.startswith(prefix)}. */
  public static Truth startsWith(StringShape shape, String prefix) {
    if (shape.prefix().startsWith(prefix)) {
      return Truth.TRUE;
    }
    return shape.mayMatchPrefix(prefix) ? Truth.UNKNOWN : Truth.FALSE;
  }

  /** {@code shape.endswith(suffix)}. */
  public static Truth endsWith(StringShape shape, String suffix) {
    if (shape.suffix().endsWith(suffix)) {
      return Truth.TRUE;
    }
    return startsWith(Mirror.of(shape), new StringBuilder(suffix).reverse().toString());
  }

  /** {@code part in shape}. */
  public static Truth contains(StringShape shape, String part) {
    if (shape.certainlyContains(part)) {
      return Truth.TRUE;
    }
    return shape.mayContain(part) ? Truth.UNKNOWN : Truth.FALSE;
  }
}
