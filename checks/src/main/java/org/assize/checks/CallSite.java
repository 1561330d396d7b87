package org.assize.checks;

import java.util.List;
import java.util.Optional;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Scope;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node.Keyword;
import org.assize.syntax.Node.Parameter;

/**
 * A call with what its callee names.
 *
 * @param module where
 * @param node the call
 * @param scope the scope it stands in
 * @param target what the callee names
 * @param path the dotted path of the callee, {@code ""} where names do not tell
 */
public record CallSite(
    PythonModule module, Expr.Call node, Scope scope, Target target, String path) {

  /** Returns the place of the whole call. */
  public Place place() {
    return Place.of(module, node);
  }

  /** Returns the line (from 1) of the call. */
  public int line() {
    return module.lineOf(node);
  }

  /** Returns the innermost function around the call. */
  public Optional<PythonFunction> function() {
    return module.scopes().functionAt(node.start());
  }

  /** Returns the last part of the callee as it is written: {@code get} for {@code a.b.get(…)}. */
  public String calledName() {
    return switch (node.function()) {
      case Expr.Attribute a -> a.attribute();
      case Expr.Name n -> n.id();
      default -> "";
    };
  }

  /** Returns the value of a keyword argument. */
  public Optional<Expr> keyword(String name) {
    for (Keyword keyword : node.keywords()) {
      if (name.equals(keyword.name())) {
        return Optional.of(keyword.value());
      }
    }
    return Optional.empty();
  }

  /** Returns what is given for a parameter of a function that is called; none for its receiver. */
  Optional<Expr> given(PythonFunction callee, String parameter) {
    List<String> names = callee.parameters().stream().map(Parameter::name).toList();
    int position = names.indexOf(parameter) - (callee.receiver().isPresent() ? 1 : 0);
    return position < 0 ? Optional.empty() : argument(position, parameter);
  }

  /** Returns an argument that may be given by position, from 0 on, or by keyword. */
  public Optional<Expr> argument(int position, String keyword) {
    List<Expr> args = node.args();
    boolean given =
        position < args.size()
            && args.subList(0, position + 1).stream().noneMatch(a -> a instanceof Expr.Starred);
    return given ? Optional.of(args.get(position)) : keyword(keyword);
  }

  /** Whether arguments are passed with {@code *} or {@code **}, so that any may be given. */
  public boolean hasUnknownArguments() {
    return node.args().stream().anyMatch(a -> a instanceof Expr.Starred)
        || node.keywords().stream().anyMatch(k -> k.name() == null);
  }
}
