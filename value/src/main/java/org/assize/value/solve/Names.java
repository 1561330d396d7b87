package org.assize.value.solve;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.assize.ir.ImportName;
import org.assize.program.ImportSite;
import org.assize.program.Importable;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Resolver;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Stmt;

/** What names mean without anything being run. Asked once for each name, from any thread. */
final class Names {
  private final Resolver resolver;
  private final Map<Symbol, Target> symbols = new ConcurrentHashMap<>();
  private final Map<Import, Target> imports = new ConcurrentHashMap<>();
  private final Map<Member, Target> members = new ConcurrentHashMap<>();

  private final Map<PythonModule, Set<String>> packages = new ConcurrentHashMap<>();

  private record Import(PythonModule module, ImportName name) {}

  private record Member(PythonModule module, String name) {}

  Names(Resolver resolver) {
    this.resolver = resolver;
  }

  /** Returns the top packages that a module belongs to or names in an import. */
  Set<String> packagesSeenBy(PythonModule module) {
    Set<String> known = packages.get(module);
    if (known == null) {
      known = new HashSet<>();
      known.add(top(module.name()));
      for (ImportSite site : module.imports()) {
        known.add(site.topPackage().isEmpty() ? beside(site) : site.topPackage());
      }
      packages.put(module, known);
    }
    return known;
  }

  /** Returns the templates that a name given to a template engine may mean. */
  List<PythonModule> templates(String name) {
    return resolver.program().templates(name);
  }

  /** What a relative import names; without a package, modules of a folder stand by themselves. */
  private static String beside(ImportSite site) {
    return site.statement() instanceof Stmt.ImportFrom from && from.module() != null
        ? top(from.module())
        : site.alias().name();
  }

  static String top(String dotted) {
    int dot = dotted.indexOf('.');
    return dot < 0 ? dotted : dotted.substring(0, dot);
  }

  /** Returns what the bindings of a variable show. */
  Target variable(Symbol symbol) {
    Target known = symbols.get(symbol);
    if (known == null) {
      known = resolver.resolve(symbol);
      symbols.put(symbol, known);
    }
    return known;
  }

  /** Returns what a name means that no scope of a module binds. */
  Target unbound(PythonModule module, String name) {
    return resolver.unbound(name, module);
  }

  /** Returns what an import statement binds. */
  Target imported(PythonModule module, ImportName name) {
    Import key = new Import(module, name);
    Target known = imports.get(key);
    if (known == null) {
      known = find(module, name);
      imports.put(key, known);
    }
    return known;
  }

  private Target find(PythonModule module, ImportName name) {
    Optional<String> dotted = resolver.program().absolute(module, name.level(), name.module());
    if (dotted.isEmpty()) {
      return Target.Unknown.UNKNOWN;
    }
    if (!name.member().isEmpty()) {
      return resolver.member(resolver.dotted(dotted.get(), module), name.member());
    }
    int dot = dotted.get().indexOf('.');
    boolean top = !name.whole() && dot > 0;
    return resolver.dotted(top ? dotted.get().substring(0, dot) : dotted.get(), module);
  }

  /** Returns what {@code module.name} means. */
  Target member(PythonModule module, String name) {
    Member key = new Member(module, name);
    Target known = members.get(key);
    if (known == null) {
      known = resolver.member(new Target.ModuleTarget(module), name);
      members.put(key, known);
    }
    return known;
  }

  /** Returns what a namespace package has under a name. */
  Target member(Importable.Namespace namespace, String name) {
    return resolver.member(new Target.NamespaceTarget(namespace), name);
  }

  /** Returns the class that a parameter's annotation names. */
  Target annotated(PythonFunction function, int parameter) {
    String name = function.parameters().get(parameter).name();
    return function.body().local(name).map(this::variable).orElse(Target.Unknown.UNKNOWN);
  }
}
