package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Reason;
import org.assize.program.Constant;
import org.assize.syntax.Expr;

/**
 * Few bytes of a good generator that become what lets somebody in, as names tell: the same few are
 * enough for the end of a file's name.
 *
 * @param functions dotted names of functions that draw as many bytes as they are told first
 * @param secrets names that make a value a secret
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the function, {@code
 *     {secret}} what the value becomes
 */
public record ShortRandom(Set<String> functions, NameWords secrets, Map<String, String> say)
    implements Detector {
  /** Fewer bytes can be found by trying, over a network too. */
  private static final int ENOUGH = 8;

  /** Checks the sentences. */
  public ShortRandom {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      if (functions.contains(call.path()) && !call.node().args().isEmpty()) {
        Expr count = call.node().args().getFirst();
        if (isFew(check, count)) {
          secret(check, call).ifPresent(d -> report(check, call, d));
        }
      }
    }
  }

  private static boolean isFew(Check check, Expr count) {
    return check.program().constants().of(count, check.view().module()).stream()
        .anyMatch(c -> c instanceof Constant.Whole(long value) && value < ENOUGH);
  }

  private Optional<Destination> secret(Check check, CallSite call) {
    return Destination.of(call.node(), check.view()).stream()
        .filter(d -> d.kind() != Destination.Kind.ARGUMENT && d.kind() != Destination.Kind.KEY)
        .filter(d -> secrets.speaksIn(d.name()))
        .findFirst();
  }

  private void report(Check check, CallSite call, Destination secret) {
    Finding.Builder finding =
        check.inTest()
            ? Finding.caution(check.weakness(), call.place(), Reason.TEST_CODE)
            : check.present(call.place());
    check.report(
        finding
            .step(Place.of(call.module(), secret.node()), "the value " + secret.phrase())
            .saying(
                new Sentences(say)
                    .fill(
                        check.inTest() ? "test" : "present",
                        "name",
                        call.path(),
                        "secret",
                        secret.name())));
  }
}
