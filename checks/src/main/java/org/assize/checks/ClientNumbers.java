package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.Binding;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Operator;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that a client sends, as far as one handler shows them, and whether what declares or
 * converts them lets negative ones through.
 *
 * @param rule which declarations say what
 */
record ClientNumbers(NegativeAmount rule, Check check, PythonFunction function) {
  /** Methods and functions that leave a number what it is. */
  private static final Set<String> CONVERTING = Set.of("int", "float", "Decimal", "str", "round");

  private static final Set<String> KEEPING = Set.of("strip", "quantize", "replace");

  /** What serializers and forms give of what they have checked. */
  private static final Set<String> CHECKED = Set.of("validated_data", "cleaned_data");

  private static final int DEPTH = 4;

  /** Whether a client chooses a number, and may choose a negative one. */
  boolean isAny(Expr number) {
    return isAny(number, DEPTH);
  }

  /**
   * The number of a client's choice in an amount: the amount itself, or one of what is multiplied
   * to make it.
   */
  Optional<Expr> chosen(Expr amount) {
    return chosen(amount, DEPTH);
  }

  private Optional<Expr> chosen(Expr amount, int depth) {
    if (isAny(amount)) {
      return Optional.of(amount);
    }
    return switch (amount) {
      case Expr.BinOp b when b.op() == Operator.MULT ->
          chosen(b.left(), depth - 1).or(() -> chosen(b.right(), depth - 1));
      case Expr.Name n when depth > 0 ->
          check
              .view()
              .module()
              .scopes()
              .only(n)
              .filter(b -> b.kind() == Binding.Kind.ASSIGNMENT)
              .flatMap(Binding::value)
              .filter(v -> v instanceof Expr.BinOp)
              .flatMap(v -> chosen(v, depth - 1));
      default -> Optional.empty();
    };
  }

  private boolean isAny(Expr number, int depth) {
    if (depth == 0) {
      return false;
    }
    return switch (number) {
      case Expr.Await a -> isAny(a.value(), depth);
      case Expr.Name n -> isAnyName(n, depth);
      case Expr.Attribute a when a.value() instanceof Expr.Name model -> isAnyField(model, a);
      case Expr.Attribute a when a.attribute().equals("data") ->
          a.value() instanceof Expr.Attribute field
              && forms().of(field.value()).filter(t -> isOpen(t, field.attribute())).isPresent();
      case Expr.Subscript s when s.index() instanceof Expr.Str key ->
          checked(s.value())
              .map(type -> isOpen(type, key.value()))
              .orElseGet(() -> isSent(s.value()));
      case Expr.Call c -> isAnyCall(c, depth);
      default -> false;
    };
  }

  private boolean isAnyName(Expr.Name name, int depth) {
    Optional<Node.Parameter> parameter =
        function.parameters().stream().filter(p -> p.name().equals(name.id())).findFirst();
    if (parameter.isPresent()) {
      return RequestHandlers.of(check.program()).isRegistered(function)
          && parameter.get().defaultValue() == null
          && isNumber(parameter.get().annotation());
    }
    return check
        .view()
        .module()
        .scopes()
        .only(name)
        .flatMap(b -> value(b, name.id()))
        .filter(v -> isAny(v, depth - 1))
        .isPresent();
  }

  /** What a name is given, alone or beside others: {@code who, amount = user, int(text)}. */
  private static Optional<Expr> value(Binding binding, String name) {
    if (binding.kind() == Binding.Kind.UNPACKING
        && binding.source() instanceof Stmt.Assign s
        && s.targets().getFirst() instanceof Expr.Tuple names
        && s.value() instanceof Expr.Tuple values
        && names.elements().size() == values.elements().size()) {
      for (int i = 0; i < names.elements().size(); i++) {
        if (names.elements().get(i) instanceof Expr.Name n && n.id().equals(name)) {
          return Optional.of(values.elements().get(i));
        }
      }
    }
    return binding.value().filter(v -> binding.kind() == Binding.Kind.ASSIGNMENT);
  }

  private boolean isAnyCall(Expr.Call call, int depth) {
    if (call.function() instanceof Expr.Name n && CONVERTING.contains(n.id())) {
      return !call.args().isEmpty() && isAny(call.args().getFirst(), depth - 1);
    }
    if (call.function() instanceof Expr.Attribute a) {
      if (KEEPING.contains(a.attribute())) {
        return isAny(a.value(), depth - 1);
      }
      if (a.attribute().equals("get") && call.args().size() <= 2 && !call.args().isEmpty()) {
        return call.args().getFirst() instanceof Expr.Str && isSent(a.value());
      }
    }
    return check.view().callOf(call).map(CallSite::target).orElse(Target.Unknown.UNKNOWN)
            instanceof Target.FunctionTarget t
        && call.args().size() == 1
        && onlyConverts(t.function())
        && isAny(call.args().getFirst(), depth - 1);
  }

  /** {@code def amount_of(text): return Decimal(text)}, without a question on the way. */
  private static boolean onlyConverts(PythonFunction converter) {
    List<Stmt> body = converter.node().body();
    return !Inside.any(body, Expr.Compare.class, c -> true)
        && !Inside.any(
            body, Expr.Call.class, c -> Set.of("abs", "max", "clamp").contains(NameTerms.last(c)))
        && Inside.any(
            body,
            Expr.Call.class,
            c -> Set.of("int", "float", "Decimal").contains(NameTerms.last(c)));
  }

  private boolean isSent(Expr holder) {
    return new ClientMappings(check).isClients(holder);
  }

  /** {@code body.amount} of a model that a framework fills with what is sent. */
  private boolean isAnyField(Expr.Name model, Expr.Attribute field) {
    ClientModels models = new ClientModels(check, function);
    return RequestHandlers.of(check.program()).isRegistered(function)
        && function.parameters().stream()
            .filter(p -> p.name().equals(model.id()) && p.annotation() != null)
            .flatMap(p -> type(p.annotation()).stream())
            .anyMatch(t -> models.isFilled(t) && isFieldOpen(t, field.attribute()));
  }

  private Optional<PythonClass> type(@Nullable Expr annotation) {
    return annotation != null
            && check.program().resolver().resolve(annotation, function.definedIn())
                instanceof Target.ClassTarget t
        ? Optional.of(t.type())
        : Optional.empty();
  }

  private boolean isFieldOpen(PythonClass type, String name) {
    for (Stmt statement : type.node().body()) {
      if (statement instanceof Stmt.AnnAssign a
          && a.target() instanceof Expr.Name n
          && n.id().equals(name)) {
        boolean isBounded =
            Inside.any(
                List.of((Node) statement),
                Node.Keyword.class,
                k -> k.name() != null && rule.bounds().contains(k.name()));
        return !isBounded && isNumber(a.annotation()) && !isAsked(type, name);
      }
    }
    return false;
  }

  /** Whether a method of a model asks something of a field, or of all of them. */
  private static boolean isAsked(PythonClass type, String name) {
    return type.methods().stream()
        .anyMatch(m ->
            m.name().equals("validate")
                || m.name().equals("clean")
                || m.name().equals("validate_" + name)
                || m.name().equals("clean_" + name)
                || m.node().decorators().stream().anyMatch(d -> asks(d, name)));
  }

  private static boolean asks(Expr decorator, String name) {
    return NameTerms.last(decorator).contains("model_validator")
        || NameTerms.last(decorator).contains("root_validator")
        || (NameTerms.last(decorator).contains("validator")
            && Inside.any(
                List.of((Node) decorator),
                Expr.Str.class,
                s -> s.value().equals(name) || s.value().equals("*")));
  }

  private boolean isNumber(@Nullable Expr annotation) {
    return switch (annotation) {
      case Expr.Name n -> rule.numbers().contains(n.id());
      case Expr.Attribute a -> rule.numbers().contains(a.attribute());
      case null, default -> false;
    };
  }

  private FilledForms forms() {
    return new FilledForms(check, function);
  }

  /** The serializer or form behind {@code s.validated_data}. */
  private Optional<PythonClass> checked(Expr holder) {
    return holder instanceof Expr.Attribute a && CHECKED.contains(a.attribute())
        ? forms().of(a.value())
        : Optional.empty();
  }

  /** Whether nothing says how little a field of a form may be. */
  private boolean isOpen(PythonClass type, String name) {
    return !isAsked(type, name)
        && FilledForms.field(type, name)
            .filter(c -> rule.numberFields().contains(NameTerms.last(c)))
            .filter(c -> !FilledForms.isBounded(c, rule.bounds()))
            .isPresent();
  }

  /** Where a number of a client is declared, as a field of a model or a form. */
  Optional<Place> declaration(Expr number) {
    return switch (number) {
      case Expr.Attribute a when a.value() instanceof Expr.Name model ->
          new ClientModels(check, function)
              .field(model, a.attribute())
              .map(f -> Place.of(moduleOf(model), f));
      case Expr.Attribute a when a.value() instanceof Expr.Attribute field ->
          forms().of(field.value()).flatMap(t -> declaration(t, field.attribute()));
      case Expr.Subscript s when s.index() instanceof Expr.Str key ->
          checked(s.value()).flatMap(t -> declaration(t, key.value()));
      default -> Optional.empty();
    };
  }

  private static Optional<Place> declaration(PythonClass type, String name) {
    return FilledForms.field(type, name).map(c -> Place.of(type.module(), c));
  }

  /** The module of the model that a parameter is declared as. */
  private PythonModule moduleOf(Expr.Name model) {
    return function.parameters().stream()
        .filter(p -> p.name().equals(model.id()))
        .flatMap(p -> type(p.annotation()).stream())
        .map(PythonClass::module)
        .findFirst()
        .orElse(function.module());
  }
}
