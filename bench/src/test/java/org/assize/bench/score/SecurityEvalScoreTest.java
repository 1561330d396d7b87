package org.assize.bench.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.assize.facts.Status;
import org.junit.jupiter.api.Test;

class SecurityEvalScoreTest {
  private static final List<String> SAMPLES =
      List.of("CWE-020/a.py", "CWE-022/b.py", "CWE-327/c.py", "CWE-327/d.py", "README.md");

  private static Statement said(String path, int cwe, Status status) {
    return new Statement(path, 3, 3, List.of(cwe), status, "weakness");
  }

  private static final List<Statement> STATEMENTS =
      List.of(
          said("CWE-022/b.py", 73, Status.DEFECT),
          said("CWE-327/c.py", 327, Status.DEFECT),
          said("CWE-327/d.py", 328, Status.CAUTION),
          said("CWE-020/a.py", 89, Status.DEFECT),
          said("elsewhere.py", 327, Status.DEFECT));

  @Test
  void defectsAreCountedByTheNumberOfTheFolder() {
    SecurityEvalScore score = SecurityEvalScore.of(SAMPLES, STATEMENTS, Set.of(Status.DEFECT));
    assertThat(score.samples()).isEqualTo(4);
    assertThat(score.statements()).isEqualTo(3);
    assertThat(score.compatible()).isEqualTo(2);
    assertThat(score.exact()).isEqualTo(1);
    assertThat(score.any()).isEqualTo(3);
    assertThat(score.foldersHit()).isEqualTo(2);
    assertThat(score.folders()).isEqualTo(3);
    assertThat(score.missed()).containsExactly("CWE-020/a.py found [89]", "CWE-327/d.py found []");
  }

  @Test
  void cautionsCountWhereTheyAreAskedFor() {
    SecurityEvalScore score =
        SecurityEvalScore.of(SAMPLES, STATEMENTS, Set.of(Status.DEFECT, Status.CAUTION));
    assertThat(score.compatible()).isEqualTo(3);
  }
}
