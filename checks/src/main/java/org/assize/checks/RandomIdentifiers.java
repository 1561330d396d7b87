package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.assize.facts.Fact;
import org.assize.facts.Reason;
import org.assize.facts.Slot;
import org.assize.facts.ValueRole;
import org.assize.program.Binding;
import org.assize.program.PythonModule;
import org.assize.program.Resolver;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/**
 * Random identifiers that tests make or take, and whether a log call or an exception's text in the
 * same function names them.
 *
 * @param loggers names of what log calls are made on
 * @param levels names of the methods that log
 */
public record RandomIdentifiers(Set<String> loggers, Set<String> levels) implements Detector {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}");

  @Override
  public void review(Check check) {
    if (!check.inTest()) {
      return;
    }
    Library library = check.program().library();
    List<Node> made = new ArrayList<>();
    for (CallSite call : check.view().calls()) {
      if (library.roleOfResult(call).filter(r -> r == ValueRole.UUID_RANDOM).isPresent()) {
        Optional<Node> leak = leak(call, check.view());
        if (leak.isPresent()) {
          leaking(call, leak.get(), check);
        } else {
          made.add(call.node());
        }
      }
    }
    List<Named> named = named(check);
    made.addAll(passed(library, check.view(), named));
    made.sort(java.util.Comparator.comparingInt(Node::start));
    kept(made, check);
    taken(library, check, named);
  }

  /** An attribute with what it names. */
  private record Named(Expr.Attribute attribute, Target target) {}

  /** All attributes of the module; two questions are asked of each, so it is resolved once. */
  private static List<Named> named(Check check) {
    List<Named> named = new ArrayList<>();
    Resolver resolver = check.program().resolver();
    for (Expr.Attribute a : check.view().all(Expr.Attribute.class)) {
      Target target =
          check
              .view()
              .callBy(a)
              .map(CallSite::target)
              .orElseGet(() -> resolver.resolve(a, check.view().module()));
      named.add(new Named(a, target));
    }
    return named;
  }

  /** Functions that make identifiers, handed on to be called elsewhere. */
  private static List<Node> passed(Library library, ModuleView view, List<Named> all) {
    List<Node> found = new ArrayList<>();
    for (Named one : all) {
      Expr.Attribute a = one.attribute();
      boolean called = view.parent(a).orElse(null) instanceof Expr.Call c && c.function() == a;
      boolean makes =
          !called
              && one.target() instanceof Target.External e
              && library.at(e.path(), Fact.Source.class).stream()
                  .anyMatch(
                      s -> s.origin() == ValueRole.UUID_RANDOM && s.slot() == Slot.Fixed.RETURN);
      if (makes) {
        found.add(a);
      }
    }
    return found;
  }

  /** A log call or raise of the same function that names the variable the value becomes. */
  private Optional<Node> leak(CallSite call, ModuleView view) {
    List<String> names =
        Destination.of(call.node(), view).stream()
            .filter(d -> d.kind() == Destination.Kind.ASSIGNED && d.node() instanceof Expr.Name)
            .map(Destination::name)
            .toList();
    return call.function().stream()
        .flatMap(f ->
            outlets(view).stream()
                .filter(n -> f.node().start() <= n.start() && n.end() <= f.node().end()))
        .filter(n -> holds(n, call.node()) || names.stream().anyMatch(name -> mentions(n, name)))
        .findFirst();
  }

  /** The log calls and the raises whose text is not fixed. */
  private List<Node> outlets(ModuleView view) {
    List<Node> found = new ArrayList<>(logCalls(view));
    view.all(Stmt.Raise.class).stream().filter(r -> !isFixed(r)).forEach(found::add);
    return found;
  }

  private List<Node> logCalls(ModuleView view) {
    List<Node> found = new ArrayList<>();
    for (CallSite call : view.calls()) {
      boolean logs =
          call.node().function() instanceof Expr.Attribute a
              && levels.contains(a.attribute())
              && loggers.contains(NameTerms.last(a.value()));
      if (logs) {
        found.add(call.node());
      }
    }
    return found;
  }

  private static boolean isFixed(Stmt.Raise raise) {
    return !(raise.exception() instanceof Expr.Call c)
        || (c.keywords().isEmpty() && c.args().stream().allMatch(a -> a instanceof Expr.Str));
  }

  private static boolean holds(Node outer, Node inner) {
    return outer.start() <= inner.start() && inner.end() <= outer.end();
  }

  private static boolean mentions(Node node, String name) {
    boolean[] found = {node instanceof Expr.Name n && n.id().equals(name)};
    Nodes.forEachChild(node, child -> found[0] = found[0] || mentions(child, name));
    return found[0];
  }

  private static void leaking(CallSite call, Node outlet, Check check) {
    String what = outlet instanceof Stmt.Raise ? "an exception's text" : "a log";
    check.report(
        Finding.caution(check.weakness(), call.place(), Reason.TEST_CODE)
            .step(Place.of(call.module(), outlet), "names the identifier")
            .saying(
                "The UUID that "
                    + call.function().map(f -> f.name()).orElse("this module")
                    + " makes is written to "
                    + what
                    + ", here by a test alone."));
  }

  private void kept(List<Node> made, Check check) {
    if (made.isEmpty()) {
      return;
    }
    ModuleView view = check.view();
    List<Node> logs = logCalls(view);
    List<Stmt.Raise> raises = view.all(Stmt.Raise.class);
    String message =
        "UUIDs are random (version 4) and reach no log, exception text or response: "
            + logging(logs.size())
            + raising(raises, view)
            + ".";
    for (Node node : made) {
      Finding.Builder finding = Finding.refuted(check.weakness(), Place.of(view.module(), node));
      finding.step(Place.of(view.module(), node), "version 4: random");
      raises.stream()
          .limit(2)
          .forEach(r ->
              finding.step(
                  Place.of(view.module(), r),
                  isFixed(r) ? "a raise with fixed text" : "a raise that does not name it"));
      check.report(finding.saying(message));
    }
  }

  private static String logging(int calls) {
    return calls == 0
        ? "the file logs nothing"
        : "none of the file's " + Wording.count(calls, "log call") + " names them";
  }

  private static String raising(List<Stmt.Raise> raises, ModuleView view) {
    if (raises.isEmpty()) {
      return " and raises nothing";
    }
    boolean fixed = raises.stream().allMatch(RandomIdentifiers::isFixed);
    String rest = fixed ? " fixed text" : " no UUID of its function in the text";
    return raises.size() == 1
        ? "; its one raise (" + view.module().lineOf(raises.getFirst()) + ") has" + rest
        : "; its " + raises.size() + " raises have" + rest;
  }

  /** Attributes that are UUIDs: constants of another module, and names that facts know. */
  private static void taken(Library library, Check check, List<Named> all) {
    Map<PythonModule, Map<String, Expr.Attribute>> used = new LinkedHashMap<>();
    Map<PythonModule, Place> defined = new LinkedHashMap<>();
    Map<String, List<Expr.Attribute>> sentinels = new LinkedHashMap<>();
    for (Named one : all) {
      Expr.Attribute a = one.attribute();
      Target target = one.target();
      if (target instanceof Target.VariableTarget v
          && v.symbol().scope().module() != check.view().module()
          && isUuid(v.symbol(), check)) {
        PythonModule home = v.symbol().scope().module();
        used.computeIfAbsent(home, h -> new LinkedHashMap<>()).putIfAbsent(a.attribute(), a);
        defined.putIfAbsent(home, Place.of(home, v.symbol().bindings().getFirst().node()));
      } else if (target instanceof Target.External e && isSentinel(e.path(), library)) {
        String home = e.path().substring(0, e.path().lastIndexOf('.'));
        sentinels.computeIfAbsent(home, h -> new ArrayList<>()).add(a);
      }
    }
    used.forEach((home, names) -> reportFixed(home, names, defined, check));
    sentinels.forEach((home, uses) -> reportSentinels(home, uses, check));
  }

  /** The text itself is looked at first: who else writes the name is dear to know. */
  private static boolean isUuid(Symbol symbol, Check check) {
    boolean looksIt =
        symbol.only().flatMap(Binding::value).orElse(null) instanceof Expr.Str s
            && UUID.matcher(s.value()).matches();
    return looksIt && check.program().constants().of(symbol).isPresent();
  }

  private static void reportFixed(
      PythonModule home,
      Map<String, Expr.Attribute> names,
      Map<PythonModule, Place> defined,
      Check check) {
    Place first = java.util.Objects.requireNonNull(defined.get(home));
    Place use = Place.of(check.view().module(), names.values().iterator().next());
    check.report(
        Finding.refuted(check.weakness(), use)
            .step(first, "a constant")
            .saying(
                (names.size() == 1
                        ? "The UUID " + names.keySet().iterator().next() + " is a constant of "
                        : names.size() + " UUIDs here are constants of ")
                    + home.name()
                    + (names.size() == 1 ? " (" : " (first ")
                    + first.cite()
                    + (check.program().isTest(home)
                        ? "), which only tests import."
                        : "), the same in every run.")));
  }

  private static void reportSentinels(String home, List<Expr.Attribute> uses, Check check) {
    long names = uses.stream().map(Expr.Attribute::attribute).distinct().count();
    Place place = Place.of(check.view().module(), uses.getFirst());
    check.report(
        Finding.refuted(check.weakness(), place)
            .step(place, "made on first use, for this run alone")
            .saying(
                Wording.count((int) names, "name")
                    + " of "
                    + home
                    + (names == 1
                        ? " stands for a random UUID that lives"
                        : " stand for random UUIDs that live")
                    + " as long as a test run."));
  }

  private static boolean isSentinel(String path, Library library) {
    return library.at(path, Fact.Source.class).stream()
        .anyMatch(RandomIdentifiers::isRandomAttribute);
  }

  private static boolean isRandomAttribute(Fact.Source fact) {
    return fact.origin() == ValueRole.UUID_RANDOM && fact.slot() == Slot.Fixed.VALUE;
  }
}
