package org.assize.checks;

import java.util.Optional;
import java.util.Set;
import org.assize.facts.Condition;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.program.PythonModule;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Operator;
import org.assize.syntax.Stmt;

/** Names that are settings wherever they are used, such as decorators. */
record MentionedSetting(Settings settings, Check check) {
  /** A name that is a setting by itself, where it is neither called nor compared. */
  void review(Expr name) {
    ProgramView program = check.program();
    PythonModule module = check.view().module();
    if (isOnlyLookedAt(name)) {
      return;
    }
    String path = program.resolver().resolve(name, module).dottedPath().orElse("");
    for (Fact.Setting setting : Settings.settings(check, path)) {
      boolean mentioned =
          setting.slot() == Slot.Fixed.NAME && setting.when().equals(Condition.ALWAYS);
      if (mentioned) {
        Place place = Place.of(module, name);
        Situation.Found found =
            own(program.resolver().resolve(name, module), module)
                .orElseGet(() -> settings.around(check, Set.of(), setting, name));
        settings.report(
            check,
            place,
            setting,
            Settings.shown(path, setting),
            found,
            settings.reason().filter(_ -> !isCertain(name)),
            finding -> Settings.note(finding, place, setting));
        return;
      }
    }
  }

  private boolean isCertain(Expr name) {
    return new DecoratedCode(
            settings.certainWith(), settings.uncertainWith(), settings.whenChanging().orElse(false))
        .isCertain(check, name);
  }

  /** Callees are reported as calls; comparisons, annotations and assigned names set nothing. */
  private boolean isOnlyLookedAt(Expr name) {
    Node whole = typeAround(name);
    if (whole instanceof Expr.Subscript) {
      return true; // a type of types: Union[A, B], or what stands for it in a table
    }
    Node parent = check.view().parent(whole).orElse(whole);
    return switch (parent) {
      case Expr.Call call -> call.function() == name || isAskedForType(call, whole);
      case Expr.Compare compare -> true;
      case Expr.Dict dict -> dict.keys().contains(name);
      case Expr.Attribute attribute -> true;
      case Stmt.Assign assign -> assign.targets().contains(name);
      case Stmt.Delete delete -> true;
      case Stmt.ClassDef derived -> true;
      case Stmt.FunctionDef function -> function.returns() == whole;
      case Node.Parameter parameter -> parameter.annotation() == whole;
      case Stmt.AnnAssign assign -> assign.annotation() == whole;
      default -> false;
    };
  }

  /** The whole type of which a class is a part: {@code A | B}, {@code Union[A, B]}. */
  private Node typeAround(Expr name) {
    Node whole = name;
    Node around = check.view().parent(name).orElse(name);
    while ((around instanceof Expr.BinOp or && or.op() == Operator.BIT_OR)
        || (around instanceof Expr.Tuple && isOfTypes(around))
        || (around instanceof Expr.Subscript of && of.index() == whole)) {
      whole = around;
      around = check.view().parent(whole).orElse(whole);
    }
    return whole;
  }

  /** A tuple between the brackets of a type, or of classes that something is compared with. */
  private boolean isOfTypes(Node tuple) {
    return switch (check.view().parent(tuple).orElse(tuple)) {
      case Expr.Subscript of -> of.index() == tuple;
      case Expr.Call call -> isAskedForType(call, tuple);
      default -> false;
    };
  }

  /** {@code isinstance(x, A)}, {@code cast(A, x)}. */
  private static boolean isAskedForType(Expr.Call call, Node type) {
    return switch (NameTerms.last(call)) {
      case "isinstance", "issubclass" -> call.args().size() == 2 && call.args().get(1) == type;
      case "cast" -> call.args().size() == 2 && call.args().getFirst() == type;
      default -> false;
    };
  }

  /** A class of the module's own that a library sets up takes what the library offers. */
  static Optional<Situation.Found> ownOf(Check check, CallSite call, Fact.Setting setting) {
    return Settings.settings(check, call.path()).contains(setting)
        ? own(call.target(), call.module())
        : Optional.empty();
  }

  /** What a module does with its own class or function is what it offers, not what it takes. */
  private static Optional<Situation.Found> own(Target target, PythonModule module) {
    Optional<Place> definition =
        switch (target) {
          case Target.ClassTarget t when t.type().module() == module ->
              Optional.of(Place.of(module, t.type().node()));
          case Target.FunctionTarget t when t.function().module() == module ->
              Optional.of(Place.of(module, t.function().node()));
          default -> Optional.empty();
        };
    return definition.map(place -> new Situation.Found("own", Optional.of(defined(place))));
  }

  private static Finding.Evidence defined(Place place) {
    return new Finding.Evidence(place, "this module defines it");
  }
}
