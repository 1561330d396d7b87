package org.assize.report;

import java.util.Optional;
import org.assize.facts.Weakness;

/** The manual's pages about weaknesses; the port for formats that carry help. */
public interface Manual {
  /** Has no page. */
  Manual NONE =
      new Manual() {
        @Override
        public Optional<Weakness> weakness(String id) {
          return Optional.empty();
        }

        @Override
        public Optional<String> page(String id) {
          return Optional.empty();
        }
      };

  /** Returns what the knowledge says about a weakness. */
  Optional<Weakness> weakness(String id);

  /** Returns the page of a weakness as Markdown. */
  Optional<String> page(String id);
}
