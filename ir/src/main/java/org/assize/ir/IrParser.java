package org.assize.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.assize.base.Span;
import org.assize.base.graph.IntList;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Operator;
import org.assize.syntax.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads bodies from the text that {@link IrText#printWithPlaces} writes. */
final class IrParser {
  private final PythonModule module;
  private final SymbolLabels labels;
  private final List<String> lines;
  private int at;

  IrParser(PythonModule module, String text) {
    this.module = module;
    this.labels = new SymbolLabels(module);
    this.lines = text.lines().filter(line -> !line.isBlank()).toList();
  }

  /** Reads the body that starts at the current line, and those inside. */
  Body body() {
    return new BodyText(lines.get(at++)).read();
  }

  private IllegalArgumentException malformed(String line) {
    return new IllegalArgumentException("line " + at + " cannot be read: " + line);
  }

  /** What is known of one body so far. */
  private final class BodyText {
    private final BodyKind kind;
    private final String name;
    private final Span span;
    private final List<BodyParameter> parameters;
    private final List<String> words;
    private final Tables tables = new Tables();
    private final List<Op> ops = new ArrayList<>();
    private final IntList args = new IntList();
    private final IntList operandStarts = new IntList();
    private final IntList operands = new IntList();
    private final IntList spanStarts = new IntList();
    private final IntList spanEnds = new IntList();
    private final IntList blocks = new IntList();
    private final IntList blockStarts = new IntList();
    private final List<int[]> successors = new ArrayList<>();
    private final IntList handlers = new IntList();
    private final List<int[]> predecessors = new ArrayList<>();

    BodyText(String header) {
      int space = header.indexOf(' ');
      kind = BodyKind.valueOf(header.substring(0, space).toUpperCase(Locale.ROOT));
      int places = header.lastIndexOf(" at ");
      String named = header.substring(space + 1, places);
      int open = named.indexOf('(');
      name = open < 0 ? named : named.substring(0, open);
      String written = open < 0 ? "" : named.substring(open + 1, named.length() - 1);
      parameters = IrParameters.parse(written);
      words = List.of(header.substring(places + " at ".length()).split(" "));
      span = span(words.get(0));
    }

    Body read() {
      while (at < lines.size() && lines.get(at).startsWith("b")) {
        block(lines.get(at++));
      }
      operandStarts.add(operands.size());
      blockStarts.add(ops.size());
      List<Body> children = new ArrayList<>();
      for (int i = number("children"); i > 0; i--) {
        children.add(body());
      }
      return new Body(data(children));
    }

    private BodyData data(List<Body> children) {
      return new BodyData(
          kind,
          module,
          name,
          span,
          function(),
          type(),
          words.contains("generator"),
          words.contains("async"),
          number("unreachable"),
          parameters,
          List.copyOf(children),
          tables.finished(),
          ops.toArray(new Op[0]),
          args.toArray(),
          operandStarts.toArray(),
          operands.toArray(),
          spanStarts.toArray(),
          spanEnds.toArray(),
          blocks.toArray(),
          blockStarts.toArray(),
          successors.toArray(new int[0][]),
          handlers.toArray(),
          predecessors.toArray(new int[0][]));
    }

    private @Nullable PythonFunction function() {
      return module.scopes().functions().stream()
          .filter(f -> f.node().start() == span.start() && f.node().end() == span.end())
          .filter(f -> kind == BodyKind.FUNCTION)
          .findFirst()
          .orElse(null);
    }

    private @Nullable PythonClass type() {
      return module.scopes().classes().stream()
          .filter(c -> c.node().start() == span.start() && c.node().end() == span.end())
          .filter(c -> kind == BodyKind.CLASS)
          .findFirst()
          .orElse(null);
    }

    private int number(String word) {
      int index = words.indexOf(word);
      return index < 0 ? 0 : Integer.parseInt(words.get(index + 1));
    }

    private void block(String line) {
      blockStarts.add(ops.size());
      int handler = line.indexOf(" handler b");
      handlers.add(
          handler < 0 ? -1 : Integer.parseInt(line.substring(handler + " handler b".length())));
      int open = line.indexOf('(');
      String before = open < 0 ? "" : line.substring(open + 1, line.indexOf(')'));
      predecessors.add(blockNumbers(before.isEmpty() ? List.of() : List.of(before.split(", "))));
      while (at < lines.size() && lines.get(at).startsWith("  ")) {
        instruction(lines.get(at++).strip());
      }
    }

    private int[] blockNumbers(List<String> names) {
      return names.stream().mapToInt(b -> Integer.parseInt(b.substring(1))).toArray();
    }

    private void instruction(String line) {
      int places = line.lastIndexOf(" ; ");
      Span place = span(line.substring(places + " ; ".length()));
      String text = line.substring(0, places);
      int equals = text.startsWith("%") ? text.indexOf(" = ") : -1;
      String rest = equals < 0 ? text : text.substring(equals + " = ".length());
      int space = rest.indexOf(' ');
      String word = space < 0 ? rest : rest.substring(0, space);
      Op op = Op.valueOf(word.toUpperCase(Locale.ROOT));
      ops.add(op);
      blocks.add(handlers.size() - 1);
      spanStarts.add(place.start());
      spanEnds.add(place.end());
      operandStarts.add(operands.size());
      String tail = space < 0 ? "" : rest.substring(space + 1);
      switch (op) {
        case CONST -> args.add(tables.constants.id(Literals.parse(tail)));
        case IMPORT -> args.add(tables.imports.id(IrImports.parse(tail)));
        case CALL -> call(tail);
        default -> plain(op, tail.isEmpty() ? List.of() : List.of(tail.split(",? ")));
      }
      if (!op.endsBlock()) {
        return;
      }
      successors.add(
          blockNumbers(Arrays.stream(tail.split(" ")).filter(w -> w.startsWith("b")).toList()));
    }

    /** An immediate, then operands, then blocks. */
    private void plain(Op op, List<String> parts) {
      List<Integer> starred = new ArrayList<>();
      int immediate = op == Op.TUPLE || op == Op.LIST || op == Op.SET || op == Op.FORMAT ? -1 : 0;
      int count = 0;
      for (String part : parts) {
        if (part.startsWith("%") && part.length() > 1) {
          operands.add(Integer.parseInt(part.substring(1)));
          count++;
        } else if (part.startsWith("*%")) {
          operands.add(Integer.parseInt(part.substring(2)));
          starred.add(count++);
        } else if (!op.endsBlock() || op == Op.RAISE) {
          immediate = immediate(op, part);
        }
      }
      args.add(starred.isEmpty() ? immediate : tables.displays.id(new Display(starred)));
    }

    private int immediate(Op op, String part) {
      return switch (op) {
        case PARAM -> parameters.stream().map(BodyParameter::name).toList().indexOf(part);
        case LOAD, STORE, DELETE ->
            tables.symbols.id(labels.symbol(part).orElseThrow(() -> malformed(part)));
        case LOAD_NAME, ATTR, SET_ATTR, DELETE_ATTR -> tables.names.id(part);
        case BINARY, IN_PLACE ->
            index(Arrays.stream(Operator.values()).map(Operator::symbol).toList(), part);
        case UNARY ->
            index(Arrays.stream(UnaryOperator.values()).map(UnaryOperator::symbol).toList(), part);
        case COMPARE ->
            index(
                Arrays.stream(CompareOperator.values()).map(CompareOperator::symbol).toList(),
                part.replace('_', ' '));
        case UNPACK, MATCH_SEQUENCE -> tables.unpackings.id(unpacking(part));
        case FORMAT -> part.charAt(1);
        case FUNCTION, CLASS, MATCH_ATTR -> Integer.parseInt(part);
        default -> part.equals("true") || part.equals("async") || part.equals("assert") ? 1 : 0;
      };
    }

    private int index(List<String> symbols, String symbol) {
      int index = symbols.indexOf(symbol);
      if (index < 0) {
        throw malformed(symbol);
      }
      return index;
    }

    private Unpacking unpacking(String text) {
      String[] numbers = text.split("[/*]", -1);
      int star = numbers.length > 2 ? Integer.parseInt(numbers[2]) : -1;
      return new Unpacking(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), star);
    }

    private void call(String text) {
      int open = text.indexOf('(');
      boolean decorator = text.startsWith("@");
      operands.add(Integer.parseInt(text.substring(decorator ? 2 : 1, open)));
      List<CallShape.Argument> arguments = new ArrayList<>();
      String inside = text.substring(open + 1, text.length() - 1);
      for (String part : inside.isEmpty() ? new String[0] : inside.split(", ", -1)) {
        int percent = part.indexOf('%');
        operands.add(Integer.parseInt(part.substring(percent + 1)));
        String before = part.substring(0, percent);
        arguments.add(
            switch (before) {
              case "" -> CallShape.Unnamed.POSITIONAL;
              case "*" -> CallShape.Unnamed.STAR;
              case "**" -> CallShape.Unnamed.DOUBLE_STAR;
              default -> new CallShape.Named(before.substring(0, before.length() - 1));
            });
      }
      args.add(tables.calls.id(new CallShape(arguments, decorator)));
    }

    private Span span(String text) {
      int dots = text.indexOf("..");
      return new Span(
          Integer.parseInt(text.substring(0, dots)), Integer.parseInt(text.substring(dots + 2)));
    }
  }
}
