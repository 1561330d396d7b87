package org.assize.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assize.knowledge.Knowledge;
import org.assize.review.Observation;
import org.junit.jupiter.api.Test;

/** What is said to a test file about typed objects and about what it replaces is true of them. */
class ObjectStatementsTest {
  private static final ReviewedExamples REVIEWER = new ReviewedExamples(Knowledge.load());

  private static List<String> messages(String weakness, Map<String, String> files) {
    return REVIEWER.reviewed(files).observations().stream()
        .filter(o -> o.location().path().equals("test_app.py") && o.weakness().equals(weakness))
        .map(Observation::message)
        .distinct()
        .toList();
  }

  private static final String STORE =
      """
      import sqlite3

      connection = sqlite3.connect("app.db")


      class NotThere(Exception):
          pass


      class Broken(Exception):
          pass


      def row(number):
          found = connection.execute("SELECT 1 FROM t WHERE n = ?", (number,)).fetchone()
          if not found:
              raise Broken(number)
          return found


      def remove(number):
          if not connection.execute("DELETE FROM t WHERE n = ?", (number,)).rowcount:
              raise NotThere(number)


      def load(number):
          try:
              return row(number)
          except Broken:
              return None
      """;

  private static final String REPLACING =
      """
      import unittest
      from unittest import mock

      import store


      class T(unittest.TestCase):
          @mock.patch.object(store, "remove")
          def test_remove(self, remove):
              %s

          @mock.patch.object(store, "load")
          def test_load(self, load):
              pass
      """;

  @Test
  void errorsOfReplacedFunctionsAreToldThatNoTestNames() {
    assertThat(
            messages(
                "mocked-query",
                Map.of("store.py", STORE, "test_app.py", REPLACING.formatted("pass"))))
        .contains("The real remove raises NotThere (store.py:23); no test here names that error.");
  }

  @Test
  void anErrorThatATestNamesIsNoneOfThem() {
    assertThat(
            messages(
                "mocked-query",
                Map.of(
                    "store.py",
                    STORE,
                    "test_app.py",
                    REPLACING.formatted("remove.side_effect = store.NotThere"))))
        .noneMatch(m -> m.startsWith("The real"));
  }

  private static final String KINDS =
      """
      from oslo_versionedobjects import fields


      class Colour(fields.Enum):
          RED = "red"
          ALL = (RED, "blue", "green")

          def __init__(self):
              super().__init__(valid_values=self.ALL)


      class ColourField(fields.BaseEnumField):
          AUTO_TYPE = Colour()


      class SideField(fields.BaseEnumField):
          AUTO_TYPE = Colour()
      """;

  private static final String RECORDS =
      """
      import kinds as fields
      from oslo_versionedobjects import base


      class Label(base.VersionedObject):
          fields = {"colour": fields.ColourField()}
      """;

  @Test
  void aTypeIsToldWithItsWordsAndTheFieldsThatRestOnIt() {
    List<String> said =
        messages(
            "typed-field",
            Map.of(
                "kinds.py",
                KINDS,
                "records.py",
                RECORDS,
                "test_app.py",
                """
                import unittest

                import kinds


                class T(unittest.TestCase):
                    def test_colour(self):
                        field = kinds.ColourField()
                        self.assertEqual(kinds.Colour.RED, field.coerce(None, "c", "red"))
                """));
    assertThat(said)
        .contains(
            "ColourField takes 3 words and refuses any other (kinds.py:6); T does not name 'blue'"
                + " and 'green'. Of its type is colour of Label (records.py:6).",
            "What other types of kinds.py refuse is not tried here: no test makes SideField"
                + " (kinds.py:16).");
  }

  @Test
  void whoHoldsAnObjectAndWhoFillsItIsToldByFields() {
    List<String> said =
        messages(
            "typed-field",
            Map.of(
                "app.py",
                """
                from oslo_versionedobjects import base, fields


                class Size(base.VersionedObject):
                    fields = {"width": fields.IntegerField(), "height": fields.IntegerField()}

                    @classmethod
                    def square(cls, width):
                        return cls(width=width, height=width)
                """,
                "use.py",
                """
                from oslo_versionedobjects import base, fields

                import app


                class Box(base.VersionedObject):
                    fields = {"outer": fields.ObjectField("Size")}


                def box(width):
                    size = app.Size(height=1)
                    size.width = width
                    return Box(outer=size)
                """,
                "test_app.py",
                """
                import unittest

                import app


                class T(unittest.TestCase):
                    def test_square(self):
                        self.assertEqual(2, app.Size.square(2).height)
                """));
    assertThat(said)
        .contains(
            "Production fills width of Size once (use.py:11); by name it never calls square"
                + " (app.py:8), which these tests try.",
            "Size also arrives within others: Box as outer (use.py:7); who sends or stores one of"
                + " these chooses its width and height.");
  }
}
