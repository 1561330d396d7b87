package org.assize.taint;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.checks.ModuleView;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.program.PythonClass;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.taint.trace.End;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Ref;
import org.assize.value.domain.Place;

/**
 * Whether a value is a field of a form that only pages of the program send, since it refuses those
 * of other sites: unless it fills the field from an address, nobody fills it in for a visitor.
 *
 * @param flow with the fields of requests that hold forms, and what refuses those of others
 */
record OwnForm(FlowProgram program, Flow flow) {
  /** What holds the fields of an address. */
  private static final Set<String> QUERIES = Set.of("GET", "query_params");

  private static final Set<String> READS = Set.of("get", "getlist", "pop");

  /** Switches the refusal off. */
  private static final Set<String> EXEMPTING = Set.of("csrf_exempt", "xframe_csrf_exempt");

  /** Whether nobody but the visitor chooses it. */
  boolean holds(End.Controlled end) {
    String last = end.what().substring(end.what().lastIndexOf('.') + 1);
    if (!flow.formSent().contains(last) || !isRefusing()) {
      return false;
    }
    Body body = program.body(end.node().body());
    return field(end)
        .filter(_ -> !isExempt(body.module()))
        .filter(name -> !isFilled(name, body))
        .isPresent();
  }

  /** Whether the settings of the program list what refuses forms of other sites. */
  private boolean isRefusing() {
    return flow.formRefusers().stream()
        .flatMap(name -> program.view().program().mentioning(name).stream())
        .anyMatch(m -> !m.isTemplate() && !program.view().isTest(m));
  }

  private boolean isExempt(PythonModule module) {
    return program.view().view(module).all(Expr.Name.class).stream()
        .anyMatch(n -> EXEMPTING.contains(n.id()));
  }

  /** The name of the field. */
  private Optional<String> field(End.Controlled end) {
    for (Place.Selector part : end.node().part()) {
      if (part instanceof Place.Key(Literal.Text(String key))) {
        return Optional.of(key);
      }
    }
    for (org.assize.taint.trace.Node at = end.node(); at != null; at = at.next()) {
      Optional<String> read = readBy(at.at());
      if (read.isPresent()) {
        return read;
      }
    }
    return Optional.empty();
  }

  private Optional<String> readBy(Ref at) {
    Body body = program.body(at.body());
    int first = at.instruction();
    boolean reads = body.op(first) == Op.ITEM || body.op(first) == Op.CALL;
    return reads && body.operandCount(first) > 1
        ? program.value(new Ref(at.body(), body.operand(first, 1))).constantText()
        : Optional.empty();
  }

  /** Whether the views beside it, or a template, take it from an address. */
  private boolean isFilled(String name, Body body) {
    ModuleView view = program.view().view(body.module());
    Optional<PythonClass> type =
        body.module().scopes().classes().stream()
            .filter(c -> c.node().start() <= body.span().start())
            .filter(c -> body.span().end() <= c.node().end())
            .findFirst();
    Stream<? extends Node> beside =
        type.map(t ->
                program.view().resolver().hierarchy().ownOrder(t).stream()
                    .map(c -> (Node) c.node()))
            .orElseGet(() -> view.module().tree().body().stream().map(s -> (Node) s));
    return beside.anyMatch(n -> takes(n, name))
        || program.view().program().modules().stream()
            .filter(PythonModule::isTemplate)
            .anyMatch(t -> takes(t.tree(), name));
  }

  private static boolean takes(Node code, String name) {
    boolean[] found = {false};
    Nodes.forEach(code, n -> found[0] = found[0] || isTaking(n, name));
    return found[0];
  }

  private static boolean isTaking(Node node, String name) {
    return switch (node) {
      case Expr.Attribute a -> a.attribute().equals(name) && isQuery(a.value());
      case Expr.Subscript s -> isText(List.of(s.index()), name) && isQuery(s.value());
      case Expr.Call c ->
          c.function() instanceof Expr.Attribute a
              && READS.contains(a.attribute())
              && isQuery(a.value())
              && isText(c.args(), name);
      default -> false;
    };
  }

  private static boolean isText(List<Expr> given, String name) {
    return !given.isEmpty() && given.getFirst() instanceof Expr.Str s && s.value().equals(name);
  }

  private static boolean isQuery(Expr holder) {
    return holder instanceof Expr.Attribute a && QUERIES.contains(a.attribute());
  }
}
