package org.assize.review;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assize.checks.ProgramView;
import org.assize.program.PythonModule;
import org.assize.program.RoleReason;
import org.assize.program.RoleReason.Witness;
import org.assize.syntax.Stmt;

/**
 * Says why a file has its role, with the places that show it: a clause that completes "… is test
 * code: ".
 */
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
        .forEach(w ->
            steps.add(
                new Step(places.locate(w.module(), w.node().start(), w.node().end()), w.name())));
    return new FileSummary(
        module.path(), reason.role(), sentence(module, reason), steps, module.text().lineCount());
  }

  private String sentence(PythonModule module, RoleReason reason) {
    return switch (reason.because()) {
      case NOTHING_ELSE_SHOWN -> production(reason);
      case TEST_FRAMEWORK -> framework(module, reason) + importers(reason);
      case IMPORTED_BY_TESTS_ONLY -> "it lives among tests, and " + onlyTests(reason);
      case AMONG_TESTS ->
          "it lives among tests, uses or serves them, and nothing in the program imports it";
      case IMPORTED_BY_PRODUCTION ->
          "it looks like a test, but production code imports it: " + leak(reason);
      case TOOL -> "it runs or defines " + cite(reason.witnesses().get(0));
      case GENERATED -> "a program wrote it: " + cite(reason.witnesses().get(0));
      case COPY -> "it states a release of its own beside " + cite(reason.witnesses().get(0));
      case SAYS_EXAMPLE ->
          "it says so itself (line %d), and nothing in the program imports it"
              .formatted(module.lineOf(reason.witnesses().get(0).node()));
    };
  }

  private String production(RoleReason reason) {
    long tests = reason.importers().stream().filter(program::isTest).count();
    long others = reason.importers().size() - tests;
    return others == 0
        ? "nothing shows another role"
        : "%s of the program import%s it"
            .formatted(count(others, "production module"), others == 1 ? "s" : "");
  }

  /** The classes outside of the file that make its classes test cases, or what is collected. */
  private static String framework(PythonModule module, RoleReason reason) {
    Map<String, String> bases = new LinkedHashMap<>();
    List<Witness> classes =
        reason.witnesses().stream().filter(w -> w.node() instanceof Stmt.ClassDef).toList();
    List<Witness> cases = classes.stream().filter(RoleSentence::hasTests).toList();
    for (Witness w : cases.isEmpty() ? classes : cases) {
      boolean own = w.name().startsWith(module.name() + ".");
      if (!own && w.name().contains(".")) {
        bases.putIfAbsent(w.name(), w.name() + " (" + w.module().lineOf(w.node()) + ")");
      }
    }
    List<String> named = bases.values().stream().limit(2).toList();
    if (named.isEmpty()) {
      Witness first = reason.witnesses().get(0);
      return "a test framework collects %s (%d)"
          .formatted(first.name(), first.module().lineOf(first.node()));
    }
    return "its cases derive from " + String.join(" and ", named);
  }

  /** Whether a class that uses the framework holds tests, rather than fixtures. */
  private static boolean hasTests(Witness witness) {
    return witness.module().scopes().classOf(witness.node()).stream()
        .flatMap(type -> type.methods().stream())
        .anyMatch(method -> method.name().startsWith("test"));
  }

  private String importers(RoleReason reason) {
    int all = reason.importers().size();
    if (all == 0) {
      return ", and nothing in the program imports it";
    }
    return reason.importers().stream().allMatch(program::isTest)
        ? ", and " + onlyTests(reason)
        : "";
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
