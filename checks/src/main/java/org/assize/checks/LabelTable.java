package org.assize.checks;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Dictionaries that say something about fields, one of which is called password: what it is called
 * in another language, of what type it is, what was wrong with it.
 *
 * @param labelTerms words in the names of such dictionaries
 * @param typeWords names of types
 */
record LabelTable(ModuleView view, Set<String> labelTerms, Set<String> typeWords) {

  /** Returns why an entry of a dictionary is a text about a credential and none. */
  Optional<String> innocence(Expr value, CredentialText text, Set<String> credentials) {
    if (isEntrySet(value) && !text.hasDigit()) {
      return Optional.of("the name of the dictionary says that it tells about fields");
    }
    if (!(view.parent(value).orElse(value) instanceof Expr.Dict dict)) {
      return Optional.empty();
    }
    if (text.hasDigit()) {
      return Optional.empty();
    } else if (name(dict).filter(n -> NameTerms.speaksOf(n, labelTerms)).isPresent()) {
      return Optional.of("the name of the dictionary says that it tells about fields");
    } else if (isOfTypes(dict)) {
      return Optional.of("the dictionary names types");
    }
    return describes(dict, credentials)
        ? Optional.of("the dictionary has a word for each of several credentials")
        : Optional.empty();
  }

  /** {@code labels["password"] = "…"}. */
  private boolean isEntrySet(Expr value) {
    return view.parent(value).orElse(value) instanceof Stmt.Assign s
        && s.targets().getFirst() instanceof Expr.Subscript entry
        && written(entry.value()).filter(n -> NameTerms.speaksOf(n, labelTerms)).isPresent();
  }

  private boolean isOfTypes(Expr.Dict dict) {
    return texts(dict).stream().allMatch(typeWords::contains) && isAllText(dict);
  }

  /** Two credentials of plain words: a table of words, where a login would have a user as well. */
  private static boolean describes(Expr.Dict dict, Set<String> credentials) {
    long named =
        dict.keys().stream()
            .filter(k -> k instanceof Expr.Str s && NameTerms.endsWith(s.value(), credentials))
            .count();
    return named > 1
        && named == dict.keys().size()
        && isAllText(dict)
        && texts(dict).stream().allMatch(t -> t.chars().allMatch(Character::isLetter));
  }

  private static boolean isAllText(Expr.Dict dict) {
    return dict.values().stream().allMatch(v -> v instanceof Expr.Str);
  }

  private static List<String> texts(Expr.Dict dict) {
    return dict.values().stream()
        .map(v -> v instanceof Expr.Str s ? s.value() : null)
        .filter(Objects::nonNull)
        .toList();
  }

  /** What the dictionary, or the one around it, is assigned to or passed as. */
  private Optional<String> name(Node dict) {
    return switch (view.parent(dict).orElse(dict)) {
      case Stmt.Assign s -> written(s.targets().getFirst());
      case Stmt.AnnAssign s -> written(s.target());
      case Node.Keyword k -> Optional.ofNullable(k.name());
      case Expr.Dict outer -> name(outer);
      default -> Optional.empty();
    };
  }

  private static Optional<String> written(Expr target) {
    return switch (target) {
      case Expr.Name n -> Optional.of(n.id());
      case Expr.Attribute a -> Optional.of(a.attribute());
      default -> Optional.empty();
    };
  }
}
