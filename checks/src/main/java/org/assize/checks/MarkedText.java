package org.assize.checks;

import static java.util.Locale.ROOT;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Texts that stand in the place of a credential and are none, by what stands around them.
 *
 * @param signingTerms last words of names of keys that sign
 */
record MarkedText(Check check, Set<String> signingTerms) {
  private static final Pattern OWN_MACHINE =
      Pattern.compile("https?://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?(/.*)?");
  private static final Pattern PLAIN_WORD = Pattern.compile("\\w{3,}");

  /** Returns why a text is no credential where it stands. */
  Optional<String> innocence(NamedText pair) {
    if (pair.kind() == NamedText.Kind.PASSED && isOfOwnMachine(pair)) {
      return Optional.of("what takes it runs on the same machine");
    } else if (pair.kind() == NamedText.Kind.PASSED && isMarkConstant(pair)) {
      return Optional.of("the text is the name of its constant: it marks that there is none");
    } else if (pair.kind() == NamedText.Kind.ASSIGNED && isNameOfEntry(pair)) {
      return Optional.of("the text is the name under which one is kept");
    } else if (pair.kind() == NamedText.Kind.ENTRY && isForTests(pair)) {
      return Optional.of("what takes it is told to run as a test");
    }
    return Optional.empty();
  }

  /** Whether a comparison asks for a mark, for whether a key was set, or turns a text away. */
  boolean isAsked(NamedText pair) {
    boolean isMark = pair.kind() == NamedText.Kind.COMPARED && isMarkConstant(pair);
    return pair.isMark() || isMark || isUnset(pair) || pair.isRefused(check.view());
  }

  /** {@code SECRET_KEY == "change-me"}: whether somebody has set the key yet. */
  private boolean isUnset(NamedText pair) {
    return pair.kind() == NamedText.Kind.COMPARED
        && NameTerms.endsWith(pair.name(), signingTerms)
        && pair.name().equals(pair.name().toUpperCase(ROOT));
  }

  /** {@code NOT_SPECIFIED = "NOT_SPECIFIED"}, in the place of what would be a password. */
  private boolean isMarkConstant(NamedText pair) {
    String named =
        pair.value() instanceof Expr.Name || pair.value() instanceof Expr.Attribute
            ? NameTerms.last(pair.value())
            : "";
    return named.matches("[A-Z]+(_[A-Z]+)+")
        && check
            .program()
            .values()
            .text(pair.value(), check.view().module())
            .filter(text -> text.toUpperCase(ROOT).equals(named))
            .isPresent();
  }

  /** {@code session_secret_key = "_session_secret"}, of a dictionary. */
  private static boolean isNameOfEntry(NamedText pair) {
    return pair.value() instanceof Expr.Str text
        && text.value().startsWith("_")
        && pair.name().equals(pair.name().toLowerCase(ROOT))
        && NameTerms.of(pair.name()).getLast().equals("key")
        && (pair.name().equals(text.value() + "_key")
            || pair.name().equals(text.value().substring(1) + "_key"));
  }

  /** {@code make(testing=True, settings={"SECRET_KEY": "…"})}. */
  private boolean isForTests(NamedText pair) {
    Optional<Node> given = check.view().parent(pair.value()).flatMap(check.view()::parent);
    return given
                .flatMap(g -> g instanceof Node.Keyword ? check.view().parent(g) : given)
                .orElse(null)
            instanceof Expr.Call call
        && call.keywords().stream()
            .anyMatch(
                k -> "testing".equals(k.name()) && k.value() instanceof Expr.Bool b && b.value());
  }

  /**
   * {@code client(endpoint_url="http://localhost:4566", secret="test")}: a stand-in of a service.
   */
  private boolean isOfOwnMachine(NamedText pair) {
    Optional<Node> call = check.view().parent(pair.value()).flatMap(check.view()::parent);
    return pair.value() instanceof Expr.Str text
        && PLAIN_WORD.matcher(text.value()).matches()
        && call.orElse(null) instanceof Expr.Call c
        && c.keywords().stream()
            .map(Node.Keyword::value)
            .anyMatch(v -> v instanceof Expr.Str s && OWN_MACHINE.matcher(s.value()).matches());
  }
}
