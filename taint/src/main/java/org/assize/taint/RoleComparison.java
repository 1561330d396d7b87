package org.assize.taint;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assize.checks.Sentences;
import org.assize.facts.ValueRole;

/**
 * Finds values of one kind that an operator compares with what somebody shows: the operator stops
 * at the first difference, and how long it takes tells how much was right.
 *
 * @param secrets what a value is that nobody may find out, as a {@linkplain
 *     org.assize.facts.Fact.Source fact} about a call says
 * @param say the sentence {@code effect}; {@code {who}} shows the other value, {@code {name}} makes
 *     the secret
 */
public record RoleComparison(Set<ValueRole> secrets, Map<String, String> say)
    implements FlowDetector {
  /** Checks the sentence. */
  public RoleComparison {
    Sentences.require(say, List.of("effect"));
  }
}
