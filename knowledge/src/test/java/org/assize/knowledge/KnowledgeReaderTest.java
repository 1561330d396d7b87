package org.assize.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.checks.Settings;
import org.assize.facts.Branch;
import org.assize.facts.Control;
import org.assize.facts.Fact;
import org.assize.facts.Purpose;
import org.assize.facts.Slot;
import org.assize.facts.ValueRole;
import org.assize.facts.Weakness;
import org.junit.jupiter.api.Test;

class KnowledgeReaderTest {
  static final String WEAKNESS =
      """
      id: weak-hash
      title: Weak hash for a security purpose
      area: cryptography
      cwe: [328, 327]
      severity: low
      severity-reason: A collision must be found and be of use.
      owasp-2021: [A02]
      owasp-2025: [A04]
      suspect:
        pattern: every call of hashlib.md5 or hashlib.sha1
        peers: [bandit:B324, ruff:S324]
      purpose: security-unless-shown
      guidance: Use hashlib.sha256, or say usedforsecurity=False.
      detector:
        kind: settings
      """;

  static final String PAGE =
      """
      # Weak hash for a security purpose

      ## What it is
      Text.

      ## How an attacker uses it
      Text.

      ## What Assize looks for
      ```python
      # not an example
      ```

      ## What is taken for safe
      Text.

      ## How to fix it
      Text.

      ## In test code
      Nothing rests on it. *In production this would be a defect*
      where the digest protects something. More text.

      ## Missed or wrongly reported by hand-written patterns
      Text.

      ## Examples
      ### A digest of a password
      `app/store.py`
      ```python
      import hashlib
      hashlib.md5(password)  # defect: weak-hash
      ```
      `pyproject.toml`
      ```toml
      [project]
      ```
      ### Said to be no matter of security
      ```python
      hashlib.md5(data, usedforsecurity=False)  # clean
      ```
      """;

  @Test
  void readsFactsOfEveryKind() {
    KnowledgeReader.Result result =
        library(
            """
            library: sample
            versions: ">=2,<3"
            aliases:
              sample.api.get: sample.get
            facts:
              - {kind: source, name: sample.Request.args, label: remote}
              - {kind: source, name: sample.login, slot: password=, label: password}
              - {kind: handler, name: sample.route, label: remote}
              - {kind: entry, name: sample.View.get, slot: 1+, label: remote}
              - {kind: sink, name: [sample.get, sample.post], slot: 0|url, label: [ssrf, redirect]}
              - {kind: sanitiser, name: sample.quote, label: "*"}
              - {kind: guard, name: sample.check, slot: "0", label: path-traversal if-returns}
              - {kind: propagation, name: sample.join, slot: 0+, label: return}
              - {kind: type, name: sample.request, label: sample.Request}
              - {kind: setting, name: sample.run, when: debug=True, label: debug-enabled, note: why, versions: ">=2.1"}
              - {kind: role, name: sample.TestCase, slot: base, label: test}
              - {kind: template, name: sample.render, slot: 1|name, label: 2|context}
              - {kind: template, name: sample.fill, label: keywords}
              - {kind: template-filter, name: sample.filter, label: decorated}
            """);
    assertThat(result.problems()).isEmpty();
    List<Fact> facts = result.knowledge().facts().all();
    assertThat(facts).hasSize(17).extracting(Fact::kind).contains(Fact.Kind.values());
    assertThat(facts.get(0))
        .isInstanceOfSatisfying(
            Fact.Source.class, source -> assertThat(source.origin()).isEqualTo(Control.REMOTE));
    assertThat(facts.get(1))
        .isInstanceOfSatisfying(
            Fact.Source.class, source -> assertThat(source.origin()).isEqualTo(ValueRole.PASSWORD));
    assertThat(facts.get(9))
        .isInstanceOfSatisfying(
            Fact.Guard.class, guard -> assertThat(guard.branch()).isEqualTo(Branch.IF_RETURNS));
    assertThat(facts.get(12).when().text()).isEqualTo("debug=True");
    assertThat(facts.get(12).subject().versions().text()).isEqualTo(">=2.1");
    assertThat(facts.get(0).subject().versions().text()).isEqualTo(">=2,<3");
    assertThat(result.knowledge().facts().at("sample.api.get", Fact.Sink.class))
        .extracting(Fact::label, fact -> fact.slot().text())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("ssrf", "0|url"),
            org.assertj.core.groups.Tuple.tuple("redirect", "0|url"));
    assertThat(facts.get(2).slot()).isEqualTo(Slot.Fixed.DECORATED);
    assertThat(facts.subList(14, 17))
        .extracting(fact -> fact.slot().text(), Fact::label)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("1|name", "2|context"),
            org.assertj.core.groups.Tuple.tuple("0", "keywords"),
            org.assertj.core.groups.Tuple.tuple("decorated", "decorated"));
  }

  @Test
  void reportsEveryMistakeAtItsPlaceWithTheNearestWord() {
    KnowledgeReader.Result result =
        library(
            """
            library: sample
            fact: []
            facts:
              - {kind: sorce, name: sample.x, label: remote}
              - {kind: source, name: sample.x, label: remot}
              - {kind: sink, nam: sample.x, label: sql-injection}
              - {kind: sink, name: sample..x, slot: first, label: Sql}
              - {kind: setting, name: sample.x, when: "debug=", label: debug-enabled}
              - {kind: setting, name: sample.x, label: a, label: b}
              - text
            """);
    assertThat(result.problems())
        .extracting(KnowledgeProblem::toString)
        .containsExactly(
            "libraries/sample.yaml:2:1: unknown key 'fact'; did you mean 'facts'?",
            "libraries/sample.yaml:4:12: unknown word 'sorce'; did you mean 'source'?",
            "libraries/sample.yaml:5:43: unknown word 'remot'; did you mean 'remote'?",
            "libraries/sample.yaml:6:5: the key 'name' is missing",
            "libraries/sample.yaml:6:18: unknown key 'nam'; did you mean 'name'?",
            "libraries/sample.yaml:7:24: 'sample..x' is no dotted name",
            "libraries/sample.yaml:7:41: 'first' is no slot: write 0, 0|name, name=, 1+, self,"
                + " return, *, value, name, import, base or decorated",
            "libraries/sample.yaml:7:55: 'Sql' is no id of a weakness: write it like"
                + " sql-injection",
            "libraries/sample.yaml:8:50: expected a literal, found the end",
            "libraries/sample.yaml:9:47: 'label' is given twice",
            "libraries/sample.yaml:10:5: expected a mapping, found 'text'");
  }

  @Test
  void reportsYamlThatIsNone() {
    assertThat(library("library: [sample\nfacts: []\n").problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.line()).isEqualTo(2));
    assertThat(library("").problems())
        .singleElement()
        .hasToString("libraries/sample.yaml:1:1: the file is empty");
  }

  @Test
  void readsAWeaknessWithItsPage() {
    KnowledgeReader.Result result = weakness(WEAKNESS, PAGE);
    assertThat(result.problems()).isEmpty();
    WeaknessRule rule = result.knowledge().rule("weak-hash").orElseThrow();
    assertThat(rule.detectors())
        .containsExactly(
            new Settings(
                Optional.empty(),
                Set.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Set.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Map.of()));
    Weakness weakness = rule.weakness();
    assertThat(weakness.cwe()).containsExactly(328, 327);
    assertThat(weakness.purpose()).isEqualTo(Purpose.SECURITY_UNLESS_SHOWN);
    assertThat(weakness.suspect().peers()).containsExactly("bandit:B324", "ruff:S324");
    assertThat(weakness.productionSentence())
        .isEqualTo("In production this would be a defect where the digest protects something.");
  }

  @Test
  void examplesAreProjectsWithTheirLines() {
    Page page = weakness(WEAKNESS, PAGE).knowledge().page("weak-hash").orElseThrow();
    assertThat(page.examples()).hasSize(2);
    Example first = page.examples().getFirst();
    assertThat(first.files())
        .extracting(Example.File::path)
        .containsExactly("app/store.py", "pyproject.toml");
    assertThat(first.files().getFirst().text())
        .isEqualTo("import hashlib\nhashlib.md5(password)  # defect: weak-hash\n");
    assertThat(PAGE.lines().toList().get(first.files().getFirst().line() - 1))
        .isEqualTo("import hashlib");
    assertThat(page.examples().get(1).files().getFirst().path()).isEqualTo("example.py");
  }

  @Test
  void reportsMistakesOfAWeakness() {
    String wrong =
        WEAKNESS
            .replace("id: weak-hash", "id: weak-hashes")
            .replace("cryptography", "criptography")
            .replace("[328, 327]", "[CWE-328]")
            .replace("A02", "A11")
            .replace("purpose: security-unless-shown", "porpuse: any")
            .replace("kind: settings", "kind: setings\n  extra: 1");
    assertThat(weakness(wrong, PAGE).problems())
        .extracting(KnowledgeProblem::toString)
        .containsExactly(
            "weaknesses/weak-hash.yaml:1:5: the id must be the name of the file, 'weak-hash'",
            "weaknesses/weak-hash.yaml:3:7: unknown word 'criptography'; did you mean"
                + " 'cryptography'?",
            "weaknesses/weak-hash.yaml:4:7: expected the number of a CWE, found 'CWE-328'",
            "weaknesses/weak-hash.yaml:7:14: expected A01 to A10, found 'A11'",
            "weaknesses/weak-hash.yaml:12:1: unknown key 'porpuse'; did you mean 'purpose'?",
            "weaknesses/weak-hash.yaml:15:9: unknown kind 'setings'; did you mean 'settings'?");
  }

  @Test
  void reportsMistakesOfAPage() {
    String wrong =
        PAGE.replace("# Weak hash for", "# Weak hashes for")
            .replace("## What is taken for safe\nText.\n", "")
            .replace("## How to fix it", "## How to fix that")
            .replace("would be a defect", "is a defect")
            .replace("`pyproject.toml`", "`app/store.py`");
    assertThat(weakness(WEAKNESS, wrong).problems())
        .extracting(problem -> problem.file().replaceAll(".*/", "") + ": " + problem.message())
        .containsExactlyInAnyOrder(
            "weak-hash.md: 'app/store.py' is already a file of this example: name it or begin"
                + " another",
            "weak-hash.md: unknown section 'How to fix that'; did you mean 'How to fix it'?",
            "weak-hash.md: the section '## What is taken for safe' is missing",
            "weak-hash.md: the section '## How to fix it' is missing",
            "weak-hash.yaml: the page has another title: 'Weak hashes for a security purpose'",
            "weak-hash.yaml: the page's section 'In test code' lacks the sentence 'In production"
                + " this would be a defect where ...'");
  }

  @Test
  void everyWeaknessHasAPageAndEveryPageAWeakness() {
    assertThat(KnowledgeReader.read(Map.of("weaknesses/weak-hash.yaml", WEAKNESS)).problems())
        .extracting(KnowledgeProblem::message)
        .contains("its page weaknesses/weak-hash.md is missing");
    assertThat(KnowledgeReader.read(Map.of("weaknesses/weak-hash.md", PAGE)).problems())
        .extracting(KnowledgeProblem::message)
        .containsExactly("a page without its YAML file");
  }

  @Test
  void versionFollowsTheContent() {
    String version = weakness(WEAKNESS, PAGE).knowledge().version();
    assertThat(version).matches("[0-9a-f]{12}");
    assertThat(weakness(WEAKNESS, PAGE).knowledge().version()).isEqualTo(version);
    assertThat(weakness(WEAKNESS, PAGE + "\n").knowledge().version()).isNotEqualTo(version);
  }

  @Test
  void aUsersRulesFollowAndWin() {
    Knowledge first = weakness(WEAKNESS, PAGE).knowledge();
    Knowledge mine =
        weakness(WEAKNESS.replace("severity: low", "severity: high"), PAGE).knowledge();
    Knowledge both = first.plus(mine);
    assertThat(both.rules()).hasSize(1);
    assertThat(both.rules().getFirst().weakness().severity().id()).isEqualTo("high");
    assertThat(both.version()).isEqualTo(first.version() + "+" + mine.version());
  }

  private static KnowledgeReader.Result library(String yaml) {
    return KnowledgeReader.read(Map.of("libraries/sample.yaml", yaml));
  }

  static KnowledgeReader.Result weakness(String yaml, String page) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("weaknesses/weak-hash.yaml", yaml);
    files.put("weaknesses/weak-hash.md", page);
    return KnowledgeReader.read(files);
  }
}
