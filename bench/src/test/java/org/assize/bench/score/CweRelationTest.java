package org.assize.bench.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CweRelationTest {
  private static final CweRelation RELATION =
      CweRelation.of(
          Table.of(
              """
              # 1 is a kind of 2, and so on up to 4; 5 is too broad to count
              below 1 2
              below 2 3
              below 3 4
              below 6 5
              broad 5
              group 10 11
              covers 20 21
              """));

  @Test
  void aNumberCountsForItsAncestorsAndDescendantsTwoStepsAway() {
    assertThat(RELATION.counts(1, 1)).isTrue();
    assertThat(RELATION.counts(1, 3)).isTrue();
    assertThat(RELATION.counts(3, 1)).isTrue();
    assertThat(RELATION.counts(1, 4)).isFalse();
    assertThat(RELATION.counts(6, 5)).isFalse();
  }

  @Test
  void membersOfAGroupCountForOneAnother() {
    assertThat(RELATION.counts(10, 11)).isTrue();
    assertThat(RELATION.counts(11, 10)).isTrue();
    assertThat(RELATION.counts(10, 20)).isFalse();
  }

  @Test
  void whatCoversAnotherIsNotCoveredByIt() {
    assertThat(RELATION.counts(20, 21)).isTrue();
    assertThat(RELATION.counts(21, 20)).isFalse();
  }

  @Test
  void theTablesAreRead() {
    assertThat(CweRelation.securityEval().counts(78, 77)).isTrue();
    assertThat(CweRelation.real().counts(77, 88)).isTrue();
  }
}
