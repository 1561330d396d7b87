package org.assize.value.interpret;

import java.util.List;
import java.util.Map;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Site;
import org.assize.value.heap.Content;

/**
 * What a call hands to code outside the tree.
 *
 * @param arguments in their order, with what is known of parameters in their place
 * @param contents of the containers among the arguments, and of those in them
 */
public record Handed(List<AbstractValue> arguments, Map<Site, Content> contents) {
  static final Handed NOTHING = new Handed(List.of(), Map.of());

  /** Copies the list. */
  public Handed {
    arguments = List.copyOf(arguments);
  }
}
