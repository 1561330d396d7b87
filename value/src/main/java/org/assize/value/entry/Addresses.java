package org.assize.value.entry;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Op;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;

/** Under which address a call registers something: its first constant text. */
final class Addresses {
  private static final Set<String> VERBS =
      Set.of("get", "post", "put", "patch", "delete", "head", "options");

  /** Behind the address and the view (Django, "URL dispatcher: Passing extra options"). */
  private static final int OPTIONS = 2;

  private final Tree tree;

  Addresses(Tree tree) {
    this.tree = tree;
  }

  /** Returns the first argument of a call that is a text, or nothing. */
  Optional<String> first(int body, int call) {
    Body code = tree.body(body);
    if (code.op(call) != Op.CALL) {
      return Optional.empty();
    }
    CallShape shape = code.calls().get(code.arg(call));
    for (int k = 0; k < shape.arguments().size(); k++) {
      boolean named =
          shape.arguments().get(k) instanceof CallShape.Named n
              && Set.of("rule", "path", "route", "regex", "name").contains(n.name());
      if ((k == 0 && shape.arguments().get(0) == CallShape.Unnamed.POSITIONAL) || named) {
        Optional<String> text = tree.operand(body, call, k + 1).constantText();
        if (text.isPresent()) {
          return text;
        }
      }
    }
    return Optional.empty();
  }

  /** Returns an address with the methods of HTTP that reach it, where the call tells both. */
  String of(int body, int call, String path) {
    Optional<String> address = first(body, call);
    String name = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (address.isEmpty() || !address.get().startsWith("/")) {
      return address.orElse("");
    }
    List<String> methods = methods(body, call);
    String verb =
        !methods.isEmpty()
            ? String.join(",", methods)
            : VERBS.contains(name)
                ? name.toUpperCase(Locale.ROOT)
                : name.equals("route") ? "GET" : "";
    return (verb + " " + address.get()).strip();
  }

  /**
   * Returns the names of what a route passes besides its own parts: {@code path(address, view,
   * {"template": "a.html"})}. They win over parts of the same name.
   */
  Set<String> options(int body, int call) {
    Body code = tree.body(body);
    CallShape shape = code.calls().get(code.arg(call));
    Set<String> names = new HashSet<>();
    for (int k = 0; k < shape.arguments().size(); k++) {
      boolean isNamed =
          shape.arguments().get(k) instanceof CallShape.Named n && n.name().equals("kwargs");
      if (isNamed || (k == OPTIONS && shape.arguments().get(k) == CallShape.Unnamed.POSITIONAL)) {
        keys(tree.operand(body, call, k + 1)).forEach(names::add);
      }
    }
    return names;
  }

  private Stream<String> keys(AbstractValue table) {
    return table.atoms().stream()
        .filter(atom -> atom instanceof Atom.Container)
        .map(atom -> ((Atom.Container) atom).site())
        .filter(site -> site.body() >= 0 && site.instruction() >= 0)
        .filter(site -> tree.body(site.body()).op(site.instruction()) == Op.DICT)
        .flatMap(site -> {
          List<AbstractValue> entries = tree.elements(site);
          return IntStream.range(0, entries.size()).filter(k -> k % 2 == 0).mapToObj(entries::get);
        })
        .flatMap(key -> key.constantText().stream());
  }

  private List<String> methods(int body, int call) {
    Body code = tree.body(body);
    CallShape shape = code.calls().get(code.arg(call));
    for (int k = 0; k < shape.arguments().size(); k++) {
      if (shape.arguments().get(k) instanceof CallShape.Named n
          && (n.name().equals("methods") || n.name().equals("method"))) {
        AbstractValue given = tree.operand(body, call, k + 1);
        return Stream.concat(Stream.of(given), tree.elements(given).stream())
            .flatMap(element -> element.constantText().stream())
            .map(method -> method.toUpperCase(Locale.ROOT))
            .toList();
      }
    }
    return List.of();
  }
}
