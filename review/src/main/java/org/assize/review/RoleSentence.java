package org.assize.review;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.assize.checks.ProgramView;
import org.assize.program.PythonModule;
import org.assize.program.RoleReason;
import org.assize.program.RoleReason.Witness;

/** Says in a sentence why a file has its role, with the places that show it. */
final class RoleSentence {
  private static final int STEPS = 3;

  private final ProgramView program;
  private final Places places;

  RoleSentence(ProgramView program, Places places) {
    this.program = program;
    this.places = places;
  }

  FileSummary summarize(PythonModule module) {
    RoleReason reason = program.roleReason(module);
    List<Step> steps = new ArrayList<>();
    reason.witnesses().stream()
        .limit(STEPS)
        .forEach(
            w ->
                steps.add(
                    new Step(
                        places.locate(w.module(), w.node().start(), w.node().end()), w.name())));
    return new FileSummary(
        module.path(), reason.role(), sentence(module, reason), steps, module.text().lineCount());
  }

  private String sentence(PythonModule module, RoleReason reason) {
    return switch (reason.because()) {
      case NOTHING_ELSE_SHOWN -> production(reason);
      case TEST_FRAMEWORK -> "It is test code: " + framework(module, reason) + importers(reason);
      case IMPORTED_BY_TESTS_ONLY ->
          "It is test code: it lives among tests, and " + onlyTests(reason) + ".";
      case AMONG_TESTS ->
          "It is test code: it lives among tests, and nothing in the program imports it.";
      case IMPORTED_BY_PRODUCTION ->
          "It is production code, although it looks like a test: " + leak(reason) + " imports it.";
      case TOOL -> "It is tooling: " + cite(reason.witnesses().get(0)) + ".";
      case GENERATED_HEADER -> "It is generated code: its header says so.";
    };
  }

  private String production(RoleReason reason) {
    long tests = reason.importers().stream().filter(program::isTest).count();
    long others = reason.importers().size() - tests;
    return others == 0
        ? "It is production code: nothing shows another role."
        : "It is production code: %s of the program import%s it."
            .formatted(count(others, "production module"), others == 1 ? "s" : "");
  }

  /** The classes outside of the file that make its classes test cases, or what is collected. */
  private static String framework(PythonModule module, RoleReason reason) {
    Set<String> bases = new LinkedHashSet<>();
    for (Witness w : reason.witnesses()) {
      boolean own = w.name().startsWith(module.name() + ".");
      if (!own && w.name().contains(".")) {
        bases.add(w.name() + " (" + w.module().lineOf(w.node()) + ")");
      }
    }
    List<String> named = new ArrayList<>(bases.stream().limit(2).toList());
    if (named.isEmpty()) {
      Witness first = reason.witnesses().get(0);
      return "a test framework collects %s (%d)"
          .formatted(first.name(), first.module().lineOf(first.node()));
    }
    return "its cases derive from " + String.join(" and ", named);
  }

  private String importers(RoleReason reason) {
    int all = reason.importers().size();
    if (all == 0) {
      return ", and nothing in the program imports it.";
    }
    return reason.importers().stream().allMatch(program::isTest)
        ? ", and " + onlyTests(reason) + "."
        : ".";
  }

  private static String onlyTests(RoleReason reason) {
    int all = reason.importers().size();
    return all == 1
        ? "the one module that imports it is a test (" + reason.importers().get(0).path() + ")"
        : "all %d modules that import it are tests".formatted(all);
  }

  private static String leak(RoleReason reason) {
    Witness importer = reason.witnesses().get(0);
    return cite(importer);
  }

  private static String cite(Witness w) {
    return w.name() + " (" + w.module().path() + ":" + w.module().lineOf(w.node()) + ")";
  }

  private static String count(long n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }
}
