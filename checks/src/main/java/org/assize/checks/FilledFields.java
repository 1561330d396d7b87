package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.checks.FieldTables.Kind;
import org.assize.checks.FieldTables.Table;
import org.assize.facts.Reason;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/** Who fills the typed fields of a class in production. */
record FilledFields(TypedFields rule, Check check) {
  private record Client(CallSite made, ClientFilling filling, List<String> fields) {}

  void report(PythonClass type, Table table, Place at) {
    MadeObjects objects = new MadeObjects(type, check.program());
    List<CallSite> calls = new ArrayList<>(objects.calls());
    List<Client> clients = calls.stream().flatMap(c -> client(c, table).stream()).toList();
    if (!clients.isEmpty()) {
      client(type, clients, at);
    } else {
      production(type, objects, calls, at);
    }
    holders(type, table, at);
  }

  private Optional<Client> client(CallSite made, Table table) {
    Optional<ClientFilling> filling =
        made.function().flatMap(f -> ClientFilling.of(f, check.program()));
    List<String> fields =
        filling
            .map(f -> f.fields(made, check.program().view(made.module())))
            .orElse(List.of())
            .stream()
            .filter(n -> n.equals("**") || table.fields().containsKey(n))
            .toList();
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(new Client(made, filling.orElseThrow(), fields));
  }

  private void client(PythonClass type, List<Client> clients, Place at) {
    Client first = clients.getFirst();
    Set<String> fields = new LinkedHashSet<>();
    clients.forEach(c -> fields.addAll(c.fields()));
    boolean any = fields.contains("**");
    Place place = first.made().place();
    check.report(
        Finding.caution(check.weakness(), at, Reason.TEST_CODE)
            .step(place, first.filling().function().name() + " makes it of what a client sends")
            .saying(
                "In production a client "
                    + (any ? "names and fills the fields" : "fills " + Wording.list(List.copyOf(fields)))
                    + " of "
                    + type.name()
                    + ": "
                    + first.filling().function().name()
                    + " makes it of what was sent ("
                    + place.cite()
                    + ")."));
    schema(first).ifPresent(s -> limited(type, first, s, at));
  }

  private record Schema(Expr decorator, Place place, boolean closed) {}

  /** A schema that decorates the handler: a mapping with the properties of an object. */
  private Optional<Schema> schema(Client client) {
    PythonFunction handler = client.filling().handler();
    return handler.node().decorators().stream()
        .filter(d -> d instanceof Expr.Call c && !c.args().isEmpty())
        .flatMap(d -> schema((Expr.Call) d, handler).stream())
        .reduce((older, newer) -> newer);
  }

  private Optional<Schema> schema(Expr.Call decorator, PythonFunction handler) {
    return check.program().resolver().resolve(decorator.args().getFirst(), handler.definedIn())
                instanceof Target.VariableTarget v
            && v.symbol().bindings().getFirst().value().orElse(null) instanceof Expr.Dict d
            && keys(d).contains("properties")
        ? Optional.of(
            new Schema(
                decorator,
                Place.of(v.symbol().scope().module(), v.symbol().bindings().getFirst().node()),
                isClosed(d)))
        : Optional.empty();
  }

  private static List<String> keys(Expr.Dict d) {
    return d.keys().stream()
        .filter(k -> k instanceof Expr.Str)
        .map(k -> ((Expr.Str) k).value())
        .toList();
  }

  private static boolean isClosed(Expr.Dict d) {
    int at = keys(d).indexOf("additionalProperties");
    return at >= 0
        && keys(d).size() == d.values().size()
        && d.values().get(at) instanceof Expr.Bool b
        && !b.value();
  }

  private void limited(PythonClass type, Client client, Schema schema, Place at) {
    PythonFunction handler = client.filling().handler();
    Place decorator = Place.of(handler.module(), schema.decorator());
    check.report(
        Finding.refuted(check.weakness(), at)
            .step(decorator, "asks the schema before " + handler.name() + " runs")
            .step(schema.place(), "the schema")
            .saying(
                "What a client sends for "
                    + type.name()
                    + " does not come to "
                    + handler.name()
                    + " unseen: a schema ("
                    + schema.place().cite()
                    + ") "
                    + (schema.closed()
                        ? "refuses members that it does not name"
                        : "says which types its members have")
                    + " ("
                    + decorator.cite()
                    + ")."));
  }

  /** Where others make it, and which ways to make it, tried here, they do not use. */
  private void production(
      PythonClass type, MadeObjects objects, List<CallSite> calls, Place at) {
    List<CallSite> all = new ArrayList<>(calls);
    List<String> unused = new ArrayList<>();
    List<String> used = new ArrayList<>();
    for (PythonFunction maker : objects.makers()) {
      List<CallSite> through = objects.calls(maker);
      all.addAll(through);
      if (through.isEmpty() && isTried(maker, type)) {
        unused.add(maker.name() + " (" + Place.ofName(maker).cite() + ")");
      } else if (!through.isEmpty()) {
        used.add(maker.name());
      }
    }
    all.removeIf(c -> c.module() == type.module());
    if (all.isEmpty()) {
      return;
    }
    List<Place> places = all.stream().map(CallSite::place).toList();
    Finding.Builder finding = Finding.caution(check.weakness(), at, Reason.TEST_CODE);
    places.stream().limit(3).forEach(p -> finding.step(p, "makes one"));
    check.report(
        finding.saying(
            "Production makes "
                + type.name()
                + " "
                + Wording.timesAt(places)
                + (used.isEmpty() ? "" : ", also by " + Wording.list(used))
                + ", in no function that answers requests"
                + (unused.isEmpty()
                    ? "."
                    : "; by name it never calls " + Wording.list(unused) + ", which these tests try.")));
  }

  private boolean isTried(PythonFunction maker, PythonClass type) {
    return check.view().calls().stream()
        .anyMatch(c ->
            c.calledName().equals(maker.name())
                && c.node().function() instanceof Expr.Attribute a
                && NameTerms.last(a.value()).equals(type.name()));
  }

  /** Other objects that hold one, and with which it arrives where they are sent or read. */
  private void holders(PythonClass type, Table table, Place at) {
    List<String> unchecked =
        Stream.of(Kind.TEXT, Kind.TEXTS, Kind.NUMBER, Kind.WARNING)
            .flatMap(k -> table.of(k).stream())
            .toList();
    List<DeclaredField> holding = new ArrayList<>();
    if (!unchecked.isEmpty()) {
      for (Use use : check.program().references().named(type.name())) {
        if (use.kind() == Use.Kind.STRING && !check.program().isTest(use.module())) {
          holder(use).ifPresent(holding::add);
        }
      }
    }
    if (holding.isEmpty()) {
      return;
    }
    Finding.Builder finding = Finding.caution(check.weakness(), at, Reason.TEST_CODE);
    holding.stream().limit(3).forEach(h -> finding.step(h.place(), h.owner().name() + " holds it"));
    check.report(
        finding.saying(
            "A "
                + type.name()
                + " also arrives within others: "
                + Wording.list(
                    holding.stream()
                        .map(h ->
                            h.owner().name() + " as " + h.name() + " (" + h.place().cite() + ")")
                        .toList())
                + "; who sends or stores one of these chooses its "
                + Wording.list(unchecked)
                + "."));
  }

  private Optional<DeclaredField> holder(Use use) {
    ModuleView view = check.program().view(use.module());
    Optional<Node> around = view.parent(use.node());
    return around.orElse(null) instanceof Expr.Call c
            && new FieldTables(rule, check.program())
                .holds(c, use.module().scopes().at(c.start()))
        ? DeclaredField.around(c, use.module(), check.program())
        : Optional.empty();
  }
}
