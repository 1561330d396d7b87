package org.assize.value.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.base.Span;
import org.assize.facts.CodeRole;
import org.assize.facts.Facts;
import org.assize.facts.StandardLibrary;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Resolver;
import org.assize.program.Roles;
import org.assize.value.ProgramValues;
import org.assize.value.calls.Bodies;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Site;

/** What the search for entries asks of a program. */
record Tree(
    ProgramValues values,
    Passed passed,
    Resolver resolver,
    Facts facts,
    StandardLibrary library,
    Roles roles) {
  /** Tables within tables deeper than this are not looked through. */
  private static final int MAX_DEPTH = 4;

  Bodies bodies() {
    return values.bodies();
  }

  Body body(int number) {
    return bodies().get(number);
  }

  /** Whether an instruction of a body can run. */
  boolean runs(int body, int instruction) {
    return values.isReached(body, body(body).blockOf(instruction));
  }

  AbstractValue operand(int body, int instruction, int index) {
    return values.value(body, body(body).operand(instruction, index));
  }

  /** Returns the dotted paths outside the tree that a called value may be. */
  List<String> absent(AbstractValue callee) {
    List<String> paths = new ArrayList<>();
    for (Atom atom : callee.atoms()) {
      switch (atom) {
        case Atom.External e -> paths.add(e.path());
        case Atom.Bound(Atom.External e, Atom _) -> paths.add(e.path());
        case Atom.Typed t when t.type().contains(".") -> paths.add(t.type() + ".__call__");
        default -> {}
      }
    }
    return paths;
  }

  /** Whether a called value may be code of the tree. */
  boolean isOwn(AbstractValue callee) {
    return callee.atoms().stream()
        .anyMatch(atom ->
            switch (atom) {
              case Atom.Function _, Atom.Descriptor _, Atom.ClassObject _, Atom.Instance _ -> true;
              case Atom.Bound b -> b.function() instanceof Atom.Function;
              default -> false;
            });
  }

  /** Whether a path belongs to Python itself. */
  boolean isStandard(String path) {
    return path.startsWith("builtins.") || library.ownsTopLevel(path);
  }

  /** Returns the functions of the tree that a value may be, bound or not. */
  static List<Integer> functions(AbstractValue value) {
    List<Integer> found = new ArrayList<>();
    value.atoms().forEach(atom -> function(atom).ifPresent(found::add));
    return found;
  }

  private static Optional<Integer> function(Atom atom) {
    return switch (atom) {
      case Atom.Function f -> Optional.of(f.body());
      case Atom.Bound b -> function(b.function());
      case Atom.Descriptor d -> function(d.function());
      default -> Optional.empty();
    };
  }

  /** Returns the classes of the tree that a value may be, or be an instance of. */
  static List<PythonClass> classes(AbstractValue value) {
    List<PythonClass> found = new ArrayList<>();
    for (Atom atom : value.atoms()) {
      switch (atom) {
        case Atom.ClassObject c -> found.add(c.type());
        case Atom.Instance i -> found.add(i.type());
        default -> {}
      }
    }
    return found;
  }

  /**
   * Returns a value of a body, and what stands in it where it is a list, tuple or dictionary
   * display; for a parameter what calls pass.
   */
  List<AbstractValue> withElements(int body, AbstractValue value) {
    List<AbstractValue> all = new ArrayList<>();
    collect(body, value, 0, all);
    return all;
  }

  private void collect(int body, AbstractValue value, int depth, List<AbstractValue> to) {
    to.add(value);
    for (Atom atom : depth < MAX_DEPTH ? value.atoms() : List.<Atom>of()) {
      switch (atom) {
        case Atom.Container c ->
            elements(c.site()).forEach(e -> collect(c.site().body(), e, depth + 1, to));
        case Atom.Parameter p when p.place().selectors().isEmpty() ->
            collect(body, passed.to(body, p.place().parameter()), depth + 1, to);
        default -> {}
      }
    }
  }

  /** Returns what a display at a site holds: the elements, or keys and values by turns. */
  List<AbstractValue> elements(Site site) {
    if (site.body() < 0 || site.instruction() < 0) {
      return List.of();
    }
    Body body = body(site.body());
    return switch (body.op(site.instruction())) {
      case LIST, TUPLE, SET, DICT -> {
        List<AbstractValue> elements = new ArrayList<>();
        for (int k = 0; k < body.operandCount(site.instruction()); k++) {
          elements.add(operand(site.body(), site.instruction(), k));
        }
        yield elements;
      }
      default -> List.of();
    };
  }

  /** Returns what a value holds that is one display; nothing of any other. */
  List<AbstractValue> elements(AbstractValue value) {
    return value.only().orElse(null) instanceof Atom.Container c ? elements(c.site()) : List.of();
  }

  /** Returns the methods that a class itself defines and that are no one's private matter. */
  List<Integer> publicMethods(PythonClass type) {
    return type.methods().stream()
        .filter(m -> !m.name().startsWith("_") || m.name().equals("__call__"))
        .flatMap(m -> bodies().of(m).stream())
        .toList();
  }

  /**
   * Returns what is called of an object that is handed to a server: its public methods, unless it
   * takes the calls itself (Python Library Reference, {@code register_instance}).
   */
  List<Integer> servedMethods(PythonClass type) {
    Optional<Integer> dispatch =
        resolver.hierarchy().method(type, "_dispatch").flatMap(bodies()::of);
    return dispatch.map(List::of).orElseGet(() -> publicMethods(type));
  }

  /** The place of an instruction, shown as it is written. */
  Route route(int body, int instruction) {
    Body code = body(body);
    Span span = code.span(instruction);
    return route(code.module(), span);
  }

  Route route(PythonModule module, Span span) {
    return new Route(module.path(), span, module.text().slice(span.start(), span.end()));
  }

  /** The head of a function, as the place that shows it. */
  static Route head(PythonFunction function, String text) {
    return new Route(function.module().path(), nameOf(function), text);
  }

  static Span nameOf(PythonFunction function) {
    int start = function.node().nameStart();
    return new Span(start, start + function.name().length());
  }

  /** Test code enters as a test does, whatever library calls it. */
  CodeRole roleAt(int body) {
    return roles.isTest(body(body).module()) ? CodeRole.TEST : CodeRole.PRODUCTION;
  }

  /** Whether an instruction is a call of a decorator. */
  boolean isDecorator(int body, int instruction) {
    Body code = body(body);
    return code.op(instruction) == Op.CALL && code.calls().get(code.arg(instruction)).decorator();
  }
}
