package org.assize.testkit.metamorphic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assize.base.SourceText;
import org.assize.review.Location;

/**
 * A changed program.
 *
 * @param original what it was
 * @param changed the files that are new or not as they were
 */
record Changed(Project original, Map<String, List<Piece>> changed) {
  /** A line of the original; the empty path where a text was added. */
  record Line(String path, int number) {}

  /** Returns all files as they are now. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>(original.files());
    changed.forEach((path, pieces) -> texts.put(path, text(pieces)));
    return texts;
  }

  private static String text(List<Piece> pieces) {
    return pieces.stream().map(Piece::text).collect(Collectors.joining());
  }

  /** Returns the line of the original that a place of the changed program stands for. */
  Line origin(Location place) {
    List<Piece> pieces = changed.get(place.path());
    if (pieces == null) {
      return new Line(place.path(), place.startLine());
    }
    int at = SourceText.of(text(pieces)).lineStart(place.startLine()) + place.startColumn() - 1;
    for (Piece piece : pieces) {
      if (at < piece.text().length()) {
        return line(piece, at);
      }
      at -= piece.text().length();
    }
    return line(pieces.getLast(), Math.max(0, pieces.getLast().text().length() - 1));
  }

  private Line line(Piece piece, int unit) {
    String text = original.files().get(piece.path());
    return text == null
        ? new Line("", 0)
        : new Line(piece.path(), SourceText.of(text).lineAt(piece.origin(unit)));
  }
}
