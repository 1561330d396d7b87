package org.assize.program.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assize.program.source.SourceFile.Kind;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
  @Test
  void tellsTheKindsOfPython() {
    MemoryTree tree =
        MemoryTree.builder()
            .file("b.py", "")
            .file("a/stub.pyi", "")
            .file("a/note.ipynb", "")
            .file("a/win.pyw", "")
            .file("bin/run", "#!/usr/bin/env python3\n")
            .file("bin/uv", "#!/usr/bin/env -S uv run --script\n")
            .file("bin/debug", "#! /usr/bin/python3-dbg -E\r\n")
            .file("bin/free", "#!/opt/bin/python3.13t\n")
            .file("bin/other", "#!/usr/bin/pythonic\n")
            .file("www/a.cgi", "#!/usr/bin/python3\n")
            .file("www/b.cgi", "#!/usr/bin/perl\n")
            .file("www/c.wsgi", "")
            .file("bin/shell", "#!/bin/sh\n# python\n")
            .file("bin/mentions", "# python script\n")
            .file("README.md", "#!/usr/bin/python\n")
            .build();

    assertThat(discover(tree).files())
        .extracting(SourceFile::path, SourceFile::kind)
        .containsExactly(
            tuple("a/note.ipynb", Kind.NOTEBOOK),
            tuple("a/stub.pyi", Kind.STUB),
            tuple("a/win.pyw", Kind.PYTHON),
            tuple("b.py", Kind.PYTHON),
            tuple("bin/debug", Kind.SCRIPT),
            tuple("bin/free", Kind.SCRIPT),
            tuple("bin/run", Kind.SCRIPT),
            tuple("bin/uv", Kind.SCRIPT),
            tuple("www/a.cgi", Kind.SCRIPT),
            tuple("www/c.wsgi", Kind.SCRIPT));
  }

  @Test
  void leavesOutWhatIsNoSource() {
    MemoryTree tree =
        files(
            ".venv/a.py",
            "x/node_modules/a.py",
            "lib/site-packages/a.py",
            "build/lib/a.py",
            "myenv/pyvenv.cfg",
            "myenv/lib/a.py",
            "__pycache__/a.py",
            "venv/kept.py",
            "pkg/build/__init__.py",
            "pkg/build/kept.py",
            "a.py");

    SourceSet found = discover(tree);

    assertThat(paths(found))
        .containsExactly("a.py", "pkg/build/__init__.py", "pkg/build/kept.py", "venv/kept.py");
    assertThat(found.skipped())
        .extracting(Skipped::path)
        .containsExactly(".venv", "build", "lib/site-packages", "myenv", "x/node_modules");
    assertThat(found.gaps()).isEmpty();
  }

  @Test
  void aGivenPathBeatsTheExclusionsForItself() {
    MemoryTree tree =
        MemoryTree.builder()
            .file("build/a.py", "")
            .file("build/node_modules/b.py", "")
            .file("build/b.gen.py", "")
            .file(".gitignore", "out/\n*.gen.py\n")
            .file("out/c.py", "")
            .file("c.gen.py", "")
            .build();

    SourceSet found = discover(tree, "build", "out", "c.gen.py");

    assertThat(paths(found)).containsExactly("build/a.py", "c.gen.py", "out/c.py");
    assertThat(found.files()).allMatch(SourceFile::inScope);
    assertThat(found.skipped())
        .extracting(Skipped::path)
        .containsExactly("build/b.gen.py", "build/node_modules");
  }

  @Test
  void scopeIsWhatIsGivenAndTheProgramIsAll() {
    MemoryTree tree = files("a/x.py", "a/y.py", "ab/z.py", "b.py");

    SourceSet found = discover(tree, "./a/", "b.py");

    assertThat(paths(found)).containsExactly("a/x.py", "a/y.py", "ab/z.py", "b.py");
    assertThat(found.scope())
        .extracting(SourceFile::path)
        .containsExactly("a/x.py", "a/y.py", "b.py");
    assertThat(found.files().stream().filter(SourceFile::explicit))
        .extracting(SourceFile::path)
        .containsExactly("b.py");
  }

  @Test
  void aGivenFileIsPythonWhateverItsName() {
    SourceSet found = discover(files("run.cgi", "a.py"), "run.cgi");

    assertThat(found.scope()).extracting(SourceFile::kind).containsExactly(Kind.SCRIPT);
  }

  @Test
  void includesAndExcludesNarrowTheScopeOnly() {
    MemoryTree tree = files("a/x.py", "a/t/y.py", "b/z.py", "c.py");

    SourceSet found =
        Discovery.discover(
            tree,
            List.of("a", "b", "c.py"),
            PathFilter.of(List.of("a/", "/b"), List.of("t", "c.py")));

    assertThat(found.files()).hasSize(4);
    assertThat(found.scope()).extracting(SourceFile::path).containsExactly("a/x.py", "b/z.py");
    assertThat(found.skipped())
        .extracting(Skipped::path, Skipped::reason)
        .containsExactly(tuple("c.py", Skipped.Reason.EXCLUDED));
  }

  @Test
  void honoursNestedIgnoreFiles() {
    MemoryTree tree =
        MemoryTree.builder()
            .file(".git/info/exclude", "private.py\n")
            .file(".gitignore", "*.tmp.py\r\n/top.py\n!keep.tmp.py\nlogs\n")
            .file("a/.gitignore", "!b.tmp.py\nlocal.py\n")
            .file("private.py", "")
            .file("x.tmp.py", "")
            .file("keep.tmp.py", "")
            .file("top.py", "")
            .file("a/top.py", "")
            .file("a/b.tmp.py", "")
            .file("a/local.py", "")
            .file("local.py", "")
            .file("a/logs/.gitignore", "!in.py\n")
            .file("a/logs/in.py", "")
            .build();

    SourceSet found = discover(tree);

    assertThat(paths(found)).containsExactly("a/b.tmp.py", "a/top.py", "keep.tmp.py", "local.py");
    assertThat(found.skipped())
        .allMatch(skip -> skip.reason() == Skipped.Reason.GITIGNORE)
        .extracting(Skipped::path)
        .containsExactly("a/local.py", "a/logs", "private.py", "top.py", "x.tmp.py");
  }

  @Test
  void aLinkIsAnotherNameAndLoopsEnd() {
    MemoryTree tree =
        MemoryTree.builder()
            .file("z/real.py", "")
            .link("a", "z")
            .link("z/loop", "")
            .link("b.py", "z/real.py")
            .link("self.py", "self.py")
            .link("gone.py", "nowhere.py")
            .file("tools/run", "x = 1\n")
            .link("run.py", "tools/run")
            .build();

    SourceSet found = discover(tree, "");

    assertThat(paths(found)).containsExactly("run.py", "z/real.py");
    assertThat(found.aliases())
        .containsExactly(entry("a", "z"), entry("b.py", "z/real.py"), entry("z/loop", ""));
    assertThat(found.gaps()).extracting(Skipped::path).containsExactly("gone.py", "self.py");
  }

  @Test
  void aGivenAliasPutsTheRealFileInScope() {
    MemoryTree tree =
        MemoryTree.builder().file("z/real.py", "").file("z/more.py", "").link("a", "z").build();

    assertThat(discover(tree, "a").scope())
        .extracting(SourceFile::path)
        .containsExactly("z/more.py", "z/real.py");
    assertThat(discover(tree, "a/real.py").scope())
        .extracting(SourceFile::path)
        .containsExactly("z/real.py");
  }

  @Test
  void listsWhatCannotBeRead() {
    MemoryTree tree =
        MemoryTree.builder()
            .unreadable("locked", Entry.Kind.FOLDER, "permission denied")
            .pipe("pipe.py")
            .pipe("pipe")
            .file("a.py", "")
            .build();

    SourceSet found = discover(tree, "", "nope.py");

    assertThat(paths(found)).containsExactly("a.py");
    assertThat(found.gaps())
        .extracting(Skipped::path, Skipped::reason)
        .containsExactly(
            tuple("locked", Skipped.Reason.UNREADABLE),
            tuple("nope.py", Skipped.Reason.MISSING),
            tuple("pipe.py", Skipped.Reason.NOT_A_FILE));
  }

  @Test
  void aFolderCanBeCalledLikeAFile() {
    assertThat(paths(discover(files("x.py/inner.py")))).containsExactly("x.py/inner.py");
  }

  @Test
  void endsOnVeryDeepTrees() {
    String deep = "d/".repeat(3_000) + "a.py";

    assertThat(paths(discover(files(deep)))).containsExactly(deep);
    assertThat(discover(files(deep), deep).scope()).hasSize(1);
  }

  @Test
  void theOrderOfThePathsChangesNothing() {
    Random random = new Random(5);
    List<String> given = new ArrayList<>(List.of("build", "a", "a/x.py", "link", "nope"));
    MemoryTree tree =
        MemoryTree.builder()
            .file("build/b.py", "")
            .file("a/x.py", "")
            .file("c/y.py", "")
            .link("link", "c")
            .build();
    SourceSet expected = Discovery.discover(tree, given, PathFilter.ALL);
    for (int round = 0; round < 20; round++) {
      Collections.shuffle(given, random);
      assertThat(Discovery.discover(tree, given, PathFilter.ALL)).isEqualTo(expected);
    }
  }

  @Test
  void standardInputLiesOverTheTree() throws UnreadableException {
    OverlayTree tree =
        OverlayTree.of(files("a/x.py", "b.py"), "a/new/y.py", new byte[] {'1', '\n'});

    SourceSet found = Discovery.discover(tree, List.of("a/new/y.py"), PathFilter.ALL);

    assertThat(paths(found)).containsExactly("a/new/y.py", "a/x.py", "b.py");
    assertThat(found.scope()).hasSize(1);
    assertThat(tree.read("a/new/y.py")).containsExactly('1', '\n');
    assertThat(OverlayTree.of(files("b.py"), "b.py", new byte[9]).list(""))
        .extracting(Entry::size)
        .containsExactly(9L);
  }

  private static SourceSet discover(SourceTree tree, String... paths) {
    return Discovery.discover(tree, List.of(paths), PathFilter.ALL);
  }

  private static List<String> paths(SourceSet found) {
    return found.files().stream().map(SourceFile::path).toList();
  }

  private static MemoryTree files(String... paths) {
    MemoryTree.Builder builder = MemoryTree.builder();
    for (String path : paths) {
      builder.file(path, "");
    }
    return builder.build();
  }
}
