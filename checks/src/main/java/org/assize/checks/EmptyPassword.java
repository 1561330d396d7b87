package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assize.facts.Reason;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Finds servers that are told apart by a user alone, since the password is an empty text.
 *
 * @param passwordTerms last words of names of passwords
 * @param connecting names of functions that connect to a server
 * @param besides keys that stand beside the password in a description of a connection
 * @param hostTerms last words of names of hosts
 * @param local hosts that are this machine, where the system may vouch for the user
 * @param say sentences for {@code present}, {@code local} and {@code test}; {@code {name}} is where
 *     the password is missing
 */
public record EmptyPassword(
    Set<String> passwordTerms,
    Set<String> connecting,
    Set<String> besides,
    Set<String> hostTerms,
    Set<String> local,
    Map<String, String> say)
    implements Detector {
  private static final Pattern ADDRESS =
      Pattern.compile("[a-z][\\w+.-]*://[^\\s:/@]+:@([\\w.-]+)(?:[:/].*)?");

  /** Checks the sentences. */
  public EmptyPassword {
    Sentences.require(say, List.of("present", "local", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      if (connecting.contains(call.calledName())) {
        for (Node.Keyword given : call.node().keywords()) {
          if (given.name() != null
              && NameTerms.endsWith(given.name(), passwordTerms)
              && isEmpty(given.value())) {
            boolean isLocal =
                call.node().keywords().stream()
                    .anyMatch(k -> k.name() != null && isLocal(check, k.name(), k.value()));
            report(check, given.value(), given.name(), isLocal);
          }
        }
      }
    }
    check.view().all(Expr.Dict.class).forEach(d -> described(check, d));
    for (Expr.Str text : check.view().all(Expr.Str.class)) {
      Matcher address = ADDRESS.matcher(text.value());
      if (address.matches()) {
        report(check, text, "the address", local.contains(address.group(1)));
      }
    }
  }

  private void described(Check check, Expr.Dict dict) {
    List<String> keys =
        dict.keys().stream()
            .filter(k -> k instanceof Expr.Str)
            .map(k -> ((Expr.Str) k).value())
            .toList();
    if (!keys.containsAll(besides)) {
      return;
    }
    boolean isLocal = false;
    for (int i = 0; i < dict.keys().size(); i++) {
      isLocal |=
          dict.keys().get(i) instanceof Expr.Str key
              && isLocal(check, key.value(), dict.values().get(i));
    }
    for (int i = 0; i < dict.keys().size(); i++) {
      Expr value = dict.values().get(i);
      if (dict.keys().get(i) instanceof Expr.Str key
          && NameTerms.endsWith(key.value(), passwordTerms)
          && isEmpty(value)) {
        report(check, value, key.value(), isLocal);
      }
    }
  }

  private static boolean isEmpty(Expr value) {
    return value instanceof Expr.Str s && s.value().isEmpty();
  }

  private boolean isLocal(Check check, String name, Expr value) {
    return NameTerms.endsWith(name, hostTerms)
        && check
            .program()
            .values()
            .text(value, check.view().module())
            .filter(local::contains)
            .isPresent();
  }

  private void report(Check check, Expr value, String name, boolean isLocal) {
    PythonModule module = check.view().module();
    Place place = Place.of(module, value);
    String which = check.inTest() ? "test" : isLocal ? "local" : "present";
    Finding.Builder finding =
        isLocal && !check.inTest()
            ? Finding.caution(check.weakness(), place, Reason.DEFENCE_IN_DEPTH)
            : check.present(place);
    check.report(
        finding
            .step(place, "the password is empty")
            .saying(new Sentences(say).fill(which, "name", name)));
  }
}
