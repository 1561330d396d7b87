package org.assize.checks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.program.PythonFunction;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Finds accounts that are made with the role that a client asks for, by handlers that ask nobody.
 *
 * @param words by which code shows that it asks
 * @param privilegeTerms names of fields that say what somebody may do
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the field, {@code
 *     {maker}} the handler
 */
public record ChosenPrivilege(GuardWords words, Set<String> privilegeTerms, Map<String, String> say)
    implements Detector {
  private static final Pattern INSERT =
      Pattern.compile(
          "^\\s*INSERT\\s+INTO\\s+\\S+\\s*\\(([^)]*)\\)\\s*VALUES\\s*\\(([^)]*)\\)",
          Pattern.CASE_INSENSITIVE);

  private static final Set<String> MAKING =
      Set.of("create", "create_user", "insert_one", "get_or_create");

  /** Checks the sentences. */
  public ChosenPrivilege {
    Sentences.require(say, List.of("present", "test"));
  }

  /** A field that is written, with its value. */
  private record Written(String field, Expr value) {}

  @Override
  public void review(Check check) {
    GuardedCode code = new GuardedCode(words, check.program(), check.view());
    for (PythonFunction function : RequestHandlers.of(check.program()).in(check.view().module())) {
      if (function.owner().isEmpty() && code.asksNobody(function)) {
        for (Expr.Call call : Inside.all(function.node().body(), Expr.Call.class)) {
          made(call).stream()
              .filter(w -> privilegeTerms.contains(w.field()))
              .filter(w -> isChosen(check, function, w.value()) || isField(check, function, w))
              .findFirst()
              .ifPresent(w -> report(check, function, w));
        }
      }
    }
  }

  /** {@code User(role=x)}, {@code users.insert_one({"role": x})}, {@code INSERT … (role)}. */
  private static List<Written> made(Expr.Call call) {
    List<Written> found = new ArrayList<>();
    String name = NameTerms.last(call);
    if (MAKING.contains(name) || StoreCalls.isClassName(name)) {
      for (Node.Keyword keyword : call.keywords()) {
        if (keyword.name() != null) {
          found.add(new Written(keyword.name(), keyword.value()));
        }
      }
      if (name.equals("insert_one") && call.args().getFirst() instanceof Expr.Dict d) {
        for (int i = 0; i < d.keys().size(); i++) {
          if (d.keys().get(i) instanceof Expr.Str key) {
            found.add(new Written(key.value(), d.values().get(i)));
          }
        }
      }
    } else if (StoreCalls.isQuery(call)) {
      inserted(call, found);
    }
    return found;
  }

  private static void inserted(Expr.Call call, List<Written> found) {
    Matcher m = INSERT.matcher(StoreCalls.text(call.args().getFirst()));
    if (!m.find()) {
      return;
    }
    List<String> columns = Arrays.asList(m.group(1).strip().split("\\s*,\\s*", -1));
    List<String> values = Arrays.asList(m.group(2).strip().split("\\s*,\\s*", -1));
    List<Node> given = StoreCalls.given(call);
    int next = 0;
    for (int i = 0; i < Math.min(columns.size(), values.size()); i++) {
      if (StoreCalls.PLACES.matcher(values.get(i)).matches()) {
        if (next < given.size() && given.get(next) instanceof Expr e) {
          found.add(new Written(columns.get(i), e));
        }
        next++;
      }
    }
  }

  /** Whether a client sends it, and nothing asks which it is. */
  private static boolean isChosen(Check check, PythonFunction function, Expr value) {
    if (value instanceof Expr.Name name) {
      boolean isAsked =
          Inside.any(
              function.node().body(),
              Expr.Compare.class,
              c ->
                  (c.ops().getFirst() == CompareOperator.IN
                          || c.ops().getFirst() == CompareOperator.NOT_IN
                          || c.ops().getFirst() == CompareOperator.EQ
                          || c.ops().getFirst() == CompareOperator.NOT_EQ)
                      && Inside.mentions(List.of(c), name.id()));
      Optional<Expr> bound = check.view().module().scopes().onlyValue(name).filter(v -> v != name);
      return !isAsked && bound.filter(v -> isSent(check, v)).isPresent();
    }
    return isSent(check, value);
  }

  private static boolean isSent(Check check, Expr value) {
    ClientMappings mappings = new ClientMappings(check);
    return switch (value) {
      case Expr.Subscript s -> s.index() instanceof Expr.Str && mappings.isClients(s.value());
      case Expr.Call c
          when c.function() instanceof Expr.Attribute a
              && a.attribute().equals("get")
              && !c.args().isEmpty()
              && c.args().getFirst() instanceof Expr.Str ->
          mappings.isClients(a.value());
      case Expr.Call c when NameTerms.last(c).equals("str") && c.args().size() == 1 ->
          isSent(check, c.args().getFirst());
      default -> false;
    };
  }

  /** {@code payload.role} of a model that takes any text for it, in a handler that is given one. */
  private static boolean isField(Check check, PythonFunction function, Written written) {
    return written.value() instanceof Expr.Attribute a
        && a.value() instanceof Expr.Name model
        && RequestHandlers.of(check.program()).isRegistered(function)
        && !isCompared(function, a)
        && new ClientModels(check, function)
            .field(model, a.attribute()).stream()
                .anyMatch(f -> ClientModels.isOfType(f, Set.of("str", "bool", "int")));
  }

  private static boolean isCompared(PythonFunction function, Expr.Attribute field) {
    return Inside.any(
        function.node().body(),
        Expr.Compare.class,
        c ->
            Inside.any(
                List.of((Node) c),
                Expr.Attribute.class,
                a -> a.attribute().equals(field.attribute())));
  }

  private void report(Check check, PythonFunction function, Written written) {
    Place place = Place.of(check.view().module(), written.value());
    check.report(
        check
            .present(place)
            .confidence(Confidence.MEDIUM)
            .control(Control.REMOTE)
            .step(Place.ofName(function), function.name() + " asks nobody")
            .step(place, "a client sends " + written.field())
            .saying(
                new Sentences(say)
                    .fill(
                        check.inTest() ? "test" : "present",
                        "name",
                        written.field(),
                        "maker",
                        function.name())));
  }
}
