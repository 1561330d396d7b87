package org.assize.taint;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assize.checks.Sentences;
import org.assize.facts.ValueRole;

/**
 * Finds values of one kind that are used as another: a predictable number as a session's name. The
 * place is where the value is made.
 *
 * @param origins what the value is, as a {@linkplain org.assize.facts.Fact.Source fact} about a
 *     call says
 * @param roles what it is used as, as a fact about an argument says
 * @param containers words in the names of variables whose elements have such a role
 * @param say the sentence {@code effect}; {@code {name}} is what makes the value
 */
public record RoleFlow(
    Set<ValueRole> origins, Set<ValueRole> roles, Set<String> containers, Map<String, String> say)
    implements FlowDetector {
  /** Checks the sentence. */
  public RoleFlow {
    Sentences.require(say, List.of("effect"));
  }
}
