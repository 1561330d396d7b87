package org.assize.program.source;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceContentTest {
  @Test
  void handsOverText() {
    assertThat(read("é = 1\n\f".getBytes(UTF_8))).isInstanceOf(SourceContent.Bytes.class);
    assertThat(read(new byte[0])).isInstanceOf(SourceContent.Bytes.class);
  }

  @Test
  void oneZeroDoesNotHideAFile() {
    String text = "import os\n".repeat(20) + "\0os.system(x)\n";

    assertThat(read(text.getBytes(UTF_8))).isInstanceOf(SourceContent.Bytes.class);
  }

  @Test
  void refusesWhatIsNoText() {
    assertThat(read(new byte[100]))
        .isInstanceOfSatisfying(
            SourceContent.Refused.class,
            refused -> assertThat(refused.message()).contains("binary data"));
    assertThat(read("x = 1\n".getBytes(UTF_16)))
        .isInstanceOfSatisfying(
            SourceContent.Refused.class,
            refused -> assertThat(refused.message()).contains("UTF-16"));
  }

  @Test
  void passesTheReasonOn() {
    MemoryTree tree =
        MemoryTree.builder().unreadable("a.py", Entry.Kind.FILE, "permission denied").build();

    assertThat(SourceContent.read(tree, file()))
        .isEqualTo(new SourceContent.Refused("permission denied"));
  }

  private static SourceContent read(byte[] bytes) {
    return SourceContent.read(MemoryTree.builder().file("a.py", bytes).build(), file());
  }

  private static SourceFile file() {
    return new SourceFile("a.py", SourceFile.Kind.PYTHON, true, false, 0);
  }
}
