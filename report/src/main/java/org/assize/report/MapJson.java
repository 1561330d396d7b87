package org.assize.report;

import java.io.IOException;
import java.util.Locale;
import org.assize.review.Location;
import org.assize.review.MappedEntry;
import org.assize.review.MappedFile;
import org.assize.review.MappedFunction;
import org.assize.review.ProgramMap;
import org.assize.review.Reached;

/** A map of a program as JSON. */
final class MapJson {
  private static final int SCHEMA = 1;

  private MapJson() {}

  static void write(ProgramMap map, Appendable out) throws IOException {
    JsonOut.document(
        out,
        json -> {
          json.number("schema", SCHEMA);
          json.object(
              "functions",
              () -> {
                for (Reached reached : Reached.values()) {
                  json.number(word(reached), map.count(reached));
                }
              });
          json.objects("entries", map.entries(), entry -> entry(json, entry));
          json.objects("files", map.files(), file -> file(json, file));
        });
  }

  private static void entry(JsonOut json, MappedEntry entry) {
    json.string("trust", entry.control().id());
    json.string("kind", entry.kind());
    json.string("role", entry.role().id());
    json.string("address", entry.address());
    json.string("function", entry.function());
    json.object("location", () -> location(json, entry.location()));
    json.object(
        "route",
        () -> {
          json.object("location", () -> location(json, entry.route().location()));
          json.string("text", entry.route().text());
        });
  }

  private static void file(JsonOut json, MappedFile file) {
    json.string("path", file.file().path());
    json.string("role", file.file().role().id());
    json.string("reason", file.file().reason());
    json.objects("functions", file.functions(), function -> function(json, function));
  }

  private static void function(JsonOut json, MappedFunction function) {
    json.string("name", function.name());
    json.number("line", function.location().startLine());
    json.string("reached", word(function.reached()));
  }

  private static String word(Reached reached) {
    return reached.name().toLowerCase(Locale.ROOT);
  }

  private static void location(JsonOut json, Location location) {
    json.string("path", location.path());
    json.number("startLine", location.startLine());
    json.number("startColumn", location.startColumn());
    json.number("endLine", location.endLine());
    json.number("endColumn", location.endColumn());
  }
}
