package org.assize.checks;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.assize.facts.Fact;
import org.assize.program.ImportSite;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/** Which functions talk to a database, through which line. */
final class DataAccess {
  private static final int MAX_LINKS = 5;
  private static final int MAX_IMPORTS = 2;
  private final ProgramView program;
  private final Set<String> libraries = new HashSet<>();
  private final Map<PythonModule, Boolean> importing = new ConcurrentHashMap<>();
  private final Map<PythonModule, Boolean> near = new ConcurrentHashMap<>();

  /**
   * @param labels of facts about functions that hand a query on
   */
  DataAccess(ProgramView program, Set<String> labels) {
    this.program = program;
    for (Fact fact : program.facts().all()) {
      boolean queries =
          (fact instanceof Fact.Sink || fact instanceof Fact.Setting)
              && labels.contains(fact.label());
      if (queries) {
        libraries.add(top(fact.name()));
      }
    }
    libraries.remove("builtins");
  }

  private static String top(String dotted) {
    int dot = dotted.indexOf('.');
    return dot < 0 ? dotted : dotted.substring(0, dot);
  }

  /** Returns the place through which a function reaches a query, directly or by a few calls. */
  Optional<Place> reach(PythonFunction function, NameWords handles) {
    return reach(function, handles, 0, new HashSet<>());
  }

  private Optional<Place> reach(
      PythonFunction function, NameWords handles, int links, Set<PythonFunction> seen) {
    boolean mayQuery = importsQueries(function.module(), 0);
    List<CallSite> calls = mayQuery ? program.view(function.module()).callsIn(function) : List.of();
    for (CallSite call : calls) {
      boolean query = !call.path().isEmpty() && libraries.contains(top(call.path()));
      if (query || usesHandle(call.node(), handles)) {
        return Optional.of(call.place());
      }
    }
    for (CallSite call : calls) {
      boolean deeper = links < MAX_LINKS && call.target() instanceof Target.FunctionTarget;
      if (deeper && call.target() instanceof Target.FunctionTarget t && seen.add(t.function())) {
        Optional<Place> inner = reach(t.function(), handles, links + 1, seen);
        if (inner.isPresent()) {
          return inner;
        }
      }
    }
    return Optional.empty();
  }

  /** A method of a handle, or a call that is given one. */
  private static boolean usesHandle(Expr.Call call, NameWords handles) {
    return (call.function() instanceof Expr.Attribute a && speaks(a.value(), handles))
        || call.args().stream().anyMatch(a -> speaks(a, handles))
        || call.keywords().stream().anyMatch(k -> speaks(k.value(), handles));
  }

  private static boolean speaks(Node receiver, NameWords handles) {
    return switch (receiver) {
      case Expr.Name n -> handles.speaksIn(n.id());
      case Expr.Attribute a -> handles.speaksIn(a.attribute());
      default -> false;
    };
  }

  private boolean importsQueries(PythonModule module, int links) {
    Boolean cached = links == 0 ? near.get(module) : null;
    if (cached != null) {
      return cached;
    }
    boolean found = importsDirectly(module) || importsThrough(module, links);
    if (links == 0) {
      near.put(module, found);
    }
    return found;
  }

  private boolean importsThrough(PythonModule module, int links) {
    return links < MAX_IMPORTS
        && program.imports().importsOf(module).keySet().stream()
            .anyMatch(m -> importsQueries(m, links + 1));
  }

  private boolean importsDirectly(PythonModule module) {
    return importing.computeIfAbsent(
        module, m -> m.imports().stream().anyMatch(site -> isQueryImport(site)));
  }

  private boolean isQueryImport(ImportSite site) {
    return switch (site.statement()) {
      case Stmt.Import _ -> libraries.contains(top(site.alias().name()));
      case Stmt.ImportFrom s ->
          s.level() == 0 && s.module() != null && libraries.contains(top(s.module()));
      default -> false;
    };
  }
}
