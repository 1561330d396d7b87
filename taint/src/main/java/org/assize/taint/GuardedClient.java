package org.assize.taint;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assize.checks.Place;
import org.assize.facts.Slot;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.trace.CallArguments;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Ref;
import org.assize.value.domain.Atom;

/**
 * Whether the client that asks for an address sends everything through a class of the program's own
 * that refuses addresses of inner networks (HTTPX, "Custom Transports"; Requests, "Transport
 * Adapters").
 *
 * @param sink the call that asks
 */
record GuardedClient(FlowProgram program, SinkSite sink) {
  private static final Slot TRANSPORT = new Slot.Argument(-1, "transport");
  private static final Slot ADAPTER = new Slot.Argument(1, "adapter");

  /** Methods through which a client sends every request. */
  private static final Set<String> SENDING =
      Set.of("handle_request", "handle_async_request", "send", "get_connection_with_tls_context");

  /** The option of libcurl for the function that opens connections (CURLOPT_OPENSOCKETFUNCTION). */
  private static final String OPENING = ".OPENSOCKETFUNCTION";

  /** What tells that an address is not for everybody (library reference, "ipaddress"). */
  private static final Set<String> INNER =
      Set.of(
          "is_private",
          "is_global",
          "is_loopback",
          "is_link_local",
          "is_reserved",
          "is_multicast",
          "is_unspecified");

  /** Returns the method that refuses; empty where none is known to. */
  Optional<Place> refusal() {
    if (sink.rule().flow().language() != SinkLanguage.URL) {
      return Optional.empty();
    }
    Optional<Ref> client =
        new CallArguments(program, sink.at())
            .receiver()
            .map(r -> new Ref(sink.at().body(), made(program.body(sink.at().body()), r)));
    return client.stream()
        .flatMap(c -> Stream.concat(through(c).flatMap(t -> refusing(t).stream()), opening(c)))
        .map(Place::ofName)
        .findFirst();
  }

  /** {@code curl.setopt(pycurl.OPENSOCKETFUNCTION, open)}: what opens every connection. */
  private Stream<PythonFunction> opening(Ref client) {
    Body body = program.body(client.body());
    return IntStream.range(0, body.size())
        .filter(i -> isCalled(body, i, client.instruction(), "setopt"))
        .filter(i -> body.operandCount(i) > 2)
        .filter(i ->
            program.value(new Ref(client.body(), body.operand(i, 1))).atoms().stream()
                .anyMatch(a -> a instanceof Atom.External e && e.path().endsWith(OPENING)))
        .mapToObj(i -> program.value(new Ref(client.body(), body.operand(i, 2))))
        .flatMap(value -> value.atoms().stream())
        .flatMap(
            a -> a instanceof Atom.Function f ? Stream.of(program.body(f.body())) : Stream.empty())
        .flatMap(opens -> opens.function().stream())
        .filter(GuardedClient::asks);
  }

  /** The call that makes the client, which a {@code with} may have entered. */
  private int made(Body body, int client) {
    int at = program.origin(body, client);
    return body.op(at) == Op.ENTER ? program.origin(body, body.operand(at, 0)) : at;
  }

  private Stream<PythonClass> through(Ref client) {
    Body body = program.body(client.body());
    if (body.op(client.instruction()) != Op.CALL) {
      return Stream.empty();
    }
    Stream<PythonClass> mounted =
        IntStream.range(0, body.size())
            .filter(i -> isCalled(body, i, client.instruction(), "mount"))
            .mapToObj(i -> new Ref(client.body(), i))
            .flatMap(call -> classes(call, ADAPTER));
    return Stream.concat(classes(client, TRANSPORT), mounted);
  }

  /** {@code session.mount("https://", adapter)}: a method of the client. */
  private boolean isCalled(Body body, int i, int client, String method) {
    int callee = body.op(i) == Op.CALL ? body.operand(i, 0) : i;
    return body.op(i) == Op.CALL
        && body.op(callee) == Op.ATTR
        && body.names().get(body.arg(callee)).equals(method)
        && program.origin(body, body.operand(callee, 0)) == client;
  }

  private Stream<PythonClass> classes(Ref call, Slot slot) {
    return new CallArguments(program, call)
        .in(slot).stream()
            .flatMap(v -> program.value(new Ref(call.body(), v)).atoms().stream())
            .flatMap(a -> a instanceof Atom.Instance i ? Stream.of(i.type()) : Stream.empty());
  }

  private Optional<PythonFunction> refusing(PythonClass type) {
    return program.view().resolver().hierarchy().ownOrder(type).stream()
        .flatMap(c -> c.methods().stream())
        .filter(m -> SENDING.contains(m.name()) && asks(m))
        .filter(m -> holds(m, n -> n instanceof Stmt.Raise))
        .findFirst();
  }

  /** Whether a function, or one that it calls by its name, asks what kind of address it gets. */
  private static boolean asks(PythonFunction function) {
    return holds(function, GuardedClient::isQuestion)
        || function.module().scopes().functions().stream()
            .filter(f -> f.owner().isEmpty() && holds(f, GuardedClient::isQuestion))
            .anyMatch(f -> holds(function, n -> isCallOf(n, f.name())));
  }

  private static boolean isCallOf(Node node, String name) {
    return node instanceof Expr.Call c
        && c.function() instanceof Expr.Name n
        && n.id().equals(name);
  }

  private static boolean holds(PythonFunction method, Predicate<Node> wanted) {
    boolean[] found = {false};
    Nodes.forEach(method.node(), n -> found[0] = found[0] || wanted.test(n));
    return found[0];
  }

  private static boolean isQuestion(Node node) {
    return node instanceof Expr.Attribute a && INNER.contains(a.attribute());
  }
}
