package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.PythonModule;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * A value beside the name that says what it is: an assignment, a keyword argument, an entry of a
 * dictionary, the default of a parameter or of an option, a comparison.
 *
 * @param name the name
 * @param value the value
 * @param kind how the two belong together
 */
record NamedText(String name, Expr value, Kind kind) {
  /** How a name and a value belong together. */
  enum Kind {
    ASSIGNED,
    PASSED,
    /** An argument that a fact names. */
    GIVEN,
    ENTRY,
    DEFAULT,
    COMPARED
  }

  /** Methods that look a name up and take a fallback as their second argument. */
  private static final Set<String> LOOKUPS = Set.of("get", "getenv", "pop", "setdefault");

  /** Words for what reads a file of sections (library reference, configparser). */
  private static final Set<String> CONFIGURATIONS =
      Set.of("config", "configuration", "conf", "cfg", "parser");

  /** Methods that only what reads such a file has: a section, and a key of it. */
  private static final Set<String> SECTIONED =
      Set.of("has_option", "getboolean", "getint", "getfloat", "remove_option");

  private static final Set<String> SECRETS =
      Set.of("password", "passwd", "pwd", "secret", "token", "key");

  /** Calls that do not come back. */
  private static final Set<String> ENDING = Set.of("abort", "exit", "fail");

  /** Returns all pairs of a module, in the order of their kinds and places. */
  static List<NamedText> in(ModuleView view, Values values) {
    List<NamedText> found = new ArrayList<>();
    for (Stmt.Assign s : view.all(Stmt.Assign.class)) {
      s.targets().forEach(t -> assigned(t, s.value(), found));
    }
    for (Stmt.AnnAssign s : view.all(Stmt.AnnAssign.class)) {
      if (s.value() != null) {
        assigned(s.target(), s.value(), found);
      }
    }
    for (CallSite call : view.calls()) {
      for (Node.Keyword k : call.node().keywords()) {
        add(Optional.ofNullable(k.name()), k.value(), Kind.PASSED, found);
      }
      option(call, values).ifPresent(found::add);
      field(call).ifPresent(found::add);
    }
    for (Expr.Dict dict : view.all(Expr.Dict.class)) {
      for (int i = 0; i < dict.keys().size(); i++) {
        if (dict.keys().get(i) instanceof Expr.Str key) {
          add(Optional.of(key.value()), dict.values().get(i), Kind.ENTRY, found);
        }
      }
    }
    for (Node.Parameter p : view.all(Node.Parameter.class)) {
      if (p.defaultValue() != null) {
        add(Optional.of(p.name()), p.defaultValue(), Kind.DEFAULT, found);
      }
    }
    view.all(Expr.Compare.class).forEach(c -> compared(c, found));
    found.removeIf(pair -> pair.kind == Kind.DEFAULT && pair.isKeyOfSection(view));
    return found;
  }

  /** {@code user, password = "admin", "text"} is two assignments. */
  private static void assigned(Expr target, Expr value, List<NamedText> to) {
    if (target instanceof Expr.Tuple names
        && value instanceof Expr.Tuple values
        && names.elements().size() == values.elements().size()) {
      for (int i = 0; i < names.elements().size(); i++) {
        assigned(name(names.elements().get(i)), values.elements().get(i), to);
      }
    } else if (value instanceof Expr.ListExpr list) {
      list.elements().forEach(e -> assigned(name(target), e, to));
    } else {
      assigned(name(target), WrappedText.in(value), to);
    }
  }

  /**
   * Of {@code looked_up() or "text"} and {@code settings.get("name", "text")} the text is what
   * holds where nothing is found.
   */
  private static void assigned(Optional<String> name, Expr value, List<NamedText> to) {
    switch (value) {
      case Expr.BoolOp b when !b.isAnd() -> add(name, b.values().getLast(), Kind.DEFAULT, to);
      case Expr.Call c
          when c.function() instanceof Expr.Attribute a && isLookup(c, a.attribute()) ->
          add(name, c.args().get(1), Kind.DEFAULT, to);
      default -> add(name, value, Kind.ASSIGNED, to);
    }
  }

  /** Whether the second argument of a call holds where nothing is found under the first. */
  private static boolean isLookup(Expr.Call call, String called) {
    return LOOKUPS.contains(called) && call.args().size() == 2 && !hasSection(call);
  }

  /** {@code configuration.get("auth", "client_secret")}: a section, and a key of it. */
  private static boolean hasSection(Expr.Call call) {
    return call.function() instanceof Expr.Attribute a
        && NameTerms.speaksOf(NameTerms.last(a.value()), CONFIGURATIONS)
        && call.args().get(0) instanceof Expr.Str section
        && !SECRETS.contains(section.value())
        && call.args().get(1) instanceof Expr.Str key
        && key.value().matches("[a-z][a-z0-9]*([_.-][a-z0-9]+)+");
  }

  /**
   * {@code settings.get("site", "secret")}, where the module asks the same object as only a file of
   * sections can be asked.
   */
  private boolean isKeyOfSection(ModuleView view) {
    return view.parent(value).orElse(value) instanceof Expr.Call call
        && call.args().size() == 2
        && call.args().get(1) == value
        && call.args().get(0) instanceof Expr.Str
        && call.function() instanceof Expr.Attribute(_, _, Expr.Name asked, _)
        && view.calls().stream()
            .anyMatch(c ->
                SECTIONED.contains(c.calledName())
                    && c.node().args().size() == 2
                    && c.node().function() instanceof Expr.Attribute(_, _, Expr.Name other, _)
                    && other.id().equals(asked.id()));
  }

  private static void add(Optional<String> name, Expr value, Kind kind, List<NamedText> to) {
    name.ifPresent(n -> to.add(new NamedText(n, value, kind)));
  }

  /** The last part of what names a place to store: a variable, a field, a constant key. */
  private static Optional<String> name(Expr target) {
    return switch (target) {
      case Expr.Name e -> Optional.of(e.id());
      case Expr.Attribute e -> Optional.of(e.attribute());
      case Expr.Subscript e when e.index() instanceof Expr.Str s -> Optional.of(s.value());
      default -> Optional.empty();
    };
  }

  /** {@code Option("name", default=…)} and {@code settings.get("name", …)}. */
  private static Optional<NamedText> option(CallSite call, Values values) {
    List<Expr> args = call.node().args();
    PythonModule module = call.module();
    Optional<Expr> fallback =
        call.keyword("default")
            .or(() ->
                isLookup(call.node(), call.calledName())
                    ? Optional.of(args.get(1))
                    : Optional.empty());
    // The name is asked for last: finding a constant searches the program.
    return fallback
        .filter(f -> !args.isEmpty() && !(f instanceof Expr.None))
        .flatMap(
            f -> values.text(args.getFirst(), module).map(n -> new NamedText(n, f, Kind.DEFAULT)));
  }

  /** {@code setattr(object, "name", …)}. */
  private static Optional<NamedText> field(CallSite call) {
    List<Expr> args = call.node().args();
    return call.path().equals("builtins.setattr")
            && args.size() == 3
            && args.get(1) instanceof Expr.Str name
        ? Optional.of(new NamedText(name.value(), args.get(2), Kind.ASSIGNED))
        : Optional.empty();
  }

  /**
   * Whether two values belong to one thing: arguments of a call, entries of a dictionary,
   * parameters of a function, or neighbouring assignments to names that begin alike.
   */
  boolean standsBeside(NamedText other, ModuleView view) {
    boolean together = frame(view).isPresent() && frame(view).equals(other.frame(view));
    List<String> own = NameTerms.of(name);
    List<String> others = NameTerms.of(other.name);
    boolean alike =
        own.size() == 1
            || (!own.isEmpty() && !others.isEmpty() && own.getFirst().equals(others.getFirst()));
    return together && other.kind == kind && (kind != Kind.ASSIGNED || alike);
  }

  /** {@code if password == "text": raise …}: who gives that text is turned away. */
  boolean isRefused(ModuleView view) {
    return kind == Kind.COMPARED
        && view.parent(value).orElse(value) instanceof Expr.Compare c
        && c.ops().getFirst() == CompareOperator.EQ
        && view.parent(c).orElse(c) instanceof Stmt.If decided
        && decided.test() == c
        && switch (decided.body().getLast()) {
          case Stmt.Raise _ -> true;
          case Stmt.ExprStmt s ->
              s.value() instanceof Expr.Call end && ENDING.contains(NameTerms.last(end));
          default -> false;
        };
  }

  /** {@code user.password == "LDAP"}: a mark in the place of a password, which lets nobody in. */
  boolean isMark() {
    return kind == Kind.COMPARED
        && value instanceof Expr.Str text
        && text.value().matches("[A-Z][A-Z_]*");
  }

  private Optional<Node> frame(ModuleView view) {
    Optional<Node> around = view.parent(value);
    return around.filter(n -> n instanceof Expr.Dict).or(() -> around.flatMap(view::parent));
  }

  private static void compared(Expr.Compare c, List<NamedText> to) {
    boolean equality =
        c.ops().size() == 1
            && (c.ops().getFirst() == CompareOperator.EQ
                || c.ops().getFirst() == CompareOperator.NOT_EQ);
    if (equality) {
      Expr other = c.comparators().getFirst();
      add(read(c.left()), other, Kind.COMPARED, to);
      add(read(other), c.left(), Kind.COMPARED, to);
    }
  }

  /** {@code headers.get("X-Api-Key")} is known by its key. */
  private static Optional<String> read(Expr value) {
    return value instanceof Expr.Call call
            && call.function() instanceof Expr.Attribute method
            && method.attribute().equals("get")
            && !call.args().isEmpty()
            && call.args().getFirst() instanceof Expr.Str key
        ? Optional.of(key.value())
        : name(value);
  }
}
