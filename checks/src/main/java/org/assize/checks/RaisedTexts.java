package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Target;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Where production raises an exception, and what its text is made of there: by a template of its
 * class, or by what each raise passes.
 *
 * @param type the class, where it is one of the program
 * @param template where the class keeps its text, unless each raise composes its own
 * @param values the values in the text, as they are written there; empty for a fixed text
 * @param raises where it is raised
 * @param composing those raises that put values into the text themselves
 */
record RaisedTexts(
    Optional<PythonClass> type,
    Optional<Place> template,
    List<String> values,
    List<Place> raises,
    List<Place> composing) {

  /** One statement that raises. */
  private record Raised(Place place, List<String> values) {}

  /** What was found out about each class, since many tests expect the same ones. */
  private static final class Known {
    private final Map<PythonClass, Optional<RaisedTexts>> byClass = new ConcurrentHashMap<>();
  }

  /** Returns all raises of a class in production; none where nothing raises it. */
  static Optional<RaisedTexts> of(PythonClass type, ProgramView program) {
    Known known = program.part(Known.class, "", (p, none) -> new Known());
    Optional<RaisedTexts> found = known.byClass.get(type);
    if (found == null) {
      found = made(type, everywhere(type, program), program);
      known.byClass.put(type, found);
    }
    return found;
  }

  /**
   * Returns the raises of a class, or of one below it, in functions and what they call directly;
   * none unless they are all of one class.
   */
  static Optional<RaisedTexts> met(
      PythonClass expected, List<PythonFunction> functions, ProgramView program) {
    Set<PythonClass> kinds = new LinkedHashSet<>(List.of(expected));
    kinds.addAll(program.resolver().hierarchy().descendants(expected));
    Map<PythonClass, List<Raised>> met = new LinkedHashMap<>();
    for (PythonFunction function : withCalled(functions, program)) {
      ModuleView view = program.view(function.module());
      for (Stmt.Raise raise : raisesIn(function, view)) {
        if (program.resolver().resolve(raised(raise), view.module()) instanceof Target.ClassTarget t
            && kinds.contains(t.type())) {
          met.computeIfAbsent(t.type(), k -> new ArrayList<>()).add(read(raise, view, program));
        }
      }
    }
    return met.size() == 1
        ? made(met.keySet().iterator().next(), met.values().iterator().next(), program)
        : Optional.empty();
  }

  /** Returns the raises of an exception from elsewhere in a function. */
  static Optional<RaisedTexts> in(PythonFunction function, String exception, ProgramView program) {
    ModuleView view = program.view(function.module());
    List<Raised> found = new ArrayList<>();
    for (Stmt.Raise raise : raisesIn(function, view)) {
      boolean isIt =
          program
              .resolver()
              .resolve(raised(raise), view.module())
              .dottedPath()
              .filter(exception::equals)
              .isPresent();
      if (isIt) {
        found.add(read(raise, view, program));
      }
    }
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(texts(Optional.empty(), Optional.empty(), found));
  }

  private static Optional<RaisedTexts> made(
      PythonClass type, List<Raised> raised, ProgramView program) {
    if (raised.isEmpty()) {
      return Optional.empty();
    }
    Optional<ErrorText> template = ErrorText.template(type, program);
    boolean atRaise = raised.stream().anyMatch(r -> !r.values().isEmpty());
    boolean isTemplate = template.filter(t -> !t.names().isEmpty() || !atRaise).isPresent();
    return isTemplate || atRaise
        ? Optional.of(texts(Optional.of(type), template.filter(t -> isTemplate), raised))
        : Optional.empty();
  }

  private static RaisedTexts texts(
      Optional<PythonClass> type, Optional<ErrorText> template, List<Raised> raised) {
    Set<String> values = new LinkedHashSet<>();
    List<Place> composing = new ArrayList<>();
    for (Raised one : raised) {
      values.addAll(one.values());
      if (!one.values().isEmpty()) {
        composing.add(one.place());
      }
    }
    return new RaisedTexts(
        type,
        template.map(ErrorText::place),
        template.map(ErrorText::names).orElse(List.copyOf(values)).stream().distinct().toList(),
        raised.stream().map(Raised::place).toList(),
        composing);
  }

  private static List<Raised> everywhere(PythonClass type, ProgramView program) {
    List<Raised> found = new ArrayList<>();
    for (Use use : program.references().of(type)) {
      if (!program.isTest(use.module())) {
        raiseOf(use.node(), use.module(), program)
            .ifPresent(r -> found.add(read(r, program.view(use.module()), program)));
      }
    }
    return found;
  }

  private static Optional<Stmt.Raise> raiseOf(Node use, PythonModule module, ProgramView program) {
    ModuleView view = program.view(module);
    Optional<Node> parent = view.parent(use);
    if (parent.isPresent() && parent.get() instanceof Expr.Call c && c.function() == use) {
      parent = view.parent(c);
    }
    return parent.filter(p -> p instanceof Stmt.Raise).map(p -> (Stmt.Raise) p);
  }

  /** The functions and those of production that they call, as far as names tell. */
  private static Set<PythonFunction> withCalled(
      List<PythonFunction> functions, ProgramView program) {
    Set<PythonFunction> all = new LinkedHashSet<>(functions);
    for (PythonFunction function : functions) {
      for (CallSite call : program.view(function.module()).callsIn(function)) {
        if (call.target() instanceof Target.FunctionTarget t
            && !program.isTest(t.function().module())) {
          all.add(t.function());
        }
      }
    }
    return all;
  }

  private static List<Stmt.Raise> raisesIn(PythonFunction function, ModuleView view) {
    return view.all(Stmt.Raise.class).stream()
        .filter(r -> r.exception() != null)
        .filter(r -> function.node().start() <= r.start() && r.end() <= function.node().end())
        .toList();
  }

  private static Expr raised(Stmt.Raise raise) {
    Expr exception = java.util.Objects.requireNonNull(raise.exception());
    return exception instanceof Expr.Call c ? c.function() : exception;
  }

  /** The values in the arguments that a raise passes by position: they make up the text. */
  private static Raised read(Stmt.Raise raise, ModuleView view, ProgramView program) {
    List<String> values = new ArrayList<>();
    if (raise.exception() instanceof Expr.Call c) {
      c.args().forEach(a -> values.addAll(ErrorText.values(a, view, program.constants())));
    }
    return new Raised(Place.of(view.module(), raise), values);
  }
}
