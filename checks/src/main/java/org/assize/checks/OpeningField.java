package org.assize.checks;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * The fields of records by which whoever shows their content is let in: a function looks a record
 * up by what it is given for the field, and logs somebody in. What such a field holds is a secret,
 * whatever it is called.
 *
 * @param names of the fields
 */
record OpeningField(Set<String> names) {
  private static final Set<String> LOOKING =
      Set.of(
          "get",
          "get_or_404",
          "get_object_or_404",
          "get_or_none",
          "filter",
          "filter_by",
          "where",
          "find_one",
          "first");

  /** Fields that name somebody, and are known to others. */
  private static final Set<String> NAMING =
      Set.of("id", "pk", "uuid", "name", "username", "login", "email", "slug");

  /** Returns those of a program; {@code logins} are the paths of what lets somebody in. */
  static OpeningField of(ProgramView program, Set<String> logins) {
    return program.part(OpeningField.class, logins, OpeningField::find);
  }

  private static OpeningField find(ProgramView program, Set<String> logins) {
    Set<String> found = new HashSet<>();
    for (PythonModule module : program.program().modules()) {
      if (!module.isTemplate() && !program.isTest(module)) {
        ModuleView view = program.view(module);
        view.calls().stream()
            .filter(call -> logins.contains(call.path()))
            .flatMap(call -> call.function().stream())
            .distinct()
            .forEach(function -> add(function, found));
      }
    }
    found.removeAll(NAMING);
    return new OpeningField(Set.copyOf(found));
  }

  private static void add(PythonFunction function, Set<String> to) {
    Set<String> given =
        function.parameters().stream().map(Node.Parameter::name).collect(Collectors.toSet());
    List<Expr.Call> calls = Inside.all(function.node().body(), Expr.Call.class);
    for (Expr.Call call : calls) {
      if (LOOKING.contains(NameTerms.last(call))) {
        call.keywords().stream()
            .filter(k -> k.name() != null && isGiven(k.value(), given))
            .forEach(k -> to.add(k.name().replaceFirst("__i?exact$", "")));
        Inside.all(call.args(), Expr.Compare.class).stream()
            .filter(c -> c.ops().equals(List.of(CompareOperator.EQ)))
            .filter(c -> isGiven(c.comparators().getFirst(), given))
            .filter(c -> c.left() instanceof Expr.Attribute)
            .forEach(c -> to.add(((Expr.Attribute) c.left()).attribute()));
      }
    }
  }

  private static boolean isGiven(Expr value, Set<String> given) {
    return value instanceof Expr.Name n && given.contains(n.id());
  }
}
