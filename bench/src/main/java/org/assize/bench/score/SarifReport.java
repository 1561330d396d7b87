package org.assize.bench.score;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assize.base.SourceText;
import org.assize.facts.Status;
import org.assize.resources.Data;
import org.assize.resources.JsonReader;

/** Reads the statements of a SARIF report that Assize wrote. */
final class SarifReport {
  private static final Set<String> OF_NO_INTEREST =
      Set.of("tool", "codeFlows", "partialFingerprints", "message", "guidance");

  private SarifReport() {}

  /**
   * Returns the statements of a report, in its order.
   *
   * @throws IOException if it cannot be read or is no report
   */
  static List<Statement> read(Path file) throws IOException {
    SourceText text = SourceText.of(Files.readString(file));
    Data document = JsonReader.read(text, OF_NO_INTEREST);
    if (document.get("runs").items().isEmpty()) {
      throw new IOException(file + " is no SARIF report");
    }
    List<Statement> statements = new ArrayList<>();
    for (Data run : document.get("runs").items()) {
      for (Data result : run.get("results").items()) {
        statements.add(statement(result));
      }
    }
    return statements;
  }

  private static Statement statement(Data result) {
    Data place = result.get("locations").items().getFirst().get("physicalLocation");
    int first = number(place.at("region", "startLine"));
    return new Statement(
        decoded(place.at("artifactLocation", "uri").text().orElse("")),
        first,
        Math.max(first, number(place.at("region", "endLine"))),
        numbers(result.at("properties", "cwe")),
        status(result),
        result.get("ruleId").text().orElse(""));
  }

  private static Status status(Data result) {
    String word = result.at("properties", "status").text().orElse("");
    return Status.parse(word)
        .orElseThrow(() -> new IllegalArgumentException("unknown status " + word));
  }

  private static String decoded(String uri) {
    return URLDecoder.decode(uri.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Returns the whole numbers of an array. */
  static List<Integer> numbers(Data data) {
    return data.items().stream().map(SarifReport::number).toList();
  }

  private static int number(Data data) {
    return data instanceof Data.Atom atom ? Integer.parseInt(atom.written()) : 1;
  }
}
