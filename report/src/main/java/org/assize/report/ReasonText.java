package org.assize.report;

import java.io.IOException;
import java.util.Optional;
import org.assize.facts.Reason;
import org.assize.facts.Severity;
import org.assize.facts.Status;
import org.assize.facts.Weakness;
import org.assize.review.Observation;

/** Why an observation has its status, and what its weakness is about. */
final class ReasonText {
  private final Page page;
  private final Manual manual;

  ReasonText(Page page, Manual manual) {
    this.page = page;
    this.manual = manual;
  }

  void write(Observation seen) throws IOException {
    page.paragraph(status(seen));
    if (seen.status() == Status.CAUTION && !seen.productionSentence().isBlank()) {
      page.paragraph(seen.productionSentence());
    }
    Optional<Weakness> weakness = manual.weakness(seen.weakness());
    if (weakness.isEmpty()) {
      return;
    }
    page.blank();
    page.paragraph(weakness.get().title() + ": " + summary(seen.weakness()));
    page.paragraph(severity(weakness.get()));
    page.paragraph("The whole page: assize explain " + seen.weakness());
  }

  private static String status(Observation seen) {
    String trust = seen.trust() == null ? "" : ", controlled by: " + seen.trust().id();
    String sure =
        seen.status() == Status.DEFECT || seen.status() == Status.CAUTION
            ? ", confidence " + seen.confidence().id()
            : "";
    String why = seen.reason() == null ? "" : " (" + seen.reason().id() + ")";
    String rest = seen.reason() == null ? "" : " It is no defect here: " + reason(seen.reason());
    return seen.status().id()
        + why
        + ", in "
        + seen.role().id()
        + " code"
        + trust
        + sure
        + "."
        + rest;
  }

  private static String reason(Reason reason) {
    return switch (reason) {
      case TEST_CODE -> "only tests run it.";
      case OPERATOR_INPUT -> "whoever starts the program determines the value.";
      case EXPOSED_TO_CALLERS ->
          "whoever calls this code determines the value, and may be meant to.";
      case NOT_SECURITY_USE -> "nothing secret depends on the value.";
      case MISSING_FACT -> "a fact is missing that would show who determines the value.";
      case DEV_ONLY -> "it runs in development only.";
      case DEFENCE_IN_DEPTH -> "something else has to fail before it does harm.";
    };
  }

  private static String severity(Weakness weakness) {
    Severity severity = weakness.severity();
    return "Severity "
        + severity.id()
        + " where a network client reaches it: "
        + Words.sentence(weakness.severityReason());
  }

  /** The first paragraph below the first heading. */
  private String summary(String id) {
    String page = manual.page(id).orElse("");
    StringBuilder summary = new StringBuilder();
    for (String line : page.lines().toList()) {
      boolean isText = !line.isBlank() && !line.startsWith("#");
      if (isText) {
        summary.append(summary.isEmpty() ? "" : " ").append(line.strip());
      } else if (!summary.isEmpty()) {
        break;
      }
    }
    return summary.toString();
  }
}
