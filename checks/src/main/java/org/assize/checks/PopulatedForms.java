package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Operator;
import org.assize.syntax.Stmt;

/**
 * What handlers fill with all that a client sends: records that a form of WTForms writes its fields
 * into, and mappings of what is stored that are laid under the mapping of a request.
 */
record PopulatedForms(OpenFields rule, Check check) {
  /** A privilege that is taken, where it is written and where it is declared or stored again. */
  record Found(Expr write, String name, Place source, String says) {}

  Stream<Found> find() {
    return RequestHandlers.of(check.program()).in(check.view().module()).stream()
        .filter(f -> !isForAdmins(f))
        .flatMap(f -> Stream.concat(populated(f), merged(f)));
  }

  private boolean isForAdmins(PythonFunction function) {
    boolean isAskedBefore =
        check.view().module().scopes().functions().stream()
            .flatMap(f -> f.node().decorators().stream())
            .anyMatch(d -> NameTerms.last(d).equals("before_request"));
    return isAskedBefore
        || function.node().decorators().stream().anyMatch(rule::speaksOfAdmins)
        || Inside.all(function.node().body(), Stmt.If.class).stream()
            .anyMatch(s -> Refusals.isIn(s.body()) && rule.speaksOfAdmins(s.test()));
  }

  /** {@code form.populate_obj(user)}, of a form that has a field for a privilege. */
  private Stream<Found> populated(PythonFunction function) {
    FilledForms forms = new FilledForms(check, function);
    return Inside.all(function.node().body(), Expr.Call.class).stream()
        .filter(
            c -> c.function() instanceof Expr.Attribute a && a.attribute().equals("populate_obj"))
        .flatMap(c -> {
          Expr form = ((Expr.Attribute) c.function()).value();
          return forms.of(form).stream()
              .flatMap(type -> privileges(type))
              .filter(f -> !isTakenOut(function, form, f.name))
              .map(f -> new Found(c, f.name, f.place, "the form has a field " + f.name))
              .limit(1);
        });
  }

  private record Field(String name, Place place) {}

  private Stream<Field> privileges(PythonClass type) {
    boolean isForm =
        check.program().resolver().hierarchy().outsideAncestors(type).stream()
            .anyMatch(b -> b.startsWith("wtforms.") || b.startsWith("flask_wtf."));
    return !isForm
        ? Stream.of()
        : type.body().symbols().stream()
            .filter(s -> rule.isPrivilege(s.name()))
            .flatMap(s ->
                FilledForms.field(type, s.name())
                    .map(c -> new Field(s.name(), Place.of(type.module(), c)))
                    .stream());
  }

  /** {@code del form.is_admin}. */
  private static boolean isTakenOut(PythonFunction function, Expr form, String field) {
    return Inside.all(function.node().body(), Stmt.Delete.class).stream()
        .flatMap(d -> d.targets().stream())
        .anyMatch(t ->
            t instanceof Expr.Attribute a
                && a.attribute().equals(field)
                && NameTerms.last(a.value()).equals(NameTerms.last(form)));
  }

  /** A stored mapping that gets what is sent, and of which a privilege is stored again. */
  private Stream<Found> merged(PythonFunction function) {
    return Stream.concat(
            Inside.all(function.node().body(), Expr.Call.class).stream().flatMap(this::updated),
            Inside.all(function.node().body(), Stmt.Assign.class).stream().flatMap(this::spread))
        .flatMap(m -> storedAgain(function, m).stream());
  }

  /** A mapping with the name that it has afterwards, and what was laid over it. */
  private record Merged(String name, Expr at, Expr sent) {}

  /** {@code row.update(request.get_json())}. */
  private Stream<Merged> updated(Expr.Call call) {
    return call.function() instanceof Expr.Attribute a
            && a.attribute().equals("update")
            && a.value() instanceof Expr.Name row
            && call.args().size() == 1
            && isStored(row)
            && new ClientMappings(check).isClients(call.args().getFirst())
        ? Stream.of(new Merged(row.id(), call, call.args().getFirst()))
        : Stream.of();
  }

  /** {@code row = {**row, **request.json}}, {@code row = row | body}. */
  private Stream<Merged> spread(Stmt.Assign assign) {
    if (!(assign.targets().getFirst() instanceof Expr.Name name)) {
      return Stream.of();
    }
    List<Expr> parts =
        switch (assign.value()) {
          case Expr.Dict d ->
              Stream.iterate(0, i -> i < d.keys().size(), i -> i + 1)
                  .filter(i -> d.keys().get(i) == null)
                  .map(i -> d.values().get(i))
                  .toList();
          case Expr.BinOp b when b.op() == Operator.BIT_OR -> List.of(b.left(), b.right());
          default -> List.of();
        };
    return parts.size() == 2
            && parts.getFirst() instanceof Expr.Name row
            && isStored(row)
            && new ClientMappings(check).isClients(parts.getLast())
        ? Stream.of(new Merged(name.id(), assign.value(), parts.getLast()))
        : Stream.of();
  }

  private boolean isStored(Expr.Name row) {
    return check.view().module().scopes().at(row.start()).lookup(row.id()).stream()
        .flatMap(s -> s.bindings().stream())
        .flatMap(b -> b.value().stream())
        .filter(v -> v.end() <= row.start())
        .flatMap(v -> Inside.all(List.of((Node) v), Expr.Call.class).stream())
        .flatMap(c -> StoreCalls.reach(c).stream())
        .anyMatch(r -> r.verb() == Touch.Verb.READ);
  }

  private Optional<Found> storedAgain(PythonFunction function, Merged merged) {
    List<Expr.Call> later =
        Inside.all(function.node().body(), Expr.Call.class).stream()
            .filter(c -> c.start() > merged.at.end())
            .filter(c -> StoreCalls.reach(c).filter(r -> r.verb() == Touch.Verb.CHANGE).isPresent())
            .toList();
    return later.stream()
        .flatMap(c -> Inside.all(c.args(), Expr.Subscript.class).stream())
        .filter(s ->
            s.value() instanceof Expr.Name n
                && n.id().equals(merged.name)
                && s.index() instanceof Expr.Str key
                && rule.isPrivilegeOfAccount(key.value()))
        .map(s -> stored(function, merged, ((Expr.Str) s.index()).value(), s))
        .findFirst()
        .or(() ->
            later.stream()
                .flatMap(c -> DocumentFields.written(c).stream())
                .filter(m -> m instanceof Expr.Name n && n.id().equals(merged.name))
                .map(m -> stored(function, merged, "any field", m))
                .findFirst());
  }

  private static Found stored(PythonFunction function, Merged merged, String name, Expr again) {
    return new Found(
        merged.at, name, Place.of(function.module(), again), name + " is stored again");
  }
}
