package org.assize.arch;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Looks at the values of static collections, whose declared types do not say enough. */
final class StaticValues {
  private StaticValues() {}

  /** Returns the static fields of {@code type} whose collection accepts changes. */
  static List<String> modifiable(Class<?> type) throws ReflectiveOperationException {
    List<String> found = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      boolean isCollection =
          Collection.class.isAssignableFrom(field.getType())
              || Map.class.isAssignableFrom(field.getType());
      if (Modifier.isStatic(field.getModifiers()) && isCollection) {
        field.setAccessible(true);
        Object value = field.get(null);
        if (value != null && !isUnmodifiable(value.getClass().getName())) {
          found.add(type.getName() + "." + field.getName() + " is a " + value.getClass().getName());
        }
      }
    }
    return found;
  }

  private static boolean isUnmodifiable(String implementation) {
    return implementation.startsWith("java.util.ImmutableCollections$")
        || implementation.startsWith("java.util.Collections$Unmodifiable")
        || implementation.startsWith("java.util.Collections$Empty")
        || implementation.startsWith("java.util.Collections$Singleton");
  }
}
