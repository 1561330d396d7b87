package org.assize.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
  @TempDir Path folder;

  @Test
  void replacesTheWholeContentAndKeepsPermissions() throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "a longer content than the new one");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    ReportFile.at(file.toString()).write("new\n");
    assertThat(file).hasContent("new\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    assertNothingElse(1);
  }

  @Test
  void aLinkStaysALink() throws Exception {
    Path file = Files.createFile(folder.resolve("a.txt"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    ReportFile.at(link.toString()).write("x");
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("x");
  }

  @Test
  void aFailureLeavesWhatWasThere() throws Exception {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    ReportFile file = ReportFile.at(inner.resolve("a.txt").toString());
    Files.delete(inner);
    assertThatThrownBy(() -> file.write("x"))
        .isInstanceOf(CannotWriteException.class)
        .hasMessageStartingWith("cannot write " + inner.resolve("a.txt"));
    assertNothingElse(0);
  }

  @Test
  void aFullDeviceIsSaid() throws Exception {
    assumeTrue(Files.isWritable(Path.of("/dev/full")));
    ReportFile full = ReportFile.at("/dev/full");
    assertThatThrownBy(() -> full.write("x"))
        .hasMessage(
            "cannot write /dev/full: No space left on device. Make room or allow it, or name"
                + " another file.");
  }

  @Test
  void hostileNamesAreShownHarmlessly() {
    assertThatThrownBy(() -> ReportFile.at(folder + "/no\u001b[31m\n/x"))
        .hasMessageContaining("no\\x1b[31m\\x0a/x")
        .hasMessageNotContaining("\n");
  }

  private void assertNothingElse(int files) throws IOException {
    try (var all = Files.list(folder)) {
      assertThat(all).hasSize(files);
    }
  }
}
