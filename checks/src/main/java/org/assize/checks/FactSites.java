package org.assize.checks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assize.facts.Fact;
import org.assize.program.Resolver;
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

  private FactSites() {}

  /**
   * A field that an assignment gives a value.
   *
   * @param target the field
   * @param value what the statement assigns
   * @param path the dotted path of the field
   */
  record Assigned(Expr.Attribute target, Expr value, String path) {}

  static FactSites of(ModuleView view, Resolver resolver, FactLookup facts) {
    FactSites sites = new FactSites();
    for (CallSite call : view.calls()) {
      for (Fact.Setting setting : facts.at(call.path(), Fact.Setting.class)) {
        file(call, setting.weakness(), sites.settingCalls);
      }
      for (Fact.Sink sink : facts.at(call.path(), Fact.Sink.class)) {
        file(call, sink.weakness(), sites.sinkCalls);
      }
    }
    for (Stmt.Assign assign : view.all(Stmt.Assign.class)) {
      for (Expr target : assign.targets()) {
        if (target instanceof Expr.Attribute attribute) {
          resolver
              .resolve(attribute.value(), view.module())
              .dottedPath()
              .ifPresent(owner -> sites.assigned(attribute, assign.value(), owner, facts));
        }
      }
    }
    return sites;
  }

  private void assigned(Expr.Attribute target, Expr value, String owner, FactLookup facts) {
    String path = owner + "." + target.attribute();
    List<Fact.Setting> settings = facts.at(path, Fact.Setting.class);
    Assigned assigned = new Assigned(target, value, path);
    for (Fact.Setting setting : settings) {
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

  /** Returns the assignments to fields of which settings of a weakness speak. */
  List<Assigned> assignmentsThatSet(String weakness) {
    return settingAssignments.getOrDefault(weakness, List.of());
  }
}
