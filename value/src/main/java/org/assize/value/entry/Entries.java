package org.assize.value.entry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assize.base.Workers;
import org.assize.facts.Control;
import org.assize.facts.Facts;
import org.assize.facts.StandardLibrary;
import org.assize.program.PythonModule;
import org.assize.program.Resolver;
import org.assize.program.Roles;
import org.assize.value.ProgramValues;
import org.assize.value.entry.Entry.Kind;

/**
 * All entries of a program, in the order of its bodies.
 *
 * <p>Of several ways into one body those are kept whose control says most: a function that a client
 * reaches is not listed again as public. Tests are ways in of their own.
 */
public final class Entries {
  /** The most telling control first; {@code caller} is what is left where no fact tells. */
  private static final List<Control> TELLING =
      List.of(
          Control.REMOTE,
          Control.TOOL,
          Control.PEER,
          Control.OPERATOR,
          Control.CALLER,
          Control.UNKNOWN,
          Control.CONSTANT);

  private final CallGraph calls;
  private final List<Entry> all;
  private final Map<Integer, List<Entry>> byBody = new HashMap<>();

  private Entries(CallGraph calls, List<Entry> all) {
    this.calls = calls;
    this.all = List.copyOf(all);
    this.all.forEach(e -> byBody.computeIfAbsent(e.body(), b -> new ArrayList<>()).add(e));
  }

  /**
   * Finds the entries of a program.
   *
   * @param declarations what its project files declare
   */
  public static Entries of(
      ProgramValues values,
      Resolver resolver,
      Facts facts,
      StandardLibrary library,
      Roles roles,
      List<Declaration> declarations) {
    Tree tree = new Tree(values, new Passed(values), resolver, facts, library, roles);
    CallGraph calls = CallGraph.of(tree);
    List<Entry> found = new ArrayList<>();
    Scripts scripts = new Scripts(tree);
    declarations.forEach(d -> found.addAll(scripts.declared(d)));
    RouteTree routes = new RouteTree(tree);
    found.addAll(byCode(tree, scripts, routes));
    found.addAll(byModule(tree, calls, scripts, routes));
    found.removeIf(e -> onlyDecorated(e) && calls.isCalled(e.body()));
    return new Entries(calls, chosen(found).stream().map(new CommandLines(tree)::seen).toList());
  }

  /** What the program calls itself, an unknown decorator most likely only wraps. */
  private static boolean onlyDecorated(Entry entry) {
    return entry.kind() == Kind.DECORATOR && entry.control() == Control.CALLER;
  }

  private static List<Entry> byCode(Tree tree, Scripts scripts, RouteTree routes) {
    Decorators decorators = new Decorators(tree);
    Callbacks callbacks = new Callbacks(tree, routes);
    List<Integer> bodies = IntStream.range(0, tree.bodies().size()).boxed().toList();
    return flat(
        tree.resolver().program().workers(),
        bodies,
        body -> {
          List<Entry> found = new ArrayList<>(decorators.in(body));
          found.addAll(callbacks.in(body));
          found.addAll(scripts.inSetup(body));
          return found;
        });
  }

  private static List<Entry> byModule(
      Tree tree, CallGraph calls, Scripts scripts, RouteTree routes) {
    TestCode tests = new TestCode(tree);
    Overrides overrides = new Overrides(tree, tests, calls, routes);
    Gateways gateways = new Gateways(tree);
    PublicSurface surface = new PublicSurface(tree, calls);
    return flat(
        tree.resolver().program().workers(),
        tree.resolver().program().modules(),
        (PythonModule module) -> {
          List<Entry> found = new ArrayList<>(overrides.in(module));
          found.addAll(gateways.in(module));
          found.addAll(scripts.in(module));
          found.addAll(tests.in(module));
          found.addAll(surface.in(module));
          return found;
        });
  }

  private static <T> List<Entry> flat(
      Workers workers, List<T> over, Function<T, List<Entry>> each) {
    return workers.map(over, each).stream().flatMap(List::stream).toList();
  }

  private static List<Entry> chosen(List<Entry> found) {
    Map<Integer, List<Entry>> byBody = new HashMap<>();
    new LinkedHashSet<>(found)
        .forEach(e -> byBody.computeIfAbsent(e.body(), b -> new ArrayList<>()).add(e));
    List<Entry> kept = new ArrayList<>();
    byBody.values().forEach(of -> kept.addAll(best(of)));
    kept.sort(
        Comparator.comparingInt(Entry::body)
            .thenComparing(Entry::kind)
            .thenComparing(e -> e.route().path())
            .thenComparingInt(e -> e.route().span().start())
            .thenComparing(Entry::address));
    return kept;
  }

  /** One way is kept for a caller, every way for those of whom more is known. */
  private static List<Entry> best(List<Entry> ways) {
    Control most =
        ways.stream()
            .map(Entry::control)
            .min(Comparator.comparingInt(TELLING::indexOf))
            .orElseThrow();
    List<Entry> telling = ways.stream().filter(e -> e.control() == most).toList();
    return most == Control.CALLER
        ? List.of(
            telling.stream()
                .min(Comparator.comparing(Entry::role).thenComparing(Entry::kind))
                .orElseThrow())
        : telling;
  }

  /** Returns all entries, by body, then by kind. */
  public List<Entry> all() {
    return all;
  }

  /** Returns the entries of a body. */
  public List<Entry> of(int body) {
    return byBody.getOrDefault(body, List.of());
  }

  CallGraph calls() {
    return calls;
  }
}
