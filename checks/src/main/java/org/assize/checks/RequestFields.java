package org.assize.checks;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.facts.Control;
import org.assize.facts.Fact;
import org.assize.facts.Facts;
import org.assize.program.PythonClass;
import org.assize.program.Resolver;
import org.assize.program.Target;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/**
 * Production code that sets the fields of a record by the names that a request gives: {@code
 * User(**request.json)}, and a loop over the items of a request with {@code setattr}.
 */
final class RequestFields {
  /** Methods of a manager of records that write a field for every keyword. */
  private static final Set<String> WRITING =
      Set.of("create", "update", "get_or_create", "update_or_create", "insert", "create_user");

  private final Check check;
  private final ClientMappings mappings;

  RequestFields(Check check) {
    this.check = check;
    mappings = new ClientMappings(check);
  }

  void review() {
    for (CallSite call : check.view().calls()) {
      expanded(call)
          .filter(mapping -> isRecord(call) && mappings.isClients(mapping))
          .ifPresent(mapping -> report(call.node(), mapping));
    }
    for (Stmt.For loop : check.view().all(Stmt.For.class)) {
      loop(loop);
    }
  }

  private static Optional<Expr> expanded(CallSite call) {
    return call.node().keywords().stream()
        .filter(k -> k.name() == null)
        .map(Node.Keyword::value)
        .findFirst();
  }

  /** Whether a call makes or changes a record of a store, which takes every field it has. */
  private boolean isRecord(CallSite call) {
    if (call.target() instanceof Target.ClassTarget t) {
      return setsAnyName(t.type());
    }
    return call.node().function() instanceof Expr.Attribute a
        && WRITING.contains(a.attribute())
        && (isManager(a.value()) || isRecordClass(a.value(), call));
  }

  private boolean isRecordClass(Expr value, CallSite call) {
    return check.program().resolver().resolve(value, call.scope()) instanceof Target.ClassTarget t
        && setsAnyName(t.type());
  }

  private static boolean isManager(Expr value) {
    return switch (value) {
      case Expr.Attribute a -> a.attribute().equals("objects") || isManager(a.value());
      case Expr.Call c -> isManager(c.function());
      default -> false;
    };
  }

  /**
   * Whether facts say of a base that its constructor sets an attribute for every keyword. A base
   * may be what a call gave: {@code Base = declarative_base()}.
   */
  private boolean setsAnyName(PythonClass type) {
    Resolver resolver = check.program().resolver();
    Facts facts = check.program().facts();
    return resolver.hierarchy().order(type).stream()
        .flatMap(t -> t instanceof Target.ClassTarget c ? bases(c.type(), resolver) : Stream.of(t))
        .flatMap(t -> t.dottedPath().stream())
        .flatMap(path -> Stream.concat(Stream.of(path), facts.bases(path).stream()))
        .flatMap(path -> check.program().lookup().at(path, Fact.Sink.class).stream())
        .anyMatch(f -> f.weakness().equals(check.weakness().id()));
  }

  private static Stream<Target> bases(PythonClass type, Resolver resolver) {
    return type.node().bases().stream().map(b -> resolver.resolve(b, type.definedIn()));
  }

  /** {@code for key, value in mapping.items(): setattr(record, key, value)}. */
  private void loop(Stmt.For loop) {
    boolean isOverItems =
        loop.iter() instanceof Expr.Call c
            && c.function() instanceof Expr.Attribute a
            && a.attribute().equals("items")
            && mappings.isClients(a.value());
    Expr key =
        isOverItems
                && loop.target() instanceof Expr.Tuple t
                && t.elements().getFirst() instanceof Expr.Name n
            ? n
            : null;
    if (key instanceof Expr.Name n && !compares(loop, n.id())) {
      for (CallSite call : check.view().calls()) {
        boolean sets =
            call.path().equals("builtins.setattr")
                && call.node().args().size() == 3
                && call.node().args().get(1) instanceof Expr.Name k
                && k.id().equals(n.id())
                && loop.start() <= call.node().start()
                && call.node().end() <= loop.end();
        if (sets) {
          report(call.node(), loop.iter());
        }
      }
    }
  }

  /** Whether something in the loop asks which key it is. */
  private static boolean compares(Node node, String key) {
    boolean[] found = {node instanceof Expr.Compare c && asksFor(c, key)};
    Nodes.forEachChild(node, child -> found[0] |= compares(child, key));
    return found[0];
  }

  private static boolean asksFor(Expr.Compare compare, String key) {
    CompareOperator op = compare.ops().getFirst();
    boolean asks =
        op == CompareOperator.IN
            || op == CompareOperator.NOT_IN
            || op == CompareOperator.EQ
            || op == CompareOperator.NOT_EQ;
    return asks && compare.left() instanceof Expr.Name n && n.id().equals(key);
  }

  private void report(Expr write, Expr mapping) {
    check.report(
        check
            .present(Place.of(check.view().module(), write))
            .control(Control.REMOTE)
            .step(
                Place.of(check.view().module(), mapping),
                Wording.written(mapping, check.view()) + " has the keys that a client gives it")
            .saying(
                "A client sets fields that no form shows: the names of the fields are those of the"
                    + " request."));
  }
}
