package org.assize.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.assize.facts.Status;
import org.junit.jupiter.api.Test;

class MarkersTest {
  @Test
  void findsSeveralOnOneLine() {
    Markers markers = Markers.of("a.py", "x\nf()  # caution: one, two  # defect: three\n");
    assertThat(markers.expected())
        .containsExactly(
            new Marked("a.py", 2, Status.CAUTION, "one"),
            new Marked("a.py", 2, Status.CAUTION, "two"),
            new Marked("a.py", 2, Status.DEFECT, "three"));
  }

  @Test
  void knownMissesAndCleanLinesAreApart() {
    Markers markers = Markers.of("a.py", "f()  # todo-refuted: one\ng()  # clean\n");
    assertThat(markers.expected()).isEmpty();
    assertThat(markers.missed()).containsExactly(new Marked("a.py", 1, Status.REFUTED, "one"));
    assertThat(markers.clean()).containsExactly(2);
  }

  @Test
  void stringsHoldNoMarkers() {
    String text =
        """
        a = "# defect: one"
        b = '''
        # defect: one
        ''' + "\\"# defect: one"  # defect: two
        c = 'it\\'s'  # caution: three
        # cleaning up is no marker
        """;
    assertThat(Markers.of("a.py", text).expected())
        .containsExactly(
            new Marked("a.py", 4, Status.DEFECT, "two"),
            new Marked("a.py", 5, Status.CAUTION, "three"));
    assertThat(Markers.of("a.py", text).clean()).isEmpty();
  }

  @Test
  void otherFilesHaveMarkersToo() {
    assertThat(Markers.of("a.toml", "debug = true  # defect: debug-enabled").expected()).hasSize(1);
    assertThat(Markers.of("a.html", "{{ x|safe }} {# defect: xss #}").expected()).hasSize(1);
  }
}
