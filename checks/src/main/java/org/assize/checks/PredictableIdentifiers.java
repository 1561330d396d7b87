package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Confidence;
import org.assize.facts.Reason;
import org.assize.facts.ValueRole;

/**
 * Identifiers made of time and host, which can be computed from one that was seen.
 *
 * @param secrets names that make a value a secret
 * @param logins paths of functions that let somebody in: by which field a record is found before
 *     them, that field is a secret
 */
public record PredictableIdentifiers(NameWords secrets, Set<String> logins) implements Detector {
  @Override
  public void review(Check check) {
    Library library = check.program().library();
    for (CallSite call : check.view().calls()) {
      Optional<ValueRole> role = library.roleOfResult(call);
      if (role.filter(r -> r == ValueRole.UUID_TIME).isPresent()) {
        report(call, check);
      }
    }
  }

  private void report(CallSite call, Check check) {
    List<Destination> names = Destination.of(call.node(), check.view());
    Optional<Destination> secret =
        names.stream()
            .filter(d -> d.kind() != Destination.Kind.ARGUMENT && d.kind() != Destination.Kind.KEY)
            .filter(d ->
                secrets.speaksIn(d.name())
                    || SessionMaker.isOf(d, check)
                    || OpeningField.of(check.program(), logins).names().contains(d.name()))
            .findFirst();
    if (secret.isPresent()) {
      check.report(
          check
              .present(call.place())
              .confidence(Confidence.MEDIUM)
              .step(
                  Place.of(call.module(), secret.get().node()),
                  "the value " + secret.get().phrase())
              .fix("secrets.token_urlsafe()")
              .saying(
                  "The value of "
                      + secret.get().name()
                      + " can be guessed: "
                      + call.path()
                      + " is made of the time and the host's address."));
      return;
    }
    Reason reason = check.inTest() ? Reason.TEST_CODE : Reason.NOT_SECURITY_USE;
    String purpose = names.stream().findFirst().map(d -> "; here it " + d.phrase()).orElse("");
    Finding.Builder finding = Finding.caution(check.weakness(), call.place(), reason);
    names.forEach(d -> finding.step(Place.of(call.module(), d.node()), "the value " + d.phrase()));
    check.report(
        finding.saying(
            "Identifiers of "
                + call.path()
                + " follow from one another: time and host's address"
                + purpose
                + "."));
  }
}
