package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.base.Memo;
import org.assize.facts.Control;
import org.assize.facts.Fact;
import org.assize.facts.Facts;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;

/** Which functions answer requests, as far as they themselves show it. */
final class RequestHandlers {
  /** What the parameter is called that stands for a request. */
  private static final Set<String> REQUESTS = Set.of("request", "req");

  private final ProgramView program;
  private final Memo<PythonFunction, Boolean> registered = new Memo<>(this::register);
  private final Memo<PythonFunction, Boolean> answering = new Memo<>(this::answer);
  private final Memo<PythonModule, List<PythonFunction>> byModule = new Memo<>(this::find);

  private RequestHandlers(ProgramView program) {
    this.program = program;
  }

  static RequestHandlers of(ProgramView program) {
    return program.part(RequestHandlers.class, "handlers", (p, key) -> new RequestHandlers(p));
  }

  /** Returns the functions of a module that answer requests, in the order of its text. */
  List<PythonFunction> in(PythonModule module) {
    return byModule.get(module);
  }

  private List<PythonFunction> find(PythonModule module) {
    return module.scopes().functions().stream().filter(this::answers).toList();
  }

  /** Whether a decorator or a base class hands it to requests, or it takes one. */
  boolean answers(PythonFunction function) {
    return answering.get(function);
  }

  private boolean answer(PythonFunction function) {
    return isRegistered(function)
        || isOverride(function)
        || takesRequest(function)
        || isBehindGateway(function);
  }

  /** Whether facts say of a decorator that a network client calls what it decorates. */
  boolean isRegistered(PythonFunction function) {
    return registered.get(function);
  }

  private boolean register(PythonFunction function) {
    return function.node().decorators().stream()
        .map(d -> d instanceof Expr.Call c ? c.function() : d)
        .map(d -> program.resolver().resolve(d, function.definedIn()).dottedPath())
        .flatMap(Optional::stream)
        .flatMap(path -> program.library().at(path, Fact.Handler.class).stream())
        .anyMatch(h -> h.control() == Control.REMOTE);
  }

  private boolean isOverride(PythonFunction function) {
    Facts facts = program.facts();
    return function.owner().stream()
        .flatMap(type -> program.resolver().hierarchy().outsideAncestors(type).stream())
        .flatMap(base -> entries(facts, base, function.name()))
        .anyMatch(e -> e.control() == Control.REMOTE);
  }

  private static Stream<Fact.Entry> entries(Facts facts, String base, String method) {
    return facts.member(base, method, Fact.Entry.class).stream();
  }

  /** A function of AWS Lambda that answers with a status. */
  private static boolean isBehindGateway(PythonFunction function) {
    List<String> names = function.parameters().stream().map(p -> p.name()).toList();
    return names.equals(List.of("event", "context"))
        && Inside.any(function.node().body(), Expr.Str.class, s -> s.value().equals("statusCode"));
  }

  private static boolean takesRequest(PythonFunction function) {
    List<String> names = function.parameters().stream().map(p -> p.name()).toList();
    int first = function.receiver().isPresent() ? 1 : 0;
    return names.size() > first && REQUESTS.contains(names.get(first));
  }
}
