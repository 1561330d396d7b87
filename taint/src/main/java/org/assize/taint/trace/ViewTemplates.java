package org.assize.taint.trace;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.assize.facts.Control;
import org.assize.facts.Fact;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.program.PythonClass;
import org.assize.program.PythonModule;
import org.assize.value.domain.Place;

/**
 * What classes that show records hand to their template: no call of the tree does, the class only
 * names the template, and its library writes it.
 */
final class ViewTemplates {
  private final Walk walk;
  private final FlowProgram program;
  private final Columns columns;
  private final Rows rows;

  ViewTemplates(Walk walk) {
    this.walk = walk;
    program = walk.program();
    columns = new Columns(program);
    rows = new Rows(walk);
  }

  /** Goes on with an entry of what a template is given; false where no class hands it over. */
  boolean given(Node node) {
    PythonModule template = program.body(node.body()).module();
    if (!template.isTemplate()
        || node.part().isEmpty()
        || !(node.part().getFirst() instanceof Place.Key(Literal.Text(String name)))) {
      return false;
    }
    List<Integer> decorated = program.decoratedViews(template);
    decorated.forEach(body -> walk.returned(node, body, node.part()));
    boolean any = !decorated.isEmpty();
    for (PythonClass type : program.viewsOfRecords()) {
      if (isNamedBy(type, template)) {
        any |= added(node, type);
        any |= record(node, type, name);
      }
    }
    return any;
  }

  /** Whether a library shows records by a class. */
  static boolean showsRecords(FlowProgram program, PythonClass type) {
    return program.view().resolver().hierarchy().outsideAncestors(type).stream()
        .flatMap(path -> program.facts().at(path + ".object", Fact.Source.class).stream())
        .anyMatch(fact -> fact.origin() == Control.PEER);
  }

  private boolean isNamedBy(PythonClass type, PythonModule template) {
    return text(type, "template_name")
        .map(named -> program.view().program().templates(named).contains(template))
        .orElseGet(() -> isUsual(type, template));
  }

  /** The name that a template has which no class names: {@code shop/order_detail.html}. */
  private boolean isUsual(PythonClass type, PythonModule template) {
    return rows.shownBy(type)
        .map(model -> "/" + lower(model))
        .filter(start ->
            template.path().endsWith(start + "_detail.html")
                || template.path().endsWith(start + "_list.html"))
        .isPresent();
  }

  private static String lower(PythonClass model) {
    return model.name().toLowerCase(Locale.ROOT);
  }

  private Optional<String> text(PythonClass type, String name) {
    return columns.stored(type, name).flatMap(at -> program.value(at).constantText());
  }

  /** The records themselves, under the names that the library has for them. */
  private boolean record(Node node, PythonClass type, String name) {
    boolean isRecord =
        name.equals("object")
            || name.equals("object_list")
            || text(type, "context_object_name").filter(name::equals).isPresent()
            || rows.shownBy(type)
                .map(ViewTemplates::lower)
                .filter(model -> List.of(model, model + "_list").contains(name))
                .isPresent();
    if (isRecord) {
      rows.shown(node.part(Parts.inner(node.part())), type);
    }
    return isRecord;
  }

  /** What the class itself adds. */
  private boolean added(Node node, PythonClass type) {
    return program
        .view()
        .resolver()
        .hierarchy()
        .method(type, "get_context_data")
        .flatMap(program.values().bodies()::of)
        .map(number -> returned(node, number))
        .orElse(false);
  }

  private boolean returned(Node node, int number) {
    Body body = program.body(number);
    boolean any = false;
    for (int i = 0; i < body.size(); i++) {
      if (body.op(i) == Op.SET_ITEM && isMeant(node, new Ref(number, i))) {
        walk.visit(
            node.before(new Ref(number, body.operand(i, 2)), Move.RETURNED)
                .by(new Ref(number, i))
                .part(Parts.inner(node.part()))
                .in(null));
        any = true;
      }
      any |= body.op(i) == Op.CALL && passed(node, new Ref(number, i));
    }
    return any;
  }

  /** {@code super().get_context_data(q=text, **kwargs)}. */
  private boolean passed(Node node, Ref call) {
    Body body = program.body(call.body());
    int callee = program.origin(body, body.operand(call.instruction(), 0));
    boolean isOfParent =
        body.op(callee) == Op.ATTR
            && body.names().get(body.arg(callee)).equals("get_context_data")
            && node.part().getFirst() instanceof Place.Key(Literal.Text(String _));
    if (!isOfParent) {
      return false;
    }
    String wanted = ((Literal.Text) ((Place.Key) node.part().getFirst()).key()).value();
    List<CallShape.Argument> shape = body.calls().get(body.arg(call.instruction())).arguments();
    boolean any = false;
    for (int k = 0; k < shape.size(); k++) {
      if (shape.get(k) instanceof CallShape.Named n && n.name().equals(wanted)) {
        walk.visit(
            node.before(
                    new Ref(call.body(), body.operand(call.instruction(), k + 1)), Move.RETURNED)
                .by(call)
                .part(Parts.inner(node.part()))
                .in(null));
        any = true;
      }
    }
    return any;
  }

  private boolean isMeant(Node node, Ref write) {
    int key = program.body(write.body()).operand(write.instruction(), 1);
    return ContainerSteps.selector(program.value(new Ref(write.body(), key)))
        .equals(node.part().getFirst());
  }
}
