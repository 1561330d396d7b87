package org.assize.checks;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.facts.Control;
import org.assize.facts.Fact;
import org.assize.program.PythonClass;
import org.assize.program.Resolver;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Production code that sets the fields of a record by the names that a request gives: {@code
 * User(**request.json)}, and a loop over the items of a request with {@code setattr}.
 */
final class RequestFields {
  /** Methods of a manager of records that write a field for every keyword. */
  private static final Set<String> WRITING =
      Set.of("create", "update", "get_or_create", "update_or_create", "insert", "create_user");

  /** Methods that give a query. */
  private static final Set<String> QUERYING = Set.of("query", "filter", "filter_by", "where");

  private final Check check;
  private final ClientMappings mappings;
  private final Set<Node> told = Collections.newSetFromMap(new IdentityHashMap<>());

  RequestFields(Check check) {
    this.check = check;
    mappings = new ClientMappings(check);
  }

  /** Returns what was told. */
  Set<Node> review() {
    for (CallSite call : check.view().calls()) {
      expanded(call)
          .filter(mapping -> isRecord(call))
          .filter(mapping -> mappings.isClients(mapping) || new OpenModels(check).isDumped(mapping))
          .ifPresent(mapping -> report(call.node(), mapping));
      updated(call);
    }
    new FieldLoops(check).written().forEach(w -> report(w.in(), w.call(), w.mapping()));
    return told;
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
    if (call.target() instanceof Target.External e && setsAnyName(e.path())) {
      return true;
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
    return resolver.hierarchy().order(type).stream()
        .flatMap(t -> t instanceof Target.ClassTarget c ? bases(c.type(), resolver) : Stream.of(t))
        .flatMap(t -> t.dottedPath().stream())
        .anyMatch(this::setsAnyName);
  }

  private boolean setsAnyName(String path) {
    return check.program().lookup().at(path, Fact.Sink.class).stream()
            .anyMatch(f -> f.weakness().equals(check.weakness().id()))
        || check.program().facts().bases(path).stream().anyMatch(this::setsAnyName);
  }

  private static Stream<Target> bases(PythonClass type, Resolver resolver) {
    return type.node().bases().stream().map(b -> resolver.resolve(b, type.definedIn()));
  }

  /** {@code record.__dict__.update(mapping)}, {@code query.filter(…).update(mapping)}. */
  private void updated(CallSite call) {
    boolean isUpdate =
        call.node().function() instanceof Expr.Attribute a
            && a.attribute().equals("update")
            && (isAllFields(a.value()) || isQuery(a.value()));
    if (isUpdate && !call.node().args().isEmpty()) {
      Expr mapping = call.node().args().getFirst();
      if (mappings.isClients(mapping)) {
        report(call.node(), mapping);
      }
    }
  }

  private static boolean isAllFields(Expr value) {
    return switch (value) {
      case Expr.Attribute a -> a.attribute().equals("__dict__");
      case Expr.Call c -> c.function() instanceof Expr.Name n && n.id().equals("vars");
      default -> false;
    };
  }

  /** A query that was narrowed down, of SQLAlchemy. */
  private static boolean isQuery(Expr value) {
    return value instanceof Expr.Call c
        && c.function() instanceof Expr.Attribute a
        && (QUERYING.contains(a.attribute()) || isQuery(a.value()));
  }

  private void report(Expr write, Expr mapping) {
    report(check, write, mapping);
  }

  private void report(Check in, Expr write, Expr mapping) {
    told.add(write);
    check.report(
        check
            .present(Place.of(in.view().module(), write))
            .control(Control.REMOTE)
            .step(
                Place.of(in.view().module(), mapping),
                Wording.written(mapping, in.view()) + " has the keys that a client gives it")
            .saying(
                "A client sets fields that no form shows: the names of the fields are those of the"
                    + " request."));
  }
}
