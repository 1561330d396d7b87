package org.assize.value.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Control;
import org.assize.facts.Truth;
import org.assize.ir.Body;
import org.assize.ir.BodyKind;
import org.assize.ir.CallShape;
import org.assize.ir.Op;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.entry.Entry.Kind;

/**
 * Callables that are handed to a callee outside the tree, alone or in a table. What Python itself
 * is given, it calls with values of the tree, so that a fact must say otherwise: {@code map},
 * threads and sort keys are calls, not entries.
 */
final class Callbacks {
  private final Tree tree;
  private final Registrations registrations;
  private final Addresses addresses;
  private final NamedMethods named;
  private final RouteTree routes;

  Callbacks(Tree tree, RouteTree routes) {
    this.tree = tree;
    this.routes = routes;
    registrations = new Registrations(tree);
    addresses = new Addresses(tree);
    named = new NamedMethods(tree);
  }

  /** Returns what the calls of a body hand over. */
  List<Entry> in(int body) {
    Body code = tree.body(body);
    List<Entry> found = new ArrayList<>();
    for (int i = 0; i < code.size(); i++) {
      if (code.op(i) == Op.CALL && !tree.isDecorator(body, i) && tree.runs(body, i)) {
        AbstractValue callee = tree.operand(body, i, 0);
        for (String path : callees(callee)) {
          arguments(body, i, path, tree.isOwn(callee), found);
        }
      } else if (code.op(i) == Op.SET_ATTR && tree.runs(body, i)) {
        assigned(body, i, found);
      }
    }
    return found;
  }

  /**
   * {@code client.on_message = handle}: what is kept in an object of a library; {@code
   * handle.exposed = True}: a mark by which a library knows what it may call.
   */
  private void assigned(int body, int at, List<Entry> to) {
    Body code = tree.body(body);
    String name = code.names().get(code.arg(at));
    AbstractValue object = tree.operand(body, at, 0);
    String marked = "function." + name;
    if (registrations.assigned(marked).isPresent()
        && tree.operand(body, at, 1).truth() == Truth.TRUE) {
      new Handed(body, at, marked, registrations.assigned(marked)).add(object, to);
    }
    for (Atom atom : object.atoms()) {
      if (atom instanceof Atom.Typed typed) {
        String path = typed.type() + "." + name;
        registrations
            .assigned(path)
            .ifPresent(who ->
                new Handed(body, at, path, Optional.of(who)).add(tree.operand(body, at, 1), to));
      }
    }
  }

  /** Facts know a library's function also where the tree is that library. */
  private List<String> callees(AbstractValue callee) {
    List<String> paths = new ArrayList<>(tree.absent(callee));
    Tree.functions(callee).stream()
        .flatMap(number -> tree.body(number).function().stream())
        .forEach(function -> paths.add(function.qualifiedName()));
    return paths;
  }

  private void arguments(int body, int call, String path, boolean own, List<Entry> to) {
    Body code = tree.body(body);
    CallShape shape = code.calls().get(code.arg(call));
    int position = 0;
    for (int k = 0; k < shape.arguments().size(); k++) {
      Optional<String> keyword =
          shape.arguments().get(k) instanceof CallShape.Named n
              ? Optional.of(n.name())
              : Optional.empty();
      Optional<Control> known = registrations.known(path, position, keyword);
      boolean isKept =
          !own && !tree.isStandard(path) && !registrations.wraps(path, position, keyword);
      if (known.isPresent() || isKept) {
        Handed handed = new Handed(body, call, path, known);
        tree.withElements(body, tree.operand(body, call, k + 1)).forEach(v -> handed.add(v, to));
        if (known.isPresent()) {
          named
              .listed(body, code.operand(call, k + 1))
              .forEach((method, address) -> to.add(handed.entry(method, address)));
        }
      }
      position += keyword.isPresent() ? 0 : 1;
    }
  }

  /** What one argument of one call hands over. */
  private final class Handed {
    private final int body;
    private final int call;
    private final String path;
    private final Optional<Control> known;

    private Handed(int body, int call, String path, Optional<Control> known) {
      this.body = body;
      this.call = call;
      this.path = path;
      this.known = known;
    }

    private void add(AbstractValue value, List<Entry> to) {
      for (int function : Tree.functions(value)) {
        if (known.isPresent() || takesSomething(function)) {
          to.add(entry(function));
        }
      }
      if (known.isPresent()) {
        Tree.classes(value).stream()
            .flatMap(type -> tree.servedMethods(type).stream())
            .forEach(method -> to.add(entry(method)));
      }
    }

    private Entry entry(int function) {
      boolean isCall = tree.body(body).op(call) == Op.CALL; // what is assigned has no address
      return entry(
          function, isCall && known.filter(c -> c == Control.REMOTE).isPresent() ? address() : "");
    }

    private String address() {
      String own = addresses.of(body, call, path);
      return RouteTree.isRoute(path) && !own.isEmpty()
          ? routes.whole(tree.body(body).module(), tree.body(body).span(call).start(), own)
          : own;
    }

    private Entry entry(int function, String address) {
      boolean isCall = tree.body(body).op(call) == Op.CALL;
      return new Entry(
          function,
          Kind.CALLBACK,
          known.orElse(Control.CALLER),
          tree.roleAt(body),
          address,
          path,
          tree.route(body, call),
          isCall && known.isPresent() ? addresses.options(body, call) : Set.of());
    }
  }

  /** Nobody determines anything in a lambda without parameters; it is part of what is around it. */
  private boolean takesSomething(int function) {
    Body code = tree.body(function);
    return code.kind() != BodyKind.LAMBDA || !code.parameters().isEmpty();
  }
}
