package org.assize.ir;

import java.util.List;
import java.util.Locale;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Operator;
import org.assize.syntax.UnaryOperator;

/** Writes bodies as text. */
final class IrPrinter {
  private final Body body;
  private final SymbolLabels labels;
  private final boolean spans;
  private final StringBuilder out;

  IrPrinter(Body body, SymbolLabels labels, boolean spans, StringBuilder out) {
    this.body = body;
    this.labels = labels;
    this.spans = spans;
    this.out = out;
  }

  void print() {
    header();
    for (int block = 0; block < body.blockCount(); block++) {
      block(block);
    }
    for (Body child : body.children()) {
      out.append('\n');
      new IrPrinter(child, labels, spans, out).print();
    }
  }

  private void header() {
    out.append(body.kind().name().toLowerCase(Locale.ROOT)).append(' ').append(body.name());
    if (body.kind() == BodyKind.FUNCTION || body.kind() == BodyKind.LAMBDA) {
      out.append(IrParameters.print(body.parameters()));
    }
    if (spans) {
      out.append(" at ").append(body.span().start()).append("..").append(body.span().end());
    }
    if (body.isAsync()) {
      out.append(" async");
    }
    if (body.isGenerator()) {
      out.append(" generator");
    }
    if (body.unreachableBlocks() > 0) {
      out.append(" unreachable ").append(body.unreachableBlocks());
    }
    if (spans) {
      out.append(" children ").append(body.children().size());
    }
    out.append('\n');
  }

  private void block(int block) {
    out.append('b').append(block).append(':');
    int[] before = body.predecessors(block);
    for (int i = 0; i < before.length; i++) {
      out.append(i == 0 ? " (b" : ", b").append(before[i]);
    }
    if (before.length > 0) {
      out.append(')');
    }
    if (body.handler(block) >= 0) {
      out.append(" handler b").append(body.handler(block));
    }
    out.append('\n');
    for (int i = body.first(block); i <= body.last(block); i++) {
      out.append("  ");
      instruction(i);
      if (spans) {
        out.append(" ; ").append(body.span(i).start()).append("..").append(body.span(i).end());
      }
      out.append('\n');
    }
  }

  private void instruction(int i) {
    Op op = body.op(i);
    if (op.givesValue()) {
      out.append('%').append(i).append(" = ");
    }
    out.append(op.name().toLowerCase(Locale.ROOT));
    immediate(op, body.arg(i));
    switch (op) {
      case CALL -> call(i);
      case TUPLE, LIST, SET -> display(i);
      default -> {
        for (int k = 0; k < body.operandCount(i); k++) {
          out.append(k == 0 ? " %" : ", %").append(body.operand(i, k));
        }
      }
    }
    for (int next : op.endsBlock() ? body.successors(body.blockOf(i)) : new int[0]) {
      out.append(" b").append(next);
    }
  }

  private void immediate(Op op, int arg) {
    switch (op) {
      case CONST -> out.append(' ').append(Literals.print(body.constants().get(arg)));
      case PARAM -> out.append(' ').append(body.parameters().get(arg).name());
      case LOAD, STORE, DELETE -> out.append(' ').append(labels.of(body.symbols().get(arg)));
      case LOAD_NAME, ATTR, SET_ATTR, DELETE_ATTR -> out.append(' ').append(body.names().get(arg));
      case BINARY, IN_PLACE ->
          out.append(' ').append(Ordinals.constant(Operator.class, arg).symbol());
      case UNARY -> out.append(' ').append(Ordinals.constant(UnaryOperator.class, arg).symbol());
      case COMPARE ->
          out.append(' ')
              .append(Ordinals.constant(CompareOperator.class, arg).symbol().replace(' ', '_'));
      case IMPORT -> out.append(' ').append(IrImports.print(body.imports().get(arg)));
      case UNPACK, MATCH_SEQUENCE -> {
        Unpacking u = body.unpackings().get(arg);
        out.append(' ').append(u.index()).append('/').append(u.count());
        if (u.star() >= 0) {
          out.append('*').append(u.star());
        }
      }
      case FORMAT -> {
        if (arg >= 0) {
          out.append(" !").append((char) arg);
        }
      }
      case FUNCTION, CLASS, MATCH_ATTR -> out.append(' ').append(arg);
      case SIGMA -> out.append(arg == 1 ? " true" : " false");
      case ITERATE, HAS_NEXT, NEXT, ENTER, EXIT -> out.append(arg == 1 ? " async" : "");
      case RAISE -> out.append(arg == 1 ? " assert" : "");
      case PHI, UNBOUND, ITEM, SET_ITEM, DELETE_ITEM, SLICE, CALL, TUPLE, LIST, SET, DICT -> {}
      case GENERATOR, COLLECT, JOIN, TEMPLATE, YIELD, YIELD_FROM, AWAIT, SWALLOWS, CAUGHT -> {}
      case CATCHES, IS_INSTANCE, MATCH_MAPPING, MATCH_REST, BAD, JUMP, BRANCH, RETURN -> {}
      case UNREACHABLE -> {}
    }
  }

  private void call(int i) {
    CallShape shape = body.calls().get(body.arg(i));
    out.append(shape.decorator() ? " @%" : " %").append(body.operand(i, 0)).append('(');
    for (int k = 0; k < shape.arguments().size(); k++) {
      out.append(k == 0 ? "" : ", ");
      switch (shape.arguments().get(k)) {
        case CallShape.Unnamed.POSITIONAL -> {}
        case CallShape.Unnamed.STAR -> out.append('*');
        case CallShape.Unnamed.DOUBLE_STAR -> out.append("**");
        case CallShape.Named n -> out.append(n.name()).append('=');
      }
      out.append('%').append(body.operand(i, k + 1));
    }
    out.append(')');
  }

  private void display(int i) {
    List<Integer> starred =
        body.arg(i) < 0 ? List.of() : body.displays().get(body.arg(i)).starred();
    int next = 0;
    for (int k = 0; k < body.operandCount(i); k++) {
      boolean star = next < starred.size() && starred.get(next) == k;
      next += star ? 1 : 0;
      out.append(k == 0 ? " " : ", ").append(star ? "*%" : "%").append(body.operand(i, k));
    }
  }
}
