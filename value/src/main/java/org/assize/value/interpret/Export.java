package org.assize.value.interpret;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Site;
import org.assize.value.heap.Content;

/** Values as others may keep them when the body under interpretation is left. */
final class Export {
  private final Frame frame;
  private final Set<Site> underway = new HashSet<>();
  private final UnaryOperator<AbstractValue> each = this::of;

  Export(Frame frame) {
    this.frame = frame;
  }

  /**
   * Returns a value as others may keep it: without parameters, and with what its objects hold told
   * to everyone.
   */
  AbstractValue of(AbstractValue value) {
    AbstractValue grounded = frame.known(value);
    boolean located = false;
    for (int i = 0; i < grounded.size(); i++) {
      Atom atom = grounded.atom(i);
      if (atom instanceof Atom.Container c && frame.isOwn(c.site())) {
        export(c);
      }
      located |= atom instanceof Atom.Instance || atom instanceof Atom.Bound;
    }
    return located ? grounded.map(Export::anywhere) : grounded;
  }

  private static AbstractValue anywhere(Atom atom) {
    return AbstractValue.of(
        atom instanceof Atom.Instance i
            ? anywhere(i)
            : atom instanceof Atom.Bound(Atom function, Atom.Instance i)
                ? new Atom.Bound(function, anywhere(i))
                : atom);
  }

  private static Atom anywhere(Atom.Instance i) {
    return i.site() == Site.ANYWHERE ? i : new Atom.Instance(i.type(), Site.ANYWHERE);
  }

  private void export(Atom.Container container) {
    if (frame.isRecording() && underway.add(container.site())) {
      frame.effects().content(container.site(), Contents.map(frame.content(container), each));
      underway.remove(container.site());
    }
  }

  /** Returns what values hold at this point, for code that keeps it. */
  Handed handed(List<AbstractValue> arguments) {
    List<AbstractValue> known = new ArrayList<>(arguments.size());
    Map<Site, Content> contents = new LinkedHashMap<>();
    for (AbstractValue argument : arguments) {
      AbstractValue value = frame.known(argument);
      known.add(value);
      containers(value, contents);
    }
    return new Handed(known, contents.isEmpty() ? Map.of() : contents);
  }

  private void containers(AbstractValue value, Map<Site, Content> contents) {
    for (int i = 0; i < value.size(); i++) {
      if (value.atom(i) instanceof Atom.Container c && !contents.containsKey(c.site())) {
        Content content = frame.content(c);
        contents.put(c.site(), content);
        Contents.values(content).forEach(v -> containers(v, contents));
      }
    }
  }
}
