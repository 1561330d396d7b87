package org.assize.review;

import org.assize.facts.CodeRole;
import org.assize.facts.Control;

/**
 * Where code outside the program calls into it.
 *
 * @param control who determines the parameters
 * @param kind how it was found: {@code decorator}, {@code callback}, {@code override}, {@code
 *     gateway}, {@code script}, {@code test} or {@code public}
 * @param role {@link CodeRole#TEST} where only tests enter there
 * @param address what it is called under, such as {@code GET /download}; empty where nothing says
 * @param location the name of the function, or the start of the module
 * @param function its name within its module; empty for a module
 * @param route the place that shows it, and what stands there
 */
public record MappedEntry(
    Control control,
    String kind,
    CodeRole role,
    String address,
    Location location,
    String function,
    Step route) {
  /** Whether only tests enter there. */
  public boolean isTest() {
    return role == CodeRole.TEST;
  }
}
