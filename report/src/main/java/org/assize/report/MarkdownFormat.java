package org.assize.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.assize.facts.Area;
import org.assize.facts.CodeRole;
import org.assize.facts.Status;
import org.assize.review.FileSummary;
import org.assize.review.Observation;
import org.assize.review.Review;

/** A review as a document: findings with their evidence, the areas in prose, a conclusion. */
final class MarkdownFormat implements ReportFormat {
  private static final String LEAD = "In production this would be a defect";

  @Override
  public String id() {
    return "markdown";
  }

  @Override
  public void write(Review review, ReportOptions options, Appendable out) throws IOException {
    boolean oneFile = review.scope().size() == 1;
    Listed listed = Listed.of(review, options.show());
    MarkdownLinks links = new MarkdownLinks(oneFile);
    out.append("# Security review: ").append(subject(review)).append("\n\n");
    introduction(review, out);
    new MarkdownFindings(links, options, review).write(listed, out);
    if (listed.hasHeadlines() && !listed.others().isEmpty()) {
      out.append("## Not defects\n\n");
    }
    areas(listed.others(), links, out);
    counted(listed.counted(), out);
    conclusion(review, listed, out);
    productionTable(listed.others(), out);
    notExamined(review, out);
    links.write(out);
  }

  private static String subject(Review review) {
    return review.scope().size() == 1
        ? MarkdownText.code(review.scope().getFirst().path())
        : Words.count(review.coverage().files(), "file");
  }

  private static void introduction(Review review, Appendable out) throws IOException {
    if (review.scope().size() == 1) {
      FileSummary file = review.scope().getFirst();
      String reason =
          file.reason().isBlank() ? "." : ": " + MarkdownText.prose(Words.sentence(file.reason()));
      if (file.role() != CodeRole.PRODUCTION || !file.reason().isBlank()) {
        out.append("The file is **").append(file.role().id()).append(" code**").append(reason);
        out.append('\n');
      }
    }
    out.append(MarkdownText.prose(CoverageText.size(review))).append("\n\n");
  }

  private static void areas(List<Pattern> patterns, MarkdownLinks links, Appendable out)
      throws IOException {
    Map<Area, List<Pattern>> byArea = new LinkedHashMap<>();
    for (Pattern pattern : patterns) {
      byArea.computeIfAbsent(pattern.area(), area -> new ArrayList<>()).add(pattern);
    }
    int number = 0;
    for (Map.Entry<Area, List<Pattern>> area : byArea.entrySet()) {
      number++;
      String indent = " ".repeat((number + ". ").length());
      out.append(number + ". **" + Words.title(area.getKey()) + "**");
      if (area.getValue().size() == 1) {
        Pattern only = area.getValue().getFirst();
        out.append(" (" + said(only) + ")\n");
        out.append(indent + statement(only, links) + "\n");
        production(only, indent, out);
      } else {
        out.append('\n');
        several(area.getValue(), indent, links, out);
      }
      out.append('\n');
    }
  }

  private static void several(
      List<Pattern> patterns, String indent, MarkdownLinks links, Appendable out)
      throws IOException {
    for (int i = 0; i < patterns.size(); i++) {
      Pattern pattern = patterns.get(i);
      String said = said(pattern);
      out.append(indent + "- *" + said.substring(0, 1).toUpperCase(Locale.ROOT));
      out.append(said.substring(1).replace(":", ",") + ":* ");
      out.append(statement(pattern, links) + "\n");
      boolean last =
          i + 1 == patterns.size()
              || !patterns.get(i + 1).first().weakness().equals(pattern.first().weakness());
      if (last) {
        production(pattern, indent + "  ", out);
      }
    }
  }

  private static String said(Pattern pattern) {
    Observation first = pattern.first();
    return first.reason() == null
        ? first.status().id()
        : first.status().id() + ": " + first.reason().id().replace('-', ' ');
  }

  private static String statement(Pattern pattern, MarkdownLinks links) {
    String message = MarkdownText.prose(Words.clause(pattern.first().message()));
    return message + " (" + links.places(pattern) + ").";
  }

  private static void production(Pattern pattern, String indent, Appendable out)
      throws IOException {
    String where = where(pattern.first());
    if (!where.isEmpty()) {
      String lead = isProduction(pattern) ? "It is a defect" : LEAD;
      out.append(indent + "*" + lead + "* where " + MarkdownText.prose(where) + ".\n");
    }
  }

  /** Whether code that users run holds a pattern: it need not be moved there. */
  private static boolean isProduction(Pattern pattern) {
    return pattern.first().role() == CodeRole.PRODUCTION;
  }

  /** Returns the condition under which a caution would be a defect, or nothing. */
  private static String where(Observation seen) {
    String sentence = Words.clause(seen.productionSentence());
    if (seen.status() != Status.CAUTION || !sentence.startsWith(LEAD)) {
      return seen.status() == Status.CAUTION ? sentence : "";
    }
    String condition = sentence.substring(LEAD.length()).strip();
    return condition.startsWith("where ") ? condition.substring("where ".length()) : condition;
  }

  private static void counted(List<Observation> observations, Appendable out) throws IOException {
    if (observations.isEmpty()) {
      return;
    }
    out.append("## Not defects\n\n");
    for (AreaCounts counts : AreaCounts.of(observations)) {
      out.append("- **" + Words.title(counts.area()) + "**: " + counts.text() + "\n");
    }
    out.append("\nEach of them: `--show all`.\n\n");
  }

  private static void conclusion(Review review, Listed listed, Appendable out) throws IOException {
    List<String> careful =
        listed.others().stream()
            .filter(pattern -> pattern.status() == Status.CAUTION)
            .map(Pattern::first)
            .sorted((one, other) -> other.severity().compareTo(one.severity()))
            .map(seen -> title(seen.title()))
            .distinct()
            .toList();
    if (!careful.isEmpty() && listed.defects().isEmpty()) {
      out.append("In conclusion, there are patterns to be careful with");
      out.append(careful.size() > 2 ? ", above all " : ": ");
      out.append(MarkdownText.prose(Words.list(careful.subList(0, Math.min(2, careful.size())))));
      out.append(".\n\n");
    }
    out.append("**" + MarkdownText.prose(review.verdict().sentence()) + "**\n\n");
  }

  /** Returns a title as it stands within a sentence; an abbreviation keeps its capitals. */
  private static String title(String title) {
    boolean word = title.length() > 1 && Character.isLowerCase(title.charAt(1));
    return word ? title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1) : title;
  }

  private static void productionTable(List<Pattern> patterns, Appendable out) throws IOException {
    Map<String, List<Pattern>> rows = new LinkedHashMap<>();
    for (Pattern pattern : patterns) {
      if (!where(pattern.first()).isEmpty() && pattern.first().counterpart() != null) {
        rows.computeIfAbsent(pattern.first().weakness(), id -> new ArrayList<>()).add(pattern);
      }
    }
    if (rows.isEmpty()) {
      return;
    }
    boolean isThere = rows.values().stream().flatMap(List::stream).allMatch(p -> isProduction(p));
    String condition = isThere ? "where" : "if this moves to production";
    out.append("| " + condition + " | it becomes | instead |\n|---|---|---|\n");
    for (List<Pattern> row : rows.values()) {
      Observation first = row.getFirst().first();
      Observation.Counterpart there = Objects.requireNonNull(first.counterpart());
      String becomes = there.weakness() + ", " + there.severity().id();
      out.append("| " + MarkdownText.cell(MarkdownText.prose(where(first) + lines(row))));
      out.append(" | " + MarkdownText.cell(MarkdownText.prose(becomes)));
      out.append(" | " + MarkdownText.cell(fix(there.guidance())) + " |\n");
    }
    out.append('\n');
  }

  private static String fix(String guidance) {
    return guidance.isBlank() ? "" : MarkdownText.fix(guidance);
  }

  private static String lines(List<Pattern> patterns) {
    List<Observation> all = patterns.stream().flatMap(p -> p.observations().stream()).toList();
    boolean oneFile = all.stream().map(seen -> seen.location().path()).distinct().count() == 1;
    if (!oneFile) {
      return " (" + Words.count(all.size(), "place") + ")";
    }
    List<LineRange> ranges = LineRange.join(all.stream().map(Observation::location).toList());
    return " (" + LineRange.text(ranges, 30, "") + ")";
  }

  private static void notExamined(Review review, Appendable out) throws IOException {
    List<CoverageText.Problem> problems = CoverageText.notParsed(review.coverage());
    for (CoverageText.Problem problem : problems) {
      out.append("- *Not parsed:* " + MarkdownText.code(problem.place()) + ": ");
      out.append(MarkdownText.prose(Words.sentence(problem.message())) + "\n");
    }
    out.append(problems.isEmpty() ? "" : "\n");
    for (String sentence : CoverageText.sentences(review.coverage(), name -> "`" + name + "`")) {
      out.append(MarkdownText.prose(sentence) + "\n");
    }
    out.append("Each statement with its evidence: `--format json`.\n\n");
  }
}
