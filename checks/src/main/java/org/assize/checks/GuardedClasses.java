package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.facts.Control;
import org.assize.facts.Fact;
import org.assize.program.Binding;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;

/** What classes that answer requests ask before they act: by bases, decorators and settings. */
final class GuardedClasses {
  private static final Set<String> CHANGING =
      Set.of("post", "put", "patch", "delete", "create", "update", "partial_update", "destroy");

  private static final List<String> CHANGING_VIEWS =
      List.of("create", "update", "delete", "destroy", "deletion", "edit", "model-view");

  private static final List<String> CHANGING_THINGS =
      List.of("update", "delete", "destroy", "deletion", "edit", "model-view");

  /** What Flask and Flask-RESTful decorate all methods of a class with. */
  private static final List<String> DECORATING = List.of("decorators", "method_decorators");

  /** Methods that decide by themselves who may go on. */
  private static final Set<String> DECIDING =
      Set.of("dispatch", "test_func", "has_permission", "get_permissions", "prepare", "initial");

  private final GuardWords terms;
  private final ProgramView program;
  private final GuardedCode code;

  GuardedClasses(GuardWords terms, ProgramView program, GuardedCode code) {
    this.terms = terms;
    this.program = program;
    this.code = code;
  }

  /** Whether facts say of a base that a network client calls methods of the class. */
  boolean answers(PythonClass type) {
    return program.resolver().hierarchy().outsideAncestors(type).stream()
        .flatMap(base ->
            Stream.of("get", "post", "create")
                .flatMap(m -> program.facts().member(base, m, Fact.Entry.class).stream()))
        .anyMatch(e -> e.control() == Control.REMOTE);
  }

  /** Whether a class changes something, by its methods or by its bases. */
  boolean changes(PythonClass type) {
    return acting(type).stream().anyMatch(m -> !refusing().refuses(m))
        || bases(type)
            .anyMatch(b -> isNamed(b, CHANGING_VIEWS) && !refusing().refusesAllOf(type, b));
  }

  private RefusingMethods refusing() {
    return new RefusingMethods(program);
  }

  private static boolean isNamed(String base, List<String> changing) {
    return NameTerms.speaksOf(base, changing) && !NameTerms.speaksOf(base, List.of("read-only"));
  }

  /** Returns what a class asks by. */
  Set<String> guards(PythonClass type) {
    Set<String> found = new LinkedHashSet<>();
    bases(type)
        .filter(b -> code.isGuard(b) && (b.endsWith("Mixin") || isAsking(b)))
        .forEach(found::add);
    for (Expr decorator : type.node().decorators()) {
      Inside.all(List.of((Node) decorator), Expr.Name.class).stream()
          .map(Expr.Name::id)
          .filter(code::isGuard)
          .forEach(n -> found.add("@" + n));
    }
    setting(type).filter(s -> !code.isOpenToAll(s)).ifPresent(s -> found.add(terms.classSetting()));
    if (asksByMethod(type)) {
      found.addAll(code.guards(acting(type).getFirst()));
    }
    return found;
  }

  /** Returns what a class asks by before any of its methods runs, each permission by its name. */
  Set<String> asked(PythonClass type) {
    Set<String> found = new LinkedHashSet<>();
    bases(type).filter(b -> code.isGuard(b) && b.endsWith("Mixin")).forEach(found::add);
    setting(type).filter(s -> !code.isOpenToAll(s)).ifPresent(s -> found.addAll(named(s)));
    program.resolver().hierarchy().ownOrder(type).stream()
        .flatMap(t -> wrapping(t).stream())
        .forEach(d -> code.askedBy(d, type.body()).forEach(found::add));
    program.resolver().hierarchy().ownOrder(type).stream()
        .flatMap(t -> t.methods().stream())
        .filter(m -> DECIDING.contains(m.name()))
        .filter(m -> m.name().equals("test_func") || Refusals.of(program).refuses(m))
        .forEach(m -> found.add(m.qualifiedName()));
    return found;
  }

  /**
   * What wraps all methods of a class: {@code @method_decorator(login_required, name="dispatch")},
   * {@code decorators = [login_required]}, {@code method_decorators = [login_required]}.
   */
  private List<Expr> wrapping(PythonClass type) {
    List<Expr> found = new ArrayList<>();
    for (Expr decorator : type.node().decorators()) {
      if (decorator instanceof Expr.Call c
          && NameTerms.last(c).equals("method_decorator")
          && !c.args().isEmpty()) {
        boolean isOfAll =
            c.keywords().stream()
                .filter(k -> "name".equals(k.name()))
                .allMatch(k -> k.value() instanceof Expr.Str s && s.value().equals("dispatch"));
        if (isOfAll) {
          found.addAll(elements(c.args().getFirst()));
        }
      } else {
        found.add(decorator);
      }
    }
    for (String setting : DECORATING) {
      type.body()
          .local(setting)
          .flatMap(Symbol::only)
          .flatMap(Binding::value)
          .filter(all -> !(all instanceof Expr.Dict)) // each method has its own
          .ifPresent(all -> found.addAll(elements(all)));
    }
    return found;
  }

  private static List<Expr> elements(Expr given) {
    return switch (given) {
      case Expr.ListExpr l -> l.elements();
      case Expr.Tuple t -> t.elements();
      default -> List.of(given);
    };
  }

  /** The last parts of all names of a list: {@code permissions.IsAuthenticated} is one of them. */
  static Set<String> named(Node list) {
    Set<String> found = new LinkedHashSet<>();
    collect(list, found);
    return found;
  }

  private static void collect(Node node, Set<String> found) {
    if (node instanceof Expr.Attribute || node instanceof Expr.Name) {
      found.add(NameTerms.last((Expr) node));
    } else {
      Nodes.forEachChild(node, child -> collect(child, found));
    }
  }

  private boolean isAsking(String name) {
    return NameTerms.speaksOf(name, terms.askTerms());
  }

  /** The names of all classes above one. */
  private Stream<String> bases(PythonClass type) {
    Stream<String> known =
        program.resolver().hierarchy().order(type).stream()
            .skip(1)
            .flatMap(t -> t.dottedPath().stream())
            .map(path -> path.substring(path.lastIndexOf('.') + 1));
    return Stream.concat(type.node().bases().stream().map(NameTerms::last), known).distinct();
  }

  /** What a class, or one of the program above it, sets as its permissions. */
  private Optional<Expr> setting(PythonClass type) {
    return program.resolver().hierarchy().value(type, terms.classSetting());
  }

  /** Where a class says so. */
  Place openedAt(PythonClass type) {
    return setting(type)
        .filter(s -> type.node().start() <= s.start() && s.end() <= type.node().end())
        .map(s -> Place.of(type.module(), s))
        .orElse(Place.ofName(type));
  }

  /** Whether a class says itself that everybody may call it. */
  boolean isOpened(PythonClass type) {
    return setting(type).filter(code::isOpenToAll).isPresent();
  }

  /** Whether a class takes away all that might ask: an empty list, or an empty tuple. */
  boolean isEmptied(PythonClass type) {
    return setting(type)
        .filter(s ->
            (s instanceof Expr.ListExpr l && l.elements().isEmpty())
                || (s instanceof Expr.Tuple t && t.elements().isEmpty()))
        .filter(s -> type.node().start() <= s.start() && s.end() <= type.node().end())
        .isPresent();
  }

  /** Whether nobody expects a class to ask, or it decides in its own way. */
  boolean isExcused(PythonClass type, ModuleView view) {
    return isExcusedButByName(type, view)
        || NameTerms.speaksOf(type.name(), terms.openTerms())
        || bases(type).anyMatch(b -> NameTerms.speaksOf(b, List.of("login", "logout", "token")));
  }

  /** Whether a class decides in its own way, or one of its methods looks at whoever is asking. */
  boolean isExcusedButByName(PythonClass type, ModuleView view) {
    boolean decides =
        program.resolver().hierarchy().ownOrder(type).stream()
            .flatMap(t -> t.methods().stream())
            .anyMatch(m -> DECIDING.contains(m.name()));
    return decides
        || type.methods().stream().anyMatch(m -> new Requester(terms).isLookedAtIn(m, view));
  }

  /** Whether a class is one of those that the setting of the project speaks of. */
  boolean isUnderDefault(PythonClass type) {
    List<PythonClass> below = program.resolver().hierarchy().descendants(type);
    return isOfLibrary(type)
        || (type.node().bases().size() <= 1 // a part that views are put together of
            && below.stream().anyMatch(this::isOfLibrary)
            && below.stream()
                .filter(t -> program.resolver().hierarchy().descendants(t).isEmpty())
                .allMatch(this::isOfLibrary));
  }

  private boolean isOfLibrary(PythonClass type) {
    return program.resolver().hierarchy().outsideAncestors(type).stream()
        .anyMatch(base -> base.startsWith(terms.defaultFor() + "."));
  }

  /** Whether methods of a class that change something say who may call them, each for itself. */
  boolean asksByMethod(PythonClass type) {
    List<PythonFunction> acting = acting(type);
    return !acting.isEmpty() && acting.stream().noneMatch(m -> code.guards(m).isEmpty());
  }

  /** Whether the classes of a module decorate each method that changes something, all but one. */
  boolean allButOneAskByMethod(ModuleView view, int atLeast) {
    List<PythonClass> changing =
        view.module().scopes().classes().stream().filter(t -> answers(t) && changes(t)).toList();
    long asking = changing.stream().filter(this::asksByMethod).count();
    return asking >= atLeast && asking == changing.size() - 1;
  }

  private List<PythonFunction> acting(PythonClass type) {
    return type.methods().stream()
        .filter(m -> CHANGING.contains(m.name()))
        .filter(new PlainViews(program)::isCalled)
        .toList();
  }

  /**
   * Whether a class changes or deletes a thing that is there already: what only takes a form is
   * often there for those whom nobody knows yet.
   */
  boolean changesThings(PythonClass type) {
    PlainViews views = new PlainViews(program);
    return type.methods().stream()
            .filter(m -> !refusing().refuses(m))
            .map(m -> m.name().toLowerCase(Locale.ROOT))
            .filter(n -> views.isCalled(type, n))
            .anyMatch(n -> CHANGING.contains(n) && !n.equals("post") && !n.equals("create"))
        || bases(type)
            .anyMatch(b -> isNamed(b, CHANGING_THINGS) && !refusing().refusesAllOf(type, b));
  }
}
