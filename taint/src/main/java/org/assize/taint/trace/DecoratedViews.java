package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Functions whose decorator names the template that is given the mapping which they return: {@code
 * @aiohttp_jinja2.template("page.html")}.
 */
final class DecoratedViews {
  private final FlowProgram program;
  private final Map<PythonModule, List<Integer>> found = new HashMap<>();

  private DecoratedViews(FlowProgram program) {
    this.program = program;
  }

  /** Returns the bodies of such functions, by the template. */
  static Map<PythonModule, List<Integer>> of(FlowProgram program) {
    DecoratedViews views = new DecoratedViews(program);
    for (PythonModule module : program.view().program().modules()) {
      module.scopes().functions().forEach(views::add);
    }
    return views.found;
  }

  private void add(PythonFunction function) {
    for (Expr decorator : function.node().decorators()) {
      if (decorator instanceof Expr.Call call) {
        program
            .view()
            .resolver()
            .resolve(call.function(), function.definedIn())
            .dottedPath()
            .stream()
            .flatMap(path -> program.facts().at(path, Fact.Rendering.class).stream())
            .filter(fact -> fact.context().filter(Slot.Fixed.DECORATED::equals).isPresent())
            .flatMap(fact -> named(call, fact.slot()).stream())
            .flatMap(name -> program.view().program().templates(name).stream())
            .forEach(template ->
                program
                    .values()
                    .bodies()
                    .of(function)
                    .ifPresent(
                        body -> found.computeIfAbsent(template, t -> new ArrayList<>()).add(body)));
      }
    }
  }

  private static Optional<String> named(Expr.Call call, Slot slot) {
    Stream<Expr> given =
        slot instanceof Slot.Argument argument
            ? Stream.concat(
                argument.position() >= 0
                    ? call.args().stream().skip(argument.position()).limit(1)
                    : Stream.<Expr>of(),
                call.keywords().stream()
                    .filter(k -> argument.keyword().equals(k.name()))
                    .map(Node.Keyword::value))
            : Stream.of();
    return given
        .flatMap(e -> e instanceof Expr.Str s ? Stream.of(s.value()) : Stream.<String>of())
        .findFirst();
  }
}
