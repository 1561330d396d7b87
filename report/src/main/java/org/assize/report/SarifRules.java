package org.assize.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.assize.facts.Severity;
import org.assize.facts.Weakness;
import org.assize.review.Observation;

/** The weaknesses of a SARIF run as its rules. */
final class SarifRules {
  private static final int LONGEST_TEXT = 1024;

  private record Rule(
      String id,
      String title,
      String area,
      List<Integer> cwe,
      Severity severity,
      String description,
      String help) {}

  private final List<Rule> rules;

  private SarifRules(List<Rule> rules) {
    this.rules = rules;
  }

  /** Returns the rules that some observations need, by id. */
  static SarifRules of(Collection<Observation> observations, Manual manual) {
    TreeMap<String, Rule> rules = new TreeMap<>();
    for (Observation seen : observations) {
      Rule known = rules.get(seen.weakness());
      if (known == null || known.severity.compareTo(seen.severity()) < 0) {
        rules.put(seen.weakness(), rule(seen, manual));
      }
    }
    return new SarifRules(new ArrayList<>(rules.values()));
  }

  private static Rule rule(Observation seen, Manual manual) {
    Severity severity =
        manual.weakness(seen.weakness()).map(Weakness::severity).orElse(seen.severity());
    String suspect =
        manual.weakness(seen.weakness()).map(weakness -> weakness.severityReason()).orElse("");
    String description = Words.sentence(suspect.isBlank() ? seen.title() : suspect);
    return new Rule(
        seen.weakness(),
        seen.title(),
        seen.area().id(),
        seen.cwe(),
        severity,
        description,
        manual.page(seen.weakness()).orElse(Words.sentence(seen.guidance())));
  }

  /** Returns the position of a weakness's rule. */
  int index(String weakness) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).id.equals(weakness)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no rule for " + weakness);
  }

  void write(JsonOut json) {
    json.objects("rules", rules, rule -> write(json, rule));
  }

  private static void write(JsonOut json, Rule rule) {
    json.string("id", rule.id);
    text(json, "shortDescription", rule.title);
    text(json, "fullDescription", rule.description);
    json.object(
        "help",
        () -> {
          json.string("text", rule.help);
          json.string("markdown", rule.help);
        });
    json.object("defaultConfiguration", () -> json.string("level", level(rule.severity)));
    json.object(
        "properties",
        () -> {
          json.strings("tags", tags(rule));
          json.numbers("cwe", rule.cwe);
          // A defect is proved or not reported as one.
          json.string("precision", "high");
          json.string("problem.severity", problemSeverity(rule.severity));
          json.string("security-severity", score(rule.severity));
        });
  }

  private static void text(JsonOut json, String name, String text) {
    String cut = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    json.object(name, () -> json.string("text", cut));
  }

  private static List<String> tags(Rule rule) {
    List<String> tags = new ArrayList<>();
    tags.add("security");
    tags.add(rule.area);
    rule.cwe.stream().limit(8).forEach(cwe -> tags.add("external/cwe/cwe-%03d".formatted(cwe)));
    return tags;
  }

  static String level(Severity severity) {
    return switch (severity) {
      case LOW -> "note";
      case MEDIUM -> "warning";
      case HIGH, CRITICAL -> "error";
    };
  }

  private static String problemSeverity(Severity severity) {
    return switch (severity) {
      case LOW -> "recommendation";
      case MEDIUM -> "warning";
      case HIGH, CRITICAL -> "error";
    };
  }

  /** A value in the middle of the band that GitHub gives the severity. */
  private static String score(Severity severity) {
    return switch (severity) {
      case LOW -> "2.0";
      case MEDIUM -> "5.5";
      case HIGH -> "8.0";
      case CRITICAL -> "9.5";
    };
  }
}
