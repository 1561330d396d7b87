package org.assize.review;

import java.util.List;
import org.assize.facts.CodeRole;

/**
 * A file of the scope and what its code is for.
 *
 * @param path relative to the program's root, with {@code /}
 * @param role concluded, with the reason below
 * @param reason clauses that continue "it is test code: " and cite their lines, without a full
 *     stop; empty where nothing speaks against production
 * @param evidence for the role
 * @param lines of the file
 */
public record FileSummary(
    String path, CodeRole role, String reason, List<Step> evidence, int lines) {
  /** Copies the list. */
  public FileSummary {
    evidence = List.copyOf(evidence);
  }
}
