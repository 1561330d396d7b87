package org.assize.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.assize.facts.Area;
import org.assize.facts.Purpose;
import org.assize.facts.Severity;
import org.assize.facts.Weakness;

/** Reads one YAML file of {@code weaknesses}, with its page. */
final class WeaknessReader {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern CATEGORY = Pattern.compile("A(0[1-9]|10)");
  private static final Pattern PEER = Pattern.compile("[a-z]+:[\\w./-]+");

  private final String file;
  private final Page page;
  private final List<KnowledgeProblem> problems;

  private WeaknessReader(String file, Page page, List<KnowledgeProblem> problems) {
    this.file = file;
    this.page = page;
    this.problems = problems;
  }

  /**
   * What one file says.
   *
   * @param detectors as they were written, for the compiled form
   */
  record Read(WeaknessRule rule, List<Tree> detectors) {}

  static Optional<Read> read(String file, Tree tree, Page page, List<KnowledgeProblem> problems) {
    WeaknessReader reader = new WeaknessReader(file, page, problems);
    return Fields.of(file, tree, problems).map(fields -> reader.weakness(fields, tree));
  }

  private Read weakness(Fields fields, Tree place) {
    Weakness weakness =
        new Weakness(
            id(fields),
            title(fields),
            fields.word("area", Area.values(), Area::id, Area.ROBUSTNESS),
            cwe(fields),
            fields.word("severity", Severity.values(), Severity::id, Severity.LOW),
            fields.text("severity-reason"),
            matching(fields, fields.scalars("owasp-2021"), CATEGORY, "A01 to A10"),
            matching(fields, fields.scalars("owasp-2025"), CATEGORY, "A01 to A10"),
            suspect(fields),
            purpose(fields),
            fields.text("guidance"),
            production(fields, place),
            inProduction(fields));
    List<Tree> trees = detectorTrees(fields);
    fields.close();
    return new Read(WeaknessRule.of(weakness, file, trees, problems), trees);
  }

  private String id(Fields fields) {
    String id = fields.text("id");
    String base = file.substring(file.lastIndexOf('/') + 1).replace(".yaml", "");
    Tree place = fields.tree("id").orElse(new Tree.Scalar(1, 1, "", false));
    if (!id.isEmpty() && !ID.matcher(id).matches()) {
      fields.problem(place, "'" + id + "' is no id: write it like sql-injection");
    } else if (!id.isEmpty() && !id.equals(base)) {
      fields.problem(place, "the id must be the name of the file, '" + base + "'");
    }
    return id;
  }

  private String title(Fields fields) {
    String title = fields.text("title");
    if (!page.title().isEmpty() && !title.isEmpty() && !title.equals(page.title())) {
      fields
          .tree("title")
          .ifPresent(
              place -> fields.problem(place, "the page has another title: '" + page.title() + "'"));
    }
    return title;
  }

  private List<Integer> cwe(Fields fields) {
    List<Integer> numbers = new ArrayList<>();
    for (Tree.Scalar scalar : fields.requiredScalars("cwe")) {
      if (scalar.text().matches("[1-9]\\d{0,3}")) {
        numbers.add(Integer.valueOf(scalar.text()));
      } else {
        fields.problem(scalar, "expected the number of a CWE, found '" + scalar.text() + "'");
      }
    }
    return numbers;
  }

  private Weakness.Suspect suspect(Fields fields) {
    Optional<Fields> suspect =
        fields.required("suspect").flatMap(tree -> Fields.of(file, tree, problems));
    if (suspect.isEmpty()) {
      return new Weakness.Suspect("", List.of());
    }
    String pattern = suspect.get().text("pattern");
    List<String> peers =
        matching(suspect.get(), suspect.get().scalars("peers"), PEER, "a rule like bandit:B303");
    suspect.get().close();
    return new Weakness.Suspect(pattern, peers);
  }

  private Purpose purpose(Fields fields) {
    return fields.has("purpose")
        ? fields.word("purpose", Purpose.values(), Purpose::id, Purpose.ANY)
        : Purpose.ANY;
  }

  private String production(Fields fields, Tree place) {
    Optional<String> sentence = page.productionSentence();
    if (sentence.isEmpty() && page.sections().containsKey(Page.IN_TEST_CODE)) {
      fields.problem(
          place,
          "the page's section '"
              + Page.IN_TEST_CODE
              + "' lacks the sentence 'In production this would be a defect where ...'");
    }
    return sentence.orElse("");
  }

  /** Whether another weakness has the id is known when all files are read. */
  private static String inProduction(Fields fields) {
    if (!fields.has("in-production")) {
      return fields.textOrEmpty("id");
    }
    String id = fields.text("in-production");
    return id.equals("none") ? "" : id;
  }

  private List<Tree> detectorTrees(Fields fields) {
    Optional<Tree> one = fields.tree("detector");
    Optional<Tree> several = fields.tree("detectors");
    if (one.isPresent() && several.isPresent()) {
      fields.problem(several.get(), "give 'detector' or 'detectors', not both");
    }
    if (several.isPresent() && several.get() instanceof Tree.Items items) {
      return items.items();
    }
    several.ifPresent(other -> fields.problem(other, "expected a list, found " + other.what()));
    return one.map(List::of).orElse(List.of());
  }

  private static List<String> matching(
      Fields fields, List<Tree.Scalar> scalars, Pattern pattern, String expected) {
    List<String> texts = new ArrayList<>();
    for (Tree.Scalar scalar : scalars) {
      if (pattern.matcher(scalar.text()).matches()) {
        texts.add(scalar.text());
      } else {
        fields.problem(scalar, "expected " + expected + ", found '" + scalar.text() + "'");
      }
    }
    return texts;
  }
}
