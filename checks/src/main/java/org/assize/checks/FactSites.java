package org.assize.checks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Fact;
import org.assize.program.PythonClass;
import org.assize.program.Resolver;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * The places of one module of which facts speak, by weakness. Most calls are of functions that no
 * fact knows, and there are many weaknesses: so the facts are asked once for all of them.
 */
final class FactSites {
  private final Map<String, List<CallSite>> settingCalls = new HashMap<>();
  private final Map<String, List<CallSite>> sinkCalls = new HashMap<>();
  private final Map<String, List<Assigned>> settingAssignments = new HashMap<>();
  private final Map<String, List<Expr>> settingNames = new HashMap<>();

  private FactSites() {}

  /**
   * A field, or an item of a mapping, that an assignment gives a value.
   *
   * @param target the field or item
   * @param key the key of an item
   * @param value what the statement assigns
   * @param path the dotted path of the field, or of the mapping's {@code __setitem__}
   */
  record Assigned(Expr target, Optional<Expr> key, Expr value, String path) {}

  static FactSites of(ModuleView view, Resolver resolver, FactLookup facts) {
    FactSites sites = new FactSites();
    for (CallSite call : view.calls()) {
      for (Fact.Setting setting : facts.at(call.path(), Fact.Setting.class)) {
        file(call, setting.weakness(), sites.settingCalls);
      }
      for (String base : bases(call, resolver)) {
        for (Fact.Setting setting : facts.at(base, Fact.Setting.class)) {
          file(call, setting.weakness(), sites.settingCalls);
        }
      }
      for (Fact.Sink sink : facts.at(call.path(), Fact.Sink.class)) {
        file(call, sink.weakness(), sites.sinkCalls);
      }
    }
    for (Stmt.Assign assign : view.all(Stmt.Assign.class)) {
      for (Expr target : assign.targets()) {
        sites.assignment(target, assign.value(), view, resolver, facts);
      }
    }
    for (PythonClass type : view.module().scopes().classes()) {
      sites.body(type, resolver, facts);
    }
    for (Expr.Attribute attribute : view.all(Expr.Attribute.class)) {
      sites.mention(attribute, facts.setByMention(attribute.attribute()));
    }
    for (Expr.Name name : view.all(Expr.Name.class)) {
      sites.mention(name, facts.setByMention(name.id()));
    }
    return sites;
  }

  /** The classes of libraries that set up what a call makes, a class of the program's own. */
  static List<String> bases(CallSite call, Resolver resolver) {
    return call.target() instanceof Target.ClassTarget made
            && made.type().methods().stream().noneMatch(m -> m.name().equals("__init__"))
        ? resolver.hierarchy().outsideAncestors(made.type())
        : List.of();
  }

  private void mention(Expr name, Set<String> weaknesses) {
    for (String weakness : weaknesses) {
      file(name, weakness, settingNames);
    }
  }

  /**
   * What the body of a class assigns is a field of the library's class from which it derives; a
   * class inside of it, such as {@code Meta}, is looked at as a part of that.
   */
  private void body(PythonClass type, Resolver resolver, FactLookup facts) {
    for (String base : resolver.hierarchy().outsideAncestors(type)) {
      fields(type.node().body(), base, facts);
    }
  }

  private void fields(List<Stmt> body, String owner, FactLookup facts) {
    for (Stmt statement : body) {
      switch (statement) {
        case Stmt.Assign s when s.targets().getFirst() instanceof Expr.Name n ->
            field(n, s.value(), owner, facts);
        case Stmt.AnnAssign s when s.target() instanceof Expr.Name n && s.value() != null ->
            field(n, s.value(), owner, facts);
        case Stmt.ClassDef inner -> fields(inner.body(), owner + "." + inner.name(), facts);
        default -> {}
      }
    }
  }

  private void field(Expr.Name name, Expr value, String owner, FactLookup facts) {
    String path = owner + "." + name.id();
    if (!facts.at(path, Fact.Setting.class).isEmpty()) {
      assigned(new Assigned(name, Optional.empty(), value, path), facts);
    }
  }

  private void assignment(
      Expr target, Expr value, ModuleView view, Resolver resolver, FactLookup facts) {
    if (target instanceof Expr.Attribute attribute) {
      Target owner = resolver.resolve(attribute.value(), view.module());
      paths(owner, resolver).stream()
          .map(path -> path + "." + attribute.attribute())
          .filter(path -> !facts.at(path, Fact.Setting.class).isEmpty())
          .findFirst()
          .ifPresent(path -> assigned(new Assigned(target, Optional.empty(), value, path), facts));
    } else if (target instanceof Expr.Subscript item) {
      resolver
          .resolve(item.value(), view.module())
          .dottedPath()
          .map(owner -> owner + ".__setitem__")
          .ifPresent(path ->
              assigned(new Assigned(target, Optional.of(item.index()), value, path), facts));
    }
  }

  /** The path of an object, then those of the classes outside of the tree that it derives from. */
  private static List<String> paths(Target owner, Resolver resolver) {
    List<String> found = new ArrayList<>(owner.dottedPath().stream().toList());
    if (owner instanceof Target.InstanceTarget i && i.type() instanceof Target.ClassTarget own) {
      resolver.hierarchy().order(own.type()).stream()
          .filter(t -> t instanceof Target.External)
          .forEach(t -> found.add(((Target.External) t).path()));
    }
    return found;
  }

  private void assigned(Assigned assigned, FactLookup facts) {
    for (Fact.Setting setting : facts.at(assigned.path(), Fact.Setting.class)) {
      file(assigned, setting.weakness(), settingAssignments);
    }
  }

  /** Files a place once, also where several facts of a weakness speak of it. */
  private static <S> void file(S site, String weakness, Map<String, List<S>> sites) {
    List<S> ofWeakness = sites.computeIfAbsent(weakness, w -> new ArrayList<>());
    if (ofWeakness.isEmpty() || ofWeakness.getLast() != site) {
      ofWeakness.add(site);
    }
  }

  /** Returns the calls of which settings of a weakness speak, each before those inside it. */
  List<CallSite> callsThatSet(String weakness) {
    return settingCalls.getOrDefault(weakness, List.of());
  }

  /** Returns the calls of which sinks of a weakness speak, each before those inside it. */
  List<CallSite> callsThatMeet(String weakness) {
    return sinkCalls.getOrDefault(weakness, List.of());
  }

  /** Returns the attributes, then the names, whose mere mention may be a setting of a weakness. */
  List<Expr> namesThatSet(String weakness) {
    return settingNames.getOrDefault(weakness, List.of());
  }

  /** Returns the assignments to fields of which settings of a weakness speak. */
  List<Assigned> assignmentsThatSet(String weakness) {
    return settingAssignments.getOrDefault(weakness, List.of());
  }
}
