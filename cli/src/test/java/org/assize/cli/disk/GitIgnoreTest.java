package org.assize.cli.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assize.program.source.Discovery;
import org.assize.program.source.PathFilter;
import org.assize.program.source.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What ignore files leave out is what git leaves out, on generated trees. */
@Timeout(300)
class GitIgnoreTest {
  private static final int TREES = 200;
  private static final long SEED = 7;

  private static final List<String> FOLDERS =
      List.of("a", "b", "ab", "src", "a b", "[c]", "é", "#h", "!n", "d.py", "a ", "x-y");
  private static final List<String> FILES =
      List.of(
          "a.py", "b.py", "ab.py", "a b.py", "[c].py", "é.py", "#h.py", "!n.py", "b\\.py", ".e.py");
  private static final List<String> PIECES =
      List.of(
          "a",
          "b",
          "ab",
          "src",
          "*",
          "**",
          "?",
          "***",
          "a*",
          "*b",
          "**a",
          "a**",
          "[ab]",
          "[!a]",
          "[^a]",
          "[a-c]",
          "[]a]",
          "[[]c]",
          "\\[c]",
          "[[:alpha:]]",
          "[[:nope:]]",
          "[a",
          "é",
          "[é]",
          "a b",
          "a\\ b",
          "a\\ ",
          "a ",
          "*.py",
          "?.py",
          "a.py",
          "*.p?",
          "a.py ",
          "b\\\\.py",
          ".*",
          "\\#h",
          "#h",
          "\\!n",
          "!n",
          "d.py",
          "x-y",
          "[+--]",
          "[\\]]",
          "[x-]*",
          "A",
          "a\\",
          "",
          ".",
          "..",
          "[!-a]*",
          "[a\\-c]*",
          "*/",
          "*.*",
          "[[:upper:][:digit:]]",
          "[[:alpha:]",
          "[b-a]");

  @TempDir Path temp;

  @Test
  void leavesOutWhatGitLeavesOut() throws Exception {
    assumeTrue(hasGit(), "git is not installed");
    Random random = new Random(SEED);
    SortedMap<String, String> differences = new TreeMap<>();
    for (int i = 0; i < TREES; i++) {
      Path root = Files.createDirectory(temp.resolve("tree" + i));
      run(root, "", "git", "init", "-q", ".");
      List<String> files = new ArrayList<>();
      grow(root, "", random, 0, files);
      compare(root, files, differences);
    }
    assertThat(differences).isEmpty();
  }

  private static void compare(Path root, List<String> files, SortedMap<String, String> differences)
      throws Exception {
    SortedSet<String> ours = new TreeSet<>();
    Discovery.discover(DiskTree.open(root), List.of(), PathFilter.ALL).files().stream()
        .map(SourceFile::path)
        .forEach(path -> ours.add(path.replace("\\\\", "\\")));
    String answers =
        run(
            root,
            String.join("\0", files) + "\0",
            "git",
            "-c",
            "core.excludesFile=",
            "check-ignore",
            "-z",
            "--stdin");
    List<String> ignored = List.of(answers.split("\0", -1));
    for (String file : files) {
      if (ours.contains(file) == ignored.contains(file)) {
        String said = ours.contains(file) ? "only git ignores it" : "only we ignore it";
        differences.put(root.getFileName() + ": " + file, said + "; " + rules(root, file));
      }
    }
  }

  /** The ignore files that could speak of a file. */
  private static String rules(Path root, String file) throws IOException {
    StringBuilder shown = new StringBuilder();
    for (Path at = root.resolve(file).getParent();
        at != null && at.startsWith(root);
        at = at.getParent()) {
      Path ignore = at.resolve(".gitignore");
      if (Files.exists(ignore)) {
        shown.append(root.relativize(ignore)).append(": ");
        shown.append(Files.readString(ignore).replace("\n", "⏎").replace("\r", "␍")).append(' ');
      }
    }
    return shown.toString();
  }

  private static void grow(Path root, String folder, Random random, int depth, List<String> files)
      throws IOException {
    Path path = root.resolve(folder);
    if (random.nextInt(3) == 0 || folder.isEmpty()) {
      Files.writeString(path.resolve(".gitignore"), ignoreFile(random));
    }
    for (String name : FILES) {
      if (random.nextInt(4) == 0) {
        Files.writeString(path.resolve(name), "");
        files.add(folder + name);
      }
    }
    for (String name : FOLDERS) {
      if (depth < 3 && random.nextInt(6) == 0) {
        Files.createDirectory(path.resolve(name));
        grow(root, folder + name + "/", random, depth + 1, files);
      }
    }
    if (folder.isEmpty() && random.nextBoolean()) {
      Files.createDirectories(root.resolve(".git/info"));
      Files.writeString(root.resolve(".git/info/exclude"), ignoreFile(random));
    }
  }

  private static String ignoreFile(Random random) {
    StringBuilder text = new StringBuilder(random.nextInt(20) == 0 ? "\uFEFF" : "");
    int lines = 1 + random.nextInt(4);
    for (int i = 0; i < lines; i++) {
      text.append(pattern(random)).append(random.nextInt(15) == 0 ? "\r\n" : "\n");
    }
    return random.nextInt(8) == 0 ? text.substring(0, text.length() - 1) : text.toString();
  }

  private static String pattern(Random random) {
    StringBuilder pattern = new StringBuilder();
    if (random.nextInt(3) == 0) {
      pattern.append('!');
    }
    if (random.nextInt(5) == 0) {
      pattern.append('/');
    }
    int parts = 1 + random.nextInt(random.nextBoolean() ? 1 : 3);
    for (int i = 0; i < parts; i++) {
      pattern.append(i == 0 ? "" : "/").append(PIECES.get(random.nextInt(PIECES.size())));
    }
    if (random.nextInt(4) == 0) {
      pattern.append('/');
    }
    return pattern.append(random.nextInt(10) == 0 ? "  " : "").toString();
  }

  private boolean hasGit() throws InterruptedException {
    try {
      run(temp, "", "git", "--version");
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static String run(Path folder, String input, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    Path given = Files.writeString(Files.createTempFile("given", ""), input);
    try {
      builder.redirectInput(given.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
      Process process = builder.start();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      process.getInputStream().transferTo(out);
      process.waitFor();
      return out.toString(UTF_8);
    } finally {
      Files.delete(given);
    }
  }
}
