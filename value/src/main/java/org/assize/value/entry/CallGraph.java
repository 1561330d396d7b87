package org.assize.value.entry;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.assize.base.Workers;
import org.assize.ir.Body;
import org.assize.ir.BodyKind;
import org.assize.program.PythonFunction;

/** Where the code of every body leads. */
final class CallGraph {
  private final Tree tree;
  private final List<List<Edge>> edges;
  private final BitSet called = new BitSet();
  private final Set<String> names = new HashSet<>();

  private CallGraph(Tree tree, List<List<Edge>> edges) {
    this.tree = tree;
    this.edges = edges;
    for (int number = 0; number < edges.size(); number++) {
      names.addAll(tree.body(number).names());
      if (!tree.roles().isTest(tree.body(number).module())) {
        called(number);
      }
    }
  }

  /** What a script outside of a package calls in it is still there for others. */
  private void called(int caller) {
    edges.get(caller).stream()
        .filter(e -> e.how().counts())
        .filter(e -> !tree.body(caller).module().uses(tree.body(e.callee()).module()))
        .forEach(e -> called.set(e.callee()));
  }

  static CallGraph of(Tree tree) {
    Map<String, List<Integer>> methods = methods(tree);
    Workers workers = tree.resolver().program().workers();
    List<Integer> all = IntStream.range(0, tree.bodies().size()).boxed().toList();
    List<List<Edge>> edges =
        workers.map(
            all,
            number -> {
              Body body = tree.body(number);
              List<Edge> own = new ArrayList<>(Edges.of(tree, methods, number));
              body.type()
                  .ifPresent(type ->
                      Edges.calledByPython(tree, type)
                          .forEach(m -> own.add(new Edge(m, 0, How.PYTHON))));
              return List.copyOf(own);
            });
    return new CallGraph(tree, edges);
  }

  private static Map<String, List<Integer>> methods(Tree tree) {
    Map<String, List<Integer>> methods = new HashMap<>();
    for (int number = 0; number < tree.bodies().size(); number++) {
      Body body = tree.body(number);
      if (body.kind() == BodyKind.FUNCTION
          && body.function().flatMap(PythonFunction::owner).isPresent()) {
        String name = body.function().orElseThrow().name();
        methods.computeIfAbsent(name, n -> new ArrayList<>()).add(number);
      }
    }
    return methods;
  }

  Tree tree() {
    return tree;
  }

  /** Returns the ways out of a body. */
  List<Edge> from(int body) {
    return edges.get(body);
  }

  /** Whether code that is no test leads to a body, by more than mentioning its name. */
  boolean isCalled(int body) {
    return called.get(body);
  }

  /** Whether any code of the program uses a name as an attribute. */
  boolean isMentioned(String name) {
    return names.contains(name);
  }
}
