package org.assize.checks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.assize.facts.Fact;
import org.assize.program.Constant;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.program.Use;
import org.assize.syntax.Expr;

/**
 * Operations that fail on an empty collection, as {@linkplain Fact.Sink sinks} of the weakness say,
 * where a constant shows that the collection is not empty.
 *
 * <p>Where no constant decides, nothing is said.
 */
public record EmptyChoice() implements Detector {
  @Override
  public void review(Check check) {
    Library library = check.program().library();
    for (CallSite call : check.view().calls()) {
      for (Fact.Sink sink : library.sinks(call, check.weakness().id())) {
        Library.argument(call, sink.slot())
            .map(e -> SingleUse.behind(e, call.module()))
            .ifPresent(e -> collection(e, call, check));
      }
    }
  }

  private static void collection(Expr argument, CallSite call, Check check) {
    Optional<Constant> constant = check.program().constants().of(argument, check.view().module());
    int length = constant.map(EmptyChoice::length).orElse(-1);
    if (length == 0 && !isSetting(argument, call, check)) {
      check.report(
          check
              .present(call.place())
              .step(Place.of(call.module(), argument), "the collection is empty")
              .saying(call.path() + " always fails here: what it chooses from is empty."));
    } else if (length > 0) {
      named(argument, call, length, check);
    }
  }

  /** What others may set before: a variable of a module that is neither private nor a constant. */
  private static boolean isSetting(Expr argument, CallSite call, Check check) {
    return check.program().resolver().resolve(argument, call.scope())
            instanceof Target.VariableTarget(Symbol symbol)
        && symbol.scope().equals(symbol.scope().module().scopes().root())
        && !symbol.name().startsWith("_")
        && !symbol.name().equals(symbol.name().toUpperCase(Locale.ROOT));
  }

  private static int length(Constant constant) {
    return switch (constant) {
      case Constant.Sequence s -> s.length();
      case Constant.Range r -> r.length();
      case Constant.Mapping m -> m.length();
      case Constant.Text t -> t.value().length();
      case Constant.ByteText t -> t.value().length();
      case Constant.Whole _, Constant.Truth _, Constant.Nothing _ -> -1;
    };
  }

  private static void named(Expr argument, CallSite call, int length, Check check) {
    String written = Wording.written(argument, check.view());
    Finding.Builder finding = Finding.refuted(check.weakness(), call.place());
    Expr inner = innermostName(argument);
    if (check.program().resolver().resolve(inner, call.scope()) instanceof Target.VariableTarget t
        && !t.symbol().bindings().isEmpty()) {
      Symbol symbol = t.symbol();
      Place definition = Place.of(symbol.scope().module(), symbol.bindings().getFirst().node());
      List<Use> uses = check.program().references().of(symbol);
      long reads = uses.stream().filter(EmptyChoice::isRead).count();
      finding.step(definition, symbol.name() + " has " + Wording.count(length, "element"));
      uses.stream()
          .filter(EmptyChoice::isRead)
          .limit(3)
          .forEach(u -> finding.step(Place.of(u.module(), u.node()), "only read"));
      check.report(
          finding.saying(
              call.path()
                  + " cannot meet an empty collection: "
                  + symbol.name()
                  + " has "
                  + Wording.count(length, "element")
                  + " ("
                  + definition.cite()
                  + "); "
                  + Wording.count((int) reads, "read")
                  + ", no other write."));
    } else {
      finding.step(
          Place.of(call.module(), argument), written + " has " + Wording.count(length, "element"));
      check.report(finding.saying(written + " is not empty."));
    }
  }

  private static boolean isRead(Use use) {
    return use.kind() == Use.Kind.READ || use.kind() == Use.Kind.CALL;
  }

  /** {@code X} of {@code list(X)} and {@code list(X.keys())}. */
  private static Expr innermostName(Expr e) {
    if (e instanceof Expr.Call c && c.args().size() == 1 && c.function() instanceof Expr.Name) {
      return innermostName(c.args().getFirst());
    }
    return e instanceof Expr.Call c
            && c.args().isEmpty()
            && c.function() instanceof Expr.Attribute a
        ? a.value()
        : e;
  }
}
