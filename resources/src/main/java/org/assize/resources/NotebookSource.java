package org.assize.resources;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.assize.base.Position;
import org.assize.base.SourceText;

/**
 * The code cells of a notebook as one Python text, in which magics are blanked out and everything
 * else stands as it does in its cell. Every cell starts on a line of its own.
 */
public final class NotebookSource {
  /**
   * A code cell.
   *
   * @param number from 1, counting the notebook's cells of every kind, as editors do
   * @param start offset in the text
   * @param end offset behind its last character
   */
  public record Cell(int number, int start, int end) {}

  /**
   * Where an offset of the text lies in the notebook.
   *
   * @param cell number of the cell, from 1
   * @param line line in the cell, from 1
   * @param column column in that line, from 1, in UTF-16 units
   * @param fileLine line of the {@code .ipynb} file, from 1
   */
  public record Place(int cell, int line, int column, int fileLine) {}

  private record Piece(int start, int fileLine) {}

  private final SourceText text;
  private final List<Cell> cells;
  private final List<Piece> pieces;
  private final List<FileProblem> problems;
  private final Optional<String> note;

  private NotebookSource(Builder builder, Optional<String> note) {
    this.text = SourceText.of(builder.text.toString());
    this.cells = List.copyOf(builder.cells);
    this.pieces = List.copyOf(builder.pieces);
    this.problems = List.copyOf(builder.problems);
    this.note = note;
  }

  /** Returns the Python text; empty if there are no code cells. */
  public SourceText text() {
    return text;
  }

  /** Returns the code cells, in the order of the notebook. */
  public List<Cell> cells() {
    return cells;
  }

  /** Returns what is wrong with the file, in the order of the places. */
  public List<FileProblem> problems() {
    return problems;
  }

  /** Returns why the notebook holds nothing to review, if it is in another language. */
  public Optional<String> note() {
    return note;
  }

  /**
   * Returns where an offset lies in the notebook.
   *
   * @param offset in {@code 0..text().length()}
   * @return nothing if the notebook has no code cell
   */
  public Optional<Place> placeAt(int offset) {
    int found = last(cells.stream().map(Cell::start).toList(), offset);
    if (found < 0) {
      return Optional.empty();
    }
    Cell cell = cells.get(found);
    Position at = text.positionAt(offset);
    int piece = last(pieces.stream().map(Piece::start).toList(), offset);
    return Optional.of(
        new Place(
            cell.number(),
            at.line() - text.lineAt(cell.start()) + 1,
            at.column(),
            piece < 0 ? 1 : pieces.get(piece).fileLine()));
  }

  /** Returns the index of the last start that is not behind an offset, or -1. */
  private static int last(List<Integer> starts, int offset) {
    int found = Collections.binarySearch(starts, offset);
    if (found < 0) {
      return -found - 2;
    }
    // Of several at the same offset all but the last are empty.
    while (found + 1 < starts.size() && starts.get(found + 1) == offset) {
      found++;
    }
    return found;
  }

  /** Joins cells. */
  static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder cell = new StringBuilder();
    private final List<Cell> cells = new ArrayList<>();
    private final List<Piece> pieces = new ArrayList<>();
    private final List<FileProblem> problems = new ArrayList<>();
    private int number;

    void problem(FileProblem problem) {
      problems.add(problem);
    }

    void startCell(int cellNumber) {
      number = cellNumber;
      cell.setLength(0);
    }

    void piece(String source, int fileLine) {
      pieces.add(new Piece(text.length() + cell.length(), fileLine));
      cell.append(source);
    }

    void endCell() {
      int start = text.length();
      Magics.Masked masked = Magics.mask(cell.toString());
      text.append(masked.text());
      cells.add(new Cell(number, start, text.length()));
      if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
        text.append('\n');
      }
      masked.opened().forEach(opened -> unclosed(start, opened));
    }

    private void unclosed(int start, int opened) {
      int line = 1;
      int lineStart = 0;
      for (int i = 0; i < opened; i++) {
        if (cell.charAt(i) == '\n') {
          line++;
          lineStart = i + 1;
        }
      }
      int piece = last(pieces.stream().map(Piece::start).toList(), start + opened);
      String message =
          String.format(
              "cell %d, line %d, column %d: what opens here is not closed in the cell",
              number, line, opened - lineStart + 1);
      problems.add(
          new FileProblem(new Position(piece < 0 ? 1 : pieces.get(piece).fileLine(), 1), message));
    }

    NotebookSource build() {
      return new NotebookSource(this, Optional.empty());
    }

    NotebookSource note(String why) {
      return new NotebookSource(this, Optional.of(why));
    }
  }
}
