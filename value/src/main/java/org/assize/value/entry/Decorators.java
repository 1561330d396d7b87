package org.assize.value.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.CodeRole;
import org.assize.facts.Control;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.value.domain.AbstractValue;
import org.assize.value.entry.Entry.Kind;

/**
 * Functions and classes that a decorator of an absent library registers. A decorator of the tree
 * does what its code does, so it registers nothing here; nor does one of Python itself.
 */
final class Decorators {
  /** Decorators that a property gives, whatever it is made by. */
  private static final Set<String> OF_PROPERTIES = Set.of("setter", "getter", "deleter");

  /** Groups within groups deeper than this are not looked through. */
  private static final int MAX_GROUPS = 4;

  private final Tree tree;
  private final Registrations registrations;
  private final Addresses addresses;

  Decorators(Tree tree) {
    this.tree = tree;
    registrations = new Registrations(tree);
    addresses = new Addresses(tree);
  }

  /** Returns what the decorators register that a body applies. */
  List<Entry> in(int body) {
    Body code = tree.body(body);
    List<Entry> found = new ArrayList<>();
    for (int i = 0; i < code.size(); i++) {
      if (tree.isDecorator(body, i) && tree.runs(body, i)) {
        add(body, i, found);
      }
    }
    return found;
  }

  private void add(int body, int call, List<Entry> to) {
    Body code = tree.body(body);
    int decorator = code.operand(call, 0);
    boolean isCall = code.op(decorator) == Op.CALL;
    int named = isCall ? code.operand(decorator, 0) : decorator;
    AbstractValue callee = tree.values().value(body, named);
    List<String> paths = tree.absent(callee);
    Optional<Found> found =
        !paths.isEmpty()
            ? named(body, decorator, paths)
            : tree.isOwn(callee) ? own(body, decorator, callee) : unnamed(body, decorator, named);
    if (found.isEmpty()) {
      return;
    }
    AbstractValue decorated = tree.operand(body, call, 1);
    for (int function : Tree.functions(decorated)) {
      to.add(entry(function, found.get(), tree.route(body, decorator)));
    }
    if (found.get().isKnown()) {
      for (PythonClass type : Tree.classes(decorated)) {
        tree.publicMethods(type)
            .forEach(m -> to.add(entry(m, found.get(), tree.route(body, decorator))));
      }
    }
  }

  private Entry entry(int function, Found found, Route route) {
    return new Entry(
        function,
        found.role() == CodeRole.TEST ? Kind.TEST : Kind.DECORATOR,
        found.control(),
        tree.roleAt(function) == CodeRole.TEST ? CodeRole.TEST : found.role(),
        found.isKnown() ? found.address() : "",
        found.registrar(),
        route);
  }

  private record Found(Control control, CodeRole role, String address, String registrar) {
    boolean isKnown() {
      return control != Control.CALLER;
    }
  }

  private Optional<Found> named(int body, int decorator, List<String> paths) {
    for (String path : paths) {
      if (registrations.isTest(path)) {
        return Optional.of(new Found(Control.CALLER, CodeRole.TEST, "", path));
      }
      Optional<Control> control = registrations.decorated(path);
      if (control.isPresent()) {
        String address = addresses.of(body, decorator, path);
        return Optional.of(new Found(control.get(), CodeRole.PRODUCTION, address, path));
      }
    }
    return Optional.empty();
  }

  /** A decorator of the tree registers only where facts know it: the tree is that library. */
  private Optional<Found> own(int body, int decorator, AbstractValue callee) {
    return Tree.functions(callee).stream()
        .flatMap(number -> tree.body(number).function().stream())
        .map(PythonFunction::qualifiedName)
        .flatMap(path ->
            registrations
                .knownDecorated(path)
                .map(c ->
                    new Found(c, CodeRole.PRODUCTION, addresses.of(body, decorator, path), path))
                .stream())
        .findFirst();
  }

  /** Of a decorator that nothing is known of, a path among its arguments tells that it routes. */
  private Optional<Found> unnamed(int body, int decorator, int named) {
    Body code = tree.body(body);
    boolean isAttribute = code.op(named) == Op.ATTR;
    String name = isAttribute ? code.names().get(code.arg(named)) : "";
    if (OF_PROPERTIES.contains(name) || isCalledCall(code, decorator)) {
      return Optional.empty();
    }
    Optional<Control> group =
        isAttribute ? ofGroup(tree.operand(body, named, 0), MAX_GROUPS) : Optional.empty();
    boolean routes = addresses.first(body, decorator).filter(a -> a.startsWith("/")).isPresent();
    Control control = group.orElse(routes ? Control.REMOTE : Control.CALLER);
    String address = addresses.of(body, decorator, name);
    return Optional.of(new Found(control, CodeRole.PRODUCTION, address, ""));
  }

  /** What a registered function registers itself, as a group of commands does. */
  private Optional<Control> ofGroup(AbstractValue object, int depth) {
    return Tree.functions(object).stream()
        .flatMap(group -> ofGroup(group, depth).stream())
        .findFirst();
  }

  private Optional<Control> ofGroup(int group, int depth) {
    int around = tree.bodies().parentOf(group).orElse(-1);
    Body code = around < 0 ? null : tree.body(around);
    for (int i = 0; code != null && i < code.size(); i++) {
      if (tree.isDecorator(around, i)
          && Tree.functions(tree.operand(around, i, 1)).contains(group)) {
        Optional<Control> control = byDecorator(around, code.operand(i, 0), depth);
        if (control.isPresent()) {
          return control;
        }
      }
    }
    return Optional.empty();
  }

  /** Of {@code @group.group()} on a group, what that one registers. */
  private Optional<Control> byDecorator(int body, int decorator, int depth) {
    Body code = tree.body(body);
    int named = code.op(decorator) == Op.CALL ? code.operand(decorator, 0) : decorator;
    Optional<Control> known =
        tree.absent(tree.values().value(body, named)).stream()
            .flatMap(path -> registrations.knownDecorated(path).stream())
            .findFirst();
    return known.isPresent() || depth == 0 || code.op(named) != Op.ATTR
        ? known
        : ofGroup(tree.operand(body, named, 0), depth - 1);
  }

  /** {@code @f(a)(b)}, and what a function of the tree gave: its code is followed instead. */
  private static boolean isCalledCall(Body code, int decorator) {
    return code.op(decorator) == Op.CALL && code.op(code.operand(decorator, 0)) == Op.CALL;
  }
}
