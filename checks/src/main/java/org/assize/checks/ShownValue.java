package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.facts.ValueRole;
import org.assize.program.Binding;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/** What a compared or written value is: its name, its origin, and whether it is fixed. */
record ShownValue(Check check) {
  private static final int MAX_NAMES = 3;

  /** Methods and functions that give the same value in another form. */
  private static final Set<String> FORMS =
      Set.of(
          "encode",
          "decode",
          "strip",
          "lstrip",
          "rstrip",
          "lower",
          "upper",
          "hexdigest",
          "digest",
          "str",
          "bytes",
          "unicode",
          "force_bytes",
          "force_str",
          "force_text",
          "to_bytes",
          "to_unicode",
          "to_native",
          "smart_str",
          "smart_text",
          "repr");

  /** Returns the name of a value: of its variable, field, key or the function that makes it. */
  String name(Expr value) {
    return switch (bare(value)) {
      case Expr.Name n -> n.id();
      case Expr.Attribute a -> a.attribute();
      case Expr.Subscript s when s.index() instanceof Expr.Str key -> key.value();
      case Expr.Subscript s -> name(s.value());
      case Expr.Call c -> called(c);
      default -> "";
    };
  }

  /** {@code form.get("api_key")} is called by its key, {@code make_token()} by the function. */
  private static String called(Expr.Call call) {
    Optional<String> key = call.args().stream().findFirst().flatMap(ShownValue::key);
    String function =
        switch (call.function()) {
          case Expr.Attribute a -> a.attribute();
          case Expr.Name n -> n.id();
          default -> "";
        };
    return key.filter(k -> function.startsWith("get") || function.equals("pop")).orElse(function);
  }

  /** A key, or the way to an entry of nested tables: {@code ["api", "key"]}. */
  private static Optional<String> key(Expr argument) {
    List<Expr> steps =
        switch (argument) {
          case Expr.ListExpr l -> l.elements();
          case Expr.Tuple t -> t.elements();
          default -> List.of(argument);
        };
    return !steps.isEmpty() && steps.stream().allMatch(s -> s instanceof Expr.Str)
        ? Optional.of(
            steps.stream().map(s -> ((Expr.Str) s).value()).collect(Collectors.joining("-")))
        : Optional.empty();
  }

  /** Takes off what changes the form only. */
  Expr bare(Expr value) {
    return switch (value) {
      case Expr.Await e -> bare(e.value());
      case Expr.Call c
          when c.function() instanceof Expr.Attribute a && FORMS.contains(a.attribute()) ->
          bare(a.value());
      case Expr.Call c
          when c.function() instanceof Expr.Name n
              && FORMS.contains(n.id())
              && c.args().size() == 1 ->
          bare(c.args().getFirst());
      default -> value;
    };
  }

  /** Returns what a local name that is bound once stands for, else the value itself. */
  Expr origin(Expr value) {
    return assigned(bare(value));
  }

  /** Returns what is assigned to a local name that is bound once; anything else as it is. */
  Expr assigned(Expr value) {
    return value instanceof Expr.Name name
        ? check
            .view()
            .module()
            .scopes()
            .only(name)
            .filter(b -> b.kind() == Binding.Kind.ASSIGNMENT)
            .flatMap(Binding::value)
            .orElse(value)
        : value;
  }

  /** Returns what a local name stands for, through names that stand for it or are unpacked. */
  Expr farOrigin(Expr value) {
    Expr at = bare(value);
    for (int i = 0; i < MAX_NAMES && at instanceof Expr.Name name; i++) {
      Optional<Expr> bound = check.view().module().scopes().only(name).flatMap(ShownValue::bound);
      if (bound.isEmpty()) {
        return at;
      }
      at = bare(bound.get());
    }
    return at;
  }

  private static Optional<Expr> bound(Binding binding) {
    boolean isUnpacked = binding.kind() == Binding.Kind.UNPACKING;
    if (isUnpacked && binding.source() instanceof Stmt.Assign s) {
      return Optional.of(s.value());
    }
    return binding.value().filter(v -> binding.kind() == Binding.Kind.ASSIGNMENT);
  }

  /** Whether the program text determines the value. */
  boolean isFixed(Expr value) {
    return value instanceof Expr.Str
        || value instanceof Expr.ListComp
        || value instanceof Expr.Lambda
        || check.program().constants().of(value, check.view().module()).isPresent();
  }

  /** Whether a library says that it is a secret: a keyed digest, a token, a password. */
  boolean isSecretByFact(Expr value) {
    return isSecretByFact(value, Set.of());
  }

  /**
   * Whether a library says that it is a secret of one of these roles; of any, if there are none.
   */
  boolean isSecretByFact(Expr value, Set<ValueRole> roles) {
    return pathOf(value).or(() -> pathOf(origin(value))).stream()
        .flatMap(path -> check.program().lookup().at(path, Fact.Source.class).stream())
        .filter(s -> s.slot() instanceof Slot.Fixed) // what it is given is not what it gives
        .filter(s -> s.origin() instanceof ValueRole r && (roles.isEmpty() || roles.contains(r)))
        .anyMatch(ShownValue::isSecret);
  }

  private Optional<String> pathOf(Expr value) {
    return value instanceof Expr.Call call
        ? check.program().resolver().resolve(call.function(), check.view().module()).dottedPath()
        : Optional.empty();
  }

  private static boolean isSecret(Fact.Source source) {
    return source.origin() instanceof ValueRole role
        && switch (role) {
          case SECRET, TOKEN, PASSWORD, KEY, KEYED_DIGEST, SESSION_ID, ONE_TIME_CODE -> true;
          case DIGEST,
              PERSONAL,
              SECRET_CARRIER,
              STRONG_RANDOM,
              WEAK_RANDOM,
              UUID_RANDOM,
              UUID_TIME,
              UUID_NAME ->
              false;
        };
  }
}
