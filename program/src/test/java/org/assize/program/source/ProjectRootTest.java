package org.assize.program.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.assize.program.source.ProjectRoot.Reason;
import org.junit.jupiter.api.Test;

class ProjectRootTest {
  /** A disk of empty files. */
  private record Disk(List<String> files) implements AncestorProbe {
    static Disk of(String... files) {
      return new Disk(Arrays.asList(files));
    }

    @Override
    public Optional<Entry.Kind> kind(String path) {
      if (files.contains(path)) {
        return Optional.of(Entry.Kind.FILE);
      }
      return files.stream().anyMatch(file -> file.startsWith(ProjectRoot.child(path, "")))
          ? Optional.of(Entry.Kind.FOLDER)
          : Optional.empty();
    }

    @Override
    public List<String> names(String folder) {
      String start = ProjectRoot.child(folder, "");
      TreeSet<String> names = new TreeSet<>();
      for (String file : files) {
        if (file.startsWith(start)) {
          names.add(file.substring(start.length()).split("/", -1)[0]);
        }
      }
      return List.copyOf(names);
    }
  }

  @Test
  void theNearestMarkerTells() {
    Disk disk = Disk.of("/w/.git/HEAD", "/w/svc/setup.cfg", "/w/svc/p/a.py", "/w/top.py");

    assertThat(locate(disk, "/w/svc/p/a.py")).isEqualTo(root("/w/svc", Reason.MARKER, "p/a.py"));
    assertThat(locate(disk, "/w/svc")).isEqualTo(root("/w/svc", Reason.MARKER, ""));
    assertThat(locate(disk, "/w/top.py")).isEqualTo(root("/w", Reason.MARKER, "top.py"));
    assertThat(locate(disk, "/w/svc/p/a.py", "/w/top.py"))
        .isEqualTo(root("/w", Reason.MARKER, "svc/p/a.py", "top.py"));
  }

  @Test
  void withoutAMarkerTheGivenFolderTells() {
    Disk disk = Disk.of("/w/p/__init__.py", "/w/p/q/__init__.py", "/w/p/q/a.py", "/w/x/b.py");

    assertThat(locate(disk, "/w")).isEqualTo(root("/w", Reason.GIVEN_FOLDER, ""));
    assertThat(locate(disk, "/w/p/q/a.py")).isEqualTo(root("/w", Reason.TOP_PACKAGE, "p/q/a.py"));
    assertThat(locate(disk, "/w/x/b.py")).isEqualTo(root("/w/x", Reason.TOP_PACKAGE, "b.py"));
    assertThat(locate(disk, "/w/p", "/w/x")).isEqualTo(root("/w", Reason.GIVEN_FOLDER, "p", "x"));
    assertThat(locate(disk, "/w/p/q").packagePrefix()).isEqualTo("p.q");
  }

  @Test
  void aGivenProjectTells() {
    Disk disk = Disk.of("/w/.git/HEAD", "/w/a/x.py", "/v/y.py");

    ProjectRoot found =
        ProjectRoot.locate(disk, List.of("/w/a/x.py", "/v/y.py"), Optional.of("/w/a"), "");

    assertThat(found)
        .isEqualTo(new ProjectRoot("/w/a", Reason.GIVEN, List.of("x.py"), List.of("/v/y.py"), ""));
  }

  @Test
  void settingsInTheHomeFolderMakeNoProgram() {
    Disk disk = Disk.of("/home/a/.git/HEAD", "/home/a/code/x.py", "/setup.py");

    ProjectRoot nested =
        ProjectRoot.locate(disk, List.of("/home/a/code"), Optional.empty(), "/home/a");
    ProjectRoot home = ProjectRoot.locate(disk, List.of("/home/a"), Optional.empty(), "/home/a");

    assertThat(nested).isEqualTo(root("/home/a/code", Reason.GIVEN_FOLDER, ""));
    assertThat(home).isEqualTo(root("/home/a", Reason.MARKER, ""));
  }

  @Test
  void pathsOnWindowsHaveDrives() {
    Disk disk = Disk.of("C:/w/setup.py", "C:/w/p/a.py");

    assertThat(locate(disk, "C:/w/p/a.py")).isEqualTo(root("C:/w", Reason.MARKER, "p/a.py"));
    assertThat(ProjectRoot.parent("C:/w")).contains("C:/");
    assertThat(ProjectRoot.parent("C:/")).isEmpty();
    assertThat(ProjectRoot.parent("/")).isEmpty();
  }

  @Test
  void findsTheProjectsEnvironment() {
    Disk disk =
        Disk.of(
            "/w/venv/a.py",
            "/w/.envs/x/pyvenv.cfg",
            "/w/.envs/x/lib/python3.11/site-packages/six.py",
            "/v/env/pyvenv.cfg",
            "/v/env/Lib/site-packages/six.py");

    assertThat(Dependencies.ofProject(disk, "/w", "").roots()).isEmpty();
    assertThat(Dependencies.ofProject(disk, "/w", "/w/.envs/x").roots())
        .containsExactly("/w/.envs/x/lib/python3.11/site-packages");
    assertThat(Dependencies.ofProject(disk, "/w", "/v/env").roots()).isEmpty();
    assertThat(Dependencies.ofProject(disk, "/v", "").roots())
        .containsExactly("/v/env/Lib/site-packages");
    assertThat(Dependencies.given(disk, List.of("/w/.envs/x", "/w/venv", "/no")))
        .isEqualTo(
            new Dependencies(
                List.of("/w/.envs/x/lib/python3.11/site-packages", "/w/venv"), List.of("/no")));
  }

  private static ProjectRoot locate(Disk disk, String... paths) {
    return ProjectRoot.locate(disk, Arrays.asList(paths), Optional.empty(), "");
  }

  private static ProjectRoot root(String path, Reason reason, String... scope) {
    return new ProjectRoot(path, reason, Arrays.asList(scope), List.of(), "");
  }
}
