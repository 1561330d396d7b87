package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds logins that say with different words that an account is unknown and that a password is
 * wrong, and requests for a new password that say that an account is unknown.
 *
 * @param loginTerms words in names of functions, or of their classes, that let somebody in
 * @param resetTerms words in names of those by which a password that is forgotten is replaced
 * @param unknownAccount expression for texts that say that there is no such account
 * @param wrongPassword expression for texts that say that the password is wrong
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the function
 */
public record TellingRefusal(
    Set<String> loginTerms,
    Set<String> resetTerms,
    String unknownAccount,
    String wrongPassword,
    Map<String, String> say)
    implements Detector {
  /** Checks the sentences and the expressions. */
  public TellingRefusal {
    Sentences.require(say, List.of("present", "test"));
    Pattern.compile(unknownAccount);
    Pattern.compile(wrongPassword);
  }

  @Override
  public void review(Check check) {
    for (PythonFunction function : check.view().module().scopes().functions()) {
      String named =
          function.owner().map(c -> c.name() + "_" + function.name()).orElse(function.name());
      boolean isLogin = NameTerms.speaksOf(named, loginTerms);
      boolean isReset =
          NameTerms.speaksOf(named, resetTerms)
              && answers(check, function)
              && !isProven(function)
              && !isOfSession(function)
              && !isOfStaff(function);
      if (isLogin || isReset) {
        Pattern unknown = Pattern.compile(unknownAccount, Pattern.CASE_INSENSITIVE);
        Pattern wrong = Pattern.compile(wrongPassword, Pattern.CASE_INSENSITIVE);
        List<Expr.Str> said = said(function);
        Optional<Expr.Str> first = only(said, unknown, wrong);
        Optional<Expr.Str> second = only(said, wrong, unknown);
        boolean isTold = first.isPresent() && (second.isPresent() || !isLogin);
        if (isTold && !isRefusedBefore(function, first.orElseThrow())) {
          report(check, function, first.get(), second);
        }
      }
    }
  }

  /** Whether a client asks for a function, so that somebody else reads what it says. */
  private static boolean answers(Check check, PythonFunction function) {
    return function
        .owner()
        .map(_ -> Set.of("post", "get", "form_valid").contains(function.name()))
        .orElseGet(() -> RequestHandlers.of(check.program()).answers(function));
  }

  /** Last words of what only the owner of an account was sent. */
  private static final Set<String> SENT = Set.of("token", "key", "code", "otp", "signature");

  private static final Set<String> LOOKING = Set.of("get", "filter", "filter_by", "get_or_none");

  /** Words of guards that let only those in who see all accounts anyway. */
  private static final Set<String> STAFF =
      Set.of("admin", "administrator", "staff", "superuser", "superadmin");

  /** Whether a client shows what was sent to the owner of the account. */
  private static boolean isProven(PythonFunction function) {
    Set<String> parameters =
        function.parameters().stream().map(Node.Parameter::name).collect(Collectors.toSet());
    List<Stmt> body = function.node().body();
    return parameters.stream().anyMatch(p -> NameTerms.endsWith(p, SENT))
        || Inside.any(
            body,
            Expr.Attribute.class,
            a ->
                a.value() instanceof Expr.Name n
                    && parameters.contains(n.id())
                    && NameTerms.endsWith(a.attribute(), SENT))
        || Inside.any(
            body,
            Expr.Subscript.class,
            s -> s.index() instanceof Expr.Str key && NameTerms.endsWith(key.value(), SENT))
        || Inside.any(
            body,
            Expr.Call.class,
            c ->
                NameTerms.last(c).equals("get")
                    && !c.args().isEmpty()
                    && c.args().getFirst() instanceof Expr.Str key
                    && NameTerms.endsWith(key.value(), SENT));
  }

  /**
   * Whether the account is the one that the session of the visitor names: {@code
   * get(username=request.session.get("user"))}.
   */
  private static boolean isOfSession(PythonFunction function) {
    List<Node> looked =
        Inside.all(function.node().body(), Expr.Call.class).stream()
            .filter(c -> LOOKING.contains(NameTerms.last(c)))
            .flatMap(c -> c.keywords().stream())
            .filter(k -> !(k.value() instanceof Expr.Bool))
            .map(k -> (Node) SingleUse.behind(k.value(), function.module()))
            .toList();
    return !looked.isEmpty()
        && looked.stream()
            .allMatch(v ->
                Inside.any(List.of(v), Expr.Attribute.class, a -> a.attribute().equals("session")));
  }

  /**
   * Whether everybody but the owner of the account, or whoever runs the service, was turned away
   * before with the same words for all: {@code if current_user.id != sent.user_id: raise …}.
   */
  private static boolean isRefusedBefore(PythonFunction function, Expr.Str said) {
    return Inside.all(function.node().body(), Stmt.If.class).stream()
        .filter(i -> i.end() < said.start())
        .filter(i ->
            i.body().getLast() instanceof Stmt.Raise || i.body().getLast() instanceof Stmt.Return)
        .anyMatch(i -> comparesOwner(i.test()) || isForStaff(i.test()));
  }

  private static boolean comparesOwner(Expr test) {
    return switch (test) {
      case Expr.BoolOp b -> b.values().stream().anyMatch(TellingRefusal::comparesOwner);
      case Expr.Compare c ->
          !(c.comparators().getFirst() instanceof Expr.None)
              && Stream.of(c.left(), c.comparators().getFirst())
                  .anyMatch(TellingRefusal::isOfRequester);
      default -> false;
    };
  }

  /** {@code if not current_user.is_staff:} lets nobody else go on. */
  private static boolean isForStaff(Expr test) {
    return test instanceof Expr.UnaryOp u
        && u.operand() instanceof Expr.Attribute a
        && NameTerms.speaksOf(a.attribute(), STAFF)
        && isOfRequester(a);
  }

  private static boolean isOfRequester(Expr value) {
    return RequesterNames.isNamedSelf(value)
        || (value instanceof Expr.Attribute a && RequesterNames.isNamedSelf(a.value()));
  }

  private static boolean isOfStaff(PythonFunction function) {
    return Inside.any(
        function.node().decorators(), Expr.Name.class, n -> NameTerms.speaksOf(n.id(), STAFF));
  }

  /** Texts of answers and errors; those of logs go to somebody else. */
  private static List<Expr.Str> said(PythonFunction function) {
    List<Node> told =
        Inside.all(function.node().body(), Node.class).stream()
            .filter(n -> n instanceof Stmt.Return || n instanceof Stmt.Raise || isFlash(n))
            .flatMap(n -> SingleUse.whole(n, function.module()).stream())
            .toList();
    return Stream.concat(
            Inside.all(told, Expr.Str.class).stream(),
            Inside.all(function.node().body(), Stmt.Assign.class).stream()
                .filter(a -> isTold(a, told))
                .flatMap(a -> Inside.all(List.of(a.value()), Expr.Str.class).stream()))
        .distinct()
        .toList();
  }

  /** {@code error = "Wrong password"}, which an answer shows later. */
  private static boolean isTold(Stmt.Assign assign, List<Node> told) {
    return assign.targets().stream()
        .anyMatch(t -> t instanceof Expr.Name n && Inside.mentions(told, n.id()));
  }

  private static boolean isFlash(Node node) {
    return node instanceof Stmt.ExprStmt s
        && s.value() instanceof Expr.Call call
        && switch (call.function()) {
          case Expr.Name n -> n.id().equals("flash") || n.id().equals("abort");
          case Expr.Attribute a ->
              Set.of("append", "add_error", "error", "warning", "flash", "write", "finish")
                      .contains(a.attribute())
                  && !(a.value() instanceof Expr.Name n && n.id().startsWith("log"));
          default -> false;
        };
  }

  private static Optional<Expr.Str> only(List<Expr.Str> said, Pattern is, Pattern isNot) {
    return said.stream()
        .filter(s -> is.matcher(s.value()).find() && !isNot.matcher(s.value()).find())
        .findFirst();
  }

  private void report(
      Check check, PythonFunction function, Expr.Str first, Optional<Expr.Str> second) {
    Finding.Builder finding =
        check
            .present(Place.of(check.view().module(), first))
            .step(Place.of(check.view().module(), first), "for an account that is unknown");
    second.ifPresent(
        s -> finding.step(Place.of(check.view().module(), s), "for one that is known"));
    check.report(
        finding.saying(
            new Sentences(say).fill(check.inTest() ? "test" : "present", "name", function.name())));
  }
}
