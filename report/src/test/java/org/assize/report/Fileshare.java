package org.assize.report;

import static org.assize.report.Samples.find;
import static org.assize.report.Samples.weakness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assize.facts.Area;
import org.assize.facts.CodeRole;
import org.assize.facts.Control;
import org.assize.facts.Reason;
import org.assize.facts.Severity;
import org.assize.facts.Status;
import org.assize.facts.Weakness;
import org.assize.review.Coverage;
import org.assize.review.Coverage.Missing;
import org.assize.review.Coverage.RoleCount;
import org.assize.review.FileSummary;
import org.assize.review.Fingerprints;
import org.assize.review.Location;
import org.assize.review.MissingFact;
import org.assize.review.MissingKind;
import org.assize.review.Observation;
import org.assize.review.ProgramSize;
import org.assize.review.Review;
import org.assize.review.SourceLines;
import org.assize.review.Step;

/** A review of a small service: two defects, one undecided suspicion, four cautions and such. */
final class Fileshare {
  private static final Map<String, String> FILES =
      Map.of(
          "tests/factories.py",
          """
          import random
          import string


          def random_string(length):
              return "".join(random.choice(string.ascii_letters) for _ in range(length))
          """,
          "fileshare/links.py",
          """
          from tests.factories import random_string

          LINKS = {}


          def share(name):
              token = random_string(12)
              LINKS[token] = name
              return token


          def target(token):
              return LINKS[token]
          """,
          "fileshare/storage.py",
          """
          import os


          # where shared files are
          ROOT = os.environ.get("SHARE_ROOT", "/srv/share")


          def read(name):
              full = os.path.realpath(os.path.join(ROOT, name))
              if not full.startswith(ROOT):
                  raise PermissionError(name)
              with open(full, "rb") as file:
                  return file.read()
          """,
          "fileshare/app.py",
          "\n".repeat(15)
              + """
              def download():
                  name = request.args["name"]; kind = "file"
                  return storage.read(name)


              @app.get("/s/<token>")
              def shared(token):
                  token = links.clean(token)


              def from_link(token):

                  return storage.read(links.target(token))




                  title = request.args["title"]
              """,
          "fileshare/preview.py",
          "\n".repeat(7) + "    return subprocess.run(command, shell=True)\n",
          "fileshare/catalog.py",
          "\n".repeat(9) + "    return connection.execute(query + order)\n",
          "tests/test_app.py",
          "\n".repeat(5)
              + "PASSWORD = \"hunter22\"\n\n\n@mock.patch(\"fileshare.storage.read\")\n");

  static final SourceLines SOURCES = Samples.sources(FILES);

  private static final Weakness RANDOM =
      weakness(
          "weak-random-secret",
          "Predictable secret",
          Area.RANDOMNESS,
          338,
          Severity.HIGH,
          "token = secrets.token_urlsafe(16)",
          "the value is a token, key or password");
  private static final Weakness TRAVERSAL =
      weakness(
          "path-traversal",
          "Path traversal",
          Area.FILES_AND_PARSING,
          22,
          Severity.MEDIUM,
          "if not pathlib.Path(full).is_relative_to(ROOT):",
          "");
  private static final Weakness SHELL =
      weakness(
          "os-command-injection",
          "OS command injection",
          Area.INPUT_VALIDATION,
          78,
          Severity.CRITICAL,
          "",
          "");
  private static final Weakness SQL =
      weakness("sql-injection", "SQL injection", Area.DATA_ACCESS, 89, Severity.HIGH, "", "");
  private static final Weakness LOOKUP =
      weakness("unguarded-lookup", "Unguarded lookup", Area.ROBUSTNESS, 248, Severity.LOW, "", "");
  private static final Weakness MOCK =
      weakness(
          "mocked-control",
          "Control replaced by a mock",
          Area.TEST_HYGIENE,
          1059,
          Severity.LOW,
          "",
          "");
  private static final Weakness SECRET =
      weakness(
          "hard-coded-secret",
          "Hard-coded secret",
          Area.SECRETS,
          798,
          Severity.HIGH,
          "Read it from the environment.",
          "something compares against it");

  private Fileshare() {}

  static Review review() {
    return review(observations());
  }

  static Review review(List<Observation> observations) {
    List<FileSummary> scope = new ArrayList<>();
    for (String name : List.of("app", "catalog", "links", "preview", "storage", "users", "mail")) {
      scope.add(file("fileshare/" + name + ".py", CodeRole.PRODUCTION));
    }
    scope.add(file("tests/factories.py", CodeRole.PRODUCTION));
    scope.add(file("tests/test_app.py", CodeRole.TEST));
    Coverage coverage =
        new Coverage(
            9,
            98,
            List.of(),
            List.of(
                new Missing("company_text", MissingKind.PACKAGE, 1, "unknown: the undecided one"),
                new Missing("flask", MissingKind.PACKAGE, 4, "known from library facts")),
            List.of(
                new RoleCount(CodeRole.TEST, 1, null),
                new RoleCount(CodeRole.PRODUCTION, 8, "two of them under tests/")),
            List.of(),
            List.of(),
            List.of());
    return Review.of(Samples.TOOL, new ProgramSize(9, 98), coverage, scope, observations);
  }

  static List<Observation> observations() {
    return List.of(token(), traversal(), shell(), sql(), lookup(), mock(), password());
  }

  private static FileSummary file(String path, CodeRole role) {
    return new FileSummary(path, role, "", List.of(), 11);
  }

  private static Location at(String path, int line, String code) {
    return find(SOURCES, path, line, code);
  }

  private static String print(Weakness weakness, Location place) {
    String line = SOURCES.line(place.path(), place.startLine()).orElseThrow();
    return new Fingerprints().next(weakness.id(), place.path(), "", line);
  }

  static Observation token() {
    Location place = at("fileshare/links.py", 7, "random_string(12)");
    return Observation.builder(RANDOM, Status.DEFECT, place)
        .message(
            "Share links can be guessed: their token comes from Python's random module, by way of"
                + " a test helper.")
        .step(
            at("tests/factories.py", 6, "random.choice(string.ascii_letters)"),
            "predictable (Mersenne Twister)")
        .step(
            at("fileshare/links.py", 1, "from tests.factories import random_string"),
            "production imports a test helper")
        .step(at("fileshare/links.py", 8, "LINKS[token] = name"), "the token becomes a key,")
        .step(at("fileshare/app.py", 28, "links.target(token)"), "and the key alone opens the file")
        .build(print(RANDOM, place));
  }

  static Observation traversal() {
    Location place = at("fileshare/storage.py", 12, "open");
    return Observation.builder(TRAVERSAL, Status.DEFECT, place)
        .trust(Control.REMOTE)
        .message(
            "A client can read files outside /srv/share: in folders beside it whose names begin"
                + " with \"share\".")
        .step(
            at("fileshare/app.py", 17, "name = request.args[\"name\"]"),
            "a network client chooses it")
        .step(at("fileshare/app.py", 18, "storage.read(name)"), "passed unchanged")
        .step(
            at("fileshare/storage.py", 9, "os.path.realpath(os.path.join(ROOT, name))"),
            "\"../\" and a leading \"/\" leave ROOT")
        .step(
            at("fileshare/storage.py", 10, "full.startswith(ROOT)"),
            "guard, bypassable: ROOT has no final \"/\" (line 5), so \"/srv/share-old/x\" passes")
        .step(at("fileshare/storage.py", 13, "return file.read()"), "the content is the response")
        .route(
            List.of(
                new Step(at("fileshare/app.py", 23, "token"), "GET /s/<token>"),
                new Step(at("fileshare/links.py", 8, "LINKS[token]"), "stored"),
                new Step(at("fileshare/links.py", 13, "LINKS[token]"), "read back"),
                new Step(at("fileshare/app.py", 28, "storage.read"), "passed unchanged")))
        .tryLine("GET /download?name=../share-old/x   (where a folder /srv/share-old exists)")
        .build(print(TRAVERSAL, place));
  }

  private static Observation shell() {
    Location place = at("fileshare/preview.py", 8, "subprocess.run(command, shell=True)");
    return Observation.builder(SHELL, Status.UNDECIDED, place)
        .trust(Control.REMOTE)
        .message(
            "A client's title (app.py:33) reaches a shell through company_text.to_label: its code"
                + " was not found.")
        .guidance(
            "--deps DIR with company_text, or two lines of rule: assize rules new company_text")
        .missing(new MissingFact(MissingKind.PACKAGE, "company_text", place))
        .build(print(SHELL, place));
  }

  private static Observation sql() {
    Location place = at("fileshare/catalog.py", 10, "connection.execute(query + order)");
    return Observation.builder(SQL, Status.REFUTED, place)
        .message("order is one of COLUMNS (3): checked at 7")
        .build(print(SQL, place));
  }

  private static Observation lookup() {
    Location place = at("fileshare/links.py", 13, "LINKS[token]");
    return Observation.builder(LOOKUP, Status.CAUTION, place)
        .reason(Reason.DEFENCE_IN_DEPTH)
        .message("an unknown token answers 500, no more")
        .build(print(LOOKUP, place));
  }

  private static Observation mock() {
    Location place = at("tests/test_app.py", 9, "mock.patch(\"fileshare.storage.read\")");
    return Observation.builder(MOCK, Status.CAUTION, place)
        .reason(Reason.TEST_CODE)
        .role(CodeRole.TEST)
        .message(
            "the only test of /download replaces storage.read: no test runs the path check of"
                + " fileshare/storage.py:10")
        .build(print(MOCK, place));
  }

  private static Observation password() {
    Location place = at("tests/test_app.py", 6, "\"hunter22\"");
    return Observation.builder(SECRET, Status.CAUTION, place)
        .reason(Reason.TEST_CODE)
        .role(CodeRole.TEST)
        .message("test code; nothing compares against it")
        .build(print(SECRET, place));
  }
}
