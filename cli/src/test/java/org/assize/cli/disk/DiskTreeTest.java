package org.assize.cli.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assize.program.source.Discovery;
import org.assize.program.source.Entry;
import org.assize.program.source.PathFilter;
import org.assize.program.source.Skipped;
import org.assize.program.source.SourceContent;
import org.assize.program.source.SourceFile;
import org.assize.program.source.SourceSet;
import org.assize.program.source.SourceTree;
import org.assize.program.source.UnreadableException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DiskTreeTest {
  @TempDir Path temp;
  private Path root;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(temp.resolve("root"));
  }

  @Test
  void listsAFolderInOrder() throws Exception {
    write("b.py", "12345");
    write("a/x.py", "");

    List<Entry> entries = tree().list("");

    assertThat(entries).extracting(Entry::name).containsExactly("a", "b.py");
    assertThat(entries).extracting(Entry::kind).containsExactly(Entry.Kind.FOLDER, Entry.Kind.FILE);
    assertThat(entries.getLast().size()).isEqualTo(5);
    assertThat(tree().find("b.py")).contains(entries.getLast());
    assertThat(tree().find("a/nope.py")).isEmpty();
    assertThat(tree().find("b.py/nope.py")).isEmpty();
    assertThat(tree().head("b.py", 3)).containsExactly('1', '2', '3');
    assertThat(tree().head("b.py", 30)).hasSize(5);
  }

  @Test
  void linkLoopsEndAndLinksOutAreLeftAlone() throws Exception {
    write("z/real.py", "x = 1\n");
    Path outside = Files.createDirectory(temp.resolve("outside"));
    Files.writeString(outside.resolve("other.py"), "");
    link("a", "z");
    link("z/up", "..");
    link("self", "self");
    link("gone.py", "nowhere");
    link("out", outside.toString());
    link("secret.py", outside.resolve("other.py").toString());

    SourceSet found = discover();

    assertThat(paths(found)).containsExactly("z/real.py");
    assertThat(found.aliases()).containsEntry("a", "z");
    assertThat(found.skipped())
        .extracting(Skipped::path)
        .containsExactly("gone.py", "out", "secret.py");
    assertThat(found.gaps()).extracting(Skipped::path).containsExactly("gone.py");
    assertThat(paths(discover("out"))).containsExactly("out/other.py", "z/real.py");
    assertThat(paths(discover("secret.py"))).containsExactly("secret.py", "z/real.py");
  }

  @Test
  void hardLinksAreFilesOfTheirOwn() throws Exception {
    write("a.py", "");
    Files.createLink(root.resolve("b.py"), root.resolve("a.py"));

    assertThat(paths(discover())).containsExactly("a.py", "b.py");
  }

  @Test
  void pipesAreNeverOpened() throws Exception {
    run("mkfifo", root.resolve("pipe.py").toString());
    run("mkfifo", root.resolve("pipe").toString());

    SourceSet found = discover();

    assertThat(found.files()).isEmpty();
    assertThat(found.gaps()).extracting(Skipped::reason).containsExactly(Skipped.Reason.NOT_A_FILE);
    assertThatThrownBy(() -> tree().read("pipe.py"))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("never opened");
    assertThatThrownBy(() -> tree().head("pipe", 9)).isInstanceOf(UnreadableException.class);
  }

  @Test
  void strangeNamesAreReadAndShown() throws Exception {
    write("new\nline.py", "1");
    write("q\"uo'te.py", "2");
    write("back\\slash.py", "3");
    // A letter beyond ASCII, then a byte that no UTF-8 has, in a folder with such a name.
    run("python3", "-c", WRITE_RAW, root.toString());

    SourceTree tree = tree();
    SourceSet found = Discovery.discover(tree, List.of(), PathFilter.ALL);

    assertThat(paths(found))
        .containsExactly(
            "back\\slash.py", "bad\\xfe/\\xffx.py", "new\nline.py", "q\"uo'te.py", "\u00FC.py");
    assertThat(found.files())
        .allMatch(file -> SourceContent.read(tree, file) instanceof SourceContent.Bytes);
  }

  private static final String WRITE_RAW =
      """
      import os, sys
      os.chdir(sys.argv[1])
      os.mkdir(b'bad\\xfe')
      open(b'bad\\xfe/\\xffx.py', 'w').close()
      open(b'\\xc3\\xbc.py', 'w').close()
      """;

  @Test
  void aFileThatVanishesSaysSo() throws Exception {
    write("a.py", "");
    SourceTree tree = tree();
    SourceSet found = Discovery.discover(tree, List.of(), PathFilter.ALL);
    Files.delete(root.resolve("a.py"));

    assertThat(SourceContent.read(tree, found.files().getFirst()))
        .isEqualTo(new SourceContent.Refused("vanished before it was read; run the review again"));
  }

  @Test
  void aFileThatChangesWhileItIsReadSaysSo() throws Exception {
    write("a.py", "#".repeat(4_000_000));
    SourceTree tree = tree();
    AtomicBoolean done = new AtomicBoolean();
    Thread writer = new Thread(() -> append(root.resolve("a.py"), done));
    writer.start();
    try {
      assertThatThrownBy(
              () -> {
                while (true) {
                  tree.read("a.py");
                }
              })
          .isInstanceOf(UnreadableException.class)
          .hasMessageContaining("changed while it was read; run the review again");
    } finally {
      done.set(true);
      writer.join();
    }
  }

  private static void append(Path file, AtomicBoolean done) {
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
      while (!done.get()) {
        out.write('#');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFileThatBecameAFolderSaysSo() throws Exception {
    write("a.py", "");
    SourceTree tree = tree();
    Files.delete(root.resolve("a.py"));
    Files.createDirectory(root.resolve("a.py"));

    assertThatThrownBy(() -> tree.read("a.py")).hasMessage("is a folder, not a file");
    assertThatThrownBy(() -> tree.list("nope")).hasMessageContaining("vanished");
    write("f", "");
    assertThatThrownBy(() -> tree.list("f")).hasMessage("not a folder");
  }

  @Test
  void aHugeFileIsNotRead() throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(root.resolve("a.py").toFile(), "rw")) {
      file.setLength(SourceTree.MAX_BYTES + 1);
    }

    assertThatThrownBy(() -> tree().read("a.py"))
        .isInstanceOf(UnreadableException.class)
        .hasMessage(
            "has 200,000,001 bytes, more than the 200,000,000 that are read; leave it out"
                + " (--exclude)");
  }

  /** Has nothing to look at where the tests run as root, who may read everything. */
  @Test
  void whatMayNotBeReadSaysSo() throws Exception {
    write("locked/a.py", "");
    write("b.py", "");
    Files.setPosixFilePermissions(
        root.resolve("b.py"), PosixFilePermissions.fromString("-w-------"));
    Files.setPosixFilePermissions(
        root.resolve("locked"), PosixFilePermissions.fromString("-w-------"));
    try {
      SourceTree tree = tree();
      SourceSet found = Discovery.discover(tree, List.of(), PathFilter.ALL);
      if (Files.isReadable(root.resolve("b.py"))) { // no permission holds root back
        assertThat(found.files()).extracting(SourceFile::path).contains("b.py", "locked/a.py");
        return;
      }

      assertThat(found.gaps()).extracting(Skipped::path).containsExactly("locked");
      assertThat(found.gaps().getFirst().message()).startsWith("permission denied; ");
      assertThat(SourceContent.read(tree, found.files().getFirst()))
          .isInstanceOf(SourceContent.Refused.class);
    } finally {
      Files.setPosixFilePermissions(
          root.resolve("locked"), PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void aRefusalNamesTheRemedy() {
    assertThat(Refusals.of("b.py", new AccessDeniedException("b.py")).reason())
        .startsWith("permission denied; ");
    assertThat(Refusals.of("b.py", new NoSuchFileException("b.py")).reason()).isNotBlank();
  }

  @Test
  void theProbeKnowsWhatLiesAround() throws Exception {
    write("\u00FC/setup.py", "");
    String folder = DiskProbe.absolute(root.resolve("\u00FC"));
    DiskProbe probe = new DiskProbe();

    assertThat(folder).isEqualTo(root.toRealPath() + "/\u00FC");
    assertThat(probe.kind(folder)).contains(Entry.Kind.FOLDER);
    assertThat(probe.kind(folder + "/setup.py")).contains(Entry.Kind.FILE);
    assertThat(probe.kind(folder + "/nope")).isEmpty();
    assertThat(probe.names(folder)).containsExactly("setup.py");
    assertThat(probe.names(folder + "/nope")).isEmpty();
    assertThat(DiskProbe.path(folder)).isEqualTo(root.resolve("\u00FC"));
  }

  private SourceTree tree() throws UnreadableException {
    return DiskTree.open(root);
  }

  private SourceSet discover(String... paths) throws UnreadableException {
    return Discovery.discover(tree(), List.of(paths), PathFilter.ALL);
  }

  private static List<String> paths(SourceSet found) {
    return found.files().stream().map(SourceFile::path).toList();
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void link(String path, String target) throws IOException {
    Files.createSymbolicLink(root.resolve(path), Path.of(target));
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor(Duration.ofSeconds(20).toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }
}
