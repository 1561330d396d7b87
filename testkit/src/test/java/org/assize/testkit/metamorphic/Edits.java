package org.assize.testkit.metamorphic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Replaces and inserts parts of one file; what is inserted at one place keeps its order. */
final class Edits {
  private record Edit(int start, int end, List<Piece> pieces) {}

  private final Source source;
  private final List<Edit> edits = new ArrayList<>();

  Edits(Source source) {
    this.source = source;
  }

  boolean isEmpty() {
    return edits.isEmpty();
  }

  /** Writes pieces in place of a part, which may be empty. */
  void replace(int start, int end, Piece... pieces) {
    edits.add(new Edit(start, end, List.of(pieces)));
  }

  void insert(int at, Piece... pieces) {
    replace(at, at, pieces);
  }

  /** Returns the changed file; parts that are replaced must not overlap. */
  List<Piece> pieces() {
    edits.sort(Comparator.comparingInt(Edit::start));
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    for (Edit edit : edits) {
      if (edit.start() < at) {
        throw new IllegalStateException("overlapping edits at " + edit.start());
      }
      pieces.add(Piece.copy(source, at, edit.start()));
      pieces.addAll(edit.pieces());
      at = edit.end();
    }
    pieces.add(Piece.copy(source, at, source.length()));
    return pieces;
  }
}
