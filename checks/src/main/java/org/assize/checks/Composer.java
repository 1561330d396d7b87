package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.Binding;
import org.assize.program.PythonModule;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Operator;
import org.assize.syntax.Stmt;

/**
 * Takes a value apart into what the function around it shows: literals, constants of other modules,
 * converted and checked values, sources, and what comes from elsewhere. All bindings of a local
 * name count, whatever their order.
 */
final class Composer {
  private static final int MAX_DEPTH = 12;

  private final ProgramView program;
  private final LocalGuards guards;
  private final Set<String> transparent;
  private final KnownParts known;
  private final List<Part> parts = new ArrayList<>();
  private boolean composed;

  private Composer(Check check, Terms terms) {
    program = check.program();
    known = new KnownParts(check, terms.quoting());
    guards = new LocalGuards(program, check.view(), terms.characterTests());
    transparent = terms.transparent();
  }

  /**
   * A value taken apart.
   *
   * @param parts in the order of the text
   * @param composed whether text was put together, rather than passed on as a whole
   */
  record Composition(List<Part> parts, boolean composed) {
    /** Returns the parts of a kind. */
    <P extends Part> List<P> all(Class<P> kind) {
      return parts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
  }

  /**
   * The names of functions and methods that change what a text can do.
   *
   * @param characterTests methods of text that are true of harmless characters only
   * @param transparent those whose result is as safe as receiver and arguments
   * @param quoting words in the names of those that quote
   */
  record Terms(Set<String> characterTests, Set<String> transparent, Set<String> quoting) {}

  /** Takes an expression apart. */
  static Composition of(Expr value, Check check, Terms terms) {
    Composer composer = new Composer(check, terms);
    composer.take(value, check.view().module(), 0);
    return new Composition(List.copyOf(composer.parts), composer.composed);
  }

  private void take(Expr e, PythonModule module, int depth) {
    if (depth > MAX_DEPTH) {
      open(e, module, "deeper than was looked");
      return;
    }
    Optional<Part> whole = known.of(e, module);
    if (whole.isPresent()) {
      composed |= whole.get() instanceof Part.Fixed && e instanceof Expr.BinOp;
      parts.add(whole.get());
      return;
    }
    switch (e) {
      case Expr.JoinedStr x -> {
        composed = true;
        x.values().forEach(v -> take(v, module, depth + 1));
      }
      case Expr.FormattedValue x -> take(x.value(), module, depth + 1);
      case Expr.BinOp x -> binary(x, module, depth + 1);
      case Expr.IfExp x -> both(List.of(x.body(), x.orelse()), module, depth + 1);
      case Expr.BoolOp x -> both(x.values(), module, depth + 1);
      case Expr.ListExpr x -> both(x.elements(), module, depth + 1);
      case Expr.Tuple x -> both(x.elements(), module, depth + 1);
      case Expr.Starred x -> take(x.value(), module, depth + 1);
      case Expr.Await x -> take(x.value(), module, depth + 1);
      case Expr.NamedExpr x -> take(x.value(), module, depth + 1);
      case Expr.GeneratorExp x -> take(x.element(), module, depth + 1);
      case Expr.ListComp x -> take(x.element(), module, depth + 1);
      case Expr.Call x -> call(x, module, depth + 1);
      case Expr.Name x -> name(x, module, depth + 1);
      case Expr.Subscript x -> subscript(x, module);
      case Expr.Attribute x -> field(x, module);
      default -> open(e, module, "");
    }
  }

  private void both(List<Expr> values, PythonModule module, int depth) {
    values.forEach(v -> take(v, module, depth));
  }

  private void open(Expr e, PythonModule module, String what) {
    String shown = Wording.written(e, program.view(module));
    Optional<String> absent = e instanceof Expr.Call c ? absent(c, module) : Optional.empty();
    String subject =
        absent
            .map(path -> "what " + path + " returns (its code was not found)")
            .orElse(what.isEmpty() ? shown : shown + " (" + what + ")");
    String text =
        absent.isPresent() ? "comes from outside the program" : "nothing here confines it";
    parts.add(
        new Part.Open(
            Place.of(module, e),
            what.isEmpty() ? text : what,
            subject,
            absent.map(path -> path.substring(0, path.indexOf('.')))));
  }

  /** The dotted path of a function of a package that is neither in the tree nor known by facts. */
  private Optional<String> absent(Expr.Call call, PythonModule module) {
    return program.resolver().resolve(call.function(), module) instanceof Target.External e
            && e.path().indexOf('.') > 0
            && program.lookup().isUnknown(e.path())
        ? Optional.of(e.path())
        : Optional.empty();
  }

  private void binary(Expr.BinOp x, PythonModule module, int depth) {
    if (x.op() == Operator.MULT && (isFixed(x.left(), module) || isFixed(x.right(), module))) {
      String written = Wording.written(x, program.view(module));
      parts.add(new Part.Safe(Place.of(module, x), written + " repeats fixed text", ""));
      return;
    }
    boolean puts = x.op() == Operator.ADD || x.op() == Operator.MOD;
    if (!puts) {
      open(x, module, "");
      return;
    }
    composed = true;
    take(x.left(), module, depth);
    boolean numbers =
        x.op() == Operator.MOD
            && program
                .values()
                .text(x.left(), module)
                .filter(t -> t.replaceAll("%[-+0-9.]*[dxXofeg]|%%", "").indexOf('%') < 0)
                .isPresent();
    if (numbers) {
      String written = Wording.written(x.right(), program.view(module));
      parts.add(
          new Part.Safe(Place.of(module, x.right()), written + " is formatted as a number", ""));
    } else if (x.right() instanceof Expr.Dict dict) {
      both(dict.values(), module, depth);
    } else {
      take(x.right(), module, depth);
    }
  }

  /** A text or a display of texts; what it is multiplied by says how often it stands there. */
  private boolean isFixed(Expr e, PythonModule module) {
    return program.values().text(e, module).isPresent()
        || (e instanceof Expr.ListExpr l
            && l.elements().stream().allMatch(x -> program.values().text(x, module).isPresent()));
  }

  private void call(Expr.Call x, PythonModule module, int depth) {
    if (x.function() instanceof Expr.Attribute method) {
      boolean formats = method.attribute().equals("format") || method.attribute().equals("join");
      if (formats || transparent.contains(method.attribute())) {
        composed |= formats;
        boolean ofModule =
            !formats
                && !x.args().isEmpty()
                && program.resolver().resolve(method.value(), module) instanceof Target.External;
        take(ofModule ? x.args().getFirst() : method.value(), module, depth);
        if (formats) {
          both(x.args(), module, depth);
          x.keywords().forEach(k -> take(k.value(), module, depth));
        }
        return;
      }
      Expr base = method.value() instanceof Expr.Call c ? c.function() : method.value();
      Optional<Part> control =
          known.controlled(x, method.value(), module).or(() -> known.controlled(x, base, module));
      if (control.isPresent()) {
        parts.add(control.get());
        return;
      }
    }
    boolean passes =
        x.function() instanceof Expr.Name n && transparent.contains(n.id()) && !x.args().isEmpty();
    if (passes) {
      take(x.args().getFirst(), module, depth);
    } else if (known.isQuoting(x)) {
      parts.add(new Part.Quoted(Place.of(module, x), Wording.written(x, program.view(module))));
    } else {
      open(x, module, "");
    }
  }

  private void subscript(Expr.Subscript x, PythonModule module) {
    Optional<Part> control = known.controlled(x, x.value(), module);
    if (control.isPresent()) {
      parts.add(control.get());
      return;
    }
    Optional<Expr.Dict> table = table(x.value(), module);
    boolean fixed =
        table
            .filter(t ->
                t.values().stream().allMatch(v -> program.values().literal(v, module).isPresent()))
            .isPresent();
    if (fixed) {
      parts.add(
          new Part.Safe(
              Place.of(module, table.get()),
              Wording.written(x, program.view(module))
                  + " is one of "
                  + Wording.count(table.get().values().size(), "fixed text"),
              ""));
    } else {
      open(x, module, "");
    }
  }

  private void field(Expr.Attribute x, PythonModule module) {
    List<Place> constants = new FieldValues(program).constants(x.attribute());
    if (constants.isEmpty()) {
      open(x, module, "");
    } else {
      constants.stream()
          .limit(3)
          .map(place ->
              new Part.Safe(place, x.attribute() + " holds fixed values only", "given one"))
          .forEach(parts::add);
    }
  }

  private Optional<Expr.Dict> table(Expr e, PythonModule module) {
    if (e instanceof Expr.Dict d) {
      return Optional.of(d);
    }
    boolean constant = program.constants().of(e, module).isPresent();
    return constant
        ? program
            .values()
            .variable(e, module)
            .flatMap(Symbol::only)
            .flatMap(Binding::value)
            .filter(v -> v instanceof Expr.Dict)
            .map(v -> (Expr.Dict) v)
        : Optional.empty();
  }

  private void name(Expr.Name x, PythonModule module, int depth) {
    Optional<Part.Safe> guard =
        module == guards.view().module() ? guards.before(x) : Optional.empty();
    if (guard.isPresent()) {
      parts.add(guard.get());
      return;
    }
    Optional<Symbol> symbol = module.scopes().at(x.start()).lookup(x.id());
    boolean foreign = program.resolver().resolve(x, module) instanceof Target.External;
    if (symbol.isEmpty()
        || foreign
        || symbol.get().scope().kind() == org.assize.program.Scope.Kind.MODULE) {
      open(x, module, "");
      return;
    }
    for (Binding binding : symbol.get().bindings()) {
      binding(binding, x, module, depth);
    }
  }

  private void binding(Binding binding, Expr.Name x, PythonModule module, int depth) {
    Optional<Expr> value = binding.value();
    switch (binding.kind()) {
      case ASSIGNMENT -> {
        boolean itself = value.isEmpty() || contains(value.get(), x);
        if (itself) {
          open(x, module, "");
        } else {
          take(value.get(), module, depth);
        }
      }
      case AUGMENTED -> {
        composed = true;
        if (binding.source() instanceof Stmt.AugAssign s) {
          take(s.value(), module, depth);
        }
      }
      case PARAMETER -> parameter(binding, x, module);
      case LOOP -> loop(binding, x, module);
      case IMPORT,
          FROM_IMPORT,
          FUNCTION,
          CLASS,
          UNPACKING,
          WITH,
          EXCEPTION,
          PATTERN,
          TYPE_PARAMETER,
          TYPE_ALIAS ->
          open(x, module, "");
      case DECLARATION, DELETION -> {}
    }
  }

  private static boolean contains(Node outer, Node inner) {
    return outer.start() <= inner.start() && inner.end() <= outer.end();
  }

  private void loop(Binding binding, Expr.Name x, PythonModule module) {
    Expr iter =
        binding.source() instanceof Stmt.For s
            ? s.iter()
            : binding.source() instanceof Node.Comprehension c ? c.iter() : x;
    boolean fixed =
        program
            .constants()
            .of(iter, module)
            .filter(c ->
                c instanceof org.assize.program.Constant.Range
                    || (c instanceof org.assize.program.Constant.Sequence s
                        && s.elements().stream().allMatch(Optional::isPresent)))
            .isPresent();
    if (fixed) {
      parts.add(new Part.Safe(Place.of(module, iter), x.id() + " runs over fixed values", ""));
    } else {
      open(x, module, "");
    }
  }

  private static String parameterOf(Expr.Name x, PythonModule module) {
    return module
        .scopes()
        .functionAt(x.start())
        .map(f -> "a parameter of " + f.name())
        .orElse("a parameter");
  }

  private void parameter(Binding binding, Expr.Name x, PythonModule module) {
    List<CallerValues.Passed> passed = new CallerValues(program).of(binding, module);
    boolean fixed = !passed.isEmpty() && passed.stream().allMatch(CallerValues.Passed::isFixed);
    if (fixed) {
      parts.add(
          new Part.Safe(
              passed.getFirst().place(),
              x.id() + " is fixed by " + Wording.every(passed.size(), "call"),
              ""));
    } else {
      open(x, module, parameterOf(x, module));
    }
  }
}
