package org.assize.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assize.knowledge.Example;
import org.assize.knowledge.Knowledge;
import org.assize.review.Observation;
import org.junit.jupiter.api.Test;

/**
 * Values are followed through a project for one of its files as for all of them: what is told of
 * the file is the same.
 */
class ScopeTest {
  private static final Path PAGES =
      Path.of(System.getProperty("assize.root", ".."), "knowledge/weaknesses");

  private final Knowledge knowledge = Knowledge.load();
  private final ReviewedExamples reviewer = new ReviewedExamples(knowledge);

  @Test
  void filesAloneGiveWhatTheProjectGives() throws IOException {
    List<String> differences = new ArrayList<>();
    int told = 0;
    for (Map<String, String> project : projects()) {
      List<Observation> whole = reviewer.reviewed(project).observations();
      for (String path : project.keySet().stream().filter(p -> p.endsWith(".py")).toList()) {
        List<String> alone = flows(reviewer.reviewed(project, path).observations(), path);
        List<String> ofWhole = flows(whole, path);
        told += alone.size();
        if (!alone.equals(ofWhole)) {
          differences.add(path + ": " + alone + " instead of " + ofWhole);
        }
      }
    }
    assertThat(differences).isEmpty();
    assertThat(told).isGreaterThan(100);
  }

  /** What following values alone finds. */
  private List<String> flows(List<Observation> all, String path) {
    Set<String> followed =
        knowledge.rules().stream()
            .filter(r -> r.detectors().isEmpty() && !r.flows().isEmpty())
            .map(r -> r.weakness().id())
            .collect(Collectors.toSet());
    return all.stream()
        .filter(o -> o.location().path().equals(path) && followed.contains(o.weakness()))
        .map(Observation::toString)
        .toList();
  }

  /** The examples of the pages that consist of several files of Python. */
  private static List<Map<String, String>> projects() throws IOException {
    List<Map<String, String>> projects = new ArrayList<>();
    try (Stream<Path> pages = Files.list(PAGES)) {
      for (Path page : pages.filter(p -> p.toString().endsWith(".md")).sorted().toList()) {
        for (Example example : Example.read(Files.readString(page), (message, line) -> {})) {
          Map<String, String> files = new LinkedHashMap<>();
          example.files().forEach(f -> files.put(f.path(), f.text()));
          if (files.keySet().stream().filter(p -> p.endsWith(".py")).count() > 1) {
            projects.add(files);
          }
        }
      }
    }
    return projects;
  }
}
