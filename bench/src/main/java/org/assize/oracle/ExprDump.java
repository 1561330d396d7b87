package org.assize.oracle;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Node.Parameter;
import org.assize.syntax.PythonVersion;
import org.jspecify.annotations.Nullable;

/**
 * Writes expressions, and what stands in them, in the canonical form.
 *
 * <p>Three things depend on the version: Python 3.8 wraps an index in {@code Index} or {@code
 * ExtSlice} and gives neither these nor {@code Slice} a place; keywords have a place since 3.9 and
 * aliases since 3.10; nodes inside f-strings have an exact one since 3.12. Faults of a version that
 * are repeated here are named in {@link Deliberate}.
 */
final class ExprDump {
  private final DumpWriter out;
  private final PythonVersion version;

  ExprDump(DumpWriter out, PythonVersion version) {
    this.out = out;
    this.version = version;
  }

  /** Writes an expression that is read, unless it is null. */
  void child(String field, @Nullable Expr expr) {
    child(field, expr, Context.LOAD);
  }

  /** Writes an expression, unless it is null. */
  void child(String field, @Nullable Expr expr, Context context) {
    if (expr != null) {
      out.child(field);
      expr(expr, context);
    }
  }

  /** Writes a list whose elements may be missing. */
  void list(String field, List<? extends @Nullable Expr> elements, Context context) {
    if (!elements.isEmpty()) {
      out.list(field, elements.size());
    }
    for (Expr element : elements) {
      if (element == null) {
        out.missing();
      } else {
        expr(element, context);
      }
    }
  }

  /** Writes the positional arguments of a call, or the bases of a class. */
  void arguments(String field, List<Expr> arguments) {
    if (version.has(9)) {
      list(field, arguments, Context.LOAD);
      return;
    }
    if (!arguments.isEmpty()) {
      out.list(field, arguments.size());
    }
    for (Expr argument : arguments) {
      expr(
          // Deliberate.STARRED_ARGUMENT_END_38
          argument instanceof Expr.Starred s
              ? new Expr.Starred(s.start(), s.value().end(), s.value())
              : argument,
          Context.LOAD);
    }
  }

  /** Writes {@code arguments}, with the defaults in CPython's parallel lists. */
  void parameters(String field, Node.Parameters parameters) {
    out.child(field);
    out.bare("arguments");
    parameterList("posonlyargs", parameters.posonly());
    parameterList("args", parameters.args());
    parameter("vararg", parameters.vararg());
    keywordOnly(parameters.kwonly());
    list(
        "kw_defaults",
        parameters.kwonly().stream().map(Parameter::defaultValue).collect(Collectors.toList()),
        Context.LOAD);
    parameter("kwarg", parameters.kwarg());
    list(
        "defaults",
        Stream.concat(parameters.posonly().stream(), parameters.args().stream())
            .map(Parameter::defaultValue)
            .filter(d -> d != null)
            .collect(Collectors.toList()),
        Context.LOAD);
  }

  private void parameterList(String field, List<Parameter> parameters) {
    if (!parameters.isEmpty()) {
      out.list(field, parameters.size());
    }
    parameters.forEach(parameter -> parameter(parameter, parameter.end()));
  }

  private void keywordOnly(List<Parameter> parameters) {
    if (!parameters.isEmpty()) {
      out.list("kwonlyargs", parameters.size());
    }
    for (Parameter parameter : parameters) {
      // Deliberate.KEYWORD_ONLY_END_38
      int end =
          version.has(9) || parameter.annotation() == null
              ? parameter.end()
              : parameter.start() + parameter.name().length();
      parameter(parameter, end);
    }
  }

  private void parameter(String field, @Nullable Parameter parameter) {
    if (parameter != null) {
      out.child(field);
      parameter(parameter, parameter.end());
    }
  }

  private void parameter(Parameter parameter, int end) {
    out.node("arg", parameter.start(), end).text("arg", parameter.name());
    child("annotation", parameter.annotation());
    child("python2tuple", parameter.tuple(), Context.STORE);
  }

  /** Writes the keywords of a call or class. */
  void keywords(List<Node.Keyword> keywords) {
    if (!keywords.isEmpty()) {
      out.list("keywords", keywords.size());
    }
    for (Node.Keyword keyword : keywords) {
      placedSince(9, "keyword", keyword).text("arg", keyword.name());
      child("value", keyword.value());
    }
  }

  /** Writes the names of an import. */
  void aliases(List<Node.Alias> aliases) {
    if (!aliases.isEmpty()) {
      out.list("names", aliases.size());
    }
    for (Node.Alias alias : aliases) {
      placedSince(10, "alias", alias).text("name", alias.name()).text("asname", alias.asName());
    }
  }

  private DumpWriter placedSince(int minor, String kind, Node node) {
    return version.has(minor) ? out.node(kind, node) : out.bare(kind);
  }

  private void generators(List<Node.Comprehension> generators) {
    out.list("generators", generators.size());
    for (Node.Comprehension generator : generators) {
      out.bare("comprehension").number("is_async", generator.isAsync() ? 1 : 0);
      child("target", generator.target(), Context.STORE);
      child("iter", generator.iter());
      list("ifs", generator.ifs(), Context.LOAD);
    }
  }

  // One case per expression.
  private void expr(Expr expr, Context context) {
    switch (expr) {
      case Expr.BoolOp e -> {
        out.node("BoolOp", e).plain("op", e.isAnd() ? "And" : "Or");
        list("values", e.values(), Context.LOAD);
      }
      case Expr.NamedExpr e -> {
        out.node("NamedExpr", e);
        child("target", e.target(), Context.STORE);
        child("value", e.value());
      }
      case Expr.BinOp e -> {
        out.node("BinOp", e).plain("op", e.op().astName());
        child("left", e.left());
        child("right", e.right());
      }
      case Expr.UnaryOp e -> {
        out.node("UnaryOp", e).plain("op", e.op().astName());
        child("operand", e.operand());
      }
      case Expr.Lambda e -> {
        out.node("Lambda", e);
        parameters("args", e.parameters());
        child("body", e.body());
      }
      case Expr.IfExp e -> {
        out.node("IfExp", e);
        child("test", e.test());
        child("body", e.body());
        child("orelse", e.orelse());
      }
      case Expr.Dict e -> {
        out.node("Dict", e);
        list("keys", e.keys(), Context.LOAD);
        list("values", e.values(), Context.LOAD);
      }
      case Expr.SetExpr e -> {
        out.node("Set", e);
        list("elts", e.elements(), Context.LOAD);
      }
      case Expr.ListComp e -> comprehension("ListComp", e, e.element(), e.generators());
      case Expr.SetComp e -> comprehension("SetComp", e, e.element(), e.generators());
      case Expr.GeneratorExp e -> comprehension("GeneratorExp", e, e.element(), e.generators());
      case Expr.DictComp e -> {
        out.node("DictComp", e);
        child("key", e.key());
        child("value", e.value());
        generators(e.generators());
      }
      case Expr.Await e -> {
        out.node("Await", e);
        child("value", e.value());
      }
      case Expr.Yield e -> {
        out.node("Yield", e);
        child("value", e.value());
      }
      case Expr.YieldFrom e -> {
        out.node("YieldFrom", e);
        child("value", e.value());
      }
      case Expr.Compare e -> {
        out.node("Compare", e)
            .texts("ops", e.ops().stream().map(CompareOperator::astName).toList());
        child("left", e.left());
        list("comparators", e.comparators(), Context.LOAD);
      }
      case Expr.Call e -> {
        out.node("Call", e);
        child("func", e.function());
        arguments("args", e.args());
        keywords(e.keywords());
      }
      case Expr.JoinedStr _, Expr.FormattedValue _, Expr.TemplateStr _, Expr.Interpolation _ ->
          string(expr);
      case Expr.Str _,
          Expr.Bytes _,
          Expr.Int _,
          Expr.BigInt _,
          Expr.Real _,
          Expr.Imaginary _,
          Expr.Bool _,
          Expr.None _,
          Expr.Ellipsis _ ->
          constant(expr);
      case Expr.Attribute e -> {
        out.node("Attribute", e).text("attr", e.attribute()).plain("ctx", context.astName());
        child("value", e.value());
      }
      case Expr.Subscript e -> {
        out.node("Subscript", e).plain("ctx", context.astName());
        child("value", e.value());
        out.child("slice");
        index(e.index());
      }
      case Expr.Starred e -> {
        out.node("Starred", e).plain("ctx", context.astName());
        child("value", e.value(), context);
      }
      case Expr.Name e -> out.node("Name", e).text("id", e.id()).plain("ctx", context.astName());
      case Expr.ListExpr e -> {
        out.node("List", e).plain("ctx", context.astName());
        list("elts", e.elements(), context);
      }
      case Expr.Tuple e -> {
        out.node("Tuple", e).plain("ctx", context.astName());
        list("elts", e.elements(), context);
      }
      case Expr.Slice e -> slice(e);
      case Expr.Backticks e -> {
        out.node("Python2Repr", e);
        child("value", e.value());
      }
    }
  }

  private void comprehension(
      String kind, Expr expr, Expr element, List<Node.Comprehension> generators) {
    out.node(kind, expr);
    child("elt", element);
    generators(generators);
  }

  private void slice(Expr.Slice slice) {
    placedSince(9, "Slice", slice);
    child("lower", slice.lower());
    child("upper", slice.upper());
    child("step", slice.step());
  }

  /** Writes an index, before 3.9 in its wrapping. */
  private void index(Expr index) {
    if (version.has(9) || index instanceof Expr.Slice) {
      expr(index, Context.LOAD);
    } else if (index instanceof Expr.Tuple tuple
        && tuple.elements().stream().anyMatch(Expr.Slice.class::isInstance)) {
      out.bare("ExtSlice");
      out.list("dims", tuple.elements().size());
      tuple.elements().forEach(this::index);
    } else {
      out.bare("Index");
      child("value", index);
    }
  }

  private void string(Expr expr) {
    switch (expr) {
      case Expr.JoinedStr e -> {
        out.node("JoinedStr", e);
        parts(e.values());
      }
      case Expr.TemplateStr e -> {
        out.node("TemplateStr", e);
        parts(e.values());
      }
      case Expr.FormattedValue e -> {
        out.node("FormattedValue", e).number("conversion", e.conversion());
        child("value", e.value());
        child("format_spec", e.formatSpec());
      }
      case Expr.Interpolation e -> {
        out.node("Interpolation", e).text("str", e.text()).number("conversion", e.conversion());
        child("value", e.value());
        child("format_spec", e.formatSpec());
      }
      case Expr other -> throw new IllegalArgumentException("no string: " + other);
    }
  }

  private void parts(List<Expr> values) {
    if (version.has(12)) {
      list("values", values, Context.LOAD);
    } else {
      out.placesOff();
      list("values", values, Context.LOAD);
      out.placesOn();
    }
  }

  private void constant(Expr expr) {
    out.node("Constant", expr);
    switch (expr) {
      case Expr.Str e -> out.string('s', e.value()).text("kind", e.isUnicode() ? "u" : null);
      case Expr.Bytes e -> out.string('b', e.value());
      case Expr.Int e -> out.integer(BigInteger.valueOf(e.value()));
      case Expr.BigInt e -> out.integer(e.value());
      case Expr.Real e -> out.bits('f', e.value());
      case Expr.Imaginary e -> out.bits('c', e.value());
      case Expr.Bool e -> out.plain("value", e.value() ? "True" : "False");
      case Expr.None _ -> out.plain("value", "None");
      case Expr.Ellipsis _ -> out.plain("value", "Ellipsis");
      case Expr other -> throw new IllegalArgumentException("no constant: " + other);
    }
  }
}
