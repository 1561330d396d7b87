package org.assize.value.solve;

import java.util.List;
import org.assize.ir.ImportName;
import org.assize.program.Importable;
import org.assize.program.PythonClass;
import org.assize.program.PythonModule;
import org.assize.program.Symbol;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Site;

/** What a body asked of its surroundings in one round, in its order, and what the answers were. */
final class Asked {
  /** A question takes so many places: its kind, up to two things that it is about, the answer. */
  private static final int WIDTH = 4;

  /** The questions whose answers a round may change. */
  enum Kind {
    VARIABLE,
    UNBOUND,
    IMPORTED,
    MODULE_MEMBER,
    NAMESPACE_MEMBER,
    CLASS_ATTRIBUTE,
    FIELD,
    OVERRIDES,
    AFTER_CLASS,
    PARAMETER,
    DEFAULT,
    CONTENT,
    CHANGED,
    REGISTERED,
    SUMMARY,
    SPECIALISED
  }

  private final Object[] kept;

  Asked(Object[] kept) {
    this.kept = kept;
  }

  /** Whether other surroundings answer all that was asked as these did. */
  boolean holdIn(Level other) {
    for (int i = 0; i < kept.length; i += WIDTH) {
      if (!ask(other, i).equals(kept[i + WIDTH - 1])) {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("unchecked")
  private Object ask(Level other, int i) {
    Object one = kept[i + 1];
    Object two = kept[i + 2];
    return switch ((Kind) kept[i]) {
      case VARIABLE -> other.variable((Symbol) one);
      case UNBOUND -> other.unbound((PythonModule) one, (String) two);
      case IMPORTED -> other.imported((PythonModule) one, (ImportName) two);
      case MODULE_MEMBER -> other.member((PythonModule) one, (String) two);
      case NAMESPACE_MEMBER -> other.member((Importable.Namespace) one, (String) two);
      case CLASS_ATTRIBUTE -> other.classAttribute((PythonClass) one, (String) two);
      case FIELD -> other.field((PythonClass) one, (String) two);
      case OVERRIDES -> other.overrides((PythonClass) one, (String) two);
      case AFTER_CLASS -> other.afterClass((PythonClass) one, (String) two);
      case PARAMETER -> other.parameter((Integer) one, (Integer) two);
      case DEFAULT -> other.defaultOf((Integer) one, (Integer) two);
      case CONTENT -> other.content((Site) one);
      case CHANGED -> other.changed((Site) one);
      case REGISTERED -> other.registered((String) one);
      case SUMMARY -> other.summary((Integer) one);
      case SPECIALISED -> other.specialised((Integer) one, (List<AbstractValue>) two);
    };
  }
}
