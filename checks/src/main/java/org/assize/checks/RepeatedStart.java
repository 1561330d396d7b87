package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.facts.ValueRole;
import org.assize.program.Binding;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds start values that come again although nobody wrote them down: they are made of the key, or
 * drawn once and used for several texts. The calls and slots are those of the {@linkplain
 * Fact.Setting settings} of the weakness.
 *
 * @param sealing names of the methods that encrypt a text at once, with the start value beside it
 * @param say sentences for {@code derived} from the key, {@code repeated} and {@code test}; {@code
 *     {name}} is what takes the value
 */
public record RepeatedStart(Set<String> sealing, Map<String, String> say) implements Detector {
  /** Checks the sentences. */
  public RepeatedStart {
    Sentences.require(say, List.of("derived", "repeated", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().factSites().callsThatSet(check.weakness().id())) {
      Settings.settings(check, call.path()).stream()
          .flatMap(setting -> start(call, setting).stream())
          .findFirst()
          .ifPresent(start -> judge(check, call, start));
    }
  }

  private static Optional<Expr> start(CallSite call, Fact.Setting setting) {
    return setting.slot() instanceof Slot.Argument slot
        ? Values.argument(call, slot)
        : Optional.empty();
  }

  private void judge(Check check, CallSite call, Expr start) {
    Optional<Expr> key = key(check, call, start).filter(k -> isMadeOf(check, start, k));
    if (key.isPresent()) {
      report(check, call, Place.of(call.module(), key.get()), "the key it is made of", "derived");
    } else if (sealing.contains(call.calledName())) {
      drawnOnce(check, call, start)
          .ifPresent(drawn -> report(check, call, drawn, "drawn once", "repeated"));
    }
  }

  /** The key of a call, or of the cipher around a mode. */
  static Optional<Expr> key(Check check, CallSite call) {
    return key(check, call, call.node());
  }

  /** The key beside the start value. */
  private static Optional<Expr> key(Check check, CallSite call, Expr start) {
    Optional<Expr> own =
        call.node().args().size() > 1 || call.keyword("key").isPresent()
            ? call.argument(0, "key")
            : Optional.empty();
    return own.filter(k -> k != start)
        .or(() ->
            check.view().parent(call.node()).orElse(call.node()) instanceof Expr.Call cipher
                    && !cipher.args().isEmpty()
                    && SingleUse.behind(cipher.args().getFirst(), call.module())
                        instanceof Expr.Call algorithm
                    && !algorithm.args().isEmpty()
                ? Optional.of(algorithm.args().getFirst())
                : Optional.empty());
  }

  /** Whether a start value is the key, a part of it, or a digest of it. */
  private static boolean isMadeOf(Check check, Expr start, Expr key) {
    if (!(key instanceof Expr.Name || key instanceof Expr.Attribute)) {
      return false;
    }
    String written = Wording.written(key, check.view());
    Expr made = new ShownValue(check).assigned(start);
    boolean isPlain =
        Inside.all(List.of((Node) made), Expr.Name.class).size() <= 2; // and nothing that changes
    return isPlain
        && Inside.any(
            List.of((Node) made),
            Expr.class,
            e -> Wording.written(e, check.view()).equals(written));
  }

  private static Optional<Place> drawnOnce(Check check, CallSite call, Expr start) {
    return switch (start) {
      case Expr.Name name -> drawnBefore(check, call, name);
      case Expr.Attribute _ ->
          WrittenField.of(start, call.module(), check.program())
              .filter(field -> isDrawn(check.in(field.module()), field.value()))
              .map(field -> Place.of(field.module(), field.value()));
      default -> Optional.empty();
    };
  }

  /** A local value that is drawn in front of a loop, or used by two calls. */
  private static Optional<Place> drawnBefore(Check check, CallSite call, Expr.Name name) {
    Optional<Expr> value =
        call.module()
            .scopes()
            .only(name)
            .filter(b -> b.kind() == Binding.Kind.ASSIGNMENT)
            .flatMap(Binding::value)
            .filter(v -> isDrawn(check, v));
    return value
        .filter(v -> isInLoop(check, call, v) || isUsedBefore(check, call, name, v))
        .map(v -> Place.of(call.module(), v));
  }

  static boolean isDrawn(Check check, Expr value) {
    return check
        .view()
        .callOf(value)
        .flatMap(c -> check.program().library().roleOfResult(c))
        .filter(role -> role == ValueRole.STRONG_RANDOM)
        .isPresent();
  }

  /** A loop or comprehension around the call and not around the draw. */
  static boolean isInLoop(Check check, CallSite call, Expr drawn) {
    Optional<Node> outer = check.view().parent(call.node());
    while (outer.isPresent() && !(outer.get() instanceof Stmt.FunctionDef)) {
      Node around = outer.get();
      boolean repeats =
          around instanceof Stmt.For
              || around instanceof Stmt.While
              || around instanceof Expr.ListComp
              || around instanceof Expr.GeneratorExp
              || around instanceof Expr.DictComp;
      if (repeats && !(around.start() <= drawn.start() && drawn.end() <= around.end())) {
        return true;
      }
      outer = check.view().parent(around);
    }
    return false;
  }

  /** An earlier call of the same method of the same object with the same value. */
  private static boolean isUsedBefore(Check check, CallSite call, Expr.Name name, Expr drawn) {
    String method = Wording.written(call.node().function(), check.view());
    return call.function().stream()
        .flatMap(f -> check.view().callsIn(f).stream())
        .filter(c -> drawn.end() <= c.node().start() && c.node().end() <= call.node().start())
        .filter(c -> Wording.written(c.node().function(), check.view()).equals(method))
        .anyMatch(c ->
            !c.node().args().isEmpty()
                && c.node().args().getFirst() instanceof Expr.Name n
                && n.id().equals(name.id()));
  }

  private void report(Check check, CallSite call, Place decides, String step, String which) {
    check.report(
        check
            .present(call.place())
            .step(decides, step)
            .saying(
                new Sentences(say)
                    .fill(check.inTest() ? "test" : which, "name", call.calledName())));
  }
}
