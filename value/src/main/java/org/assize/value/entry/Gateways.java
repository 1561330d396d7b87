package org.assize.value.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assize.facts.Control;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.syntax.Node.Parameter;
import org.assize.value.entry.Entry.Kind;

/**
 * Applications of WSGI (PEP 3333) and ASGI, functions of AWS Lambda, and responders of Falcon, by
 * the names and parameters that the protocols prescribe: nobody names a parameter {@code
 * start_response} for another reason.
 */
final class Gateways {
  /** What registers responders; where that is called need not be in the tree. */
  private static final String RESPONDERS = "falcon.App.add_route";

  private static final Set<String> RESPONDER_NAMES =
      Set.of("on_get", "on_post", "on_put", "on_patch", "on_delete", "on_head", "on_options");

  private final Tree tree;

  Gateways(Tree tree) {
    this.tree = tree;
  }

  List<Entry> in(PythonModule module) {
    List<Entry> found = new ArrayList<>();
    for (PythonFunction function : module.scopes().functions()) {
      List<String> names = names(function);
      boolean isPublic = !function.name().startsWith("_") || function.name().equals("__call__");
      boolean isFunction = function.owner().isEmpty() && isLambda(names);
      boolean isResponder = isResponder(function, names);
      if (isPublic && (isWsgi(names) || isAsgi(names) || isFunction || isResponder)) {
        String text = "def %s(%s)".formatted(function.name(), String.join(", ", names));
        tree.bodies()
            .of(function)
            .ifPresent(body ->
                found.add(
                    new Entry(
                        body,
                        Kind.GATEWAY,
                        Control.REMOTE,
                        tree.roleAt(body),
                        "",
                        isResponder ? RESPONDERS : "",
                        Tree.head(function, text),
                        isFunction ? Set.of(names.get(1)) : Set.of())));
      }
    }
    return found;
  }

  private static List<String> names(PythonFunction function) {
    List<String> names = function.parameters().stream().map(Parameter::name).toList();
    return function.receiver().isPresent() ? names.subList(1, names.size()) : names;
  }

  private static boolean isWsgi(List<String> names) {
    return names.size() == 2
        && names.get(0).startsWith("env")
        && names.get(1).equals("start_response");
  }

  private static boolean isLambda(List<String> names) {
    return names.size() == 2
        && names.get(0).equals("event")
        && (names.get(1).endsWith("context") || names.get(1).equals("ctx"));
  }

  private static boolean isResponder(PythonFunction function, List<String> names) {
    return function.owner().isPresent()
        && RESPONDER_NAMES.contains(function.name())
        && names.size() >= 2
        && names.subList(0, 2).equals(List.of("req", "resp"));
  }

  private static boolean isAsgi(List<String> names) {
    return names.equals(List.of("scope", "receive", "send"));
  }
}
