package org.assize.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was computed is kept, and a computation may ask for other keys. */
class MemoTest {
  private final List<Integer> computed = new ArrayList<>();
  private final Memo<Integer, Integer> sums = new Memo<>(this::sum);

  private int sum(int to) {
    computed.add(to);
    return to == 0 ? 0 : to + sums.get(to - 1);
  }

  @Test
  void computesEachKeyOnce() {
    assertThat(sums.get(3)).isEqualTo(6);
    assertThat(sums.get(3)).isEqualTo(6);
    assertThat(sums.get(2)).isEqualTo(3);
    assertThat(computed).containsExactly(3, 2, 1, 0);
  }
}
