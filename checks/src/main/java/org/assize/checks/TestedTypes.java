package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Reason;
import org.assize.program.Constant;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Scope;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Classes of fields of the program that tests try on their own: which values they take, which of
 * these the tests name, and which fields of production rest on them.
 */
record TestedTypes(TypedFields rule, Check check) {
  /** So many are told of a file. */
  private static final int TYPES = 8;

  /** The values that a type takes, and where they are listed. */
  private record Words(Place place, List<String> values) {}

  void report() {
    Map<PythonClass, CallSite> tried = new LinkedHashMap<>();
    for (CallSite call : check.view().calls()) {
      if (call.scope().kind() == Scope.Kind.FUNCTION
          && call.target() instanceof Target.ClassTarget t
          && !check.program().isTest(t.type().module())) {
        tried.putIfAbsent(t.type(), call);
      }
    }
    int told = 0;
    for (Map.Entry<PythonClass, CallSite> each : tried.entrySet()) {
      Optional<PythonClass> type = type(each.getKey());
      if (told < TYPES && type.isPresent() && told(each.getKey(), type.get(), each.getValue())) {
        told++;
      }
    }
    tried.forEach((field, call) -> untold(field, call, tried.keySet()));
  }

  /** The other classes of fields of a module, told with the first of it that is tried. */
  private void untold(PythonClass field, CallSite call, Set<PythonClass> tried) {
    boolean first =
        type(field).isPresent()
            && tried.stream()
                .filter(t -> t.module() == field.module() && type(t).isPresent())
                .findFirst()
                .filter(t -> t == field)
                .isPresent();
    List<PythonClass> others =
        !first
            ? List.of()
            : field.module().scopes().classes().stream()
                .filter(t -> !tried.contains(t) && type(t).filter(this::refuses).isPresent())
                .toList();
    if (others.isEmpty()) {
      return;
    }
    Finding.Builder finding = Finding.caution(check.weakness(), call.place(), Reason.TEST_CODE);
    others.stream().limit(3).forEach(t -> finding.step(Place.ofName(t), "is not made here"));
    check.report(
        finding.saying(
            "What other types of "
                + field.module().path()
                + " refuse is not tried here: no test makes "
                + Wording.list(
                    others.stream()
                        .map(t -> t.name() + " (" + Place.ofName(t).cite() + ")")
                        .toList())
                + "."));
  }

  private boolean refuses(PythonClass type) {
    return words(type).isPresent() || raise(type).isPresent();
  }

  /** The class of the program that says what a class of fields takes. */
  private Optional<PythonClass> type(PythonClass field) {
    return rule.typing().stream()
        .flatMap(n -> check.program().resolver().hierarchy().value(field, n).stream())
        .filter(v -> v instanceof Expr.Call)
        .flatMap(v -> resolved((Expr.Call) v, field).stream())
        .findFirst();
  }

  private Optional<PythonClass> resolved(Expr.Call made, PythonClass field) {
    return check.program().resolver().resolve(made.function(), field.body())
            instanceof Target.ClassTarget t
        ? Optional.of(t.type())
        : Optional.empty();
  }

  private boolean told(PythonClass field, PythonClass type, CallSite call) {
    Optional<Words> words = words(type);
    Optional<Place> raise = raise(type);
    if (words.isEmpty() && raise.isEmpty()) {
      return false;
    }
    String refuses =
        words
            .map(w ->
                field.name()
                    + " takes "
                    + Wording.count(w.values().size(), "word")
                    + " and refuses any other ("
                    + w.place().cite()
                    + "); "
                    + named(w, type, call))
            .orElseGet(() ->
                field.name()
                    + " refuses a wrong value where its type raises ("
                    + raise.orElseThrow().cite()
                    + ")");
    List<String> resting = resting(field);
    Finding.Builder finding = Finding.refuted(check.weakness(), call.place());
    words.ifPresent(w -> finding.step(w.place(), "lists what is taken"));
    raise.ifPresent(r -> finding.step(r, "refuses a value"));
    check.report(
        finding.saying(
            refuses
                + (resting.isEmpty()
                    ? ". By name, no class of production has a field of it."
                    : ". Of its type "
                        + (resting.size() == 1 ? "is " : "are ")
                        + Wording.list(resting)
                        + ".")));
    return true;
  }

  /** The values that the constructor of a type hands on as those that it takes. */
  private Optional<Words> words(PythonClass type) {
    Optional<PythonFunction> made = check.program().resolver().hierarchy().method(type, "__init__");
    for (Expr.Call inner :
        made.map(m -> Inside.all(m.node().body(), Expr.Call.class)).orElse(List.of())) {
      for (Node.Keyword keyword : inner.keywords()) {
        if (keyword.name() != null && rule.listing().contains(keyword.name())) {
          return words(keyword.value(), type, made.orElseThrow());
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Words> words(Expr given, PythonClass type, PythonFunction made) {
    if (!(given instanceof Expr.Attribute a)) {
      return display(given, made.module(), type);
    }
    for (PythonClass own : check.program().resolver().hierarchy().ownOrder(type)) {
      Optional<Expr> value =
          own.body().local(a.attribute()).flatMap(Symbol::only).flatMap(b -> b.value());
      if (value.isPresent()) {
        return display(value.get(), own.module(), type);
      }
    }
    return Optional.empty();
  }

  private Optional<Words> display(Expr given, PythonModule in, PythonClass type) {
    List<Expr> elements =
        switch (given) {
          case Expr.Tuple t -> t.elements();
          case Expr.ListExpr l -> l.elements();
          case Expr.SetExpr s -> s.elements();
          default -> List.of();
        };
    List<String> values = new ArrayList<>();
    for (Expr element : elements) {
      Optional<String> word = word(element, in, type);
      if (word.isEmpty()) {
        return Optional.empty();
      }
      values.add(word.get());
    }
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(new Words(Place.of(in, given), values));
  }

  private Optional<String> word(Expr e, PythonModule in, PythonClass type) {
    if (e instanceof Expr.Str s) {
      return Optional.of(s.value());
    }
    Optional<Expr> named =
        e instanceof Expr.Name n
            ? check.program().resolver().hierarchy().value(type, n.id())
            : Optional.empty();
    return check.program().constants().of(named.orElse(e), in).orElse(null)
            instanceof Constant.Text t
        ? Optional.of(t.value())
        : Optional.empty();
  }

  private Optional<Place> raise(PythonClass type) {
    return rule.coercing().stream()
        .flatMap(n -> check.program().resolver().hierarchy().method(type, n).stream())
        .findFirst()
        .flatMap(FieldTables::raise);
  }

  /** Which of the words the class around the call names, itself or by names of constants. */
  private String named(Words words, PythonClass type, CallSite call) {
    Optional<PythonClass> around =
        check.view().module().scopes().classes().stream()
            .filter(c -> within(c.node(), call.node()))
            .reduce((outer, inner) -> inner);
    String where = around.map(PythonClass::name).orElse("the test");
    Node in = around.<Node>map(PythonClass::node).orElse(check.view().module().tree());
    Set<String> here = new LinkedHashSet<>();
    for (Expr.Str s : check.view().all(Expr.Str.class)) {
      if (within(in, s)) {
        here.add(s.value());
      }
    }
    for (Expr.Attribute a : check.view().all(Expr.Attribute.class)) {
      if (within(in, a)) {
        word(new Expr.Name(a.start(), a.end(), a.attribute()), type.module(), type)
            .ifPresent(here::add);
      }
    }
    List<String> missing =
        words.values().stream().filter(w -> !here.contains(w)).map(w -> "'" + w + "'").toList();
    return where
        + (missing.isEmpty()
            ? " names all of them"
            : missing.size() == words.values().size()
                ? " names none of them"
                : " does not name " + Wording.list(missing));
  }

  private static boolean within(Node outer, Node inner) {
    return outer.start() <= inner.start() && inner.end() <= outer.end();
  }

  /** The fields of production that are declared with a class of fields. */
  private List<String> resting(PythonClass field) {
    List<String> found = new ArrayList<>();
    for (Use use : check.program().references().of(field)) {
      if (use.kind() == Use.Kind.CALL && !check.program().isTest(use.module())) {
        DeclaredField.around(use.node(), use.module(), check.program())
            .map(f -> f.name() + " of " + f.owner().name() + " (" + f.place().cite() + ")")
            .ifPresent(found::add);
      }
    }
    return found;
  }
}
