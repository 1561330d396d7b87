package org.assize.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assize.facts.Status;
import org.assize.knowledge.Knowledge;
import org.assize.review.Observation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What disproves a suspicion decides: with that line altered, the same place is no longer refuted.
 */
class RefutationsTest {
  private static final ReviewedExamples REVIEWER = new ReviewedExamples(Knowledge.load());
  private static final String TEST_CASE = "import unittest\n\n\nclass T(unittest.TestCase):\n";

  /**
   * A refuted suspicion.
   *
   * @param weakness that is suspected, in the file {@code app.py} or, if there is none, {@code
   *     test_app.py}
   * @param files texts by path
   * @param decides the part of a file that disproves it
   * @param altered what stands there instead
   */
  record Case(
      String name, String weakness, Map<String, String> files, String decides, String altered) {
    @Override
    public String toString() {
      return name;
    }

    Map<String, String> alteredFiles() {
      Map<String, String> altered = new LinkedHashMap<>();
      files.forEach((path, text) -> altered.put(path, text.replace(decides, this.altered)));
      assertThat(altered).as("the altered line exists").isNotEqualTo(files);
      return altered;
    }
  }

  private static Case of(String name, String weakness, String app, String decides, String altered) {
    return new Case(name, weakness, Map.of("app.py", app), decides, altered);
  }

  static Stream<Case> cases() {
    return Stream.concat(composed(), Stream.concat(settings(), tests()));
  }

  private static Stream<Case> composed() {
    String listing =
        """
        COLUMNS = ("name", "size")


        def listing(database, order):
            if order not in COLUMNS:
                raise ValueError("no such column")
            return database.execute("SELECT name FROM files ORDER BY " + order)
        """;
    return Stream.of(
        of("an allow-list", "sql-injection", listing, "order not in COLUMNS", "not order"),
        of("the list of an allow-list", "sql-injection", listing, "\"size\")", "\"size\", other)"),
        of(
            "a table of texts",
            "sql-injection",
            """
            TABLES = {"a": "one", "b": "two"}


            def listing(database, key):
                return database.execute("SELECT name FROM " + TABLES[key])
            """,
            "\"two\"",
            "input()"),
        of(
            "texts fixed where they are written",
            "sql-injection",
            """
            TABLE = "files"


            def listing(database):
                return database.execute("SELECT name FROM " + TABLE)
            """,
            "TABLE = \"files\"",
            "TABLE = input()"),
        of(
            "quoting",
            "os-command-injection",
            """
            import os
            import shlex


            def show(name):
                os.system("ls " + shlex.quote(name))
            """,
            "shlex.quote(name)",
            "name"),
        of(
            "a literal",
            "os-command-injection",
            """
            import os


            def show(name):
                os.system("ls -l")
            """,
            "\"ls -l\"",
            "\"ls \" + name"),
        of(
            "a shell that no call asks for",
            "os-command-injection",
            """
            import subprocess


            def _run(text, shell):
                return subprocess.call(text + " -v", shell=shell)


            def start(name):
                return _run(name, shell=False)
            """,
            "shell=False",
            "shell=True"),
        of(
            "a fixed argument of every call",
            "sql-injection",
            """
            def _listing(database, table):
                return database.execute("SELECT name FROM " + table)


            def files(database, name):
                return _listing(database, "files")
            """,
            "\"files\")",
            "name)"),
        of(
            "a fixed argument, not what a call gives",
            "sql-injection",
            """
            def _listing(database, table):
                return database.execute("SELECT name FROM " + table)


            def files(database):
                return _listing(database, "files")
            """,
            "\"files\")",
            "input())"),
        of(
            "equality with a text",
            "sql-injection",
            """
            def listing(database, table):
                if table == "files":
                    return database.execute("SELECT name FROM " + table)
                return None
            """,
            "\"files\":",
            "input():"),
        of(
            "characters",
            "sql-injection",
            """
            def listing(database, table):
                if not table.isalnum():
                    return None
                return database.execute("SELECT name FROM " + table)
            """,
            "table.isalnum()",
            "table.strip()"));
  }

  private static Stream<Case> settings() {
    return Stream.of(
        of(
            "a declared purpose",
            "weak-hash",
            """
            import hashlib


            def sign(key):
                return hashlib.new("md5", key, usedforsecurity=False).digest()[0]
            """,
            ", usedforsecurity=False",
            ""),
        of(
            "a port of the system's choice",
            "bind-all-interfaces",
            """
            import socket


            def free_port():
                probe = socket.socket()
                probe.bind(("", 0))
            """,
            "(\"\", 0)",
            "(\"\", 80)"),
        of(
            "a mode without writing",
            "loose-file-mode",
            """
            import os


            def publish(path):
                os.chmod(path, 0o755)
            """,
            "0o755",
            "0o777"),
        of(
            "a check that is switched on again",
            "certificate-check-off",
            """
            import ssl


            def careful():
                context = ssl.SSLContext(ssl.PROTOCOL_TLS)
                context.verify_mode = ssl.CERT_REQUIRED
                return context
            """,
            "CERT_REQUIRED",
            "CERT_NONE"),
        of(
            "a list instead of a shell",
            "process-start",
            """
            import subprocess


            def convert(name):
                subprocess.run(["/usr/bin/convert", name])
            """,
            "/usr/bin/convert",
            "convert"),
        of(
            "the name of a class",
            "hard-coded-credential",
            """
            class SignedToken:
                pass


            HASHES = {"SignedToken": "a8f5f167f44f4964e6c998dee827110c"}
            """,
            "class SignedToken",
            "class Other"),
        of(
            "a placeholder",
            "hard-coded-credential",
            "password = \"changeit\"\n",
            "changeit",
            "kfh4Gd9wq2"));
  }

  private static Stream<Case> tests() {
    String chooses =
        "import random\n"
            + "import marks\n"
            + TEST_CASE
            + "    mark = random.choice(marks.MARKS)\n";
    Map<String, String> choice = Map.of("marks.py", "MARKS = [1, 2, 3]\n", "test_app.py", chooses);
    String logs =
        "import logging\n"
            + "import uuid\n"
            + TEST_CASE
            + "    def test_it(self):\n"
            + "        made = uuid.uuid4()\n"
            + "        logging.info(\"done\")\n";
    String raises =
        "def find(key):\n    if not key:\n        raise KeyError(\"no such key\")\n    return key\n";
    String expects =
        "import app\n"
            + TEST_CASE
            + "    def test_it(self):\n"
            + "        self.assertRaises(KeyError, app.find, 0)\n";
    return Stream.of(
        new Case("a constant collection", "empty-choice", choice, "[1, 2, 3]", "[]"),
        new Case(
            "no log names the identifier",
            "exposed-identifier",
            Map.of("test_app.py", logs),
            "(\"done\")",
            "(made)"),
        new Case(
            "a fixed text of an exception",
            "error-disclosure",
            Map.of("app.py", raises, "test_app.py", expects),
            "\"no such key\"",
            "key"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theLineThatDisprovesDecides(Case refuted) {
    assertThat(statuses(refuted, refuted.files)).containsOnly(Status.REFUTED);
    assertThat(statuses(refuted, refuted.alteredFiles())).doesNotContain(Status.REFUTED);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aRefutationCitesWhatDisproves(Case refuted) {
    for (Observation seen : REVIEWER.reviewed(refuted.files).observations()) {
      if (seen.weakness().equals(refuted.weakness) && seen.status() == Status.REFUTED) {
        assertThat(seen.evidence()).isNotEmpty();
      }
    }
  }

  /** What is said of the place: imports aside, which are judged by the calls. */
  private static List<Status> statuses(Case refuted, Map<String, String> files) {
    return REVIEWER.reviewed(files).observations().stream()
        .filter(seen -> seen.weakness().equals(refuted.weakness))
        .filter(seen -> !seen.message().startsWith("Importing"))
        .map(Observation::status)
        .toList();
  }
}
