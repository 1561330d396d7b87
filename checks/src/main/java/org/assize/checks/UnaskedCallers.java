package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Reason;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.syntax.Node;

/**
 * Methods of the classes that tests are about which other services call by name, and methods that
 * take the rights of an administrator for whoever calls them.
 *
 * @param remote decorators of libraries that let other services call a method
 * @param contexts names of parameters that say who calls
 * @param elevating names of functions that give the rights of an administrator
 * @param asking names of functions that decide about access
 */
public record UnaskedCallers(
    Set<String> remote, Set<String> contexts, NameWords elevating, NameWords asking)
    implements Detector {
  @Override
  public void review(Check check) {
    TestedModule.of(check)
        .ifPresent(about -> {
          remote(about, check);
          elevated(about, check);
        });
  }

  private void remote(TestedModule about, Check check) {
    List<PythonFunction> methods = new ArrayList<>();
    Set<String> owners = new LinkedHashSet<>();
    Set<String> handed = new LinkedHashSet<>();
    for (PythonClass type : about.classes().keySet()) {
      for (PythonFunction method : type.methods()) {
        if (isRemote(method, check)) {
          methods.add(method);
          owners.add(type.name());
          handed.addAll(handed(method));
        }
      }
    }
    if (methods.isEmpty()) {
      return;
    }
    Place first = Place.ofName(methods.getFirst());
    List<String> names = methods.stream().map(PythonFunction::name).distinct().toList();
    Finding.Builder finding = Finding.caution(check.weakness(), about.place(), Reason.TEST_CODE);
    methods.stream()
        .limit(4)
        .forEach(m -> finding.step(Place.ofName(m), "another service may call it by name"));
    check.report(
        finding.saying(
            "Over RPC other services may call "
                + Wording.list(names)
                + " of "
                + Wording.list(List.copyOf(owners))
                + " by name ("
                + (methods.size() > 1 ? "first " : "")
                + first.cite()
                + "); "
                + (handed.isEmpty()
                    ? "all they hand over besides are the fields of the object."
                    : "no type checks the "
                        + Wording.list(List.copyOf(handed))
                        + " that they hand over.")));
  }

  private boolean isRemote(PythonFunction method, Check check) {
    return method.node().decorators().stream()
        .anyMatch(d ->
            check.program().resolver().resolve(d, method.definedIn()) instanceof Target.External e
                && remote.contains(e.path()));
  }

  private List<String> handed(PythonFunction method) {
    return method.parameters().stream()
        .map(Node.Parameter::name)
        .skip(1)
        .filter(n -> !contexts.contains(n))
        .toList();
  }

  /** One sentence for each way to get the rights. */
  private void elevated(TestedModule about, Check check) {
    Map<String, List<PythonFunction>> groups = new LinkedHashMap<>();
    Map<String, CallSite> sites = new LinkedHashMap<>();
    for (PythonClass type : about.classes().keySet()) {
      for (PythonFunction method : type.methods()) {
        if (elevating.speaksIn(method.name())) {
          continue; // it is a way to get the rights; what uses it is told
        }
        List<CallSite> calls = check.program().view(type.module()).callsIn(method);
        calls.stream()
            .filter(c -> elevating.speaksIn(c.calledName()))
            .filter(c -> calls.stream().noneMatch(o -> asking.speaksIn(o.calledName())))
            .findFirst()
            .ifPresent(c -> {
              String key = type.name() + "." + c.calledName();
              sites.putIfAbsent(key, c);
              groups.computeIfAbsent(key, k -> new ArrayList<>()).add(method);
            });
      }
    }
    groups.forEach((key, methods) -> {
      PythonClass type = methods.getFirst().owner().orElseThrow();
      told(
          methods,
          Objects.requireNonNull(sites.get(key)),
          Objects.requireNonNull(about.classes().get(type)),
          check);
    });
  }

  private static void told(List<PythonFunction> methods, CallSite site, Place at, Check check) {
    Optional<Place> giving =
        site.target() instanceof Target.FunctionTarget t
            ? Optional.of(Place.ofName(t.function()))
            : Optional.empty();
    boolean one = methods.size() == 1;
    Finding.Builder finding =
        Finding.caution(check.weakness(), at, Reason.TEST_CODE)
            .step(site.place(), "takes the rights of an administrator");
    giving.ifPresent(g -> finding.step(g, "gives them"));
    check.report(
        finding.saying(
            Wording.list(methods.stream().map(PythonFunction::name).distinct().toList())
                + " of "
                + methods.getFirst().owner().map(PythonClass::name).orElse("")
                + (one ? " works" : " work")
                + " with the rights of an administrator, whoever calls: "
                + site.calledName()
                + giving.map(g -> " (" + g.cite() + ")").orElse("")
                + " gives them at "
                + site.place().cite()
                + (one ? ", and the method itself asks" : ", and the methods themselves ask")
                + " for no permission."));
  }
}
