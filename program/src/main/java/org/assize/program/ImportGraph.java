package org.assize.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assize.program.Target.ModuleTarget;
import org.assize.syntax.Node.Alias;
import org.assize.syntax.Stmt;

/** Which module of the program imports which, by every import statement that can run. */
public final class ImportGraph {
  private final Map<PythonModule, Map<PythonModule, ImportSite>> importers = new LinkedHashMap<>();
  private final Map<PythonModule, Map<PythonModule, ImportSite>> imports = new LinkedHashMap<>();

  /** Resolves all imports of a program. Those under {@code if TYPE_CHECKING} never run. */
  public ImportGraph(Resolver resolver) {
    List<PythonModule> modules = resolver.program().modules();
    List<Map<PythonModule, ImportSite>> edges =
        resolver.program().workers().map(modules, m -> importsOf(m, resolver));
    for (int i = 0; i < modules.size(); i++) {
      PythonModule from = modules.get(i);
      imports.put(from, edges.get(i));
      edges
          .get(i)
          .forEach((to, site) ->
              importers.computeIfAbsent(to, t -> new LinkedHashMap<>()).put(from, site));
    }
  }

  private static Map<PythonModule, ImportSite> importsOf(PythonModule module, Resolver resolver) {
    Map<PythonModule, ImportSite> found = new LinkedHashMap<>();
    for (ImportSite site : module.imports()) {
      if (!site.typesOnly()) {
        for (PythonModule target : targets(site, module, resolver)) {
          if (target != module) {
            found.putIfAbsent(target, site);
            addPackages(target, module, site, found, resolver.program());
          }
        }
      }
    }
    return found;
  }

  /** Importing a module runs the packages around it first; those of the importer ran already. */
  private static void addPackages(
      PythonModule target,
      PythonModule importer,
      ImportSite site,
      Map<PythonModule, ImportSite> found,
      Program program) {
    String name = target.name();
    for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      String around = name.substring(0, dot);
      if (importer.name().equals(around) || importer.name().startsWith(around + ".")) {
        return;
      }
      if (program.findBelow(target.sourceRoot(), around).orElse(null)
          instanceof Importable.Found f) {
        found.putIfAbsent(f.module(), site);
      }
    }
  }

  /** The named module, or the module that holds the imported name or submodule. */
  private static Set<PythonModule> targets(
      ImportSite site, PythonModule importer, Resolver resolver) {
    Set<PythonModule> found = new LinkedHashSet<>();
    Alias alias = site.alias();
    switch (site.statement()) {
      case Stmt.Import s -> add(resolver.dotted(alias.name(), importer), found);
      case Stmt.ImportFrom s -> {
        Target source = resolver.fromModule(s, importer);
        Target member =
            alias.name().equals("*")
                ? Target.Unknown.UNKNOWN
                : submodule(source, alias.name(), resolver);
        add(member instanceof ModuleTarget ? member : source, found);
      }
      default -> {}
    }
    return found;
  }

  private static Target submodule(Target source, String name, Resolver resolver) {
    return switch (source) {
      case ModuleTarget t ->
          t.module().isPackage()
              ? resolver
                  .program()
                  .findBelow(t.module().sourceRoot(), t.module().name() + "." + name)
                  .filter(f -> f instanceof Importable.Found)
                  .<Target>map(f -> new ModuleTarget(((Importable.Found) f).module()))
                  .orElse(Target.Unknown.UNKNOWN)
              : Target.Unknown.UNKNOWN;
      case Target.NamespaceTarget t -> resolver.member(t, name);
      default -> Target.Unknown.UNKNOWN;
    };
  }

  private static void add(Target target, Set<PythonModule> to) {
    if (target instanceof ModuleTarget t) {
      to.add(t.module());
    }
  }

  /** Returns the modules that import a module, each with its first import, in program order. */
  public Map<PythonModule, ImportSite> importersOf(PythonModule module) {
    return importers.getOrDefault(module, Map.of());
  }

  /** Returns the modules that a module imports, each with the first import. */
  public Map<PythonModule, ImportSite> importsOf(PythonModule module) {
    return imports.getOrDefault(module, Map.of());
  }

  /** Returns the importers as a list. */
  List<PythonModule> importerList(PythonModule module) {
    return new ArrayList<>(importersOf(module).keySet());
  }
}
