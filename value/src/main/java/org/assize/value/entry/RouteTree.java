package org.assize.value.entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Nodes;

/**
 * Tables of routes of Django: to which classes they lead, and what stands before the addresses of a
 * table that another one includes ("URL dispatcher"). Safe for use by several threads.
 */
final class RouteTree {
  private static final Set<String> ROUTES = Set.of("django.urls.path", "django.urls.re_path");

  private static final Set<String> INCLUDES =
      Set.of("django.urls.include", "django.conf.urls.include");

  /** Tables include each other over so many levels. */
  private static final int MAX_DEPTH = 5;

  private final Tree tree;
  private final Map<PythonClass, Set<String>> views = new HashMap<>();

  /** By the call that is a route, what stands before its address in the same table. */
  private final Map<Place, String> before = new HashMap<>();

  private final Map<PythonModule, Set<Place>> includedBy = new HashMap<>();
  private final List<View> found = new ArrayList<>();
  private boolean isFound;

  /** The call of a module that is a route, with its own address. */
  private record Place(PythonModule module, int start, String address) {}

  /** A class that a route leads to. */
  private record View(PythonClass type, Place route) {}

  RouteTree(Tree tree) {
    this.tree = tree;
  }

  /** Whether a library's function makes a route of such a table. */
  static boolean isRoute(String path) {
    return ROUTES.contains(path);
  }

  /** Returns the addresses that lead to a method, of its class and of those below it. */
  Set<String> of(PythonFunction method) {
    find();
    Set<String> addresses = new TreeSet<>();
    method
        .owner()
        .ifPresent(owner -> {
          addresses.addAll(views.getOrDefault(owner, Set.of()));
          tree.resolver()
              .hierarchy()
              .descendants(owner)
              .forEach(type -> addresses.addAll(views.getOrDefault(type, Set.of())));
        });
    return addresses;
  }

  /** Returns an address with what variable parts stand before it, where its table is included. */
  String whole(PythonModule module, int start, String address) {
    find();
    return whole(new Place(module, start, address), 0);
  }

  private String whole(Place route, int depth) {
    StringBuilder all = new StringBuilder();
    if (depth < MAX_DEPTH) {
      includedBy.getOrDefault(route.module(), Set.of()).stream()
          .map(p -> whole(p, depth + 1))
          .filter(RouteTree::isVariable)
          .sorted()
          .forEach(all::append);
    }
    String inTable = before.getOrDefault(route, "");
    return all + (isVariable(inTable) ? inTable : "") + route.address();
  }

  private static boolean isVariable(String address) {
    return address.indexOf('<') >= 0;
  }

  private synchronized void find() {
    if (!isFound) {
      isFound = true;
      for (PythonModule module : tree.resolver().program().modules()) {
        Nodes.forEach(
            module.tree(),
            node -> {
              if (node instanceof Expr.Call call) {
                route(module, call, "");
              }
            });
      }
      found.forEach(view ->
          views.computeIfAbsent(view.type(), t -> new TreeSet<>()).add(whole(view.route(), 0)));
    }
  }

  private void route(PythonModule module, Expr.Call call, String outer) {
    if (call.args().size() < 2
        || !(call.args().getFirst() instanceof Expr.Str address)
        || !isNamed(module, call.function(), ROUTES)) {
      return;
    }
    Place place = new Place(module, call.start(), address.value());
    before.putIfAbsent(place, outer); // the table around it has been there before
    if (call.args().get(1) instanceof Expr.Call inner
        && isNamed(module, inner.function(), INCLUDES)) {
      included(module, inner, place, outer + address.value());
      return;
    }
    Nodes.forEach(
        call.args().get(1),
        node -> {
          if (node instanceof Expr.Call inner) {
            view(module, inner).ifPresent(type -> found.add(new View(type, place)));
          }
        });
  }

  /** {@code Jobs.as_view()}. */
  private Optional<PythonClass> view(PythonModule module, Expr.Call call) {
    return call.function() instanceof Expr.Attribute made
            && made.attribute().equals("as_view")
            && target(module, made.value()) instanceof Target.ClassTarget type
        ? Optional.of(type.type())
        : Optional.empty();
  }

  /** {@code include("shop.urls")}, {@code include(urls)}, {@code include([path(…)])}. */
  private void included(PythonModule module, Expr.Call call, Place by, String outer) {
    if (call.args().isEmpty()) {
      return;
    }
    Expr table = call.args().getFirst();
    Expr routes = table instanceof Expr.Tuple pair ? pair.elements().getFirst() : table;
    if (routes instanceof Expr.ListExpr list) {
      for (Expr element : list.elements()) {
        if (element instanceof Expr.Call inner) {
          route(module, inner, outer);
        }
      }
    } else {
      module(module, routes)
          .ifPresent(m -> includedBy.computeIfAbsent(m, k -> new LinkedHashSet<>()).add(by));
    }
  }

  private Optional<PythonModule> module(PythonModule from, Expr named) {
    if (named instanceof Expr.Str name) {
      return tree.resolver().program().modules().stream()
          .filter(m -> m.name().equals(name.value()))
          .findFirst();
    }
    return target(from, named) instanceof Target.ModuleTarget m
        ? Optional.of(m.module())
        : Optional.empty();
  }

  private boolean isNamed(PythonModule module, Expr function, Set<String> paths) {
    return target(module, function)
        .dottedPath()
        .filter(p -> paths.contains(tree.facts().canonical(p)))
        .isPresent();
  }

  private Target target(PythonModule module, Expr named) {
    return tree.resolver().resolve(named, module.scopes().at(named.start()));
  }
}
