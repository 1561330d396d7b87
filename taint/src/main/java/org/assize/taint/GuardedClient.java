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
    return new CallArguments(program, sink.at())
        .receiver().map(r -> made(program.body(sink.at().body()), r)).stream()
            .flatMap(client -> through(new Ref(sink.at().body(), client)))
            .flatMap(type -> refusing(type).stream())
            .map(Place::ofName)
            .findFirst();
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
            .filter(i -> isMounting(body, i, client.instruction()))
            .mapToObj(i -> new Ref(client.body(), i))
            .flatMap(call -> classes(call, ADAPTER));
    return Stream.concat(classes(client, TRANSPORT), mounted);
  }

  /** {@code session.mount("https://", adapter)}. */
  private boolean isMounting(Body body, int i, int client) {
    int callee = body.op(i) == Op.CALL ? body.operand(i, 0) : i;
    return body.op(i) == Op.CALL
        && body.op(callee) == Op.ATTR
        && body.names().get(body.arg(callee)).equals("mount")
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
        .filter(m -> SENDING.contains(m.name()) && holds(m, GuardedClient::isQuestion))
        .filter(m -> holds(m, n -> n instanceof Stmt.Raise))
        .findFirst();
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
