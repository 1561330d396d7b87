package org.assize.checks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Resolver;
import org.assize.program.Scope;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/** The nodes of one module, gathered in one walk so that many checks can look through them. */
public final class ModuleView {
  private final PythonModule module;
  private final Map<Class<?>, List<Node>> byKind = new HashMap<>();
  private final List<CallSite> calls;
  private final IdentityHashMap<Node, List<CallSite>> callsByFunction = new IdentityHashMap<>();
  private final IdentityHashMap<Node, CallSite> callByNode = new IdentityHashMap<>();
  private final Map<String, List<CallSite>> callsByPath = new HashMap<>();
  private final Resolver resolver;
  private final FactLookup facts;
  private volatile @Nullable IdentityHashMap<Node, Node> parents;
  private volatile @Nullable IdentityHashMap<Node, CallSite> callByCallee;
  private volatile @Nullable FactSites factSites;
  private volatile @Nullable TestSubjects subjects;

  ModuleView(PythonModule module, Resolver resolver, FactLookup facts) {
    this.module = module;
    this.resolver = resolver;
    this.facts = facts;
    new Gathering().accept(module.tree());
    List<CallSite> found = new ArrayList<>();
    for (Expr.Call call : all(Expr.Call.class)) {
      Scope scope = module.scopes().at(call.start());
      Target target = resolver.resolve(call.function(), scope);
      found.add(new CallSite(module, call, scope, target, target.dottedPath().orElse("")));
    }
    calls = List.copyOf(found);
    for (CallSite call : calls) {
      callByNode.put(call.node(), call);
      if (!call.path().isEmpty()) {
        callsByPath.computeIfAbsent(call.path(), p -> new ArrayList<>()).add(call);
      }
      call.function()
          .ifPresent(
              f -> callsByFunction.computeIfAbsent(f.node(), n -> new ArrayList<>()).add(call));
    }
  }

  /** Files each node; one object for all of them, since there are millions. */
  private final class Gathering implements Consumer<Node> {
    @Override
    public void accept(Node node) {
      List<Node> ofKind = byKind.get(node.getClass());
      if (ofKind == null) {
        ofKind = new ArrayList<>();
        byKind.put(node.getClass(), ofKind);
      }
      ofKind.add(node);
      Nodes.forEachChild(node, this);
    }
  }

  /** Returns the module. */
  public PythonModule module() {
    return module;
  }

  /** Returns all nodes of a kind, each before those inside it. */
  @SuppressWarnings("unchecked") // gather() files every node under its own class
  public <N extends Node> List<N> all(Class<N> kind) {
    return (List<N>) byKind.getOrDefault(kind, List.of());
  }

  /** Returns all calls with what they call, each before those inside it. */
  public List<CallSite> calls() {
    return calls;
  }

  /** Returns the calls of what has a dotted path, each before those inside it. */
  List<CallSite> callsTo(String path) {
    return callsByPath.getOrDefault(path, List.of());
  }

  /** Returns the calls of which a function is the innermost one around them. */
  public List<CallSite> callsIn(PythonFunction function) {
    return callsByFunction.getOrDefault(function.node(), List.of());
  }

  /** Returns the call of a node of this module. */
  public Optional<CallSite> callOf(Node node) {
    return Optional.ofNullable(callByNode.get(node));
  }

  /** Returns the call whose callee is a node of this module. */
  Optional<CallSite> callBy(Node callee) {
    IdentityHashMap<Node, CallSite> known = callByCallee;
    if (known == null) {
      known = new IdentityHashMap<>();
      for (CallSite call : calls) {
        known.put(call.node().function(), call);
      }
      callByCallee = known;
    }
    return Optional.ofNullable(known.get(callee));
  }

  /** Returns the places of which facts speak. */
  FactSites factSites() {
    FactSites known = factSites;
    if (known == null) {
      known = FactSites.of(this, resolver, facts);
      factSites = known;
    }
    return known;
  }

  /** Returns the classes of production that the module names, as far as it is a test. */
  TestSubjects subjects(ProgramView program) {
    TestSubjects known = subjects;
    if (known == null) {
      known = TestSubjects.of(this, program);
      subjects = known;
    }
    return known;
  }

  /** Returns the node directly around a node; empty for the module itself. */
  public Optional<Node> parent(Node node) {
    IdentityHashMap<Node, Node> known = parents;
    if (known == null) {
      known = new IdentityHashMap<>();
      Nodes.forEachChild(module.tree(), new Linking(known, module.tree()));
      parents = known;
    }
    return Optional.ofNullable(known.get(node));
  }

  /**
   * Returns the innermost statement around an expression; the outermost node where there is none.
   */
  Node statement(Expr expression) {
    Node inner = expression;
    Optional<Node> outer = parent(inner);
    while (outer.isPresent() && !(inner instanceof Stmt)) {
      inner = outer.get();
      outer = parent(inner);
    }
    return inner;
  }

  /**
   * Notes for each node the one around it; one object for all of them, as for {@link Gathering}.
   */
  private static final class Linking implements Consumer<Node> {
    private final IdentityHashMap<Node, Node> parents;
    private Node around;

    Linking(IdentityHashMap<Node, Node> parents, Node root) {
      this.parents = parents;
      around = root;
    }

    @Override
    public void accept(Node child) {
      Node before = around;
      parents.put(child, before);
      around = child;
      Nodes.forEachChild(child, this);
      around = before;
    }
  }
}
