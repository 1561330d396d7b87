package org.assize.checks;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assize.facts.ArgumentView;
import org.assize.facts.Constant;
import org.assize.facts.Slot;
import org.assize.program.Binding;
import org.assize.program.PythonModule;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Operator;
import org.jspecify.annotations.Nullable;

/** What the program text alone says of the value of an expression. */
record Values(ProgramView program) {
  /** Returns the value of an expression, as conditions of facts speak about it. */
  Optional<Constant> constant(Expr expression, PythonModule module) {
    Optional<Constant> plain = literal(expression, module);
    return plain.isPresent()
        ? plain
        : repeated(expression, module)
            .or(() -> field(expression, module))
            .or(() -> named(expression, module));
  }

  /** A field that one statement of its class writes. */
  private Optional<Constant> field(Expr expression, PythonModule module) {
    return WrittenField.of(expression, module, program)
        .flatMap(field -> literal(field.value(), field.module()));
  }

  /** Returns one of the sides of a choice, as conditions of facts ask for it. */
  ArgumentView.Given given(Alternatives side) {
    return given(constant(side.value(), side.module()));
  }

  /** {@code b"x" * size} is a text of the program, however often it is repeated. */
  private Optional<Constant> repeated(Expr expression, PythonModule module) {
    return display(expression, module) instanceof Expr.BinOp product
            && product.op() == Operator.MULT
            && product.left() instanceof Expr.Bytes part
            && program.resolver().resolve(product.right(), module) instanceof Target.External
        ? Optional.of(new Constant.Text(part.value()))
        : Optional.empty();
  }

  /** Returns the value that the program text fixes; a name outside the tree fixes none. */
  Optional<Constant> literal(Expr expression, PythonModule module) {
    return program.constants().of(expression, module).flatMap(Values::plain);
  }

  private static Optional<Constant> plain(org.assize.program.Constant constant) {
    return switch (constant) {
      case org.assize.program.Constant.Text c -> Optional.of(new Constant.Text(c.value()));
      case org.assize.program.Constant.ByteText c -> Optional.of(new Constant.Text(c.value()));
      case org.assize.program.Constant.Whole c ->
          Optional.of(new Constant.Int(BigInteger.valueOf(c.value())));
      case org.assize.program.Constant.Truth c ->
          Optional.of(c.value() ? Constant.Bool.TRUE : Constant.Bool.FALSE);
      case org.assize.program.Constant.Nothing c -> Optional.of(Constant.Nothing.NONE);
      case org.assize.program.Constant.Range c -> Optional.empty();
      case org.assize.program.Constant.Mapping c -> Optional.empty();
      case org.assize.program.Constant.Sequence c -> Optional.empty();
    };
  }

  /** A name outside the tree stands for itself, and so does an instance of it. */
  private Optional<Constant> named(Expr expression, PythonModule module) {
    return switch (program.resolver().resolve(expression, module)) {
      case Target.External t -> Optional.of(new Constant.Name(canonical(t.path())));
      case Target.InstanceTarget t ->
          t.dottedPath().map(path -> new Constant.Name(canonical(path)));
      case Target.FunctionTarget t ->
          Optional.of(new Constant.Name(canonical(t.function().qualifiedName())));
      case Target.ClassTarget t ->
          Optional.of(new Constant.Name(canonical(t.type().qualifiedName())));
      case Target.ModuleTarget t -> Optional.empty();
      case Target.NamespaceTarget t -> Optional.empty();
      case Target.VariableTarget t -> Optional.empty();
      case Target.Unknown t -> undefined(expression, module);
    };
  }

  /** A name that nothing defines is the very thing whose import is missing. */
  private static Optional<Constant> undefined(Expr expression, PythonModule module) {
    return expression instanceof Expr.Name name
            && module.scopes().at(name.start()).lookup(name.id()).isEmpty()
            && module.scopes().at(0).root().starImports().isEmpty()
        ? Optional.of(new Constant.Name(name.id()))
        : Optional.empty();
  }

  private String canonical(String path) {
    return program.facts().canonical(path);
  }

  /** Returns the text of a constant text. */
  Optional<String> text(Expr expression, PythonModule module) {
    return constant(expression, module)
        .filter(c -> c instanceof Constant.Text)
        .map(c -> ((Constant.Text) c).value());
  }

  /** Returns the variable that an expression names, where it names one. */
  Optional<Symbol> variable(Expr expression, PythonModule module) {
    return program.resolver().resolve(expression, module) instanceof Target.VariableTarget v
        ? Optional.of(v.symbol())
        : Optional.empty();
  }

  /** Returns the place that defines the constant that an expression names. */
  Optional<Place> definition(Expr expression, PythonModule module) {
    return variable(expression, module)
        .flatMap(s -> s.only().map(b -> Place.of(s.scope().module(), b.source())));
  }

  /** Returns the parameter of the function around it that an expression names. */
  Optional<Binding> parameter(Expr expression, PythonModule module) {
    if (!(expression instanceof Expr.Name name)) {
      return Optional.empty();
    }
    Optional<Symbol> symbol = module.scopes().at(name.start()).lookup(name.id());
    return symbol.flatMap(Symbol::only).filter(b -> b.kind() == Binding.Kind.PARAMETER);
  }

  /** Returns what a call passes. */
  ArgumentView arguments(CallSite call) {
    return slot ->
        switch (slot) {
          case Slot.Argument argument -> {
            Optional<Expr> given = argument(call, argument);
            if (given.isPresent()) {
              yield constant(given.get(), call.module())
                  .<ArgumentView.Given>map(ArgumentView.Known::new)
                  .orElse(ArgumentView.Open.OPEN);
            }
            yield call.hasUnknownArguments()
                ? given(
                    HandedOptions.value(call, argument.keyword(), program)
                        .flatMap(value -> literal(value, call.module())))
                : ArgumentView.Absent.ABSENT;
          }
          case Slot.Element element ->
              written(call, element.of())
                  .map(of -> element(of, element.index(), call.module()))
                  .orElse(ArgumentView.Absent.ABSENT);
          case Slot.Item item ->
              written(call, item.of())
                  .map(of -> item(of, item.key(), call.module()))
                  .orElseGet(() ->
                      call.hasUnknownArguments()
                          ? ArgumentView.Unknown.UNKNOWN
                          : ArgumentView.Absent.ABSENT);
          case Slot.Rest _, Slot.Shell _, Slot.Fixed _ -> ArgumentView.Unknown.UNKNOWN;
        };
  }

  /** Returns what an assignment gives. */
  ArgumentView assigned(Expr value, PythonModule module) {
    return slot ->
        slot == Slot.Fixed.VALUE ? given(constant(value, module)) : part(slot, value, module);
  }

  /** A part of what is assigned, however deep it lies. */
  private ArgumentView.Given part(Slot slot, Expr value, PythonModule module) {
    Optional<ArgumentView.Given> found =
        switch (slot) {
          case Slot.Element e ->
              whole(e.of(), value, module).map(of -> element(of, e.index(), module));
          case Slot.Item i -> whole(i.of(), value, module).map(of -> item(of, i.key(), module));
          case Slot.Argument _, Slot.Rest _, Slot.Shell _, Slot.Fixed _ -> Optional.empty();
        };
    return found.orElse(ArgumentView.Unknown.UNKNOWN);
  }

  /** What the part lies in. */
  private Optional<Expr> whole(Slot slot, Expr value, PythonModule module) {
    return switch (slot) {
      case Slot.Fixed f -> f == Slot.Fixed.VALUE ? Optional.of(value) : Optional.empty();
      case Slot.Element e ->
          whole(e.of(), value, module)
              .flatMap(of -> Parts.elements(of, module).stream().skip(e.index()).findFirst());
      case Slot.Item i ->
          whole(i.of(), value, module).flatMap(of -> Parts.under(of, i.key(), module));
      case Slot.Argument _, Slot.Rest _, Slot.Shell _ -> Optional.empty();
    };
  }

  /** Returns what {@code x[key] = value} gives: a call of {@code __setitem__}. */
  ArgumentView stored(Expr key, Expr value, PythonModule module) {
    return slot ->
        switch (slot) {
          case Slot.Argument a when a.position() == 0 -> given(constant(key, module));
          case Slot.Argument a when a.position() == 1 -> given(constant(value, module));
          case Slot.Argument _ -> ArgumentView.Absent.ABSENT;
          case Slot.Element e when e.of() instanceof Slot.Argument a && a.position() == 1 ->
              element(value, e.index(), module);
          case Slot.Rest _, Slot.Element _, Slot.Item _, Slot.Shell _, Slot.Fixed _ ->
              ArgumentView.Unknown.UNKNOWN;
        };
  }

  /** The expression that a call gives in a slot, whose parts conditions ask for. */
  private Optional<Expr> written(CallSite call, Slot slot) {
    Optional<Expr> found =
        switch (slot) {
          case Slot.Element e ->
              written(call, e.of())
                  .flatMap(
                      of -> Parts.elements(of, call.module()).stream().skip(e.index()).findFirst());
          case Slot.Item i ->
              written(call, i.of()).flatMap(of -> Parts.under(of, i.key(), call.module()));
          case Slot.Argument _, Slot.Rest _, Slot.Shell _, Slot.Fixed _ ->
              inSlot(call, slot).stream().findFirst();
        };
    return found.map(e -> asData(e, call.module()));
  }

  /** A text that is written of data has the parts of the data. */
  private Expr asData(Expr expression, PythonModule module) {
    return display(expression, module) instanceof Expr.Call call
            && !call.args().isEmpty()
            && program.resolver().resolve(call.function(), module) instanceof Target.External t
            && t.path().equals("json.dumps")
        ? call.args().get(0)
        : expression;
  }

  /** The value under a key of a dictionary display, or of a call of {@code dict}. */
  private ArgumentView.Given item(Expr of, String key, PythonModule module) {
    Optional<WrittenField> field = WrittenField.of(of, module, program);
    if (field.isPresent()) {
      return item(field.get().value(), key, field.get().module());
    }
    if (isChanged(of, module)) {
      return ArgumentView.Unknown.UNKNOWN;
    }
    return switch (display(of, module)) {
      case Expr.Dict dict -> item(dict, key, module);
      case Expr.Call call when call.args().isEmpty() && isDict(call, module) ->
          call.keywords().stream()
              .filter(k -> key.equals(k.name()))
              .findFirst()
              .map(k -> given(constant(k.value(), module)))
              .orElse(ArgumentView.Absent.ABSENT);
      case Expr.Call call when Parts.isMaker(call) ->
          Parts.under(call, key, module)
              .map(e -> given(constant(e, module)))
              .orElse(
                  call.keywords().stream().anyMatch(k -> k.name() == null)
                      ? ArgumentView.Unknown.UNKNOWN
                      : ArgumentView.Absent.ABSENT);
      default -> ArgumentView.Unknown.UNKNOWN;
    };
  }

  /** Whether something is put into what a name stands for, or taken from it. */
  private boolean isChanged(Expr of, PythonModule module) {
    return of instanceof Expr.Name name
        && module
            .scopes()
            .at(name.start())
            .lookup(name.id())
            .filter(
                s -> program.references().of(s).stream().anyMatch(u -> u.kind() == Use.Kind.CHANGE))
            .isPresent();
  }

  private boolean isDict(Expr.Call call, PythonModule module) {
    return program
            .resolver()
            .resolve(call.function(), module)
            .dottedPath()
            .orElse("")
            .equals("builtins.dict")
        && call.keywords().stream().noneMatch(k -> k.name() == null);
  }

  private ArgumentView.Given item(Expr.Dict dict, String key, PythonModule module) {
    ArgumentView.Given found = ArgumentView.Absent.ABSENT;
    for (int i = 0; i < dict.keys().size(); i++) {
      @Nullable Expr written = dict.keys().get(i);
      Optional<Constant> constant = written == null ? Optional.empty() : constant(written, module);
      if (constant.isEmpty()) {
        found = ArgumentView.Unknown.UNKNOWN;
      } else if (constant.get().equals(new Constant.Text(key))) {
        found = present(constant(dict.values().get(i), module));
      }
    }
    return found;
  }

  private ArgumentView.Given element(Expr of, int index, PythonModule module) {
    Optional<List<Expr>> parts = Parts.of(of, module);
    List<Expr> elements = parts.orElse(List.of());
    if (parts.isEmpty() || elements.stream().anyMatch(e -> e instanceof Expr.Starred)) {
      return ArgumentView.Unknown.UNKNOWN;
    }
    return index < elements.size()
        ? given(constant(elements.get(index), module))
        : ArgumentView.Absent.ABSENT;
  }

  /** The display behind a local name that is bound once; else the expression itself. */
  static Expr display(Expr value, PythonModule module) {
    return value instanceof Expr.Name name
        ? module
            .scopes()
            .at(name.start())
            .lookup(name.id())
            .flatMap(Symbol::only)
            .flatMap(Binding::value)
            .orElse(value)
        : value;
  }

  /** What is certainly there, whatever it is. */
  private static ArgumentView.Given present(Optional<Constant> constant) {
    return constant.<ArgumentView.Given>map(ArgumentView.Known::new).orElse(ArgumentView.Open.OPEN);
  }

  private static ArgumentView.Given given(Optional<Constant> constant) {
    return constant
        .<ArgumentView.Given>map(ArgumentView.Known::new)
        .orElse(ArgumentView.Unknown.UNKNOWN);
  }

  /** Returns the expression that a call gives in a slot. */
  static Optional<Expr> argument(CallSite call, Slot.Argument slot) {
    return slot.position() < 0
        ? call.keyword(slot.keyword())
        : call.argument(slot.position(), slot.keyword());
  }

  /** Returns the expressions that a call gives in any slot. */
  static List<Expr> inSlot(CallSite call, Slot slot) {
    return switch (slot) {
      case Slot.Argument a -> argument(call, a).stream().toList();
      case Slot.Rest r ->
          call.node()
              .args()
              .subList(
                  Math.min(r.position(), call.node().args().size()), call.node().args().size());
      case Slot.Element e ->
          inSlot(call, e.of()).stream()
              .limit(1)
              .map(of -> display(of, call.module()))
              .flatMap(of ->
                  of instanceof Expr.ListExpr l && e.index() < l.elements().size()
                      ? Stream.of(l.elements().get(e.index()))
                      : Stream.empty())
              .toList();
      case Slot.Item i ->
          inSlot(call, i.of()).stream()
              .limit(1)
              .map(of -> display(of, call.module()))
              .flatMap(of -> of instanceof Expr.Dict d ? Parts.entry(d, i.key()) : Stream.empty())
              .toList();
      case Slot.Shell s -> inSlot(call, s.of());
      case Slot.Fixed f ->
          switch (f) {
            case ANY ->
                Stream.concat(
                        call.node().args().stream(),
                        call.node().keywords().stream().map(Node.Keyword::value))
                    .toList();
            case SELF ->
                call.node().function() instanceof Expr.Attribute a ? List.of(a.value()) : List.of();
            case RETURN, VALUE, NAME, IMPORT, BASE, DECORATED -> List.of();
          };
    };
  }
}
