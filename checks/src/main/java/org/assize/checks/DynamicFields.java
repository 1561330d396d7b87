package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.facts.Fact;
import org.assize.facts.Facts;
import org.assize.facts.Reason;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Functions that write fields by the keys of a mapping that they are handed.
 *
 * <p>In production the mapping must be a client's, as the function itself shows, or the function a
 * handler of requests: who else fills it is a question of flow.
 *
 * @param coercing names of methods through which the type of a field refuses a wrong value
 * @param declaring names of class variables that declare typed fields
 */
public record DynamicFields(Set<String> coercing, Set<String> declaring) implements Detector {
  @Override
  public void review(Check check) {
    Set<Node> told = Set.of();
    if (check.inTest()) {
      expanded(check);
    } else {
      told = new RequestFields(check).review();
      new DocumentFields(check).review();
    }
    for (Stmt.For loop : check.view().all(Stmt.For.class)) {
      Optional<PythonFunction> function = check.view().module().scopes().functionAt(loop.start());
      Optional<String> key = function.flatMap(f -> keyOfParameter(loop, f));
      if (key.isPresent()) {
        List<Node> writes = new ArrayList<>();
        loop.body().forEach(s -> writes(s, key.get(), loop, check.view(), writes));
        writes.removeIf(told::contains);
        if (!writes.isEmpty()) {
          report(writes, function.orElseThrow(), check);
        }
      }
    }
  }

  /** {@code Class(**values)} of a class that declares its fields with their types. */
  private void expanded(Check check) {
    Map<PythonClass, List<CallSite>> groups = new LinkedHashMap<>();
    for (CallSite call : check.view().calls()) {
      boolean expands =
          call.node().keywords().stream()
              .anyMatch(k -> k.name() == null && !(k.value() instanceof Expr.Dict));
      if (expands) {
        constructed(call, check)
            .filter(t -> !check.program().isTest(t.module()) && setsAnyName(t, check))
            .ifPresent(t -> groups.computeIfAbsent(t, k -> new ArrayList<>()).add(call));
      }
    }
    Map<PythonClass, Place> declared = new LinkedHashMap<>();
    groups.keySet().forEach(type -> declaration(type, check).ifPresent(d -> declared.put(type, d)));
    groups.keySet().retainAll(declared.keySet());
    if (!groups.isEmpty()) {
      reportExpanded(groups, declared, check);
    }
  }

  /** Whether facts say of a base that its constructor sets an attribute for every keyword. */
  private static boolean setsAnyName(PythonClass type, Check check) {
    Facts facts = check.program().facts();
    return check.program().resolver().hierarchy().outsideAncestors(type).stream()
        .flatMap(path -> Stream.concat(Stream.of(path), facts.bases(path).stream()))
        .flatMap(path -> facts.at(path, Fact.Sink.class).stream())
        .anyMatch(f -> f.weakness().equals(check.weakness().id()));
  }

  /** The class itself, or the one of that name below a package that fills its names at run time. */
  private static Optional<PythonClass> constructed(CallSite call, Check check) {
    return switch (call.target()) {
      case Target.ClassTarget t -> Optional.of(t.type());
      case Target.Unknown _ ->
          call.node().function() instanceof Expr.Attribute a
                  && check.program().resolver().resolve(a.value(), call.scope())
                      instanceof Target.ModuleTarget m
              ? Replacements.classBelow(m.module(), a.attribute(), check.program())
              : Optional.empty();
      case Target.ModuleTarget _,
          Target.NamespaceTarget _,
          Target.FunctionTarget _,
          Target.VariableTarget _,
          Target.InstanceTarget _,
          Target.External _ ->
          Optional.empty();
    };
  }

  private Optional<Place> declaration(PythonClass type, Check check) {
    for (Target target : check.program().resolver().hierarchy().order(type)) {
      if (target instanceof Target.ClassTarget c) {
        for (String name : declaring) {
          Optional<Place> place =
              c.type()
                  .body()
                  .local(name)
                  .flatMap(Symbol::only)
                  .filter(b -> b.value().orElse(null) instanceof Expr.Dict)
                  .map(b -> Place.of(c.type().module(), b.node()));
          if (place.isPresent()) {
            return place;
          }
        }
      }
    }
    return Optional.empty();
  }

  private static void reportExpanded(
      Map<PythonClass, List<CallSite>> groups, Map<PythonClass, Place> declared, Check check) {
    List<String> classes = new ArrayList<>();
    declared.forEach((type, place) -> classes.add(type.name() + " (" + place.cite() + ")"));
    String message =
        "A mapping names the attributes that are set on "
            + Wording.list(classes)
            + "; only the fields declared there have a type that checks the value.";
    groups.forEach((type, calls) -> {
      for (CallSite call : calls) {
        check.report(
            Finding.caution(check.weakness(), call.place(), Reason.TEST_CODE)
                .step(
                    Objects.requireNonNull(declared.get(type)),
                    "declares the fields and the types of their values")
                .saying(message));
      }
    });
  }

  /** The key variable of {@code for k, v in parameter.items()}. */
  private static Optional<String> keyOfParameter(Stmt.For loop, PythonFunction function) {
    if (loop.iter() instanceof Expr.Call c
        && c.function() instanceof Expr.Attribute a
        && (a.attribute().equals("items") || a.attribute().equals("iteritems"))
        && a.value() instanceof Expr.Name mapping
        && function.parameters().stream().anyMatch(p -> p.name().equals(mapping.id()))
        && loop.target() instanceof Expr.Tuple t
        && t.elements().size() == 2
        && t.elements().getFirst() instanceof Expr.Name key) {
      return Optional.of(key.id());
    }
    return Optional.empty();
  }

  private void writes(Node node, String key, Stmt.For loop, ModuleView view, List<Node> to) {
    for (Expr target : WrittenTargets.in(node)) {
      if (target instanceof Expr.Subscript s && isKey(s.index(), key, loop, view)) {
        to.add(target);
      }
    }
    for (CallSite call : view.calls()) {
      boolean sets =
          call.path().equals("builtins.setattr")
              && call.node().args().size() == 3
              && isKey(call.node().args().get(1), key, loop, view);
      if (sets && node.start() <= call.node().start() && call.node().end() <= node.end()) {
        to.add(call.node());
      }
    }
  }

  /** The key itself, or a variable of the loop that is computed from it. */
  private static boolean isKey(Expr index, String key, Stmt.For loop, ModuleView view) {
    if (!(index instanceof Expr.Name n)) {
      return false;
    }
    if (n.id().equals(key)) {
      return true;
    }
    return view.all(Stmt.Assign.class).stream()
        .filter(s -> loop.start() <= s.start() && s.end() <= loop.end())
        .filter(s -> s.targets().getFirst() instanceof Expr.Name t && t.id().equals(n.id()))
        .anyMatch(s ->
            s.value() instanceof Expr.Call c
                && c.args().stream().anyMatch(a -> a instanceof Expr.Name m && m.id().equals(key)));
  }

  private void report(List<Node> writes, PythonFunction function, Check check) {
    if (!check.inTest()) {
      if (RequestHandlers.of(check.program()).isRegistered(function)) {
        for (Node write : writes) {
          check.report(
              Finding.undecided(
                      check.weakness(), Place.of(function.module(), write), "who fills the mapping")
                  .saying(
                      function.name()
                          + " writes every field that its mapping names, and it is called for"
                          + " requests."));
        }
      }
      return;
    }
    Optional<Place> coerce = fieldType(function, check);
    String message =
        named(function)
            + " writes whatever fields its mapping names"
            + coerce
                .map(p ->
                    "; a typed field refuses a wrong value (" + p.cite() + "), a dict does not")
                .orElse("")
            + ". "
            + callers(function, check);
    for (Node write : writes) {
      Finding.Builder finding =
          Finding.caution(check.weakness(), Place.of(function.module(), write), Reason.TEST_CODE);
      finding.step(Place.of(function.module(), function.node()), "takes the mapping");
      coerce.ifPresent(p -> finding.step(p, "the type of a field decides what it takes"));
      check.report(finding.saying(message));
    }
  }

  /** A constructor is told by its class, since all have the same name. */
  private static String named(PythonFunction function) {
    return function.name().equals("__init__")
        ? function.owner().map(t -> "The constructor of " + t.name()).orElse(function.name())
        : function.name();
  }

  private static String callers(PythonFunction function, Check check) {
    FunctionCalls calls = FunctionCalls.of(function, check.program());
    List<Place> production = calls.certain(u -> !check.program().isTest(u.module()));
    List<Place> inTests = calls.certain(u -> check.program().isTest(u.module()));
    if (!production.isEmpty()) {
      return "By name, production calls it at " + production.getFirst().cite() + ".";
    }
    if (!calls.open().isEmpty()) {
      return calls.sharing()
          + " functions have its name, and names do not tell who calls this one.";
    }
    return switch (inTests.size()) {
      case 0 -> "By name, nothing calls it.";
      case 1 -> "Its one call site is in tests (" + inTests.getFirst().cite() + ").";
      default ->
          "All "
              + inTests.size()
              + " call sites are in tests (first "
              + inTests.getFirst().cite()
              + ").";
    };
  }

  /** The coercing method of a field type that the file's own classes use. */
  private Optional<Place> fieldType(PythonFunction function, Check check) {
    for (CallSite call : check.view().calls()) {
      boolean inClass = call.scope().kind() == org.assize.program.Scope.Kind.CLASS;
      if (inClass && call.target() instanceof Target.ClassTarget field) {
        Optional<Place> place = coercion(field.type(), check);
        if (place.isPresent() && field.type().module() != function.module()) {
          return place;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Place> coercion(PythonClass field, Check check) {
    for (Symbol symbol : field.body().symbols()) {
      if (check.program().resolver().resolve(symbol) instanceof Target.InstanceTarget i
          && i.type() instanceof Target.ClassTarget type) {
        for (String name : coercing) {
          Optional<PythonFunction> method = type.type().method(name);
          if (method.isPresent()) {
            // Its first statement, which is where a wrong value is refused.
            Stmt first = method.get().node().body().getFirst();
            return Optional.of(Place.of(method.get().module(), first));
          }
        }
      }
    }
    return Optional.empty();
  }
}
