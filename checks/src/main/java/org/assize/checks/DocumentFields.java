package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Control;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Documents, items and hashes of a store that get all fields that a client sends, in the handler
 * itself or in the function of the program that it hands them to.
 */
final class DocumentFields {
  private static final Set<String> SETTING =
      Set.of("update_one", "update_many", "find_one_and_update");

  private final Check check;
  private final ClientMappings mappings;

  DocumentFields(Check check) {
    this.check = check;
    mappings = new ClientMappings(check);
  }

  void review() {
    for (CallSite call : check.view().calls()) {
      written(call.node())
          .filter(mappings::isClients)
          .ifPresent(mapping -> report(call.place(), mapping));
      if (call.node().args().stream().anyMatch(mappings::isClients)) {
        new CalledFunction(check.program())
            .of(call.node(), check.view())
            .ifPresent(callee -> handed(call, callee));
      }
    }
  }

  /** The mapping of which a call writes every entry. */
  static Optional<Expr> written(Expr.Call call) {
    String method = NameTerms.last(call);
    if (SETTING.contains(method) && call.args().size() > 1) {
      return set(call.args().get(1));
    }
    if (method.equals("replace_one") && call.args().size() > 1) {
      return Optional.of(call.args().get(1));
    }
    String keyword = method.equals("put_item") ? "Item" : method.equals("hset") ? "mapping" : "";
    return call.keywords().stream()
        .filter(k -> !keyword.isEmpty() && keyword.equals(k.name()))
        .map(Node.Keyword::value)
        .findFirst();
  }

  /** {@code {"$set": mapping}}. */
  private static Optional<Expr> set(Expr change) {
    if (change instanceof Expr.Dict d) {
      for (int i = 0; i < d.keys().size(); i++) {
        if (d.keys().get(i) instanceof Expr.Str key && key.value().equals("$set")) {
          return Optional.of(d.values().get(i));
        }
      }
    }
    return Optional.empty();
  }

  private void handed(CallSite call, PythonFunction callee) {
    List<Node.Parameter> parameters = callee.parameters();
    int receiver = callee.receiver().isPresent() ? 1 : 0;
    for (int i = 0; i < call.node().args().size() && i + receiver < parameters.size(); i++) {
      Expr given = call.node().args().get(i);
      if (mappings.isClients(given)) {
        String name = parameters.get(i + receiver).name();
        stores(callee, name)
            .ifPresent(write -> {
              boolean isOnlyHanded = isOnlyHanded(callee, name, write);
              report(isOnlyHanded ? call.place() : Place.of(callee.module(), write), given);
            });
      }
    }
  }

  /** Whether a function does nothing else with a parameter. */
  private static boolean isOnlyHanded(PythonFunction callee, String parameter, Expr.Call write) {
    List<Expr.Name> all =
        Inside.deep(callee.node().body(), Expr.Name.class).stream()
            .filter(n -> n.id().equals(parameter))
            .toList();
    return all.size() == 1
        && write.start() <= all.getFirst().start()
        && all.getFirst().end() <= write.end();
  }

  /** The call in a function that writes every entry of a parameter. */
  private Optional<Expr.Call> stores(PythonFunction callee, String parameter) {
    List<Expr.Call> calls = Inside.all(callee.node().body(), Expr.Call.class);
    List<String> same = new ArrayList<>(List.of(parameter));
    for (Expr.Call call : calls) {
      if (call.function() instanceof Expr.Attribute a
          && a.attribute().equals("update")
          && a.value() instanceof Expr.Name filled
          && call.args().size() == 1
          && call.args().getFirst() instanceof Expr.Name n
          && n.id().equals(parameter)) {
        same.add(filled.id());
      }
    }
    boolean isChanged =
        Inside.all(callee.node().body(), Expr.Call.class).stream()
            .anyMatch(c ->
                c.function() instanceof Expr.Attribute a
                    && a.attribute().equals("pop")
                    && a.value() instanceof Expr.Name n
                    && same.contains(n.id()));
    return isChanged
        ? Optional.empty()
        : calls.stream()
            .filter(c ->
                written(c)
                    .filter(m -> m instanceof Expr.Name n && same.contains(n.id()))
                    .isPresent())
            .findFirst();
  }

  private void report(Place place, Expr mapping) {
    check.report(
        check
            .present(place)
            .control(Control.REMOTE)
            .step(
                Place.of(check.view().module(), mapping),
                Wording.written(mapping, check.view()) + " has the keys that a client gives it")
            .saying(
                "A client sets fields that no form shows: the record gets every field of the"
                    + " request."));
  }
}
