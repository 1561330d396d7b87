package org.assize.program;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.assize.program.Target.ClassTarget;
import org.assize.program.Target.External;
import org.assize.program.Target.FunctionTarget;
import org.assize.program.Target.InstanceTarget;
import org.assize.program.Target.ModuleTarget;
import org.assize.program.Target.NamespaceTarget;
import org.assize.program.Target.Unknown;
import org.assize.program.Target.VariableTarget;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Node.Alias;
import org.assize.syntax.Node.ExceptHandler;
import org.assize.syntax.Node.Parameter;
import org.assize.syntax.Stmt;

/**
 * Says what an expression names, through imports, re-exports, aliases, classes and their bases.
 *
 * <p>A name bound once to a call is an instance of what it calls; a name bound in several ways is a
 * {@link VariableTarget}, except where the bindings are the usual alternatives of a conditional
 * import or definition: then the one that the tree holds counts. No statement order, branch or call
 * is followed.
 */
public final class Resolver {
  /** Longer chains of aliases are cut; real ones have a handful of links. */
  private static final int MAX_LINKS = 40;

  private final Program program;
  private final Hierarchy hierarchy;
  private final Map<Symbol, Target> known = new ConcurrentHashMap<>();
  private final Map<PythonModule, Exports> exports = new ConcurrentHashMap<>();
  private final ThreadLocal<Pending> pending = ThreadLocal.withInitial(Pending::new);

  /**
   * The symbols that a thread is finding out about. {@code query = query.where(x)} asks for itself:
   * the inner question has no answer, and what rests on it is not kept for others.
   */
  private static final class Pending {
    private static final int NONE = Integer.MAX_VALUE;

    private final IdentityHashMap<Symbol, Integer> depths = new IdentityHashMap<>();
    private int lowestAsked = NONE;

    private void asked(int depth) {
      lowestAsked = Math.min(lowestAsked, depth);
    }
  }

  /** A resolver for the names of one program. */
  public Resolver(Program program) {
    this.program = program;
    hierarchy = new Hierarchy(program, this);
  }

  /** Returns the program. */
  public Program program() {
    return program;
  }

  /** Returns the classes' bases and method resolution orders. */
  public Hierarchy hierarchy() {
    return hierarchy;
  }

  /** Returns what an expression names when it is used in a scope. */
  public Target resolve(Expr expression, Scope scope) {
    return resolve(expression, scope, 0);
  }

  /** Returns what an expression names at its own place. */
  public Target resolve(Expr expression, PythonModule module) {
    return resolve(expression, module.scopes().at(expression.start()), 0);
  }

  /** Returns what a symbol stands for, through its bindings. */
  public Target resolve(Symbol symbol) {
    return symbol(symbol, 0);
  }

  /**
   * Returns what a name stands for that no scope of a module binds: built in, or by star import.
   */
  public Target unbound(String name, PythonModule module) {
    return name(name, module.scopes().root(), 0);
  }

  /** Returns an instance of the class that an annotation names, as far as it names one. */
  public Target declared(Expr annotation, Scope scope) {
    return new Annotations(this).of(annotation, scope, 0);
  }

  /** Returns what {@code target.name} stands for. */
  public Target member(Target target, String name) {
    return member(target, name, 0);
  }

  Target resolve(Expr expression, Scope scope, int links) {
    if (links > MAX_LINKS) {
      pending.get().asked(-1);
      return Target.Unknown.UNKNOWN;
    }
    return switch (expression) {
      case Expr.Name e -> name(e.id(), ClassBody.seenFrom(e, scope), links + 1);
      case Expr.Attribute e -> attribute(e, scope, links + 1);
      case Expr.Call e -> call(e, scope, links + 1);
      case Expr.NamedExpr e -> resolve(e.value(), scope, links + 1);
      case Expr.Await e -> resolve(e.value(), scope, links + 1);
      default -> Target.Unknown.UNKNOWN;
    };
  }

  private Target attribute(Expr.Attribute e, Scope scope, int links) {
    if (e.value() instanceof Expr.Call call
        && call.function() instanceof Expr.Name n
        && n.id().equals("super")) {
      return enclosingClass(scope)
          .map(type -> hierarchy.afterClass(type, scope.mangled(e.attribute()), links))
          .orElse(Target.Unknown.UNKNOWN);
    }
    return member(resolve(e.value(), scope, links), scope.mangled(e.attribute()), links);
  }

  private Target call(Expr.Call e, Scope scope, int links) {
    return switch (resolve(e.function(), scope, links)) {
      case ClassTarget t -> new InstanceTarget(t);
      case External t -> new InstanceTarget(t);
      case FunctionTarget t -> new ReturnedObject(this).of(t.function(), links);
      default -> Target.Unknown.UNKNOWN;
    };
  }

  Target name(String name, Scope scope, int links) {
    Optional<Symbol> symbol = scope.lookup(name);
    if (symbol.isPresent() && symbol.get().isBound()) {
      return symbol(symbol.get(), links);
    }
    Target starred = fromStars(name, scope.root(), links);
    if (!(starred instanceof Unknown)) {
      return starred;
    }
    return Builtins.has(name) ? new External("builtins." + name) : Target.Unknown.UNKNOWN;
  }

  /**
   * What the star imports of a module bind a name to, the last of them first. One of an absent
   * module may bind any name that is not built in.
   */
  private Target fromStars(String name, Scope root, int links) {
    Target outside = Target.Unknown.UNKNOWN;
    for (StarImport star : root.starImports().reversed()) {
      Target source = fromModule(star.statement(), root.module());
      if (source instanceof ModuleTarget t && exports(t.module()).mayHave(name)) {
        Target found = exported(t.module(), name, links + 1);
        if (!(found instanceof Unknown)) {
          return found;
        }
      } else if (source instanceof External && outside instanceof Unknown && !Builtins.has(name)) {
        outside = member(source, name, links + 1);
      }
    }
    return outside;
  }

  private Exports exports(PythonModule module) {
    return exports.computeIfAbsent(module, Exports::of);
  }

  /** Without an {@code __all__} that names it, a submodule is only there if something binds it. */
  private Target exported(PythonModule module, String name, int links) {
    Scope root = module.scopes().root();
    boolean bound = root.local(name).filter(Symbol::isBound).isPresent();
    return bound || exports(module) instanceof Exports.Listed
        ? moduleMember(module, name, links)
        : links > MAX_LINKS ? Target.Unknown.UNKNOWN : fromStars(name, root, links);
  }

  Target symbol(Symbol symbol, int links) {
    Target earlier = known.get(symbol);
    if (earlier != null) {
      return earlier;
    }
    Pending open = pending.get();
    Integer depth = open.depths.get(symbol);
    if (links > MAX_LINKS || depth != null) {
      open.asked(depth == null ? -1 : depth);
      return Target.Unknown.UNKNOWN;
    }
    int own = open.depths.size();
    int askedBefore = open.lowestAsked;
    open.lowestAsked = Pending.NONE;
    open.depths.put(symbol, own);
    try {
      Target found = ofBindings(symbol, links);
      if (open.lowestAsked >= own) {
        open.lowestAsked = Pending.NONE;
        known.put(symbol, found);
      }
      return found;
    } finally {
      open.depths.remove(symbol);
      open.asked(askedBefore);
    }
  }

  private Target ofBindings(Symbol symbol, int links) {
    Target best = Target.Unknown.UNKNOWN;
    boolean ambiguous = false;
    for (Binding binding : symbol.bindings()) {
      Target target = definition(binding, symbol, links + 1);
      boolean better = rank(target) > rank(best);
      boolean redefined = rank(target) == rank(best) && isDefinition(binding);
      if (better || redefined) {
        best = target;
      }
      ambiguous |= !isDefinition(binding) && symbol.bindings().size() > 1;
    }
    return best instanceof Unknown || (ambiguous && !isAlternative(symbol))
        ? new VariableTarget(symbol)
        : best;
  }

  /** What the tree holds is better than what it lacks. */
  private static int rank(Target target) {
    return switch (target) {
      case Unknown t -> 0;
      case VariableTarget t -> 1;
      case External t -> 2;
      case InstanceTarget t -> 3;
      case NamespaceTarget t -> 4;
      case ModuleTarget t -> 5;
      case ClassTarget t -> 5;
      case FunctionTarget t -> 5;
    };
  }

  private static boolean isDefinition(Binding binding) {
    return switch (binding.kind()) {
      case IMPORT, FROM_IMPORT, FUNCTION, CLASS -> true;
      case DELETION -> true; // it gives the name no other meaning
      default -> false;
    };
  }

  /** {@code try: import x} with {@code except ImportError: x = None}. */
  private static boolean isAlternative(Symbol symbol) {
    return symbol.bindings().stream()
        .allMatch(
            b -> isDefinition(b) || b.value().filter(v -> v instanceof Expr.None).isPresent());
  }

  /** Returns what one of a symbol's bindings alone makes of it. */
  Target definition(Binding binding, Symbol symbol) {
    return definition(binding, symbol, 0);
  }

  private Target definition(Binding binding, Symbol symbol, int links) {
    PythonModule module = symbol.scope().module();
    return switch (binding.kind()) {
      case IMPORT -> imported((Alias) binding.node(), module);
      case FROM_IMPORT ->
          importedFrom((Stmt.ImportFrom) binding.source(), (Alias) binding.node(), module, links);
      case FUNCTION ->
          module
              .scopes()
              .functionOf(binding.node())
              .<Target>map(FunctionTarget::new)
              .orElse(Target.Unknown.UNKNOWN);
      case CLASS ->
          module
              .scopes()
              .classOf(binding.node())
              .<Target>map(ClassTarget::new)
              .orElse(Target.Unknown.UNKNOWN);
      case PARAMETER -> parameter(binding, symbol, links);
      case ASSIGNMENT, WITH -> assigned(binding, symbol, links);
      case EXCEPTION -> caught(binding, symbol, links);
      case UNPACKING, AUGMENTED, DECLARATION, LOOP, DELETION, PATTERN, TYPE_PARAMETER, TYPE_ALIAS ->
          Target.Unknown.UNKNOWN;
    };
  }

  private Target assigned(Binding binding, Symbol symbol, int links) {
    Target target =
        binding
            .value()
            .map(value -> resolve(value, symbol.scope(), links))
            .orElse(Target.Unknown.UNKNOWN);
    return target instanceof VariableTarget ? Target.Unknown.UNKNOWN : target;
  }

  private Target caught(Binding binding, Symbol symbol, int links) {
    Expr type = binding.node() instanceof ExceptHandler h ? h.type() : null;
    return type == null ? Target.Unknown.UNKNOWN : instance(resolve(type, symbol.scope(), links));
  }

  private Target parameter(Binding binding, Symbol symbol, int links) {
    if (!(binding.node() instanceof Parameter p)
        || !(binding.source() instanceof Stmt.FunctionDef def)) {
      return Target.Unknown.UNKNOWN;
    }
    PythonFunction function = symbol.scope().module().scopes().functionOf(def).orElseThrow();
    Optional<PythonClass> owner = function.owner();
    if (owner.isPresent() && function.receiver().filter(p.name()::equals).isPresent()) {
      ClassTarget type = new ClassTarget(owner.get());
      return function.isClassMethod() ? type : new InstanceTarget(type);
    }
    return p.annotation() == null
        ? Target.Unknown.UNKNOWN
        : new Annotations(this).of(p.annotation(), function.definedIn(), links);
  }

  static Target instance(Target type) {
    return type instanceof ClassTarget || type instanceof External
        ? new InstanceTarget(type)
        : Target.Unknown.UNKNOWN;
  }

  private Target imported(Alias alias, PythonModule module) {
    String dotted = alias.name();
    if (alias.asName() != null) {
      return dotted(dotted, module);
    }
    int dot = dotted.indexOf('.');
    return dotted(dot < 0 ? dotted : dotted.substring(0, dot), module);
  }

  private Target importedFrom(
      Stmt.ImportFrom statement, Alias alias, PythonModule module, int links) {
    Target source = fromModule(statement, module);
    if (source instanceof ModuleTarget t && t.module().isPackage()) {
      // Python imports the packages around a module first, and each becomes a name of the next.
      String dotted = t.module().name() + "." + alias.name();
      boolean around = module.name().equals(dotted) || module.name().startsWith(dotted + ".");
      Optional<Importable> found =
          around ? program.findBelow(t.module().sourceRoot(), dotted) : Optional.empty();
      if (found.isPresent()) {
        return importable(found, dotted);
      }
    }
    return member(source, alias.name(), links);
  }

  /** Returns the dotted path of an imported name and those of the packages around it. */
  List<String> importedPaths(ImportSite site, PythonModule module) {
    String path =
        switch (site.statement()) {
          case Stmt.ImportFrom s ->
              fromModule(s, module).dottedPath().map(p -> p + "." + site.alias().name()).orElse("");
          default -> site.alias().name();
        };
    List<String> paths = new ArrayList<>();
    for (String p = path; !p.isEmpty(); p = p.substring(0, Math.max(0, p.lastIndexOf('.')))) {
      paths.add(p);
    }
    return paths;
  }

  /** Returns the module or package that a {@code from} import reads. */
  public Target fromModule(Stmt.ImportFrom statement, PythonModule importer) {
    String name = statement.module() == null ? "" : statement.module();
    return program
        .absolute(importer, statement.level(), name)
        .map(dotted ->
            statement.level() > 0
                ? importable(program.findBelow(importer.sourceRoot(), dotted), dotted)
                : dotted(dotted, importer))
        .orElse(Target.Unknown.UNKNOWN);
  }

  /** Returns the module, package or outside path of a dotted name as a module imports it. */
  public Target dotted(String dotted, PythonModule importer) {
    return importable(program.find(dotted, importer), dotted);
  }

  private static Target importable(Optional<Importable> found, String dotted) {
    return found
        .map(f ->
            switch (f) {
              case Importable.Found m -> (Target) new ModuleTarget(m.module());
              case Importable.Namespace n -> new NamespaceTarget(n);
            })
        .orElse(new External(dotted));
  }

  Target member(Target target, String name, int links) {
    if (links > MAX_LINKS) {
      pending.get().asked(-1);
      return Target.Unknown.UNKNOWN;
    }
    return switch (target) {
      case ModuleTarget t -> moduleMember(t.module(), name, links + 1);
      case NamespaceTarget t -> {
        String dotted = t.namespace().dotted() + "." + name;
        yield importable(program.findBelow(t.namespace().root(), dotted), dotted);
      }
      case ClassTarget t -> hierarchy.classMember(t.type(), name, links + 1);
      case InstanceTarget t when name.equals("__class__") -> t.type();
      case InstanceTarget t ->
          t.type() instanceof ClassTarget c
              ? hierarchy.instanceMember(c.type(), name, links + 1)
              : member(t.type(), name, links + 1);
      case External t -> new External(t.path() + "." + name);
      case FunctionTarget t -> Target.Unknown.UNKNOWN;
      case VariableTarget t -> Target.Unknown.UNKNOWN;
      case Unknown t -> Target.Unknown.UNKNOWN;
    };
  }

  /**
   * A name of a module; in a package also a submodule. Importing a submodule binds it over a module
   * that the package imported under the same name, but not over a function or class.
   */
  private Target moduleMember(PythonModule module, String name, int links) {
    Scope root = module.scopes().root();
    Optional<Symbol> symbol = root.local(name).filter(Symbol::isBound);
    Target own = symbol.map(s -> symbol(s, links)).orElse(Target.Unknown.UNKNOWN);
    boolean yields = symbol.isEmpty() || own instanceof ModuleTarget || own instanceof External;
    if (module.isPackage() && yields) {
      String dotted = module.name() + "." + name;
      Optional<Importable> submodule = program.findBelow(module.sourceRoot(), dotted);
      if (submodule.isPresent()) {
        return importable(submodule, dotted);
      }
    }
    return own instanceof Unknown ? fromStars(name, root, links) : own;
  }

  private static Optional<PythonClass> enclosingClass(Scope scope) {
    for (Scope s = scope; s != null; s = s.parent().orElse(null)) {
      if (s.kind() == Scope.Kind.FUNCTION) {
        Node node = s.node();
        Optional<PythonClass> owner =
            s.module().scopes().functionOf(node).flatMap(PythonFunction::owner);
        if (owner.isPresent()) {
          return owner;
        }
      }
    }
    return Optional.empty();
  }

  /** Returns the classes or outside paths that a class names as its bases, in their order. */
  List<Target> bases(PythonClass type) {
    return type.node().bases().stream().map(base -> resolve(base, type.definedIn(), 0)).toList();
  }
}
