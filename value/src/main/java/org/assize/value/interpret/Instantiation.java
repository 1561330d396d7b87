package org.assize.value.interpret;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Place;
import org.assize.value.domain.Site;
import org.assize.value.heap.Content;
import org.assize.value.heap.InstanceContent;

/** Takes what a summary says in terms of the callee over to the place of a call. */
final class Instantiation {
  private final Frame frame;
  private final Members members;

  Instantiation(Frame frame, Members members) {
    this.frame = frame;
    this.members = members;
  }

  /** Returns what a callee gives, and does what it does to its receiver. */
  AbstractValue instantiate(Summary summary, List<AbstractValue> passed) {
    boolean isPlain = summary.contents().isEmpty() && summary.receiver().isEmpty();
    if (isPlain && isTheSameEverywhere(summary.result())) {
      return summary.result();
    }
    Substitution arguments = new Substitution(place -> select(passed, place));
    Map<Site, Site> renamed = new HashMap<>();
    for (Site site : summary.contents().keySet()) {
      renamed.put(site, frame.newSiteLike(site));
    }
    UnaryOperator<AbstractValue> here =
        value ->
            isTheSameEverywhere(value)
                ? value
                : arguments.apply(value.map(atom -> renamed(atom, renamed)));
    summary
        .contents()
        .forEach((site, content) ->
            frame.make(renamed.getOrDefault(site, site), Contents.map(content, here)));
    summary.receiver().ifPresent(fields -> receive(passed.get(0), Contents.map(fields, here)));
    return here.apply(summary.result());
  }

  /** Whether a value means in the caller what it means in the callee. */
  private static boolean isTheSameEverywhere(AbstractValue value) {
    if (value.isSymbolic()) {
      return false;
    }
    for (int i = 0; i < value.size(); i++) {
      Atom atom = value.atom(i);
      if (atom instanceof Atom.Container
          || atom instanceof Atom.Instance
          || atom instanceof Atom.Bound) {
        return false;
      }
    }
    return true;
  }

  /** The callee wrote fields of its receiver. */
  private void receive(AbstractValue receiver, Content fields) {
    for (Atom atom : receiver.atoms()) {
      Optional<Site> site =
          atom instanceof Atom.Instance i && frame.isOwn(i.site())
              ? Optional.of(i.site())
              : frame.receiver(atom);
      if (site.isPresent()
          && fields instanceof InstanceContent written
          && frame.content(site.get()).orElse(null) instanceof InstanceContent before) {
        frame.update(
            site.get(),
            receiver.only().isPresent() ? before.plus(written) : before.join(before.plus(written)));
      }
    }
  }

  private static AbstractValue renamed(Atom atom, Map<Site, Site> sites) {
    return switch (atom) {
      case Atom.Container c ->
          AbstractValue.of(new Atom.Container(sites.getOrDefault(c.site(), c.site()), c.kind()));
      case Atom.Instance i ->
          AbstractValue.of(
              new Atom.Instance(i.type(), sites.getOrDefault(i.site(), Site.ANYWHERE)));
      case Atom.Bound(Atom function, Atom.Instance i) ->
          AbstractValue.of(
              new Atom.Bound(
                  function,
                  new Atom.Instance(i.type(), sites.getOrDefault(i.site(), Site.ANYWHERE))));
      default -> AbstractValue.of(atom);
    };
  }

  private AbstractValue select(List<AbstractValue> passed, Place place) {
    AbstractValue value = passed.get(place.parameter());
    for (Place.Selector selector : place.selectors()) {
      value =
          switch (selector) {
            case Place.Field field -> members.attribute(value, field.name());
            case Place.Key key -> new Subscripts(frame).item(value, AbstractValue.of(key.key()));
            case Place.Any _, Place.Each _ -> AbstractValue.UNKNOWN;
          };
    }
    return value;
  }
}
