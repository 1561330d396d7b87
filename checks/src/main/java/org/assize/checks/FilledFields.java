package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
  private record Client(CallSite made, Filling filling, List<String> fields) {}

  void report(PythonClass type, Table table, Place at) {
    MadeObjects objects = new MadeObjects(type, check.program());
    List<CallSite> calls = new ArrayList<>(objects.calls());
    List<Client> clients = calls.stream().flatMap(c -> client(c, table).stream()).toList();
    if (!clients.isEmpty()) {
      client(type, clients, at);
    } else {
      production(type, table, objects, calls, at);
    }
    holders(type, table, at);
  }

  private Optional<Client> client(CallSite made, Table table) {
    Optional<Filling> filling = made.function().flatMap(f -> Filling.of(f, check.program()));
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
                    + (any
                        ? "names and fills the fields"
                        : "fills " + Wording.list(List.copyOf(fields)))
                    + " of "
                    + type.name()
                    + ": "
                    + first.filling().function().name()
                    + " makes it of what was sent ("
                    + place.cite()
                    + ")."));
    schema(first).ifPresent(s -> limited(type, first, s, at));
  }

  private record Schema(Expr decorator, Place place, boolean closed, int among) {}

  /** A schema that decorates the handler: a mapping with the properties of an object. */
  private Optional<Schema> schema(Client client) {
    PythonFunction handler = client.filling().handler();
    return handler.node().decorators().stream()
        .filter(d -> d instanceof Expr.Call c && !c.args().isEmpty())
        .flatMap(d -> schema((Expr.Call) d, handler).stream())
        .findFirst();
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
                isClosed(d),
                alike(decorator, handler)))
        : Optional.empty();
  }

  /** How many decorators of a handler call the same, as where each version has its schema. */
  private static int alike(Expr.Call decorator, PythonFunction handler) {
    String name = NameTerms.last(decorator.function());
    return (int)
        handler.node().decorators().stream()
            .filter(d -> d instanceof Expr.Call c && NameTerms.last(c.function()).equals(name))
            .count();
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
                    + ")"
                    + (schema.among() > 1 ? ", one of " + schema.among() + ", " : " ")
                    + (schema.closed()
                        ? "refuses members that it does not name"
                        : "says which types its members have")
                    + " ("
                    + decorator.cite()
                    + ")."));
  }

  /** Where others fill it, and which ways to make it, tried here, they do not use. */
  private void production(
      PythonClass type, Table table, MadeObjects objects, List<CallSite> calls, Place at) {
    Set<String> fields = new LinkedHashSet<>();
    List<CallSite> filling = new ArrayList<>();
    for (CallSite call : calls) {
      List<String> filled = call.module() == type.module() ? List.of() : filled(call, table);
      if (!filled.isEmpty()) {
        fields.addAll(filled);
        filling.add(call);
      }
    }
    List<String> used = new ArrayList<>();
    List<String> unused = new ArrayList<>();
    List<CallSite> through = new ArrayList<>();
    for (PythonFunction maker : objects.makers()) {
      List<CallSite> made = objects.calls(maker);
      through.addAll(made);
      if (!made.isEmpty()) {
        used.add(maker.name());
      } else if (isTried(maker, type)) {
        unused.add(maker.name() + " (" + Place.ofName(maker).cite() + ")");
      }
    }
    String how = "";
    List<CallSite> shown = filling.isEmpty() ? through : filling;
    if (!filling.isEmpty()) {
      how = "Production fills " + Wording.list(List.copyOf(fields)) + " of " + type.name();
    } else if (!used.isEmpty()) {
      how =
          "Production makes "
              + type.name()
              + " of what "
              + Wording.list(used)
              + (used.size() == 1 ? " is handed" : " are handed");
    }
    if (!how.isEmpty()) {
      told(how, shown, unused, at);
    }
  }

  private void told(String how, List<CallSite> shown, List<String> unused, Place at) {
    List<Place> places = shown.stream().map(CallSite::place).toList();
    Finding.Builder finding = Finding.caution(check.weakness(), at, Reason.TEST_CODE);
    places.stream().limit(3).forEach(p -> finding.step(p, "makes one"));
    check.report(
        finding.saying(
            how
                + " "
                + Wording.timesAt(places)
                + (unused.isEmpty()
                    ? "."
                    : "; by name it never calls "
                        + Wording.list(unused)
                        + ", which these tests try.")));
  }

  /** The fields of any text or number that a call or what follows on it gives a value. */
  private List<String> filled(CallSite call, Table table) {
    List<String> open =
        Stream.of(Kind.TEXT, Kind.TEXTS, Kind.NUMBER, Kind.WARNING)
            .flatMap(k -> table.of(k).stream())
            .toList();
    return new WrittenFields(call, check.program().view(call.module()))
        .values().entrySet().stream()
            .filter(e -> open.contains(e.getKey()) && !isLiteral(e.getValue()))
            .map(Map.Entry::getKey)
            .toList();
  }

  private static boolean isLiteral(Expr value) {
    return switch (value) {
      case Expr.Str _, Expr.Int _, Expr.Real _, Expr.Bool _, Expr.None _ -> true;
      default -> false;
    };
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
    List<DeclaredField> holding = unchecked.isEmpty() ? List.of() : holders(type, 1);
    if (holding.isEmpty()) {
      return;
    }
    Finding.Builder finding = Finding.caution(check.weakness(), at, Reason.TEST_CODE);
    holding.stream().limit(3).forEach(h -> finding.step(h.place(), h.owner().name() + " holds it"));
    check.report(
        finding.saying(
            type.name()
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

  /** The fields of classes of other modules that hold one, or one of its module that does. */
  private List<DeclaredField> holders(PythonClass type, int links) {
    List<DeclaredField> found = new ArrayList<>();
    for (Use use : check.program().references().named(type.name())) {
      if (use.kind() == Use.Kind.STRING && !check.program().isTest(use.module())) {
        Optional<DeclaredField> holder = holder(use);
        if (holder.isPresent() && use.module() != type.module()) {
          found.add(holder.get());
        } else if (links > 0 && holder.filter(h -> h.owner() != type).isPresent()) {
          found.addAll(holders(holder.get().owner(), links - 1));
        }
      }
    }
    return found;
  }

  private Optional<DeclaredField> holder(Use use) {
    ModuleView view = check.program().view(use.module());
    Optional<Node> around = view.parent(use.node());
    return around.orElse(null) instanceof Expr.Call c
            && new FieldTables(rule, check.program()).holds(c, use.module().scopes().at(c.start()))
        ? DeclaredField.around(c, use.module(), check.program())
        : Optional.empty();
  }
}
