package org.assize.facts;

import java.util.List;

/**
 * A kind of mistake, as its page in {@code knowledge/weaknesses} describes it.
 *
 * @param id kebab-case word, unique, used in reports, options and suppressions
 * @param title for people, without a full stop
 * @param area the only area that it belongs to
 * @param cwe numbers, the one that fits best first; at least one
 * @param severity of a defect in production that a network client reaches
 * @param severityReason one sentence: why this severity
 * @param owasp2021 categories of the OWASP Top 10 of 2021, for example {@code A03}
 * @param owasp2025 categories of the OWASP Top 10 of 2025
 * @param suspect what a pattern-based reviewer raises here
 * @param purpose how the purpose of the value decides
 * @param guidance how to fix it, in one or two sentences
 * @param productionSentence begins with "In production this would be a defect"; written once, for
 *     all cautions in test code
 * @param inProduction id of the weakness that the same code is in production; its own where the
 *     pattern itself is the weakness, {@code ""} where production has nothing like it
 */
public record Weakness(
    String id,
    String title,
    Area area,
    List<Integer> cwe,
    Severity severity,
    String severityReason,
    List<String> owasp2021,
    List<String> owasp2025,
    Suspect suspect,
    Purpose purpose,
    String guidance,
    String productionSentence,
    String inProduction) {
  /** Copies the lists. */
  public Weakness {
    cwe = List.copyOf(cwe);
    owasp2021 = List.copyOf(owasp2021);
    owasp2025 = List.copyOf(owasp2025);
  }

  /** A weakness that is the same in production. */
  public Weakness(
      String id,
      String title,
      Area area,
      List<Integer> cwe,
      Severity severity,
      String severityReason,
      List<String> owasp2021,
      List<String> owasp2025,
      Suspect suspect,
      Purpose purpose,
      String guidance,
      String productionSentence) {
    this(
        id,
        title,
        area,
        cwe,
        severity,
        severityReason,
        owasp2021,
        owasp2025,
        suspect,
        purpose,
        guidance,
        productionSentence,
        id);
  }

  /**
   * What a pattern-based reviewer raises.
   *
   * @param pattern what it looks for, in words
   * @param peers ids of the rules of other tools, for example {@code bandit:B303}
   */
  public record Suspect(String pattern, List<String> peers) {
    /** Copies the list. */
    public Suspect {
      peers = List.copyOf(peers);
    }
  }
}
