package org.assize.value.solve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assize.facts.Fact;
import org.assize.facts.Facts;
import org.assize.program.Program;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.resources.template.Template;
import org.assize.syntax.Expr;

/**
 * The functions of a program that are filters of its templates: those below a decorator that is
 * called as facts say. On which object it is called is not asked, since that is rarely made in the
 * same file. Asked from any thread.
 */
final class TemplateFilters {
  private static final String PREFIX = Template.FILTERS + ".";

  private final Program program;
  private final Set<String> decorators = new HashSet<>();
  private Map<String, List<PythonFunction>> found = Map.of();
  private boolean isRead;

  TemplateFilters(Program program, Facts facts) {
    this.program = program;
    for (Fact fact : facts.all()) {
      if (fact instanceof Fact.Filter) {
        decorators.add(fact.name().substring(fact.name().lastIndexOf('.') + 1));
      }
    }
  }

  /** Returns the functions that a dotted path stands for; none where it is no filter. */
  List<PythonFunction> named(String path) {
    return path.startsWith(PREFIX)
        ? read().getOrDefault(path.substring(PREFIX.length()), List.of())
        : List.of();
  }

  private synchronized Map<String, List<PythonFunction>> read() {
    if (!isRead) {
      found = new HashMap<>();
      program.modules().stream().filter(m -> !m.isTemplate()).forEach(this::read);
      isRead = true;
    }
    return found;
  }

  private void read(PythonModule module) {
    for (PythonFunction function : module.scopes().functions()) {
      for (Expr decorator : function.node().decorators()) {
        Expr called = decorator instanceof Expr.Call call ? call.function() : decorator;
        if (called instanceof Expr.Attribute a && decorators.contains(a.attribute())) {
          found.computeIfAbsent(name(decorator, function), n -> new ArrayList<>()).add(function);
        }
      }
    }
  }

  private static String name(Expr decorator, PythonFunction function) {
    if (decorator instanceof Expr.Call call) {
      List<Expr> given = new ArrayList<>(call.args());
      call.keywords().stream()
          .filter(k -> "name".equals(k.name()))
          .forEach(k -> given.add(k.value()));
      for (Expr one : given) {
        if (one instanceof Expr.Str text) {
          return text.value();
        }
      }
    }
    return function.name();
  }
}
