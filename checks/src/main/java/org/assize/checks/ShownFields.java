package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Confidence;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/**
 * Finds secrets among the fields of what describes an answer: a model that FastAPI answers with, a
 * type of a graph, a serializer of Django.
 *
 * @param secretTerms words of fields that hold a secret
 * @param graphTypes classes whose fields are those of a type of a graph
 * @param graphMakers decorators that make one of a class
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the field, {@code
 *     {type}} the class
 */
public record ShownFields(
    Set<String> secretTerms,
    Set<String> graphTypes,
    Set<String> graphMakers,
    Map<String, String> say)
    implements Detector {
  /** Words in names of what is switched on or off. */
  private static final Set<String> SWITCHES =
      Set.of("can", "may", "must", "has", "is", "no", "without", "requires", "require", "allow");

  /** Checks the sentences. */
  public ShownFields {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (PythonClass type : check.view().module().scopes().classes()) {
      serialized(check, type);
      declared(check, type);
    }
  }

  /** {@code may_edit_password} says what somebody may do, and no password. */
  private boolean isSecret(String name) {
    return NameTerms.endsWith(name, secretTerms)
        && NameTerms.of(name).stream().noneMatch(SWITCHES::contains);
  }

  private void serialized(Check check, PythonClass type) {
    Optional<MetaFields> fields =
        MetaFields.of(type, check.program())
            .filter(f -> f.isSerializer(check.program()) || f.isGraphType(check.program()));
    fields.ifPresent(f ->
        f.shown().stream()
            .filter(this::isSecret)
            .filter(name -> !isReplaced(type, name))
            .findFirst()
            .ifPresent(name -> report(check, type, name, f.declared(), Optional.empty())));
  }

  /** {@code shown["password"] = "***"} and {@code shown.pop("key")} in what makes the answer. */
  private static boolean isReplaced(PythonClass type, String name) {
    return type.methods().stream()
        .filter(m -> m.name().equals("to_representation"))
        .anyMatch(m ->
            Inside.all(m.node().body(), Stmt.Assign.class).stream()
                    .flatMap(a -> a.targets().stream())
                    .anyMatch(t ->
                        t instanceof Expr.Subscript(_, _, _, Expr.Str key)
                            && key.value().equals(name))
                || Inside.any(
                    m.node().body(),
                    Expr.Call.class,
                    c ->
                        NameTerms.last(c).equals("pop")
                            && !c.args().isEmpty()
                            && c.args().getFirst() instanceof Expr.Str key
                            && key.value().equals(name)));
  }

  private void declared(Check check, PythonClass type) {
    for (Stmt statement : type.node().body()) {
      @Nullable Expr target =
          switch (statement) {
            case Stmt.AnnAssign a -> a.target();
            case Stmt.Assign a when a.value() instanceof Expr.Call -> a.targets().getFirst();
            default -> null;
          };
      if (target instanceof Expr.Name n
          && isSecret(n.id())
          && !isHidden(statement)
          && isShown(check, type)) {
        report(check, type, n.id(), n, answer(check, type));
      }
    }
  }

  /** {@code Field(exclude=True)}, {@code SecretStr}, {@code strawberry.Private}. */
  private static boolean isHidden(Stmt statement) {
    List<Node> all = List.of(statement);
    boolean isOperation = // SetPassword.Field(), which is called and holds nothing
        statement instanceof Stmt.Assign a
            && a.value() instanceof Expr.Call c
            && c.function() instanceof Expr.Attribute f
            && f.attribute().equals("Field")
            && c.args().isEmpty()
            && f.value() instanceof Expr.Name n
            && Character.isUpperCase(n.id().charAt(0));
    return isOperation
        || Inside.any(all, Node.Keyword.class, k -> "exclude".equals(k.name()))
        || Inside.any(
            all,
            Expr.Name.class,
            n -> Set.of("SecretStr", "Private", "bool", "Boolean", "Literal").contains(n.id()))
        || Inside.any(
            all,
            Expr.Attribute.class,
            a -> Set.of("SecretStr", "Private", "Boolean").contains(a.attribute()));
  }

  private boolean isShown(Check check, PythonClass type) {
    boolean isGraph =
        check.program().resolver().hierarchy().outsideAncestors(type).stream()
                .anyMatch(graphTypes::contains)
            || type.node().decorators().stream()
                .map(d -> d instanceof Expr.Call c ? c.function() : d)
                .map(d -> check.program().resolver().resolve(d, type.definedIn()))
                .flatMap(t -> t.dottedPath().stream())
                .anyMatch(graphMakers::contains);
    return isGraph || isAnswer(check, type);
  }

  /** {@code response_model=Model}, {@code def handler() -> Model} of a route. */
  private static boolean isAnswer(Check check, PythonClass type) {
    boolean isModel =
        check.program().resolver().hierarchy().outsideAncestors(type).stream()
            .anyMatch(b -> b.startsWith("pydantic.") || b.startsWith("sqlmodel."));
    return isModel
        && check.program().references().of(type).stream()
            .filter(u -> u.kind() == Use.Kind.READ && !check.program().isTest(u.module()))
            .anyMatch(u -> isResponse(check, u));
  }

  private static boolean isResponse(Check check, Use use) {
    ModuleView view = check.program().view(use.module());
    Node inner = use.node();
    Optional<Node> outer = view.parent(inner);
    while (outer.isPresent() && !(inner instanceof Stmt)) {
      if (outer.get() instanceof Node.Keyword k && "response_model".equals(k.name())) {
        return true;
      }
      if (outer.get() instanceof Stmt.FunctionDef f) {
        return f.returns() == inner
            && use.module()
                .scopes()
                .functionOf(f)
                .filter(RequestHandlers.of(check.program())::isRegistered)
                .isPresent();
      }
      inner = outer.get();
      outer = view.parent(inner);
    }
    return false;
  }

  private void report(Check check, PythonClass type, String name, Expr at, Optional<Place> answer) {
    Place field = Place.of(check.view().module(), at);
    Finding.Builder finding =
        check
            .present(field)
            .confidence(Confidence.MEDIUM)
            .step(field, name + " is part of each answer");
    answer.ifPresent(place -> finding.step(place, "such an answer is given here"));
    check.report(
        finding.saying(
            new Sentences(say)
                .fill(check.inTest() ? "test" : "present", "name", name, "type", type.name())));
  }

  /** Where a handler gives an answer that the class describes. */
  private static Optional<Place> answer(Check check, PythonClass type) {
    return check.program().references().of(type).stream()
        .filter(u -> u.kind() == Use.Kind.READ && isResponse(check, u))
        .flatMap(u ->
            u.module().scopes().functions().stream()
                .filter(f -> isOf(f, u))
                .flatMap(f -> Inside.all(f.node().body(), Stmt.Return.class).stream())
                .map(r -> Place.of(u.module(), r)))
        .findFirst();
  }

  /** Whether a use stands in the decorators or the annotations of a function. */
  private static boolean isOf(PythonFunction function, Use use) {
    int start =
        function.node().decorators().stream()
            .mapToInt(Node::start)
            .min()
            .orElse(function.node().start());
    return start <= use.node().start()
        && use.node().end() <= function.node().body().getFirst().start();
  }
}
