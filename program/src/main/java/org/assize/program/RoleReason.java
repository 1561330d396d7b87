package org.assize.program;

import java.util.List;
import org.assize.facts.CodeRole;
import org.assize.syntax.Node;

/**
 * The role of a module with what speaks for it.
 *
 * @param role the conclusion
 * @param because what decided
 * @param witnesses the places that show it, the most telling first; empty for production that
 *     nothing speaks against
 * @param importers the modules that import it, in program order
 */
public record RoleReason(
    CodeRole role, Because because, List<Witness> witnesses, List<PythonModule> importers) {
  /** What decided a role. */
  public enum Because {
    /** Nothing shows another role. */
    NOTHING_ELSE_SHOWN,
    /** It has test cases, test functions or fixtures of a test framework. */
    TEST_FRAMEWORK,
    /** Only test code imports it. */
    IMPORTED_BY_TESTS_ONLY,
    /** It lives among tests, uses them or is named by one, and nothing imports it. */
    AMONG_TESTS,
    /** It looks like a test, but production imports it. */
    IMPORTED_BY_PRODUCTION,
    /** It calls or defines what setup, migration or documentation tools ask for. */
    TOOL,
    /** Its header, or what it calls, says that a program wrote it. */
    GENERATED,
    /** It states a release of its own, and an owner whom nothing else names or a substitute. */
    COPY,
    /** It lies outside of every package, nothing imports it, and it calls itself an example. */
    SAYS_EXAMPLE
  }

  /**
   * A place that shows a role.
   *
   * @param module where
   * @param node what stands there
   * @param name the class, decorator or module that it names
   */
  public record Witness(PythonModule module, Node node, String name) {}
}
