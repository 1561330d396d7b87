package org.assize.value.interpret;

import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;

/** Notes which functions code outside the tree may call, because it gets hold of them. */
final class Escapes {
  private final Frame frame;

  Escapes(Frame frame) {
    this.frame = frame;
  }

  /** What is handed to code that is not known may be called there. */
  void escape(Call call) {
    for (AbstractValue argument : call.arguments()) {
      escape(argument);
    }
  }

  /** What is put into an object that code outside the tree made may be called there. */
  void escapeInto(AbstractValue object, AbstractValue value) {
    boolean isOutside =
        object.atoms().stream()
            .anyMatch(a -> a instanceof Atom.Typed || a instanceof Atom.External);
    if (isOutside) {
      escape(value);
    }
  }

  void escape(AbstractValue value) {
    if (!frame.isRecording()) {
      return;
    }
    for (int i = 0; i < value.size(); i++) {
      escape(value.atom(i));
    }
  }

  private void escape(Atom atom) {
    if (atom instanceof Atom.Function f) {
      frame.effects().escape(f.body());
    } else if (atom instanceof Atom.Bound(Atom.Function f, Atom _)) {
      frame.effects().escape(f.body());
    } else if (atom instanceof Atom.Descriptor d) {
      escape(d.function());
    }
  }
}
