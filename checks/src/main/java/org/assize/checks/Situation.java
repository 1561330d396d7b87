package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Condition;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Target;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Operator;
import org.assize.syntax.Stmt;

/**
 * What stands around a setting in its function: an option that decides whether it is reached, or
 * something that makes up for it.
 *
 * @param undoneBy attributes and methods of the same object that make up for it, and arguments
 *     beside it that do
 * @param undoneWhen what makes the object, or is done with it, under a condition
 * @param optionTerms words of the names of options
 */
record Situation(
    Check check, Set<String> undoneBy, Map<String, Condition> undoneWhen, Set<String> optionTerms) {
  /**
   * What was found.
   *
   * @param which {@code present}, {@code option} or {@code undone}
   * @param step the line that decides
   */
  record Found(String which, Optional<Finding.Evidence> step) {
    /** Says something else of what nothing around it changes. */
    Found orElse(String otherwise) {
      return which.equals("present") ? new Found(otherwise, step) : this;
    }
  }

  /** Looks around an expression that is, or makes, or belongs to the object in question. */
  Found of(Expr setting) {
    Optional<Finding.Evidence> undone =
        undone(setting)
            .or(() -> new ObjectUse(check, undoneWhen).of(setting, object(setting)))
            .or(() -> givenBack(setting))
            .or(() -> byCallers(setting))
            .or(() -> besideIt(setting));
    if (undone.isPresent()) {
      return new Found("undone", undone);
    }
    return new OptionAround(check.program(), optionTerms)
        .of(setting, check.view().module())
        .orElseGet(() -> new Found("present", Optional.empty()));
  }

  private Optional<Finding.Evidence> undone(Expr setting) {
    Optional<String> object = object(setting);
    if (undoneBy.isEmpty() || object.isEmpty()) {
      return Optional.empty();
    }
    PythonModule module = check.view().module();
    for (Expr.Attribute attribute : check.view().all(Expr.Attribute.class)) {
      boolean same =
          undoneBy.contains(attribute.attribute())
              && text(attribute.value()).equals(object.get())
              && module
                  .scopes()
                  .functionAt(attribute.start())
                  .equals(module.scopes().functionAt(setting.start()));
      if (same && makesUp(attribute) && !isOnlyIfOffered(attribute, setting)) {
        return Optional.of(
            new Finding.Evidence(
                Place.of(module, attribute), text(attribute) + " makes up for it"));
      }
    }
    return Optional.empty();
  }

  /**
   * Whether the other side decides: {@code if server.has_extn("STARTTLS"): server.starttls()}, and
   * whoever is on the way takes the offer out.
   */
  private boolean isOnlyIfOffered(Expr.Attribute attribute, Expr setting) {
    Node inner = attribute;
    Optional<Node> outer = check.view().parent(attribute);
    while (outer.isPresent() && !(outer.get() instanceof Stmt.FunctionDef)) {
      if (outer.get() instanceof Stmt.If s
          && s.body().contains(inner)
          && !(s.start() <= setting.start() && setting.end() <= s.end())
          && (s.orelse().isEmpty() || !LocalGuards.leaves(s.orelse()))
          && Inside.any(
              List.of((Node) s.test()),
              Expr.Str.class,
              t -> t.value().equalsIgnoreCase(attribute.attribute()))) {
        return true;
      }
      inner = outer.get();
      outer = check.view().parent(inner);
    }
    return false;
  }

  /** An argument of the call that takes the setting, which makes up for it. */
  private Optional<Finding.Evidence> besideIt(Expr setting) {
    Node parent = check.view().parent(setting).orElse(setting);
    Node outer =
        parent instanceof Node.Keyword ? check.view().parent(parent).orElse(parent) : parent;
    return outer instanceof Expr.Call call && call.function() != setting
        ? call.keywords().stream()
            .filter(k -> k.name() != null && k != parent && undoneBy.contains(k.name()))
            .map(k ->
                new Finding.Evidence(
                    Place.of(check.view().module(), k), k.name() + " makes up for it"))
            .findFirst()
        : Optional.empty();
  }

  /** Every caller of the function that hands the object back makes up for it. */
  private Optional<Finding.Evidence> byCallers(Expr setting) {
    PythonModule module = check.view().module();
    Optional<PythonFunction> maker = module.scopes().functionAt(setting.start());
    if (undoneWhen.isEmpty()
        || maker.isEmpty()
        || !(maker.get().node().body().getLast()
            instanceof Stmt.Return(int from, int to, Expr made))
        || made == null
        || !(made == setting || text(made).equals(object(setting).orElse("")))) {
      return Optional.empty();
    }
    List<Use> calls =
        check.program().references().of(maker.get()).stream()
            .filter(u -> u.kind() == Use.Kind.CALL && !check.program().isTest(u.module()))
            .toList();
    List<Finding.Evidence> found = calls.stream().flatMap(call -> byCaller(call).stream()).toList();
    return !found.isEmpty() && found.size() == calls.size()
        ? Optional.of(found.getFirst())
        : Optional.empty();
  }

  private Optional<Finding.Evidence> byCaller(Use use) {
    if (use.module() != check.view().module()
        || !(check.view().parent(use.node()).orElse(use.node()) instanceof Expr.Call call)) {
      return Optional.empty();
    }
    Optional<String> name =
        switch (check.view().parent(call).orElse(call)) {
          case Stmt.Assign s -> Optional.of(text(s.targets().getFirst()));
          case Stmt.AnnAssign s -> Optional.of(text(s.target()));
          default -> Optional.empty();
        };
    return name.flatMap(_ -> new ObjectUse(check, undoneWhen).of(call, name));
  }

  /**
   * {@code old = set(x)} followed by {@code set(old)}, or {@code set(set(x))}: the setting was only
   * asked for.
   */
  private Optional<Finding.Evidence> givenBack(Expr setting) {
    ModuleView view = check.view();
    if (setting instanceof Expr.Call inner
        && view.parent(setting).orElse(null) instanceof Expr.Call outer
        && outer.args().contains(inner)
        && text(outer.function()).equals(text(inner.function()))) {
      return Optional.of(
          new Finding.Evidence(Place.of(view.module(), outer), "the call around it undoes it"));
    }
    boolean kept =
        setting instanceof Expr.Call
            && view.parent(setting).orElse(null) instanceof Stmt.Assign a
            && a.targets().getFirst() instanceof Expr.Name;
    return kept
        ? next(setting)
            .filter(c -> c.args().size() == 1)
            .filter(c -> text(c.function()).equals(text(((Expr.Call) setting).function())))
            .filter(c ->
                isKept(
                    SingleUse.behind(c.args().getFirst(), view.module()),
                    object(setting).orElse("")))
            .map(c -> new Finding.Evidence(Place.of(view.module(), c), "the next line undoes it"))
        : Optional.empty();
  }

  /** What was kept, or more than that: {@code umask(old | 0o77)}. */
  private boolean isKept(Expr value, String object) {
    return text(value).equals(object)
        || (value instanceof Expr.BinOp more
            && more.op() == Operator.BIT_OR
            && (text(more.left()).equals(object) || text(more.right()).equals(object)));
  }

  /** The call that is the statement directly after the one around an expression. */
  private Optional<Expr.Call> next(Expr within) {
    Node statement = check.view().parent(within).orElse(within);
    List<Node> block = new ArrayList<>();
    check.view().parent(statement).ifPresent(p -> Nodes.forEachChild(p, block::add));
    int at = block.indexOf(statement) + 1;
    return at > 0
            && at < block.size()
            && block.get(at) instanceof Stmt.ExprStmt s
            && s.value() instanceof Expr.Call call
        ? Optional.of(call)
        : Optional.empty();
  }

  /** A call, or an assignment that is not itself such a setting. */
  private boolean makesUp(Expr.Attribute attribute) {
    PythonModule module = check.view().module();
    Node parent = check.view().parent(attribute).orElse(attribute);
    if (parent instanceof Expr.Call call) {
      return call.function() == attribute;
    }
    if (!(parent instanceof Stmt.Assign assign) || !assign.targets().contains(attribute)) {
      return false;
    }
    String owner =
        check.program().resolver().resolve(attribute.value(), module).dottedPath().orElse("");
    Values values = check.program().values();
    boolean bad =
        check
            .program()
            .lookup()
            .settings(owner + "." + attribute.attribute(), check.weakness().id())
            .stream()
            .anyMatch(s ->
                s.when().evaluate(values.assigned(assign.value(), module))
                    == org.assize.facts.Truth.TRUE);
    return !bad && values.constant(assign.value(), module).isPresent();
  }

  /** The name of the object: what a call's result is bound to, else the receiver. */
  private Optional<String> object(Expr setting) {
    Node parent = check.view().parent(setting).orElse(setting);
    if (parent instanceof Stmt.Assign assign && assign.value() == setting) {
      return Optional.of(text(receiver(setting).orElse(assign.targets().getFirst())));
    }
    if (parent instanceof Node.WithItem item && item.target() != null) {
      return Optional.of(text(item.target()));
    }
    return switch (setting) {
      case Expr.Call c when c.function() instanceof Expr.Attribute a ->
          Optional.of(text(a.value()));
      case Expr.Attribute a -> Optional.of(text(a.value()));
      default -> Optional.empty();
    };
  }

  /** The object of {@code answer = server.login(…)}, which a statement of its own has made. */
  private Optional<Expr> receiver(Expr setting) {
    return setting instanceof Expr.Call(_, _, Expr.Attribute method, _, _)
            && check.program().resolver().resolve(method.value(), check.view().module())
                instanceof Target.InstanceTarget
        ? Optional.of(method.value())
        : Optional.empty();
  }

  private String text(Expr e) {
    return check.view().module().text().slice(e.start(), e.end());
  }
}
