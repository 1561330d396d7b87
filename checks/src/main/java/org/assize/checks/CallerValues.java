package org.assize.checks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assize.base.Memo;
import org.assize.facts.Constant;
import org.assize.program.Binding;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * What the calls in the program pass for a parameter, where every mention of the function's name in
 * the program is a call of it, an import, or its definition. Production calls alone count: what a
 * test passes reaches no user.
 */
record CallerValues(ProgramView program) {
  /**
   * A value with the place that passes it.
   *
   * @param call the call, where the value may be left to the default
   * @param value the constant, or empty where a call passes something else
   */
  record Passed(CallSite call, Place place, Optional<Constant> value) {
    /** Whether the program text fixes it; a name outside the tree may stand for anything. */
    boolean isFixed() {
      return value.isPresent() && !(value.get() instanceof Constant.Name);
    }
  }

  /** Returns what is passed; empty where not every caller is known, or there is none. */
  List<Passed> of(Binding parameter, PythonModule module) {
    if (!(parameter.source() instanceof Stmt.FunctionDef def)
        || !(parameter.node() instanceof Node.Parameter p)) {
      return List.of();
    }
    Optional<PythonFunction> function = module.scopes().functionOf(def);
    return function.map(f -> passed(f, p)).orElse(List.of());
  }

  /**
   * Returns the calls of a function in production code; nothing where a mention of its name there
   * is no such call.
   */
  Optional<List<CallSite>> calls(PythonFunction function) {
    Known known =
        program.part(Known.class, "calls", (p, key) -> new Known(new CallerValues(p)::find));
    return known.calls.get(function);
  }

  /** Several checks ask for the calls of one function, and for each of its parameters. */
  private record Known(Memo<PythonFunction, Optional<List<CallSite>>> calls) {
    Known(Function<PythonFunction, Optional<List<CallSite>>> find) {
      this(new Memo<>(find));
    }
  }

  private Optional<List<CallSite>> find(PythonFunction function) {
    List<CallSite> found = new ArrayList<>();
    Set<Node> own = Collections.newSetFromMap(new IdentityHashMap<>());
    program.references().of(function).forEach(use -> own.add(use.node()));
    for (Use use : program.references().named(function.name())) {
      boolean counts = !isTest(use.module()) && use.node() != function.node() && isCode(use);
      if (!counts) {
        continue;
      }
      Optional<CallSite> call = own.contains(use.node()) ? callOf(use) : Optional.empty();
      if (call.isEmpty()) {
        return Optional.empty();
      }
      found.add(call.get());
    }
    return Optional.of(List.copyOf(found));
  }

  /**
   * Returns the first call that leaves a parameter with a value of a kind, by what it passes or by
   * the default; whatever other calls there may be.
   */
  Optional<Passed> first(Binding parameter, PythonModule module, Predicate<Constant> kind) {
    if (!(parameter.source() instanceof Stmt.FunctionDef def)
        || !(parameter.node() instanceof Node.Parameter p)) {
      return Optional.empty();
    }
    return module.scopes().functionOf(def).stream()
        .flatMap(f -> known(f).map(call -> argument(call, f, p)))
        .filter(Passed::isFixed)
        .filter(passed -> passed.value().filter(kind).isPresent())
        .findFirst();
  }

  /** Calls in production code of a function, or of the class that it sets up. */
  private Stream<CallSite> known(PythonFunction function) {
    Optional<PythonClass> made = function.owner().filter(_ -> function.name().equals("__init__"));
    List<Use> uses =
        made.map(program.references()::of).orElseGet(() -> program.references().of(function));
    return uses.stream()
        .filter(use -> !isTest(use.module()) && isCode(use))
        .flatMap(use -> callOf(use).stream())
        .filter(call -> !call.hasUnknownArguments());
  }

  private List<Passed> passed(PythonFunction function, Node.Parameter parameter) {
    List<CallSite> calls = calls(function).orElse(List.of());
    return calls.stream().anyMatch(CallSite::hasUnknownArguments)
        ? List.of()
        : calls.stream().map(call -> argument(call, function, parameter)).toList();
  }

  /** Tests are tests, also where a command of the program runs them. */
  private boolean isTest(PythonModule module) {
    return program.isTest(module) || program.roles().isWrittenAsTest(module);
  }

  private static boolean isCode(Use use) {
    return use.kind() != Use.Kind.IMPORT && use.kind() != Use.Kind.STRING;
  }

  Optional<CallSite> callOf(Use use) {
    return program.view(use.module()).callBy(use.node());
  }

  private Passed argument(CallSite call, PythonFunction function, Node.Parameter parameter) {
    List<String> names = new ArrayList<>();
    function.node().parameters().posonly().forEach(p -> names.add(p.name()));
    function.node().parameters().args().forEach(p -> names.add(p.name()));
    int receiver = function.receiver().isPresent() ? 1 : 0;
    int position = names.indexOf(parameter.name()) - receiver;
    Optional<Expr> given =
        position < 0 ? call.keyword(parameter.name()) : call.argument(position, parameter.name());
    if (given.isPresent()) {
      Place place = Place.of(call.module(), given.get());
      return new Passed(call, place, program.values().constant(given.get(), call.module()));
    }
    Expr fallback = parameter.defaultValue();
    return new Passed(
        call,
        call.place(),
        fallback == null
            ? Optional.empty()
            : program.values().constant(fallback, function.module()));
  }
}
