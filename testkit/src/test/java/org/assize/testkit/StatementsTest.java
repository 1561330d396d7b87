package org.assize.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assize.knowledge.Knowledge;
import org.assize.review.Observation;
import org.junit.jupiter.api.Test;

/** What is said about tests is true of the very function, variable and exception that is meant. */
class StatementsTest {
  private static final ReviewedExamples REVIEWER = new ReviewedExamples(Knowledge.load());

  private static List<String> messages(String weakness, String app, String test) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("app.py", app);
    files.put("test_app.py", "import unittest\nfrom unittest import mock\n\nimport app\n\n" + test);
    return REVIEWER.reviewed(files).observations().stream()
        .filter(o -> o.location().path().equals("test_app.py") && o.weakness().equals(weakness))
        .map(Observation::message)
        .toList();
  }

  @Test
  void callsOfConstructorsAreThoseOfTheirClass() {
    List<String> said =
        messages(
            "mass-assignment",
            """
            class Base:
                def __init__(self):
                    self.name = ""


            class Other(Base):
                def __init__(self):
                    super().__init__()
            """,
            """
            class Made(app.Base):
                def __init__(self, **values):
                    for key, value in values.items():
                        setattr(self, key, value)


            class T(unittest.TestCase):
                def test_name(self):
                    self.assertEqual("x", Made(name="x").name)
            """);
    assertThat(said)
        .anyMatch(m ->
            m.startsWith("The constructor of Made writes")
                && m.contains("Its one call site is in tests"));
  }

  @Test
  void readsAreThoseOfTheVariableThatIsSet() {
    List<String> said =
        messages(
            "replaced-collaborator",
            """
            class Room:
                limit = 3

                def places(self):
                    return self.limit


            class Hall:
                limit = 4

                def places(self):
                    return self.limit


            def both(one, other):
                return one.limit + other.limit
            """,
            """
            class T(unittest.TestCase):
                def test_room(self):
                    app.Room.limit = 1
                    self.assertEqual(1, app.Room().places())
            """);
    assertThat(said).anyMatch(m -> m.contains("production reads it once (app.py:5)"));
  }

  @Test
  void callsByANameThatSeveralHaveStayOpen() {
    List<String> said =
        messages(
            "mocked-control",
            """
            class Door:
                def check(self, key):
                    return self.lock.check(key)


            class Lock:
                def check(self, key):
                    return key == 1


            def enter(door):
                return door.check(2)
            """,
            """
            class T(unittest.TestCase):
                @mock.patch.object(app.Door, "check")
                def test_door(self, check):
                    self.assertTrue(app.enter(app.Door()))
            """);
    assertThat(said)
        .anyMatch(m ->
            m.contains("2 functions have this name")
                && m.contains("stays open in production once (app.py:12)"));
  }

  @Test
  void textsAreThoseOfAllRaisesAndConstantsAreNoValues() {
    String app =
        """
        LIMIT = 9


        class Malformed(Exception):
            pass


        def length(text):
            if len(text) > LIMIT:
                raise Malformed("longer than {}".format(LIMIT))
            return text


        def sign(text):
            if text:
                raise Malformed("not a sign: %s" % text)
            raise Malformed("no sign")


        class Reader:
            pass
        """;
    String test =
        """
        class T(unittest.TestCase):
            def test_read(self):
                self.assertRaises(app.Malformed, self.read, "x")

            def test_length(self):
                self.assertRaises(app.Malformed, app.sign, "x")
        """;
    assertThat(messages("error-disclosure", app, test))
        .anyMatch(m ->
            m.startsWith(
                "Of the 3 places that make the text of Malformed, one puts the value of text"))
        .anyMatch(m -> m.startsWith("Of the 2 places that make the text of Malformed, one puts"))
        .noneMatch(m -> m.contains("LIMIT"));
  }
}
