package org.assize.cli;

import java.util.Optional;
import org.assize.facts.Weakness;
import org.assize.knowledge.Knowledge;
import org.assize.knowledge.WeaknessRule;
import org.assize.report.Manual;

/**
 * The manual that comes with the knowledge.
 *
 * @param knowledge whose pages it has
 */
record KnowledgeManual(Knowledge knowledge) implements Manual {
  @Override
  public Optional<Weakness> weakness(String id) {
    return knowledge.rule(id).map(WeaknessRule::weakness);
  }

  @Override
  public Optional<String> page(String id) {
    return knowledge.markdown(id);
  }
}
