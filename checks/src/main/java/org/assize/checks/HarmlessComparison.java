package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.Binding;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Comparisons whose time tells nothing that could be tried: by a hash, of a value with itself, with
 * what the value itself has led to, of what a signature was checked of.
 */
record HarmlessComparison(Check check, ShownValue shown) {
  /** Calls that make something whose members are found by their hash. */
  private static final Set<String> HASHED =
      Set.of("dict", "set", "frozenset", "defaultdict", "OrderedDict", "Counter");

  /** First words of functions that look something up. */
  private static final Set<String> LOOKING =
      Set.of("get", "find", "for", "by", "fetch", "filter", "lookup", "query", "select", "first");

  private static final Set<String> PASSWORDS = Set.of("password", "passwd", "passphrase", "pwd");

  /** Methods that give the content of what was signed, and words for what has them. */
  private static final Set<String> LOADING = Set.of("loads", "load", "unsign", "decode", "verify");

  private static final Set<String> SIGNERS =
      Set.of("token", "tokens", "signer", "signature", "serializer", "signed", "unsign", "jwt");

  /** Whether a comparison of a secret with something else tells nothing. */
  boolean holds(Expr.Compare at, Expr secret, Expr other, boolean member) {
    return isItself(secret, other)
        || (ComparedText.isTag(secret) && ComparedText.isTag(other))
        || (member && (isHashed(secret) || isPaths(secret) || isPolicy(secret, other)))
        || new OwnEquality(check).holds(secret)
        || new OwnEquality(check).holds(other)
        || (!member && (isFoundBy(at, secret, other) || isFoundBy(at, other, secret)))
        || wasSigned(at, secret)
        || wasSigned(at, other)
        || isPublished(other);
  }

  /** {@code password.lower() == password}. */
  private boolean isItself(Expr secret, Expr other) {
    return written(shown.bare(secret)).equals(written(shown.bare(other)));
  }

  private String written(Expr value) {
    return Wording.written(value, check.view());
  }

  /** {@code shown in tokens}, of a dictionary or a set. */
  private boolean isHashed(Expr container) {
    return values(container)
        .anyMatch(v ->
            switch (v) {
              case Expr.Dict _, Expr.DictComp _, Expr.SetExpr _, Expr.SetComp _ -> true;
              case Expr.Call c -> HASHED.contains(NameTerms.last(c));
              default -> false;
            });
  }

  /** {@code request.path in token_free_paths}: a list of addresses that the program text names. */
  private boolean isPaths(Expr container) {
    List<Expr> all = values(container).toList();
    return !all.isEmpty() && all.stream().allMatch(HarmlessComparison::isListOfPaths);
  }

  private static boolean isListOfPaths(Expr value) {
    List<Expr> elements =
        switch (value) {
          case Expr.ListExpr l -> l.elements();
          case Expr.Tuple t -> t.elements();
          default -> List.of();
        };
    return !elements.isEmpty()
        && elements.stream().allMatch(e -> e instanceof Expr.Str s && s.value().startsWith("/"));
  }

  /** What a name or a field of an object is given in this module. */
  private Stream<Expr> values(Expr of) {
    return switch (of) {
      case Expr.Name n ->
          check.view().module().scopes().at(n.start()).lookup(n.id()).stream()
              .flatMap(s -> s.bindings().stream())
              .flatMap(b -> b.value().stream());
      case Expr.Attribute a ->
          check.view().all(Stmt.Assign.class).stream()
              .filter(s -> s.targets().stream().anyMatch(t -> written(t).equals(written(a))))
              .map(Stmt.Assign::value);
      default -> Stream.of(of);
    };
  }

  /** {@code name in password} asks whether a password is too simple. */
  private boolean isPolicy(Expr secret, Expr other) {
    return NameTerms.endsWith(shown.name(secret), PASSWORDS)
        && !NameTerms.endsWith(shown.name(other), PASSWORDS);
  }

  /** The object that has the secret was looked up by what is compared with it. */
  private boolean isFoundBy(Expr.Compare at, Expr secret, Expr other) {
    Expr bare = shown.bare(secret);
    return shown.bare(other) instanceof Expr.Name key
        && bare instanceof Expr.Attribute read
        && assignedBefore(at, read.value())
            .flatMap(v -> Inside.all(List.of(v), Expr.Call.class).stream())
            .anyMatch(c -> looksUp(c, key.id()));
  }

  /** {@code projects.for_key(key)}, {@code query.filter_by(token=token)}: by the whole of it. */
  private boolean looksUp(Expr.Call call, String key) {
    return NameTerms.startsWith(NameTerms.last(call), LOOKING)
        && Stream.concat(call.args().stream(), call.keywords().stream().map(Node.Keyword::value))
            .anyMatch(v -> isName(shown.bare(v), key));
  }

  /** What a name or a field was given before, through one other name. */
  private Stream<Expr> assignedBefore(Expr.Compare at, Expr object) {
    return assignments(at)
        .filter(s -> s.targets().stream().anyMatch(t -> written(t).equals(written(object))))
        .map(Stmt.Assign::value)
        .map(shown::assigned);
  }

  private Stream<Stmt.Assign> assignments(Expr.Compare at) {
    return check.view().module().scopes().functionAt(at.start()).stream()
        .flatMap(f -> Inside.all(f.node().body(), Stmt.Assign.class).stream())
        .filter(s -> s.end() <= at.start());
  }

  /** Nobody makes up what bears a signature that was checked, in this function and before. */
  private boolean wasSigned(Expr.Compare at, Expr value) {
    Expr bare = shown.bare(value);
    Expr origin = shown.farOrigin(value);
    boolean isRead =
        Inside.all(List.of(origin), Expr.Name.class).stream()
            .map(shown::assigned)
            .anyMatch(this::isLoading);
    return isLoading(origin)
        || isRead
        || (bare instanceof Expr.Name name
            && assignments(at)
                .map(Stmt.Assign::value)
                .anyMatch(v ->
                    isLoading(v)
                        && ((Expr.Call) v).args().stream().anyMatch(a -> isName(a, name.id()))));
  }

  private static boolean isName(Expr argument, String id) {
    return argument instanceof Expr.Name n && n.id().equals(id);
  }

  private boolean isLoading(Expr value) {
    return value instanceof Expr.Call c
        && c.function() instanceof Expr.Attribute method
        && LOADING.contains(method.attribute())
        && !c.args().isEmpty()
        && !(c.args().getFirst() instanceof Expr.Str) // token.decode("ascii") checks nothing
        && (method.attribute().equals("unsign")
            || NameTerms.speaksOf(NameTerms.last(method.value()), SIGNERS));
  }

  /** One line after the other of what a service answers: nobody shows it. */
  private boolean isPublished(Expr other) {
    return shown.bare(other) instanceof Expr.Name name
        && check
            .view()
            .module()
            .scopes()
            .only(name)
            .flatMap(this::line)
            .filter(lines ->
                Inside.any(
                    List.of(lines),
                    Expr.Attribute.class,
                    a -> a.attribute().equals("splitlines") && isBody(a.value())))
            .isPresent();
  }

  /** {@code answer.text}, and no file that was read. */
  private static boolean isBody(Expr value) {
    return value instanceof Expr.Attribute a
        && (a.attribute().equals("text") || a.attribute().equals("content"));
  }

  /** What a loop goes through whose variable a name is, or is a part of. */
  private Optional<Expr> line(Binding binding) {
    Node source = binding.source();
    if (source instanceof Stmt.For loop) {
      return Optional.of(loop.iter());
    }
    return source instanceof Stmt.Assign s && binding.kind() == Binding.Kind.UNPACKING
        ? Inside.all(List.of(s.value()), Expr.Name.class).stream()
            .flatMap(n -> check.view().module().scopes().only(n).stream())
            .filter(b -> b.source() instanceof Stmt.For)
            .map(b -> ((Stmt.For) b.source()).iter())
            .findFirst()
        : Optional.empty();
  }
}
