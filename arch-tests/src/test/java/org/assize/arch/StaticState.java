package org.assize.arch;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Static state that could change: a field that is not final, or one of a type that is mutable by
 * its nature. A private constant array is taken for the table that it nearly always is; whether a
 * {@code List} or {@code Map} is really unmodifiable is seen from its value ({@link StaticValues}).
 */
final class StaticState extends ArchCondition<JavaClass> {
  private static final Pattern MUTABLE =
      Pattern.compile(
          """
          java\\.util\\.(Array|Linked|Hash|Tree|Enum|Weak|Identity|Bit|Priority|Concurrent)\
          .*(List|Set|Map|Queue|Deque)\
          |java\\.util\\.(Vector|Stack|Hashtable|Properties|Random)\
          |java\\.util\\.concurrent\\..*\
          |java\\.lang\\.(ThreadLocal|ScopedValue|StringBuilder|StringBuffer|Thread)\
          |java\\.lang\\.ref\\..*\
          """);

  private static final Set<JavaModifier> TABLE = Set.of(JavaModifier.PRIVATE);

  StaticState() {
    super("hold static state that could change");
  }

  @Override
  public void check(JavaClass one, ConditionEvents events) {
    for (JavaField field : one.getFields()) {
      Set<JavaModifier> modifiers = field.getModifiers();
      if (modifiers.contains(JavaModifier.STATIC)
          && !modifiers.contains(JavaModifier.SYNTHETIC)
          && isMutable(field, modifiers)) {
        events.add(SimpleConditionEvent.satisfied(one, field.getDescription()));
      }
    }
  }

  private static boolean isMutable(JavaField field, Set<JavaModifier> modifiers) {
    JavaClass type = field.getRawType();
    return !modifiers.contains(JavaModifier.FINAL)
        || (type.isArray() && !modifiers.containsAll(TABLE))
        || MUTABLE.matcher(type.getBaseComponentType().getName()).matches();
  }
}
