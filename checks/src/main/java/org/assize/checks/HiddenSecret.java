package org.assize.checks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Node.Parameter;
import org.assize.syntax.Operator;
import org.assize.syntax.Stmt;

/**
 * What is called as a secret and shows none: its ends between stars, an object whose text is its
 * address, the key that a mapping lacks, what everybody reads in the DNS, headers from which a
 * caller has taken what lets somebody in.
 *
 * @param hidingTerms words in names of functions whose result no longer shows the secret
 */
record HiddenSecret(Check check, Set<String> hidingTerms) {
  /** So much of an end may be shown. */
  private static final int END = 8;

  private static final Set<String> TEXTS = Set.of("__str__", "__repr__", "__format__");

  /** Words of records of the DNS, in which a token proves who holds a domain. */
  private static final Set<String> PUBLISHING = Set.of("txt", "txtrecord", "dns");

  private static final List<String> FILTERING = List.of("filter", "filtered", "without", "drop");

  /** Whether a value shows no secret, whatever it is called. */
  boolean is(CallSite call, Expr shown) {
    return isMasked(new ShownValue(check).origin(shown))
        || isPlainObject(shown)
        || isMissingKey(shown)
        || isPublished(call, shown);
  }

  /** {@code f"{key[:4]}****{key[-4:]}"}. */
  private static boolean isMasked(Expr value) {
    return switch (value) {
      case Expr.Str s -> isMask(s.value());
      case Expr.IfExp i -> isMasked(i.body()) && isMasked(i.orelse());
      case Expr.BinOp b when b.op() == Operator.MULT ->
          b.left() instanceof Expr.Str s && isMask(s.value());
      case Expr.BinOp b when b.op() == Operator.ADD ->
          hasMask(b) && isEndOrMask(b.left()) && isEndOrMask(b.right());
      case Expr.JoinedStr j ->
          j.values().stream().anyMatch(HiddenSecret::isMasked)
              && j.values().stream().allMatch(HiddenSecret::isEndOrMask);
      default -> false;
    };
  }

  private static boolean hasMask(Expr.BinOp joined) {
    return Inside.any(List.of((Node) joined), Expr.Str.class, s -> isMask(s.value()));
  }

  private static boolean isMask(String text) {
    return text.contains("*")
        || text.contains("…")
        || text.contains("...")
        || text.toLowerCase(Locale.ROOT).contains("xxx");
  }

  private static boolean isEndOrMask(Expr part) {
    return switch (part) {
      case Expr.FormattedValue f -> isEndOrMask(f.value());
      case Expr.Subscript s -> s.index() instanceof Expr.Slice slice && isEnd(slice);
      case Expr.Str _ -> true;
      case Expr.BinOp b when b.op() == Operator.ADD ->
          isEndOrMask(b.left()) && isEndOrMask(b.right());
      default -> isMasked(part);
    };
  }

  /** {@code [:4]} and {@code [-4:]}. */
  private static boolean isEnd(Expr.Slice slice) {
    boolean isFirst =
        slice.lower() == null && slice.upper() instanceof Expr.Int n && n.value() <= END;
    boolean isLast =
        slice.upper() == null
            && slice.lower() instanceof Expr.UnaryOp u
            && u.operand() instanceof Expr.Int n
            && n.value() <= END;
    return isFirst || isLast;
  }

  /** An object of a class of the program that says nothing of its own text. */
  private boolean isPlainObject(Expr shown) {
    return new ShownValue(check).origin(shown) instanceof Expr.Call made
        && check.program().resolver().resolve(made.function(), check.view().module())
            instanceof Target.ClassTarget t
        && t.type().node().decorators().isEmpty()
        && check.program().resolver().hierarchy().outsideAncestors(t.type()).stream()
            .allMatch("builtins.object"::equals)
        && check.program().resolver().hierarchy().ownOrder(t.type()).stream()
            .flatMap(c -> c.methods().stream())
            .noneMatch(m -> TEXTS.contains(m.name()));
  }

  /** {@code error.args[0]}: the key that a mapping lacks, or the text of an error. */
  private static boolean isMissingKey(Expr shown) {
    return shown instanceof Expr.Subscript s
        && s.value() instanceof Expr.Attribute a
        && a.attribute().equals("args");
  }

  /** A token in a function that writes records of the DNS: it stands in one. */
  private static boolean isPublished(CallSite call, Expr shown) {
    return shown instanceof Expr.Name n
        && n.id().equals("token")
        && call.function().filter(f -> isPublishing(f)).isPresent();
  }

  private static boolean isPublishing(PythonFunction function) {
    return NameTerms.speaksOf(function.name(), PUBLISHING)
        || Inside.any(function.node().body(), Expr.Str.class, s -> s.value().equals("TXT"));
  }

  /** Whether each caller of the function around a value has filtered what it passes. */
  boolean isFiltered(CallSite call, Expr shown) {
    Optional<PythonFunction> function = call.function();
    if (!(shown instanceof Expr.Name n) || function.isEmpty()) {
      return false;
    }
    List<String> names = function.get().parameters().stream().map(Parameter::name).toList();
    int index = names.indexOf(n.id()) - (function.get().receiver().isPresent() ? 1 : 0);
    List<Use> calls =
        check.program().references().of(function.get()).stream()
            .filter(u -> u.kind() == Use.Kind.CALL && !check.program().isTest(u.module()))
            .toList();
    return index >= 0 && !calls.isEmpty() && calls.stream().allMatch(u -> passes(u, index, n.id()));
  }

  private boolean passes(Use use, int index, String name) {
    Optional<Expr.Call> call =
        check
            .program()
            .view(use.module())
            .parent(use.node())
            .filter(Expr.Call.class::isInstance)
            .map(Expr.Call.class::cast);
    Optional<Expr> given =
        call.flatMap(c ->
            c.keywords().stream()
                .filter(k -> name.equals(k.name()))
                .map(Node.Keyword::value)
                .findFirst()
                .or(() ->
                    index < c.args().size() ? Optional.of(c.args().get(index)) : Optional.empty()));
    return given.filter(g -> isFilteredBefore(g, use)).isPresent();
  }

  /** {@code headers = self.without_credentials(headers)} before the call. */
  private boolean isFilteredBefore(Expr given, Use use) {
    return given instanceof Expr.Name n
        && use.module().scopes().functionAt(given.start()).stream()
            .flatMap(f -> Inside.all(f.node().body(), Stmt.Assign.class).stream())
            .anyMatch(s ->
                s.end() <= given.start()
                    && s.targets().getFirst() instanceof Expr.Name t
                    && t.id().equals(n.id())
                    && s.value() instanceof Expr.Call c
                    && (NameTerms.speaksOf(NameTerms.last(c), hidingTerms)
                        || NameTerms.speaksOf(NameTerms.last(c), FILTERING)));
  }
}
