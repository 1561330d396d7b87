package org.assize.oracle;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Finds the CPythons on this machine, each once: on {@code PATH}, in {@code /usr/bin}, in pyenv's
 * folder, and what the environment variable {@code ASSIZE_PYTHONS} lists (paths of executables,
 * separated as in {@code PATH}).
 */
public final class Interpreters {
  // Without site and the user's settings; nothing of the environment is imported.
  private static final String PROBE =
      """
      import sys, os, sysconfig, site
      places = getattr(site, "getsitepackages", list)()
      print("%d.%d.%d" % sys.version_info[:3])
      print(os.path.realpath(sys.executable))
      print(sysconfig.get_path("stdlib"))
      print("\\n".join(p for p in places if os.path.isdir(p)))
      """;

  private Interpreters() {}

  /** Returns them in the order of the places searched; those that do not start are left out. */
  public static List<Interpreter> find(Map<String, String> environment) {
    Map<Path, Interpreter> found = new LinkedHashMap<>();
    for (Path candidate : candidates(environment)) {
      if (Files.isExecutable(candidate)) {
        probe(candidate).ifPresent(i -> found.putIfAbsent(i.executable(), i));
      }
    }
    return List.copyOf(found.values());
  }

  private static List<Path> candidates(Map<String, String> environment) {
    List<Path> candidates = new ArrayList<>();
    paths(environment, "ASSIZE_PYTHONS").forEach(candidates::add);
    List<Path> folders = new ArrayList<>(paths(environment, "PATH").toList());
    folders.add(Path.of("/usr/bin"));
    Path pyenv = Path.of(environment.getOrDefault("HOME", "/")).resolve(".pyenv/versions");
    try (Stream<Path> versions = Files.isDirectory(pyenv) ? Files.list(pyenv) : Stream.empty()) {
      versions.sorted().map(version -> version.resolve("bin")).forEach(folders::add);
    } catch (IOException e) {
      // A folder that cannot be listed offers no interpreter.
    }
    for (Path folder : folders) {
      candidates.add(folder.resolve("python3"));
      for (int minor = 8; minor <= 20; minor++) {
        candidates.add(folder.resolve("python3." + minor));
      }
      candidates.add(folder.resolve("python2.7"));
    }
    return candidates;
  }

  private static Stream<Path> paths(Map<String, String> environment, String name) {
    return Stream.of(environment.getOrDefault(name, "").split(File.pathSeparator, -1))
        .filter(path -> !path.isEmpty())
        .map(Path::of);
  }

  private static Optional<Interpreter> probe(Path executable) {
    ProcessBuilder builder =
        new ProcessBuilder(executable.toString(), "-E", "-s", "-S", "-B", "-c", PROBE);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroy();
        return Optional.empty();
      }
      return read(output.lines().toList());
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<Interpreter> read(List<String> lines) {
    if (lines.size() < 3) {
      return Optional.empty();
    }
    String[] numbers = lines.get(0).split("\\.", 3);
    return Optional.of(
        new Interpreter(
            Path.of(lines.get(1)),
            Integer.parseInt(numbers[0]),
            Integer.parseInt(numbers[1]),
            lines.get(0),
            Path.of(lines.get(2)),
            lines.stream().skip(3).filter(line -> !line.isEmpty()).map(Path::of).toList()));
  }
}
