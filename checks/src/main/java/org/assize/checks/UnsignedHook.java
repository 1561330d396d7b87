package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;

/**
 * Finds handlers that believe what another service is said to send, where a sibling asks for a
 * proof of who sent it.
 *
 * @param words by which code shows that it asks who somebody is
 * @param hookTerms words of handlers, routes and modules that other services call
 * @param proofTerms words of whatever proves who sent something
 * @param asking libraries by which a handler may ask the service itself
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the handler, {@code
 *     {sibling}} the one that asks
 */
public record UnsignedHook(
    GuardWords words,
    Set<String> hookTerms,
    Set<String> proofTerms,
    Set<String> asking,
    Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public UnsignedHook {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    PythonModule module = check.view().module();
    if (module.isTemplate()) {
      return;
    }
    HookHandlers hooks = new HookHandlers(this, check.program());
    for (PythonFunction function : module.scopes().functions()) {
      if (hooks.isUnproven(function)) {
        hooks.proven(module).ifPresent(sibling -> report(check, function, sibling));
      }
    }
  }

  private void report(Check check, PythonFunction function, PythonFunction sibling) {
    Place place = Place.ofName(function);
    check.report(
        check
            .present(place)
            .confidence(Confidence.MEDIUM)
            .control(Control.REMOTE)
            .step(Place.ofName(sibling), sibling.name() + " asks for a proof of who sent it")
            .step(place, function.name() + " asks for none")
            .saying(
                new Sentences(say)
                    .fill(
                        check.inTest() ? "test" : "present",
                        "name",
                        function.name(),
                        "sibling",
                        sibling.name())));
  }
}
