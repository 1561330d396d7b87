package org.assize.report;

import static org.assize.report.Samples.weakness;

import java.util.ArrayList;
import java.util.List;
import org.assize.facts.Area;
import org.assize.facts.CodeRole;
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
import org.assize.review.MissingKind;
import org.assize.review.Observation;
import org.assize.review.ProgramSize;
import org.assize.review.Review;

/** A review of one large test file without a defect: patterns with many places each. */
final class Seed {
  private static final String PATH = "neutron/tests/unit/objects/test_base.py";

  private static final Weakness RANDOM =
      weakness(
          "weak-random-secret",
          "Predictable random values",
          Area.RANDOMNESS,
          338,
          Severity.HIGH,
          "Use secrets.token_hex.",
          "the value is a token, key or password");
  private static final Weakness EMPTY =
      weakness(
          "empty-choice",
          "Choice from an empty sequence",
          Area.ROBUSTNESS,
          754,
          Severity.LOW,
          "Check the length first.",
          "a client decides whether anything matches");
  private static final Weakness RECURSION =
      weakness(
          "unbounded-recursion",
          "Recursion without a bound",
          Area.ROBUSTNESS,
          674,
          Severity.LOW,
          "Count the attempts.",
          "a client chooses the keys");
  private static final Weakness MOCKS =
      weakness(
          "mocked-query",
          "Queries replaced by mocks",
          Area.DATA_ACCESS,
          1059,
          Severity.LOW,
          "",
          "");
  private static final Weakness UUIDS =
      weakness(
          "exposed-identifier",
          "Identifiers that leak",
          Area.IDENTIFIERS,
          200,
          Severity.LOW,
          "",
          "");
  private static final Weakness FIELDS =
      weakness(
          "mass-assignment",
          "Mass assignment",
          Area.INPUT_VALIDATION,
          915,
          Severity.HIGH,
          "Write typed fields only.",
          "update_obj_fields is fed from a request");
  private static final Weakness ERRORS =
      weakness(
          "error-disclosure",
          "Details in error messages",
          Area.ERROR_DISCLOSURE,
          209,
          Severity.LOW,
          "A fixed message; details to the log.",
          "the duplicate-entry text is in a response");

  private final Fingerprints fingerprints = new Fingerprints();
  private final List<Observation> observations = new ArrayList<>();

  static Review review() {
    Seed seed = new Seed();
    seed.observe();
    FileSummary file =
        new FileSummary(
            PATH,
            CodeRole.TEST,
            "its cases derive from neutron.tests.base.BaseTestCase (740), and all 43 modules that"
                + " import it are tests",
            List.of(),
            2274);
    return Review.of(
        Samples.TOOL, new ProgramSize(2350, 409_906), coverage(), List.of(file), seed.observations);
  }

  private static Coverage coverage() {
    List<Missing> missing = new ArrayList<>();
    String known = "known from library facts";
    for (String name : List.of("sqlalchemy", "oslo_db", "oslo_utils", "oslo_versionedobjects")) {
      missing.add(new Missing(name, MissingKind.PACKAGE, 2, known));
    }
    for (String name : List.of("testtools", "netaddr", "fixtures")) {
      missing.add(
          new Missing(name, MissingKind.PACKAGE, 0, "unknown; nothing above depends on them"));
    }
    return new Coverage(
        1,
        2274,
        List.of(),
        missing,
        List.of(new RoleCount(CodeRole.TEST, 1, null)),
        List.of(),
        List.of(),
        List.of());
  }

  private void observe() {
    caution(RANDOM, "random.choice picks test values; none becomes a secret", 455, 469);
    caution(
        RANDOM,
        "16 calls of get_random_string, whose home is production code:"
            + " neutron_lib/utils/helpers.py:151, random.getrandbits. Production calls it once"
            + " (neutron/common/utils.py:816), for device names.",
        469,
        476,
        477,
        478,
        479,
        480,
        481,
        482,
        483,
        484,
        490,
        500,
        510,
        520,
        530,
        540);
    refuted(
        EMPTY,
        "random.choice cannot meet an empty list: VALID_DSCP_MARKS has 21 elements"
            + " (neutron_lib/constants.py:359); 10 reads, no other write",
        455);
    refuted(EMPTY, "range(63) is not empty", 469);
    caution(
        EMPTY, "[...][0] raises IndexError when nothing matches: a test fails, no more", 617, 773);
    caution(RECURSION, "recursion without a bound while generated keys collide", 653);
    mocks();
    refuted(
        UUIDS,
        "UUIDs are random (version 4) and reach no log, exception text or response: the file logs"
            + " nothing; its one raise (464) has fixed text",
        408,
        410,
        503,
        600,
        610,
        620,
        630,
        640,
        650,
        660,
        670);
    add(
        Observation.builder(FIELDS, Status.CAUTION, Location.of(PATH, 693, 1, 695, 30))
            .reason(Reason.TEST_CODE)
            .role(CodeRole.TEST)
            .message(
                "update_obj_fields: 695 passes the typed fields (a UUIDField rejects:"
                    + " neutron_lib/objects/common_types.py:368); 693, 694 write plain dicts. All"
                    + " 58 call sites are in tests")
            .build(fingerprints.next(FIELDS.id(), PATH, "", "")));
    caution(
        ERRORS,
        "the duplicate-entry error names type, columns and values"
            + " (neutron_lib/objects/exceptions.py:36); here assertRaises takes it. Production"
            + " raises it (neutron/objects/base.py:906) and answers 409"
            + " (neutron_lib/api/faults.py:21): judged there",
        1145,
        1146,
        1147,
        1148);
  }

  private void mocks() {
    int[] lines = new int[54];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = i < 7 ? 749 + i : 800 + 3 * i;
    }
    caution(
        MOCKS,
        "mocks replace 9 functions of neutron.objects.db.api: no claim about the real queries can"
            + " rest on these tests",
        lines);
  }

  private void caution(Weakness weakness, String message, int... lines) {
    for (int line : lines) {
      add(
          Observation.builder(weakness, Status.CAUTION, Location.of(PATH, line, 9, line, 20))
              .reason(Reason.TEST_CODE)
              .role(CodeRole.TEST)
              .message(message)
              .build(fingerprints.next(weakness.id(), PATH, "", message)));
    }
  }

  private void refuted(Weakness weakness, String message, int... lines) {
    for (int line : lines) {
      add(
          Observation.builder(weakness, Status.REFUTED, Location.of(PATH, line, 9, line, 20))
              .role(CodeRole.TEST)
              .message(message)
              .build(fingerprints.next(weakness.id(), PATH, "", message)));
    }
  }

  private void add(Observation observation) {
    observations.add(observation);
  }
}
