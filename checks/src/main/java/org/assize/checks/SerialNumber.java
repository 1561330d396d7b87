package org.assize.checks;

import java.util.Set;
import java.util.regex.Pattern;
import org.assize.program.PythonModule;

/** Tells the serial number of a device from the number of a person: {@code ssn} may be either. */
final class SerialNumber {
  private static final Set<String> EITHER = Set.of("ssn");

  private static final Pattern PEOPLE =
      Pattern.compile(
          "(?i)person|people|patient|employee|applicant|customer|citizen|tax_?payer|social"
              + "|birth|first_?name|last_?name|full_?name|resident|insur|payroll|salary");

  private SerialNumber() {}

  /** Whether a name may mean both, in a module that speaks of nobody. */
  static boolean isMeant(String name, PythonModule module) {
    return NameTerms.endsWith(name, EITHER)
        && !PEOPLE.matcher(module.text().slice(0, module.text().length())).find();
  }
}
