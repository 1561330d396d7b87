package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assize.facts.Reason;

/**
 * Finds regular expressions for which a text exists that takes time beyond all bounds: one part can
 * read the same characters in several ways, again and again.
 *
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the text that is
 *     repeated
 */
public record CatastrophicPattern(Map<String, String> say) implements Detector {
  /** Checks the sentences. */
  public CatastrophicPattern {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (PatternCall pattern : PatternCall.in(check)) {
      if (!pattern.has('x')) {
        Optional<String> pump = PatternAutomaton.of(pattern.text()).flatMap(a -> a.pump());
        pump.ifPresent(text -> report(check, pattern, text));
      }
    }
  }

  private void report(Check check, PatternCall pattern, String pump) {
    String shown = Wording.quoted(pump);
    Finding.Builder finding =
        check.inTest()
            ? Finding.caution(check.weakness(), pattern.call().place(), Reason.TEST_CODE)
            : check.present(pattern.call().place());
    check.report(
        finding
            .step(
                Place.of(pattern.call().module(), pattern.expression()),
                "reads repetitions of " + shown + " in more than one way")
            .saying(new Sentences(say).fill(check.inTest() ? "test" : "present", "name", shown)));
  }
}
