package org.assize.checks;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;

/**
 * Finds names that mix Latin letters with letters of another alphabet that look the same: they are
 * other names than they show (Unicode Technical Standard 39, "Mixed-Script Confusables").
 *
 * @param letters letters of other alphabets, with the Latin ones that they look like
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the name, {@code
 *     {text}} what it looks like
 */
public record LookalikeNames(Map<String, String> letters, Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public LookalikeNames {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    if (isAscii(check.view().module().text().text())) {
      return; // as nearly all files are
    }
    Set<String> told = new HashSet<>();
    for (PythonFunction f : check.view().module().scopes().functions()) {
      judge(check, f.name(), Place.ofName(f), told);
    }
    for (PythonClass c : check.view().module().scopes().classes()) {
      judge(check, c.name(), Place.ofName(c), told);
    }
    for (Expr.Name n : check.view().all(Expr.Name.class)) {
      judge(check, n.id(), Place.of(check.view().module(), n), told);
    }
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private void judge(Check check, String name, Place place, Set<String> told) {
    String shown = latin(name);
    boolean isMixed =
        !shown.equals(name)
            && isAscii(shown)
            && name.chars().anyMatch(c -> c < 0x80 && Character.isLetter(c));
    if (isMixed && told.add(name)) {
      check.report(
          check
              .present(place)
              .step(place, "not all of its letters are Latin")
              .saying(
                  new Sentences(say)
                      .fill(check.inTest() ? "test" : "present", "name", name, "text", shown)));
    }
  }

  private String latin(String name) {
    StringBuilder shown = new StringBuilder();
    name.codePoints()
        .mapToObj(Character::toString)
        .forEach(c -> shown.append(letters.getOrDefault(c, c)));
    return shown.toString();
  }
}
