package org.assize.checks;

import java.util.function.Consumer;
import org.assize.facts.CodeRole;
import org.assize.facts.Reason;
import org.assize.facts.Weakness;
import org.assize.program.PythonModule;

/**
 * What a detector is handed for one module.
 *
 * @param weakness what to look for
 * @param program the whole program
 * @param view the module to look in
 * @param findings takes what is found
 */
public record Check(
    Weakness weakness, ProgramView program, ModuleView view, Consumer<Finding> findings) {

  /** Whether the module is test code. */
  public boolean inTest() {
    return program.isTest(view.module());
  }

  /**
   * Starts a finding for a pattern that is truly there: a defect in code that production reaches,
   * one severity lower in examples and tooling, and a caution in test code.
   */
  public Finding.Builder present(Place place) {
    return inTestCode(place)
        ? Finding.caution(weakness, place, Reason.TEST_CODE)
        : Finding.defect(weakness, place).severity(program.severityIn(place.module(), weakness));
  }

  private boolean inTestCode(Place place) {
    return program.roleOf(place.module()) == CodeRole.TEST;
  }

  /** Returns the same for another module, to look at what happens there. */
  Check in(PythonModule other) {
    return new Check(weakness, program, program.view(other), findings);
  }

  /** Hands a finding over. */
  public void report(Finding finding) {
    findings.accept(finding);
  }
}
