package org.assize.resources;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.assize.base.SourceText;

/** Reads Jupyter notebooks, of format 3 and 4. */
public final class Notebook {
  private static final Set<String> UNINTERESTING = Set.of("outputs", "attachments", "widgets");

  private final SourceText file;
  private final NotebookSource.Builder built = new NotebookSource.Builder();

  private Notebook(SourceText file) {
    this.file = file;
  }

  /**
   * Reads a notebook's code cells as one Python text.
   *
   * @param bytes the whole file, in UTF-8
   */
  public static NotebookSource read(byte[] bytes) {
    return new Notebook(SourceText.of(decode(bytes))).read();
  }

  static String decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private NotebookSource read() {
    JsonReader.Read read = JsonReader.readWithProblem(file, UNINTERESTING);
    read.problem().ifPresent(built::problem);
    Data notebook = read.value();
    Optional<String> language = language(notebook);
    if (language.isPresent() && !isPython(language.get())) {
      return built.note("a notebook in " + language.get() + ", not in Python");
    }
    List<Data> cells = new ArrayList<>(notebook.get("cells").items());
    for (Data sheet : notebook.get("worksheets").items()) {
      cells.addAll(sheet.get("cells").items());
    }
    if (cells.isEmpty() && read.problem().isEmpty() && !hasCells(notebook)) {
      built.problem(FileProblem.of(file, 0, "no notebook: it has no list of cells"));
    }
    for (int i = 0; i < cells.size(); i++) {
      addCell(i + 1, cells.get(i));
    }
    return built.build();
  }

  private static boolean hasCells(Data notebook) {
    return notebook.get("cells") instanceof Data.Items
        || notebook.get("worksheets") instanceof Data.Items;
  }

  private static Optional<String> language(Data notebook) {
    Data metadata = notebook.get("metadata");
    return metadata
        .at("kernelspec", "language")
        .text()
        .or(() -> metadata.at("language_info", "name").text());
  }

  private static boolean isPython(String language) {
    String name = language.toLowerCase(Locale.ROOT);
    return name.startsWith("python") || name.startsWith("ipython") || name.equals("sage");
  }

  private void addCell(int number, Data cell) {
    if (!cell.get("cell_type").text().equals(Optional.of("code"))) {
      return;
    }
    Optional<String> language =
        cell.at("metadata", "vscode", "languageId").text().or(() -> cell.get("language").text());
    if (language.isPresent() && !isPython(language.get())) {
      return;
    }
    Data source = cell.get("source");
    if (source instanceof Data.Absent) {
      source = cell.get("input");
    }
    List<Data> pieces = source instanceof Data.Text ? List.of(source) : source.items();
    built.startCell(number);
    for (Data piece : pieces) {
      if (piece instanceof Data.Text(String value, int offset)) {
        built.piece(value, file.lineAt(offset));
      }
    }
    built.endCell();
  }
}
