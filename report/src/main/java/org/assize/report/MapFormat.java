package org.assize.report;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assize.review.ProgramMap;

/** The forms in which a map of a program is written. */
public enum MapFormat {
  /** Plain text for people. */
  TERMINAL,
  /** Everything the map holds, for programs. */
  JSON;

  /** Returns the word that chooses it. */
  public String id() {
    return this == TERMINAL ? "terminal" : "json";
  }

  /** Returns all words. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(MapFormat::id).toList();
  }

  /** Returns the form that a word chooses. */
  public static Optional<MapFormat> parse(String word) {
    return Arrays.stream(values()).filter(f -> f.id().equals(word)).findFirst();
  }

  /** Writes the entries of a program and who reaches its functions. */
  public void write(ProgramMap map, Typography typography, Colour colour, Appendable out)
      throws IOException {
    switch (this) {
      case TERMINAL -> new MapText(new Page(out, typography, colour, Page.WIDTH)).write(map);
      case JSON -> MapJson.write(map, out);
    }
  }

  /** Writes what is known of each file of a map, for people. */
  public static void explain(ProgramMap map, Typography typography, Colour colour, Appendable out)
      throws IOException {
    new FileText(new Page(out, typography, colour, Page.WIDTH)).write(map);
  }
}
