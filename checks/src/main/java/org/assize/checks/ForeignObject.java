package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.syntax.Stmt;

/**
 * Finds handlers that take an object by what a client names and never ask whose it is, where other
 * handlers of the same kind of object do ask.
 *
 * @param words by which code shows that it asks
 * @param everybodysTerms words of what everybody may do with the things of others
 * @param nobodys names of classes whose records describe the program itself, and belong to nobody
 * @param say sentences for {@code known}, where the handler asks who somebody is, and {@code
 *     nobody}, {@code mixed} for a class that asks for one action alone; {@code {kind}} is what is
 *     taken, {@code {name}} the handler, {@code {sibling}} one that asks
 */
public record ForeignObject(
    GuardWords words, Set<String> everybodysTerms, Set<String> nobodys, Map<String, String> say)
    implements Detector {
  private static final int SHOWN = 3;

  /** Checks the sentences. */
  public ForeignObject {
    Sentences.require(say, List.of("known", "nobody", "mixed"));
  }

  @Override
  public void review(Check check) {
    if (check.inTest() || check.view().module().isTemplate()) {
      return;
    }
    List<ObjectHandler> all = ObjectHandlers.around(check.view().module(), words, check.program());
    for (ObjectHandler handler : all) {
      if (handler.place().module() == check.view().module() && isSuspect(handler)) {
        handler.free().stream()
            .filter(t -> !nobodys.contains(t.kind()))
            .flatMap(t -> judge(check, handler, t, all).stream())
            .findFirst()
            .ifPresent(check::report);
      }
    }
    mixed(check);
  }

  private void mixed(Check check) {
    MixedSelection mixed = new MixedSelection(words, check.program());
    for (PythonFunction method : check.view().module().scopes().functions()) {
      if (method.name().equals("get_queryset")) {
        mixed.everything(method).ifPresent(all -> check.report(mixed(check, method, all)));
      }
    }
  }

  private Finding mixed(Check check, PythonFunction method, Stmt.Return all) {
    String type = method.owner().map(PythonClass::name).orElse(method.name());
    return check
        .present(Place.ofName(method))
        .confidence(Confidence.MEDIUM)
        .control(Control.REMOTE)
        .step(Place.of(method.module(), all), "everything, for all other actions")
        .saying(new Sentences(say).fill("mixed", "name", type));
  }

  private boolean isSuspect(ObjectHandler handler) {
    return !handler.isOpen()
        && !handler.looksFurther()
        && !NameTerms.speaksOf(handler.name(), everybodysTerms);
  }

  private Optional<Finding> judge(
      Check check, ObjectHandler handler, Touch touch, List<ObjectHandler> all) {
    String kind = touch.kind();
    boolean reads = handler.onlyReads(kind);
    List<ObjectHandler> asking =
        all.stream()
            .filter(h -> h.ownedKinds().contains(kind))
            .filter(h -> !reads || h.onlyReads(kind))
            .toList();
    long alike =
        all.stream()
            .filter(h -> isSuspect(h) && h.asks() == handler.asks() && !asksMore(h, asking))
            .filter(h -> h.onlyReads(kind) == reads)
            .filter(h -> h.free().stream().anyMatch(t -> t.kind().equals(kind)))
            .count();
    return asking.isEmpty() || alike > asking.size() || asksMore(handler, asking)
        ? Optional.empty()
        : Optional.of(finding(check, handler, touch, asking));
  }

  /** Whether a handler asks by something that those who look for the owner do not need. */
  private static boolean asksMore(ObjectHandler handler, List<ObjectHandler> asking) {
    return handler.guards().stream()
        .anyMatch(g -> asking.stream().noneMatch(h -> h.guards().contains(g)));
  }

  private Finding finding(
      Check check, ObjectHandler handler, Touch touch, List<ObjectHandler> asking) {
    Finding.Builder finding =
        check.present(handler.place()).confidence(Confidence.MEDIUM).control(Control.REMOTE);
    asking.stream()
        .limit(SHOWN)
        .forEach(h -> finding.step(h.place(), h.name() + " asks whose it is"));
    finding.step(
        Place.of(handler.place().module(), touch.node()),
        handler.name() + " takes it by " + String.join(", ", touch.by()) + " alone");
    return finding.saying(
        new Sentences(say)
            .fill(
                handler.asks() ? "known" : "nobody",
                "kind",
                touch.kind(),
                "name",
                handler.name(),
                "sibling",
                asking.getFirst().name()));
  }
}
