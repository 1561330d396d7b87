package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assize.program.Binding;
import org.assize.program.PythonModule;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Operator;
import org.assize.syntax.Stmt;

/** The path of a file where the program text, or what everybody can find out, determines it. */
record FixedPath(ProgramView program) {
  private static final int MAX_DEPTH = 8;
  private static final Pattern FIELD = Pattern.compile("%[-#0 +]*\\d*(?:\\.\\d+)?[sdrixX]");
  private static final Set<String> PATHS =
      Set.of("pathlib.Path", "pathlib.PurePath", "pathlib.PosixPath", "os.path.join");
  private static final Set<String> SAME =
      Set.of("builtins.str", "os.fspath", "os.path.abspath", "os.path.normpath");

  /** What everybody can list; whoever puts it into a name wants the name to be one of its own. */
  private static final String PID = "<pid>";

  /** What others know, or find out by counting: who somebody is, a number, the time. */
  private static final String KNOWN = "<known>";

  /** Fields that tell one person or record from another, and are no secret. */
  private static final Set<String> IDENTITY =
      Set.of("pk", "name", "username", "user_name", "user_id", "login", "email", "slug");

  private static final List<String> PEOPLE =
      List.of("user", "account", "member", "profile", "customer", "person");

  private static final Set<String> IDENTIFIERS = Set.of("id", "pk", "name");

  private static final Pattern COUNTED =
      Pattern.compile(
          "builtins\\.(int|len)|time\\.(time|strftime)|datetime\\.(date\\.today|datetime\\.(now|utcnow|today))");

  /**
   * A part that somebody gives: who makes the name with a number behind it takes it for no secret.
   */
  private static final String GIVEN = "<name>";

  /** Returns the path; empty where a part of it comes from elsewhere. */
  Optional<String> of(Expr value, PythonModule module) {
    return of(value, module, 0).filter(p -> !p.contains(GIVEN) || p.contains(PID));
  }

  private Optional<String> of(Expr value, PythonModule module, int depth) {
    Optional<String> text = program.values().text(value, module);
    if (text.isPresent() || depth > MAX_DEPTH) {
      return text;
    }
    return switch (value) {
      case Expr.Name _, Expr.Attribute _ -> named(value, module, depth);
      case Expr.Call call -> called(call, module, depth);
      case Expr.BinOp b when b.op() == Operator.DIV ->
          joined(List.of(b.left(), b.right()), "/", module, depth);
      case Expr.BinOp b when b.op() == Operator.ADD ->
          joined(List.of(b.left(), b.right()), "", module, depth);
      case Expr.BinOp b when b.op() == Operator.MOD -> filled(b, module, depth);
      case Expr.JoinedStr s -> joined(s.values(), "", module, depth);
      case Expr.FormattedValue f -> of(f.value(), module, depth + 1);
      default -> Optional.empty();
    };
  }

  private Optional<String> named(Expr value, PythonModule module, int depth) {
    Optional<Symbol> symbol =
        value instanceof Expr.Name n
            ? module.scopes().at(n.start()).lookup(n.id())
            : program.resolver().resolve(value, module) instanceof Target.VariableTarget v
                ? Optional.of(v.symbol())
                : Optional.empty();
    return symbol.flatMap(s ->
        s.only()
            .filter(b -> b.kind() == Binding.Kind.ASSIGNMENT)
            .flatMap(Binding::value)
            .flatMap(v -> of(v, s.scope().module(), depth + 1)));
  }

  private Optional<String> called(Expr.Call call, PythonModule module, int depth) {
    String path = path(call, module);
    if (PATHS.contains(path) && !call.args().isEmpty()) {
      return joined(call.args(), "/", module, depth);
    } else if (SAME.contains(path) && call.args().size() == 1) {
      return of(call.args().getFirst(), module, depth + 1);
    } else if (path.equals("tempfile.gettempdir")) {
      return Optional.of("/tmp");
    } else if (path.equals("os.getpid")) {
      return Optional.of(PID); // one of few, and every account can list them
    }
    Optional<Expr> returned = returned(call, module);
    if (returned.isPresent()) {
      Target target = program.resolver().resolve(call.function(), module);
      PythonModule home =
          target instanceof Target.FunctionTarget t ? t.function().module() : module;
      return of(returned.get(), home, depth + 1);
    }
    return call.function() instanceof Expr.Attribute a && a.attribute().equals("joinpath")
        ? joined(prepended(a.value(), call.args()), "/", module, depth)
        : Optional.empty();
  }

  /** What the one function of the tree that is called returns in one place. */
  private Optional<Expr> returned(Expr.Call call, PythonModule module) {
    if (!(program.resolver().resolve(call.function(), module) instanceof Target.FunctionTarget t)) {
      return Optional.empty();
    }
    List<Stmt.Return> all = Inside.all(t.function().node().body(), Stmt.Return.class);
    return all.size() == 1 ? Optional.ofNullable(all.getFirst().value()) : Optional.empty();
  }

  /** {@code "/tmp/name.%d" % os.getpid()}. */
  private Optional<String> filled(Expr.BinOp format, PythonModule module, int depth) {
    Optional<String> text = program.values().text(format.left(), module);
    List<Expr> parts =
        format.right() instanceof Expr.Tuple t ? t.elements() : List.of(format.right());
    for (Expr part : parts) {
      String filling = part(part, module, depth).orElse(null);
      if (filling == null || text.isEmpty()) {
        return Optional.empty();
      }
      text = text.map(t -> FIELD.matcher(t).replaceFirst(Matcher.quoteReplacement(filling)));
    }
    return text;
  }

  private Optional<String> part(Expr part, PythonModule module, int depth) {
    Optional<String> fixed = of(part, module, depth + 1);
    return fixed.isPresent()
        ? fixed
        : isKnown(part, module)
            ? Optional.of(KNOWN)
            : isGiven(part, module) ? Optional.of(GIVEN) : Optional.empty();
  }

  /**
   * {@code user.username}, {@code int(text)}, {@code time.time()}, a parameter that is a number.
   */
  private boolean isKnown(Expr part, PythonModule module) {
    return switch (part) {
      case Expr.FormattedValue f -> isKnown(f.value(), module);
      case Expr.Attribute a ->
          isRead(a.value())
              && (IDENTITY.contains(a.attribute())
                  || (a.attribute().equals("id")
                      && NameTerms.speaksOf(NameTerms.last(a.value()), PEOPLE)));
      case Expr.Call c -> COUNTED.matcher(path(c, module)).matches();
      case Expr.Name _ ->
          program
              .values()
              .parameter(part, module)
              .filter(b -> b.node() instanceof Node.Parameter p && isKnown(p))
              .isPresent();
      default -> false;
    };
  }

  /** {@code count: int}, {@code user_id}. */
  private static boolean isKnown(Node.Parameter parameter) {
    boolean isNumber = parameter.annotation() instanceof Expr.Name type && type.id().equals("int");
    return isNumber
        || (NameTerms.endsWith(parameter.name(), IDENTIFIERS)
            && NameTerms.speaksOf(parameter.name(), PEOPLE));
  }

  private static boolean isRead(Expr object) {
    return object instanceof Expr.Name || (object instanceof Expr.Attribute a && isRead(a.value()));
  }

  private String path(Expr.Call call, PythonModule module) {
    return program.resolver().resolve(call.function(), module).dottedPath().orElse("");
  }

  /** A parameter, or a field of an object: no call that may draw it is seen. */
  private static boolean isGiven(Expr part, PythonModule module) {
    return switch (part) {
      case Expr.Name n ->
          module.scopes().at(n.start()).lookup(n.id()).stream()
              .flatMap(s -> s.bindings().stream())
              .anyMatch(b -> b.kind() == Binding.Kind.PARAMETER);
      case Expr.Attribute a -> a.value() instanceof Expr.Name;
      case Expr.FormattedValue f -> isGiven(f.value(), module);
      default -> false;
    };
  }

  private static List<Expr> prepended(Expr first, List<Expr> rest) {
    List<Expr> all = new ArrayList<>(List.of(first));
    all.addAll(rest);
    return all;
  }

  /** An absolute part makes those before it void. */
  private Optional<String> joined(
      List<Expr> parts, String between, PythonModule module, int depth) {
    String whole = "";
    for (Expr part : parts) {
      Optional<String> text = part(part, module, depth);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      boolean isRoot = between.equals("/") && text.get().startsWith("/");
      boolean isApart = whole.isEmpty() || whole.endsWith(between);
      whole = isRoot ? text.get() : whole + (isApart ? "" : between) + text.get();
    }
    return Optional.of(whole);
  }
}
