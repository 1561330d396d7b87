package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Where production makes objects of a class: by its name, or by methods of the class that make one.
 */
record MadeObjects(PythonClass type, ProgramView program) {

  /** Returns the calls of the class itself. */
  List<CallSite> calls() {
    List<CallSite> found = new ArrayList<>();
    for (Use use : program.references().named(type.name())) {
      if (isCall(use) && isOfType(use)) {
        call(use).ifPresent(found::add);
      }
    }
    return found;
  }

  /** Returns the methods of the class that make an object of what they are handed. */
  List<PythonFunction> makers() {
    ModuleView view = program.view(type.module());
    return type.methods().stream()
        .filter(m -> m.isClassMethod() || m.isStatic())
        .filter(m ->
            view.callsIn(m).stream()
                .anyMatch(
                    c -> isMaking(c, m) && !Filling.ofParameters(m).fields(c, view).isEmpty()))
        .toList();
  }

  private boolean isMaking(CallSite call, PythonFunction maker) {
    return call.node().function() instanceof Expr.Name n
        && (n.id().equals(type.name()) || maker.receiver().filter(n.id()::equals).isPresent());
  }

  /** Returns the calls of a method that name the class before it. */
  List<CallSite> calls(PythonFunction maker) {
    List<CallSite> found = new ArrayList<>();
    for (Use use : program.references().named(maker.name())) {
      if (isCall(use)
          && use.node() instanceof Expr.Attribute a
          && NameTerms.last(a.value()).equals(type.name())) {
        call(use).ifPresent(found::add);
      }
    }
    return found;
  }

  private boolean isCall(Use use) {
    return use.kind() == Use.Kind.CALL && !program.isTest(use.module());
  }

  /** The class itself, or the one of that name below a package that fills its names at run time. */
  private boolean isOfType(Use use) {
    return switch (program.references().target(use).orElse(Target.Unknown.UNKNOWN)) {
      case Target.ClassTarget t -> t.type() == type;
      case Target.Unknown _ ->
          use.node() instanceof Expr.Attribute a
              && program.resolver().resolve(a.value(), use.module())
                  instanceof Target.ModuleTarget m
              && m.module().isPackage()
              && Replacements.classBelow(m.module(), type.name(), program)
                  .filter(t -> t == type)
                  .isPresent();
      default -> false;
    };
  }

  private Optional<CallSite> call(Use use) {
    ModuleView view = program.view(use.module());
    Optional<Node> around = view.parent(use.node());
    return around.flatMap(view::callOf);
  }
}
