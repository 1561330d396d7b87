package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.assize.base.Memo;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.program.Constant;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Resolver;
import org.assize.program.Scope;
import org.assize.program.Target;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node.Parameter;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/**
 * What the tests of each module replace, and with what.
 *
 * <p>The calls that replace are those of which a {@linkplain Fact.Setting setting} speaks under a
 * label: of one slot that names the original in dotted form, of two slots that hold an object and
 * the name of an attribute, or of a result that replaces what it is assigned to. Functions of the
 * tree that hand their own parameters to such a call replace as well.
 */
final class Replacements {
  private final ProgramView program;
  private final String label;
  private final Resolver resolver;
  private final Library library;
  private final Memo<PythonModule, List<Replacement>> known = new Memo<>(this::find);
  private final Memo<PythonModule, Set<String>> names = new Memo<>(this::findNames);
  private final Memo<String, Optional<Target>> definitions = new Memo<>(this::onlyDefinition);
  private final Map<String, Optional<PythonFunction>> helpers = new ConcurrentHashMap<>();

  /** Helpers are called from many tests, so what they replace is kept. */
  private final Memo<PythonFunction, Optional<Slots>> wrappers = new Memo<>(this::wrapper);

  /**
   * @param label of the facts about calls that replace
   */
  Replacements(ProgramView program, String label) {
    this.program = program;
    this.label = label;
    this.resolver = program.resolver();
    this.library = program.library();
  }

  /** The arguments that name the original; {@code attribute} is null where a text names it all. */
  private record Slots(Slot target, @Nullable Slot attribute) {}

  /** Returns what a module replaces, in the order of the places. */
  List<Replacement> in(PythonModule module) {
    return known.get(module);
  }

  /** Returns the names of what a module replaces. */
  Set<String> names(PythonModule module) {
    return names.get(module);
  }

  private Set<String> findNames(PythonModule module) {
    return in(module).stream().map(Replacement::name).collect(Collectors.toUnmodifiableSet());
  }

  private List<Replacement> find(PythonModule module) {
    ModuleView view = program.view(module);
    List<Replacement> found = new ArrayList<>();
    for (CallSite call : view.calls()) {
      slots(call, 0).ifPresent(slots -> replacing(call, slots, view, found));
    }
    for (Stmt.Assign assign : view.all(Stmt.Assign.class)) {
      assigned(assign, view, found);
    }
    for (PythonClass type : view.module().scopes().classes()) {
      overrides(type, found);
    }
    return List.copyOf(found);
  }

  private List<Slot> factSlots(CallSite call) {
    List<Fact.Setting> all = library.at(call.path(), Fact.Setting.class);
    return all.isEmpty()
        ? List.of()
        : all.stream().filter(f -> f.weakness().equals(label)).map(Fact::slot).toList();
  }

  private Optional<Slots> slots(CallSite call, int links) {
    List<Slot> named = factSlots(call).stream().filter(s -> s instanceof Slot.Argument).toList();
    if (!named.isEmpty()) {
      return Optional.of(new Slots(named.getFirst(), named.size() > 1 ? named.get(1) : null));
    }
    return links == 0 ? helper(call).flatMap(wrappers::get) : Optional.empty();
  }

  /** The function of the tree that is called; behind an unknown receiver the one of its name. */
  private Optional<PythonFunction> helper(CallSite call) {
    if (call.target() instanceof Target.FunctionTarget t) {
      return Optional.of(t.function());
    }
    return call.target() instanceof Target.Unknown && !call.calledName().isEmpty()
        ? helpers.computeIfAbsent(call.calledName(), this::onlyHelper)
        : Optional.empty();
  }

  private Optional<PythonFunction> onlyHelper(String name) {
    List<Use> found =
        program.references().named(name).stream()
            .filter(u -> u.kind() == Use.Kind.DEFINITION)
            .toList();
    return found.size() == 1 && program.isTest(found.getFirst().module())
        ? program
            .references()
            .target(found.getFirst())
            .filter(t -> t instanceof Target.FunctionTarget)
            .map(t -> ((Target.FunctionTarget) t).function())
        : Optional.empty();
  }

  /** A function that hands its parameters on to a call that replaces. */
  private Optional<Slots> wrapper(PythonFunction function) {
    for (CallSite inner : program.view(function.module()).callsIn(function)) {
      Optional<Slots> slots = slots(inner, 1);
      if (slots.isPresent()) {
        Optional<Slot> target = parameterIn(slots.get().target(), inner, function);
        Slot second = slots.get().attribute();
        Optional<Slot> attribute =
            second == null ? Optional.empty() : parameterIn(second, inner, function);
        if (target.isPresent() && (second == null || attribute.isPresent())) {
          return Optional.of(new Slots(target.get(), attribute.orElse(null)));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Slot> parameterIn(Slot slot, CallSite inner, PythonFunction function) {
    Optional<Expr> given = Library.argument(inner, slot);
    if (given.isEmpty() || !(given.get() instanceof Expr.Name name)) {
      return Optional.empty();
    }
    List<Parameter> parameters = function.parameters();
    int offset = function.receiver().isPresent() ? 1 : 0;
    for (int i = offset; i < parameters.size(); i++) {
      if (parameters.get(i).name().equals(name.id())) {
        return Optional.of(new Slot.Argument(i - offset, name.id()));
      }
    }
    return Optional.empty();
  }

  private void replacing(CallSite call, Slots slots, ModuleView view, List<Replacement> to) {
    Optional<Expr> target = Library.argument(call, slots.target());
    if (target.isEmpty()) {
      return;
    }
    Slot second = slots.attribute();
    Optional<String> attribute =
        second == null
            ? Optional.empty()
            : Library.argument(call, second).flatMap(e -> text(e, view));
    Optional<String> dotted = text(target.get(), view);
    String value = value(call, view);
    if (dotted.isPresent()) {
      Target original = dotted(dotted.get(), view.module());
      int dot = dotted.get().lastIndexOf('.');
      Optional<Target> owner =
          dot < 0
              ? Optional.empty()
              : Optional.of(dotted(dotted.get().substring(0, dot), view.module()));
      add(call.place(), original, lastPart(dotted.get()), value, owner, to);
    } else if (attribute.isPresent()) {
      Target owner = resolver.resolve(target.get(), call.scope());
      Target original = resolver.member(owner, attribute.get());
      if (original instanceof Target.Unknown) {
        original = registered(target.get(), attribute.get(), call.scope());
      }
      add(call.place(), original, attribute.get(), value, Optional.of(owner), to);
    }
  }

  private Optional<String> text(Expr e, ModuleView view) {
    return program.constants().of(e, view.module()).orElse(null) instanceof Constant.Text t
        ? Optional.of(t.value())
        : Optional.empty();
  }

  private static String lastPart(String dotted) {
    return dotted.substring(dotted.lastIndexOf('.') + 1);
  }

  /** What a dotted text means: the longest part of it that is a module, then members. */
  Target dotted(String dotted, PythonModule from) {
    String head = dotted;
    while (true) {
      Target module = resolver.dotted(head, from);
      int dot = head.lastIndexOf('.');
      if (module instanceof Target.ModuleTarget || dot < 0) {
        Target target = module;
        if (head.length() < dotted.length()) {
          for (String part : dotted.substring(head.length() + 1).split("\\.", -1)) {
            target = resolver.member(target, part);
          }
        }
        return target;
      }
      head = head.substring(0, dot);
    }
  }

  /** {@code package.Class} where the package fills its names at run time: the one such class. */
  private Target registered(Expr owner, String attribute, Scope scope) {
    if (!(owner instanceof Expr.Attribute a)
        || !(resolver.resolve(a.value(), scope) instanceof Target.ModuleTarget m)
        || !m.module().isPackage()) {
      return Target.Unknown.UNKNOWN;
    }
    Optional<PythonClass> type = classBelow(m.module(), a.attribute(), program);
    return type.map(t -> resolver.member(new Target.ClassTarget(t), attribute))
        .orElse(Target.Unknown.UNKNOWN);
  }

  /** Returns the class of a name in the modules directly below a package, where there is one. */
  static Optional<PythonClass> classBelow(PythonModule pack, String name, ProgramView program) {
    List<PythonClass> found = new ArrayList<>();
    for (PythonModule module : program.program().mentioning(name)) {
      if (module.name().startsWith(pack.name() + ".")) {
        module.scopes().classes().stream().filter(c -> c.name().equals(name)).forEach(found::add);
      }
    }
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private void add(
      Place site,
      Target original,
      String name,
      String value,
      Optional<Target> owner,
      List<Replacement> to) {
    boolean unknown = original instanceof Target.Unknown;
    Optional<Target> named = unknown ? definitions.get(name) : Optional.of(original);
    if (named.isPresent() && !isOwn(named.get(), site)) {
      Optional<Target> real = owner.filter(this::isOfProduction);
      to.add(new Replacement(site, named.get(), name, unknown, value, real));
    }
  }

  private boolean isOfProduction(Target owner) {
    return switch (owner) {
      case Target.ClassTarget t -> !program.isTest(t.type().module());
      case Target.ModuleTarget t -> !program.isTest(t.module());
      default -> false;
    };
  }

  /** Something that the test module itself defines is nothing real. */
  private boolean isOwn(Target target, Place site) {
    return switch (target) {
      case Target.FunctionTarget t -> program.isTest(t.function().module());
      case Target.ClassTarget t -> program.isTest(t.type().module());
      case Target.VariableTarget t -> t.symbol().scope().module() == site.module();
      case Target.ModuleTarget t -> program.isTest(t.module());
      case Target.InstanceTarget _, Target.NamespaceTarget _, Target.External _, Target.Unknown _ ->
          false;
    };
  }

  private Optional<Target> onlyDefinition(String name) {
    List<Use> found =
        program.references().named(name).stream()
            .filter(u -> u.kind() == Use.Kind.DEFINITION && !program.isTest(u.module()))
            .toList();
    return found.size() == 1 ? program.references().target(found.getFirst()) : Optional.empty();
  }

  /** {@code module.name = Mock()} and {@code Class.name = value}. */
  private void assigned(Stmt.Assign assign, ModuleView view, List<Replacement> to) {
    Optional<CallSite> mock =
        view.callOf(assign.value()).filter(c -> factSlots(c).contains(Slot.Fixed.RETURN));
    for (Expr target : assign.targets()) {
      if (target instanceof Expr.Attribute a) {
        Target owner = resolver.resolve(a.value(), view.module().scopes().at(a.start()));
        Target original = resolver.resolve(a, view.module());
        boolean real =
            original instanceof Target.FunctionTarget t && !program.isTest(t.function().module());
        if (isOfProduction(owner) || (mock.isPresent() && real)) {
          add(
              Place.of(view.module(), assign),
              original instanceof Target.Unknown ? resolver.member(owner, a.attribute()) : original,
              a.attribute(),
              mock.map(m -> value(m, view)).orElseGet(() -> Wording.written(assign.value(), view)),
              Optional.of(owner),
              to);
        }
      }
    }
  }

  /** Methods of test classes that take the place of a method of a production class. */
  private void overrides(PythonClass type, List<Replacement> to) {
    List<Target> order = resolver.hierarchy().order(type);
    for (PythonFunction method : type.methods()) {
      for (Target base : order.subList(1, order.size())) {
        Optional<PythonFunction> real =
            base instanceof Target.ClassTarget c
                ? c.type().method(method.name())
                : Optional.empty();
        if (real.isPresent()) {
          if (!program.isTest(real.get().module()) && !callsOriginal(method)) {
            to.add(
                new Replacement(
                    Place.of(method.module(), method.node()),
                    new Target.FunctionTarget(real.get()),
                    method.name(),
                    false,
                    "a method of the test class " + type.name(),
                    Optional.empty()));
          }
          break;
        }
      }
    }
  }

  private boolean callsOriginal(PythonFunction method) {
    return program.view(method.module()).callsIn(method).stream()
        .anyMatch(c -> c.calledName().equals(method.name()));
  }

  /** What the replacement does, in words. */
  private String value(CallSite call, ModuleView view) {
    Optional<Expr> answer = call.keyword("return_value");
    if (answer.isPresent()) {
      return "one that answers " + Wording.written(answer.get(), view);
    }
    Optional<Expr> effect = call.keyword("side_effect");
    if (effect.isPresent()) {
      return "one that does " + Wording.written(effect.get(), view);
    }
    int slots = factSlots(call).size();
    Optional<Expr> fresh = slots == 0 ? Optional.empty() : call.argument(slots, "new");
    return fresh
        .filter(e -> !(e instanceof Expr.Call))
        .map(e -> Wording.written(e, view))
        .orElse("a mock that accepts every call");
  }
}
