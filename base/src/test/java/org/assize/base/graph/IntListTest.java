package org.assize.base.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IntListTest {
  @Test
  void itGrows() {
    IntList list = new IntList();
    for (int i = 0; i < 100; i++) {
      list.add(i * i);
    }
    list.set(3, -1);

    assertThat(list.size()).isEqualTo(100);
    assertThat(list.get(3)).isEqualTo(-1);
    assertThat(list.pop()).isEqualTo(9801);
    list.truncate(2);
    assertThat(list.toArray()).containsExactly(0, 1);
  }

  @Test
  void whatLiesBehindTheEndIsNoElement() {
    IntList list = new IntList();

    assertThatThrownBy(() -> list.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(list::pop).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> list.truncate(1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
