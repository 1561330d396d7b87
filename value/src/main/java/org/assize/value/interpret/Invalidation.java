package org.assize.value.interpret;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.ir.BodyParameter;
import org.assize.value.calls.Arguments;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Site;
import org.assize.value.heap.Content;
import org.assize.value.heap.InstanceContent;

/** Forgets what objects hold that other code may have changed. */
final class Invalidation {
  private final Frame frame;

  Invalidation(Frame frame) {
    this.frame = frame;
  }

  /** What the callee changes is no longer what it was. */
  void weaken(Summary summary, int callee, Call call, List<AbstractValue> passed, boolean bound) {
    if (summary.changed() == 0) {
      return;
    }
    List<BodyParameter> parameters = frame.surroundings().body(callee).parameters();
    for (int i = 0; i < parameters.size(); i++) {
      if (!summary.changes(i)) {
        continue;
      }
      if (bound && i == 0) {
        forgetInside(passed.get(0));
      } else if (Arguments.isVariadic(parameters.get(i))) {
        call.arguments().forEach(this::forget);
      } else {
        forget(passed.get(i));
      }
    }
  }

  /** Whoever holds a value may have changed what is in it, and in what that holds. */
  void forget(AbstractValue value) {
    forget(value, new HashSet<>());
  }

  private void forget(AbstractValue value, Set<Site> seen) {
    for (Atom atom : value.atoms()) {
      switch (atom) {
        case Atom.Container c when seen.add(c.site()) -> {
          Content before = frame.content(c);
          frame.update(c.site(), Contents.unknown(c.kind()));
          Contents.values(before).forEach(v -> forget(v, seen));
        }
        case Atom.Instance i when frame.isOwn(i.site()) && seen.add(i.site()) -> {
          Optional<Content> before = frame.content(i.site());
          frame.update(i.site(), InstanceContent.EMPTY);
          before.map(Contents::values).ifPresent(all -> all.forEach(v -> forget(v, seen)));
        }
        case Atom.Parameter p ->
            frame.receiver(p).ifPresent(site -> frame.update(site, InstanceContent.UNKNOWN));
        default -> {}
      }
    }
    frame.changed(value);
  }

  /** The fields of an object hold what they held, but that may have been changed. */
  private void forgetInside(AbstractValue object) {
    for (Atom atom : object.atoms()) {
      Optional<Site> site =
          atom instanceof Atom.Instance i && frame.isOwn(i.site())
              ? Optional.of(i.site())
              : frame.receiver(atom);
      site.flatMap(frame::content)
          .map(Contents::values)
          .ifPresent(fields -> fields.forEach(this::forget));
    }
    frame.changed(object);
  }

  /** Code that is not known may have changed what is in its arguments. */
  void weaken(Call call) {
    for (AbstractValue argument : call.arguments()) {
      for (int i = 0; i < argument.size(); i++) {
        if (argument.atom(i) instanceof Atom.Container c) {
          frame.update(c.site(), Contents.weakened(frame.content(c)));
        }
      }
      frame.changed(argument);
    }
  }
}
