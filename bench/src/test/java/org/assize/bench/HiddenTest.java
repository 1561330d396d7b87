package org.assize.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.assize.program.source.Entry;
import org.assize.program.source.MemoryTree;
import org.assize.program.source.SourceTree;
import org.assize.program.source.UnreadableException;
import org.junit.jupiter.api.Test;

final class HiddenTest {
  private final SourceTree tree =
      new Hidden(
          MemoryTree.of(Map.of("own/a.py", "1", "other/own/b.py", "2", "own.py", "3")),
          Set.of("own"));

  @Test
  void whatIsHiddenIsNotThere() throws UnreadableException {
    assertThat(tree.list("")).extracting(Entry::name).containsExactly("other", "own.py");
    assertThat(tree.find("own/a.py")).isEmpty();
    assertThatThrownBy(() -> tree.read("own/a.py")).isInstanceOf(UnreadableException.class);
  }

  @Test
  void theSameNameFurtherDownStays() throws UnreadableException {
    assertThat(tree.list("other")).extracting(Entry::name).containsExactly("own");
    assertThat(tree.read("other/own/b.py")).isEqualTo(new byte[] {'2'});
  }
}
