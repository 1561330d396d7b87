package org.assize.resources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assize.base.Position;
import org.junit.jupiter.api.Test;

class NotebookTest {
  private static final String TWO_CELLS =
      """
      {
       "cells": [
        {"cell_type": "markdown", "source": ["# Title\\n"]},
        {"cell_type": "code", "outputs": [{"data": {"image/png": "AAAA"}}],
         "source": [
          "import os\\n",
          "x = 'é\\u00e9'"
         ]},
        {"cell_type": "code", "source": "print(x)\\nos.system(x)\\n"}
       ],
       "metadata": {"kernelspec": {"language": "python"}},
       "nbformat": 4
      }
      """;

  @Test
  void joinsTheCodeCells() {
    NotebookSource notebook = read(TWO_CELLS);

    assertThat(notebook.text().text()).isEqualTo("import os\nx = 'éé'\nprint(x)\nos.system(x)\n");
    assertThat(notebook.problems()).isEmpty();
    assertThat(notebook.cells()).extracting(NotebookSource.Cell::number).containsExactly(2, 3);
  }

  @Test
  void knowsTheCellAndLineOfEveryOffset() {
    NotebookSource notebook = read(TWO_CELLS);
    String text = notebook.text().text();

    assertThat(notebook.placeAt(0)).contains(new NotebookSource.Place(2, 1, 1, 6));
    assertThat(notebook.placeAt(text.indexOf("'é"))).contains(new NotebookSource.Place(2, 2, 5, 7));
    assertThat(notebook.placeAt(text.indexOf("system")))
        .contains(new NotebookSource.Place(3, 2, 4, 9));
    assertThat(notebook.placeAt(text.length()).orElseThrow().cell()).isEqualTo(3);
  }

  @Test
  void readsFormatThree() {
    NotebookSource notebook =
        read(
            """
            {"worksheets": [{"cells": [
              {"cell_type": "code", "input": ["a = 1"], "language": "python"},
              {"cell_type": "code", "input": ["ls"], "language": "bash"}]}], "nbformat": 3}
            """);

    assertThat(notebook.text().text()).isEqualTo("a = 1\n");
  }

  @Test
  void leavesOtherLanguagesAlone() {
    NotebookSource notebook =
        read(
            """
            {"cells": [{"cell_type": "code", "source": "x <- 1"}],
             "metadata": {"language_info": {"name": "R"}}}
            """);

    assertThat(notebook.note()).contains("a notebook in R, not in Python");
    assertThat(notebook.text().length()).isZero();
  }

  @Test
  void keepsTheCellsBeforeAFault() {
    NotebookSource notebook =
        read("{\"cells\": [{\"cell_type\": \"code\", \"source\": \"a = 1\"},\n  {oops");

    assertThat(notebook.text().text()).isEqualTo("a = 1\n");
    assertThat(notebook.problems())
        .containsExactly(new FileProblem(new Position(2, 4), "expected a name in double quotes"));
  }

  @Test
  void saysWhatIsNoNotebook() {
    assertThat(read("").problems()).hasSize(1);
    assertThat(read("[]").problems())
        .containsExactly(
            new FileProblem(new Position(1, 1), "no notebook: it has no list of cells"));
    assertThat(read("{\"cells\": []}").problems()).isEmpty();
  }

  @Test
  void aCellThatDoesNotCloseItsStringDoesNotSwallowTheNext() {
    NotebookSource notebook =
        read(
            """
            {"cells": [
             {"cell_type": "code", "source": ["a = 1\\n", "b = \\"\\"\\"open\\n", "c"]},
             {"cell_type": "code", "source": "d = 2"}]}
            """);

    assertThat(notebook.text().text())
        .startsWith("a = 1\npass")
        .endsWith("\nd = 2\n")
        .doesNotContain("open");
    assertThat(notebook.problems())
        .containsExactly(
            new FileProblem(
                new Position(2, 1),
                "cell 1, line 2, column 5: what opens here is not closed in the cell"));
  }

  @Test
  void endsOnDeepNesting() {
    NotebookSource notebook = read("[".repeat(100_000));

    assertThat(notebook.problems())
        .extracting(FileProblem::message)
        .contains("nested more than 200 deep");
  }

  @Test
  void neverFailsOnDamagedFiles() {
    Random random = new Random(7);
    byte[] sound = TWO_CELLS.getBytes(UTF_8);
    for (int round = 0; round < 3_000; round++) {
      byte[] bytes = sound.clone();
      for (int i = 0; i < 3; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      NotebookSource notebook = Notebook.read(bytes);
      for (int offset = 0; offset <= notebook.text().length(); offset += 5) {
        assertThat(notebook.placeAt(offset).isPresent()).isEqualTo(!notebook.cells().isEmpty());
      }
    }
  }

  private static NotebookSource read(String json) {
    return Notebook.read(json.getBytes(UTF_8));
  }
}
