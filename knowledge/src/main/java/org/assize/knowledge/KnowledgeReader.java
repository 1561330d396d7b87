package org.assize.knowledge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assize.facts.Fact;
import org.assize.facts.Facts;
import org.assize.facts.Weakness;

/**
 * Reads knowledge from the texts of its files; reading them from disk is for the caller.
 *
 * <p>Paths are {@code libraries/<name>.yaml}, {@code weaknesses/<id>.yaml} and {@code
 * weaknesses/<id>.md}, with anything in front.
 */
public final class KnowledgeReader {
  private final SortedMap<String, String> files;
  private final List<KnowledgeProblem> problems = new ArrayList<>();

  private KnowledgeReader(Map<String, String> files) {
    this.files = new TreeMap<>(files);
  }

  /**
   * What was read.
   *
   * @param knowledge what could be understood
   * @param problems every mistake, ordered by place; knowledge with problems is not to be used
   */
  public record Result(Knowledge knowledge, List<KnowledgeProblem> problems) {
    /** Copies the list. */
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Reads files.
   *
   * @param files texts by path
   */
  public static Result read(Map<String, String> files) {
    return new KnowledgeReader(files).read();
  }

  private Result read() {
    List<Fact> facts = new ArrayList<>();
    Map<String, String> aliases = new LinkedHashMap<>();
    Map<String, String> distributions = new LinkedHashMap<>();
    List<WeaknessReader.Read> weaknesses = new ArrayList<>();
    Map<String, String> pages = new TreeMap<>();
    for (Map.Entry<String, String> entry : files.entrySet()) {
      String path = entry.getKey();
      if (isIn(path, "libraries", ".yaml")) {
        yaml(path)
            .map(tree -> LibraryReader.read(path, tree, problems))
            .ifPresent(library -> {
              facts.addAll(library.facts());
              aliases.putAll(library.aliases());
              distributions.putAll(library.distributions());
            });
      } else if (isIn(path, "weaknesses", ".yaml")) {
        weakness(path, pages).ifPresent(weaknesses::add);
      } else if (!isIn(path, "weaknesses", ".md") || !files.containsKey(partner(path, ".yaml"))) {
        problem(path, unexpected(path));
      }
    }
    counterparts(weaknesses);
    problems.sort(null);
    Facts all = Facts.of(facts, aliases, distributions);
    return new Result(new Knowledge(all, weaknesses, pages, version()), problems);
  }

  private Optional<WeaknessReader.Read> weakness(String path, Map<String, String> pages) {
    String pagePath = partner(path, ".md");
    String markdown = files.get(pagePath);
    Page page = new Page("", Map.of(), List.of());
    if (markdown == null) {
      problem(path, "its page " + pagePath + " is missing");
    } else {
      page = PageReader.read(pagePath, markdown, problems);
    }
    Page read = page;
    Optional<WeaknessReader.Read> weakness =
        yaml(path).flatMap(tree -> WeaknessReader.read(path, tree, read, problems));
    weakness.ifPresent(found -> {
      String id = found.rule().weakness().id();
      if (markdown != null && pages.putIfAbsent(id, markdown) != null) {
        problem(path, "another file has the id '" + id + "'");
      }
    });
    return weakness;
  }

  /** What a weakness is in production must be described as well. */
  private void counterparts(List<WeaknessReader.Read> weaknesses) {
    List<Weakness> all = weaknesses.stream().map(read -> read.rule().weakness()).toList();
    for (Weakness weakness : all) {
      String id = weakness.inProduction();
      if (!id.isEmpty() && all.stream().noneMatch(other -> other.id().equals(id))) {
        problem(
            "weaknesses/" + weakness.id() + ".yaml",
            "in-production names '" + id + "', which no file describes");
      }
    }
  }

  private Optional<Tree> yaml(String path) {
    return YamlText.read(path, files.getOrDefault(path, ""), problems);
  }

  private static String unexpected(String path) {
    return path.endsWith(".md")
        ? "a page without its YAML file"
        : "no file of knowledge: libraries/<name>.yaml, weaknesses/<id>.yaml or weaknesses/<id>.md";
  }

  private void problem(String path, String message) {
    problems.add(new KnowledgeProblem(path, 1, 1, message));
  }

  private static boolean isIn(String path, String folder, String ending) {
    return path.endsWith(ending)
        && (path.startsWith(folder + "/") || path.contains("/" + folder + "/"));
  }

  private static String partner(String path, String ending) {
    return path.substring(0, path.lastIndexOf('.')) + ending;
  }

  /** Returns twelve hex digits that depend on the content of every file and on nothing else. */
  private String version() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach((path, text) -> {
        String name = path.substring(path.lastIndexOf('/') + 1);
        digest.update((name + "\0" + text + "\0").getBytes(StandardCharsets.UTF_8));
      });
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
