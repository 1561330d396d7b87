package org.assize.bench.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assize.facts.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealScoreTest {
  private static RealCase labelled(boolean complete) {
    String line =
        """
        {"id": "made-up-1", "repo": "owner/name", "cwe": ["CWE-601"], "file": "app/views.py",\
         "vulnerable_commit": "0123456789abcdef", "fix_commit": "fedcba9876543210",\
         "lines": [[30, 31]], "function_lines": [10, 40], "fixed_lines": [[32, 34]],\
         "fix_complete": %s, "difficulty": "local"}
        """
            .formatted(complete);
    return RealCase.read(List.of(line.strip())).getFirst();
  }

  private static Statement defect(int line, int cwe) {
    return new Statement("app/views.py", line, line, List.of(cwe), Status.DEFECT, "w" + cwe);
  }

  private static RealScore score(List<Statement> before, List<Statement> after) {
    return RealScore.of(labelled(true), before, after);
  }

  @Test
  void aCaseNamesItsTrees() {
    assertThat(labelled(true).vulnerableTree()).isEqualTo("owner+name@0123456789ab");
    assertThat(labelled(true).fixedTree()).isEqualTo("owner+name@fedcba987654");
  }

  @Test
  void foundNearTheLinesOrFromTheStartOfTheFunction() {
    assertThat(score(List.of(defect(34, 601)), List.of()).foundAndSilent()).isTrue();
    assertThat(score(List.of(defect(12, 601)), List.of()).foundAndSilent()).isTrue();
    assertThat(score(List.of(defect(50, 601)), List.of()).found()).isEmpty();
  }

  @Test
  void anotherWeaknessAtThePlaceIsNoHit() {
    RealScore score = score(List.of(defect(30, 89)), List.of());
    assertThat(score.found()).isEmpty();
    assertThat(score.line()).startsWith("  0 miss silent").endsWith("other defect there: w89");
  }

  @Test
  void aReportOnTheRepairedLinesIsAnAlarm() {
    List<Statement> before = List.of(defect(30, 601));
    assertThat(score(before, List.of(defect(33, 601))).foundAndSilent()).isFalse();
    assertThat(score(before, List.of(defect(35, 601))).foundAndSilent()).isTrue();
  }

  @Test
  void whatARepairLeavesIsNoFalseAlarm() {
    List<Statement> same = List.of(defect(33, 601));
    assertThat(RealScore.of(labelled(false), same, same).foundAndSilent()).isTrue();
  }

  @Test
  void theTableSumsUp() {
    String table =
        RealTable.of(
            List.of(score(List.of(defect(30, 601)), List.of()), score(List.of(), List.of())));
    assertThat(table.lines()).anyMatch(line -> line.matches("all +2 +1 +0 +1 +50%"));
  }

  @Test
  void statementsComeFromAReport(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("report.sarif");
    Files.writeString(
        file,
        """
        {"runs": [{"tool": {"driver": {}}, "results": [{"ruleId": "open-redirect", "kind": "fail",
         "locations": [{"physicalLocation": {"artifactLocation": {"uri": "app/a%20b+c.py"},
           "region": {"startLine": 4, "endLine": 5}}}],
         "properties": {"status": "defect", "cwe": [601, 20]}}]}]}
        """);
    assertThat(SarifReport.read(file))
        .containsExactly(
            new Statement("app/a b+c.py", 4, 5, List.of(601, 20), Status.DEFECT, "open-redirect"));
  }
}
