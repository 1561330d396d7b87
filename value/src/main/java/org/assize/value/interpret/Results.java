package org.assize.value.interpret;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.ContainerKind;
import org.assize.value.domain.Site;
import org.assize.value.heap.Bounds;
import org.assize.value.heap.Content;
import org.assize.value.heap.SequenceContent;

/** What a body gives where it ends, and what the objects in it hold there. */
final class Results {
  /** The instruction of the site that stands for what a generator gives. */
  private static final int GENERATOR = -1;

  private final Frame frame;
  private AbstractValue result = AbstractValue.BOTTOM;
  private AbstractValue yielded = AbstractValue.BOTTOM;
  private Heap atReturn = Heap.EMPTY;
  private boolean returned;

  Results(Frame frame) {
    this.frame = frame;
  }

  void returns(AbstractValue value) {
    atReturn = returned ? frame.join(atReturn, frame.heap()) : frame.heap();
    result = result.join(value);
    returned = true;
  }

  void yields(AbstractValue value) {
    yielded = yielded.join(value);
  }

  /**
   * Returns what callers see of the body, which ends.
   *
   * @param changed the parameters that it changes
   * @param deciding the parameters that decide something in it
   */
  Summary summary(long changed, long deciding) {
    frame.restore(atReturn);
    AbstractValue given = result;
    if (frame.body().isGenerator()) {
      frame.begin(GENERATOR);
      given = frame.makeContainer(ContainerKind.GENERATOR, SequenceContent.of(yielded, Bounds.ANY));
    }
    Map<Site, Content> contents = new LinkedHashMap<>();
    collect(given, contents);
    Optional<Content> fields = frame.receiverFields();
    fields.ifPresent(c -> Contents.values(c).forEach(v -> collect(v, contents)));
    return new Summary(given, contents, fields, changed, deciding);
  }

  /** Collects what the objects in a value hold, and those in them. */
  private void collect(AbstractValue value, Map<Site, Content> contents) {
    for (int i = 0; i < value.size(); i++) {
      Optional<Site> site = ownSite(value.atom(i));
      if (site.isPresent() && !contents.containsKey(site.get())) {
        // an object of another way to the end holds nothing here
        frame
            .content(site.get())
            .ifPresent(content -> {
              contents.put(site.get(), content);
              Contents.values(content).forEach(v -> collect(v, contents));
            });
      }
    }
  }

  private Optional<Site> ownSite(Atom atom) {
    Site site =
        atom instanceof Atom.Container c
            ? c.site()
            : atom instanceof Atom.Instance i
                ? i.site()
                : atom instanceof Atom.Partial p ? p.site() : null;
    return site != null && frame.isOwn(site) ? Optional.of(site) : Optional.empty();
  }
}
