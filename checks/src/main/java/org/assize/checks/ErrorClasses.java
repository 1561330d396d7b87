package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.assize.program.PythonFunction;
import org.assize.program.Scope;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/**
 * What the class of a caught exception says of its text: whether it tells of what was asked, or of
 * the inside.
 *
 * @param wanted with names of exceptions whose text is for clients
 * @param check the module in which they are caught
 */
record ErrorClasses(DisclosedErrors wanted, Check check) {
  private static final Set<String> NARROW =
      Set.of(
          "ValueError",
          "TypeError",
          "KeyError",
          "IndexError",
          "LookupError",
          "AttributeError",
          "AssertionError",
          "UnicodeError",
          "UnicodeDecodeError",
          "JSONDecodeError",
          "ValidationError",
          "NotImplementedError");

  /** Their text is fixed, or names the parameter that the client left out. */
  private static final Set<String> LOOKUPS =
      Set.of(
          "ObjectDoesNotExist",
          "MultipleObjectsReturned",
          "MultiValueDictKeyError",
          "BadRequestKeyError",
          "NoResultFound",
          "MultipleResultsFound");

  private static final Pattern PARSED =
      Pattern.compile(
          ".*(Validation|Decode|Parse|Parser|Parsing|Syntax|YAML|Scanner|Schema|Template|Undefined)"
              + "Error|(Multiple)?Invalid|BadRequest(Error)?"
              + "|(Bad|Invalid|Malformed|Unknown|Unsupported)(Argument|Value|Format|Name|Type|Input)"
              + "(Error|Exception)?");

  private static final Set<String> WIDE = Set.of("Exception", "BaseException");

  /** Words of what asks who somebody is. */
  private static final Set<String> LOGINS =
      Set.of(
          "login",
          "logged",
          "authenticated",
          "authentication",
          "authorization",
          "authorized",
          "auth",
          "current-user",
          "active-user",
          "verified-user");

  /** What a handler says of what it catches, and of what may raise it. */
  CaughtKind kind(Node.ExceptHandler handler, PythonFunction function) {
    CaughtKind kind = kind(handler.type(), function.body());
    boolean isOfInput =
        (handler.type() == null || WIDE.contains(NameTerms.last(handler.type())))
            && check.view().parent(handler).orElse(handler) instanceof Stmt.Try t
            && isOfInput(t, function);
    boolean isOfPeer = handler.type() != null && isOfPeer(handler.type(), function);
    return isOfInput || isOfPeer ? kind.narrowed() : kind;
  }

  /** Whether all that may fail is a check of what was sent. */
  private boolean isOfInput(Stmt.Try guarded, PythonFunction function) {
    List<Expr.Call> calls = Inside.all(guarded.body(), Expr.Call.class);
    return !calls.isEmpty()
        && calls.stream().allMatch(c -> wanted.inputChecks().contains(path(c, function)));
  }

  /** The dotted path of what is called, also of a method of what a call has made just before. */
  private String path(Expr.Call call, PythonFunction function) {
    Optional<String> known =
        check.view().callOf(call).map(CallSite::path).filter(p -> !p.isEmpty());
    return known
        .or(() ->
            call.function() instanceof Expr.Attribute a
                ? made(a.value(), function).map(owner -> owner + "." + a.attribute())
                : Optional.empty())
        .orElse("");
  }

  private Optional<String> made(Expr object, PythonFunction function) {
    return object instanceof Expr.Name n
        ? Inside.all(function.node().body(), Stmt.Assign.class).stream()
            .filter(s -> s.start() < n.start())
            .filter(s -> s.targets().getFirst() instanceof Expr.Name t && t.id().equals(n.id()))
            .reduce((first, last) -> last)
            .flatMap(s -> check.view().callOf(s.value()))
            .map(CallSite::path)
        : Optional.empty();
  }

  /** Whether only those who are known learn that another service did not answer. */
  private boolean isOfPeer(Expr type, PythonFunction function) {
    return check
            .program()
            .resolver()
            .resolve(type, function.body())
            .dottedPath()
            .filter(wanted.peerErrors()::contains)
            .isPresent()
        && (RouterGuards.of(check.view(), check.program()).isWhole() || asksForLogin(function));
  }

  private boolean asksForLogin(PythonFunction function) {
    return function.node().decorators().stream()
        .anyMatch(d -> NameTerms.speaksOf(Wording.written(d, check.view()), LOGINS));
  }

  CaughtKind kind(@Nullable Expr type, Scope scope) {
    if (type == null) {
      return CaughtKind.ANY;
    }
    List<Expr> all = type instanceof Expr.Tuple t ? t.elements() : List.of(type);
    boolean fixed = all.stream().allMatch(ErrorClasses::isLookup);
    boolean narrow = all.stream().allMatch(e -> isNarrow(e, scope));
    boolean known = all.stream().allMatch(e -> isNarrow(e, scope) || own(e, scope).isPresent());
    return new CaughtKind(
        known ? all.stream().flatMap(e -> own(e, scope).stream()).findFirst() : Optional.empty(),
        fixed ? Optional.of(Place.of(check.view().module(), type)) : Optional.empty(),
        narrow);
  }

  /** Lookups that find nothing say so, and what the client left out. */
  private static boolean isLookup(Expr type) {
    boolean isOfModel =
        type instanceof Expr.Attribute(_, _, Expr owner, String name)
            && (name.equals("DoesNotExist") || name.equals("MultipleObjectsReturned"))
            && !NameTerms.last(owner).isEmpty();
    return isOfModel || LOOKUPS.contains(NameTerms.last(type));
  }

  /**
   * Exceptions that conversions and lookups raise: their text tells of the value, not of inside.
   */
  private boolean isNarrow(Expr type, Scope scope) {
    return isLookup(type) || isNarrow(NameTerms.last(type)) || isForClients(type, scope);
  }

  /** Also what parsers and schemas say of the text that they were given. */
  private static boolean isNarrow(String name) {
    return NARROW.contains(name) || PARSED.matcher(name).matches();
  }

  private Optional<Place> own(Expr type, Scope scope) {
    return check.program().resolver().resolve(type, scope) instanceof Target.ClassTarget t
        ? Optional.of(Place.of(t.type().module(), t.type().node()))
        : Optional.empty();
  }

  boolean isForClients(Expr type, Scope scope) {
    return check
        .program()
        .resolver()
        .resolve(type, scope)
        .dottedPath()
        .filter(wanted::isForClients)
        .isPresent();
  }
}
