package org.assize.checks;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.facts.Reason;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.syntax.Stmt;

/**
 * Finds handlers that take an object by what a client names and never ask whose it is, where other
 * handlers of the same kind of object do ask.
 *
 * @param words by which code shows that it asks
 * @param everybodysTerms words of what everybody may do with the things of others
 * @param nobodys names of classes whose records describe the program itself, and belong to nobody
 * @param privateTerms words of things that nobody but their owners may see
 * @param tenantTerms words of organisations whose members share what belongs to them
 * @param say sentences for {@code known}, where the handler asks who somebody is, and {@code
 *     nobody}, {@code made} where a sibling only notes whose it is, {@code unpublished} where one
 *     shows only what is for everybody, {@code reserved} where one asks for more, {@code modelled}
 *     where the model says whose it is, {@code tenant} where it belongs to an organisation, {@code
 *     mixed} for a class that asks for one action alone, {@code everything} for one that asks for
 *     none; {@code {kind}} is what is taken, {@code {name}} the handler, {@code {sibling}} the
 *     other
 */
public record ForeignObject(
    GuardWords words,
    Set<String> everybodysTerms,
    Set<String> nobodys,
    Set<String> privateTerms,
    Set<String> tenantTerms,
    Map<String, String> say)
    implements Detector {
  private static final int SHOWN = 3;

  /** Words of guards that ask only who somebody is, which is the least that anybody asks. */
  private static final List<String> LOGINS =
      List.of(
          "login",
          "logged-in",
          "signed-in",
          "authenticated",
          "current-user",
          "need-user",
          "require-user",
          "user-required");

  /** Checks the sentences. */
  public ForeignObject {
    Sentences.require(
        say,
        List.of(
            "known",
            "nobody",
            "made",
            "unpublished",
            "reserved",
            "modelled",
            "tenant",
            "mixed",
            "everything"));
  }

  @Override
  public void review(Check check) {
    if (check.inTest() || check.view().module().isTemplate()) {
      return;
    }
    Set<Place> told = everything(check);
    List<ObjectHandler> all = ObjectHandlers.around(check.view().module(), words, check.program());
    for (ObjectHandler handler : all) {
      if (handler.place().module() == check.view().module()
          && isSuspect(handler)
          && !told.contains(handler.place())) {
        handler.free().stream()
            .filter(t -> !nobodys.contains(t.kind()))
            .flatMap(t -> judge(check, handler, t, all).stream())
            .findFirst()
            .or(() -> tenants(check, handler, all))
            .ifPresent(check::report);
      }
    }
    mixed(check);
  }

  /** Reports classes that give everything, and returns their names. */
  private Set<Place> everything(Check check) {
    Set<Place> told = new HashSet<>();
    EverythingGiven everything = new EverythingGiven(words, check.program());
    for (PythonClass type : check.view().module().scopes().classes()) {
      everything
          .in(type)
          .ifPresent(found -> {
            check.report(everything(check, type, found));
            told.add(Place.ofName(type));
          });
    }
    return told;
  }

  private Finding everything(Check check, PythonClass type, EverythingGiven.Found found) {
    return check
        .present(found.given())
        .confidence(Confidence.MEDIUM)
        .control(Control.REMOTE)
        .step(found.noted(), "it is noted whose it is")
        .step(found.given(), "everything, for everybody")
        .saying(new Sentences(say).fill("everything", "name", type.name(), "kind", found.kind()));
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

  /** What belongs to an organisation that the client names, where others take their own. */
  private Optional<Finding> tenants(Check check, ObjectHandler handler, List<ObjectHandler> all) {
    GuardStrength strength = new GuardStrength(check.program());
    for (Touch parent : handler.more().parents()) {
      List<ObjectHandler> own =
          all.stream().filter(h -> h != handler && isOwnTenant(h, parent.kind())).toList();
      long alike =
          all.stream()
              .filter(h -> !strength.isStrong(h))
              .filter(h -> h.more().parents().stream().anyMatch(p -> isNamed(h, p, parent.kind())))
              .count();
      if (NameTerms.speaksOf(parent.kind(), tenantTerms)
          && isNamed(handler, parent, parent.kind())
          && handler.asks()
          && !strength.isStrong(handler)
          && alike * 2 <= own.size()) {
        return Optional.of(tenant(check, handler, parent, own));
      }
    }
    return Optional.empty();
  }

  private static boolean isOwnTenant(ObjectHandler handler, String kind) {
    return handler.more().parents().stream()
        .anyMatch(p -> p.kind().equals(kind) && p.by().equals(Set.of(Atoms.REQUESTER)));
  }

  /** Whether a client names it, and nothing else in the handler looks at it. */
  private static boolean isNamed(ObjectHandler handler, Touch parent, String kind) {
    return parent.kind().equals(kind)
        && !parent.by().isEmpty()
        && !parent.by().contains(Atoms.REQUESTER)
        && parent.by().stream()
            .noneMatch(a -> handler.owned().contains(a) || handler.together().contains(a));
  }

  private Finding tenant(
      Check check, ObjectHandler handler, Touch parent, List<ObjectHandler> own) {
    Finding.Builder finding =
        check.present(handler.place()).confidence(Confidence.MEDIUM).control(Control.REMOTE);
    own.stream()
        .limit(SHOWN)
        .forEach(h -> finding.step(h.place(), h.name() + " takes that of whoever is asking"));
    return finding
        .step(
            Place.of(handler.place().module(), parent.node()),
            handler.name() + " takes the one that the client names")
        .saying(
            new Sentences(say)
                .fill(
                    "tenant",
                    "kind",
                    parent.kind(),
                    "name",
                    handler.name(),
                    "sibling",
                    own.getFirst().name()));
  }

  private boolean isSuspect(ObjectHandler handler) {
    return !handler.isOpen()
        && !handler.looksFurther()
        && !NameTerms.speaksOf(handler.name(), everybodysTerms);
  }

  private Optional<Finding> judge(
      Check check, ObjectHandler handler, Touch touch, List<ObjectHandler> all) {
    String kind = touch.kind();
    if (new ModelOwners(check.program()).isScoped(kind, handler.place().module())
        || (handler.onlyReads(kind) && Owners.isForEverybody(kind, touch))) {
      return Optional.empty();
    }
    Owners owners =
        new Owners(kind, handler.onlyReads(kind), all, new GuardStrength(check.program()));
    long alike =
        all.stream()
            .filter(h -> isSuspect(h) && h.asks() == handler.asks())
            .filter(h -> !asksMore(h, owners.asking(privateTerms)))
            .filter(h -> h.onlyReads(kind) == owners.reads())
            .filter(h -> h.free().stream().anyMatch(t -> t.kind().equals(kind)))
            .count();
    return owners
        .of(handler, privateTerms)
        .filter(e -> e.outweighs(alike))
        .filter(e -> e.isOfOthers() || !asksMore(handler, e.siblings()))
        .map(e -> {
          Optional<Place> nobodys =
              mayBeNobodys(check, handler, kind) && !e.which().equals("unpublished")
                  ? new ModelOwners(check.program()).nobodys(kind, handler.place().module())
                  : Optional.empty();
          return nobodys.isPresent()
              ? belongsToNobody(check, handler, kind, nobodys.get())
              : finding(check, handler, touch, e);
        });
  }

  /** Who changes what belongs to all is asked what they may do, who looks at it need not be. */
  private boolean mayBeNobodys(Check check, ObjectHandler handler, String kind) {
    return (handler.onlyReads(kind) && !isForm(handler))
        || new GuardStrength(check.program()).isStrong(handler);
  }

  /** A handler that shows a form for changing a thing is more than a look at it. */
  private boolean isForm(ObjectHandler handler) {
    PythonModule module = handler.place().module();
    return module
        .scopes()
        .functionAt(handler.place().start())
        .flatMap(PythonFunction::owner)
        .filter(type -> NameTerms.speaksOf(type.name(), words.changeTerms()))
        .isPresent();
  }

  private static Finding belongsToNobody(
      Check check, ObjectHandler handler, String kind, Place model) {
    return Finding.refuted(check.weakness(), handler.place())
        .confidence(Confidence.MEDIUM)
        .control(Control.REMOTE)
        .step(model, "no field of " + kind + " leads to an account")
        .saying(handler.name() + " takes what belongs to nobody: no " + kind + " has an owner.");
  }

  /** Whether a handler asks by something that those who look for the owner do not need. */
  private static boolean asksMore(ObjectHandler handler, List<ObjectHandler> asking) {
    return handler.guards().stream()
        .filter(g -> !NameTerms.speaksOf(g, LOGINS))
        .anyMatch(g -> asking.stream().noneMatch(h -> h.guards().contains(g)));
  }

  private Finding finding(
      Check check, ObjectHandler handler, Touch touch, Owners.Evidence evidence) {
    PythonModule module = handler.place().module();
    boolean isKeptBack = handler.onlyReads(touch.kind()) && UseOfTaken.isKeptBack(handler, touch);
    Finding.Builder finding =
        (isKeptBack
                ? Finding.caution(check.weakness(), handler.place(), Reason.DEFENCE_IN_DEPTH)
                : check.present(handler.place()))
            .confidence(Confidence.MEDIUM)
            .control(Control.REMOTE);
    evidence.siblings().stream()
        .limit(SHOWN)
        .forEach(h -> finding.step(h.place(), h.name() + " " + evidence.says()));
    evidence.field().ifPresent(f -> finding.step(f.place(), f.name() + " says whose it is"));
    Place taken = Place.of(module, touch.node());
    finding.step(
        taken, handler.name() + " takes it by " + String.join(", ", touch.by()) + " alone");
    if (touch.origin().line() != taken.line() || touch.origin().module() != module) {
      finding.step(touch.origin(), "nothing else selects it");
    }
    UseOfTaken.in(handler, touch, !handler.onlyReads(touch.kind()))
        .ifPresent(use -> finding.step(use.place(), use.says()));
    String which =
        evidence.which().isEmpty() ? handler.asks() ? "known" : "nobody" : evidence.which();
    return finding.saying(
        new Sentences(say)
            .fill(
                which, "kind", touch.kind(), "name", handler.name(), "sibling", evidence.teller()));
  }
}
