package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Constant;
import org.assize.facts.Fact;
import org.assize.facts.Reason;
import org.assize.facts.Slot;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Finds addresses that stand for every interface of the machine, where a socket or server is bound
 * to them, where they are the default of an option, and where they are merely compared.
 *
 * @param addresses texts that mean every interface
 * @param optionTerms words of the names of options that choose an address to listen on
 * @param say sentences for {@code present}, {@code option}, {@code compared}, {@code ephemeral},
 *     {@code test}; {@code {value}} is the address
 */
public record BindAddress(Set<String> addresses, Set<String> optionTerms, Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public BindAddress {
    Sentences.require(say, List.of("present", "option", "compared", "ephemeral", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      List<Fact.Sink> sinks = check.program().lookup().sinks(call.path(), check.weakness().id());
      for (Fact.Sink sink : sinks) {
        Values.inSlot(call, sink.slot()).stream()
            .findFirst()
            .or(() -> handed(check, call, sink.slot()))
            .ifPresent(value -> bound(check, call, value));
      }
      if (sinks.isEmpty()) {
        option(check, call);
      }
    }
    for (Expr.Compare compare : check.view().all(Expr.Compare.class)) {
      compared(check, compare);
    }
  }

  /** {@code start_server(handler, **options)}. */
  private static Optional<Expr> handed(Check check, CallSite call, Slot slot) {
    return slot instanceof Slot.Argument argument
        ? HandedOptions.value(call, argument.keyword(), check.program())
        : Optional.empty();
  }

  private void bound(Check check, CallSite call, Expr given) {
    PythonModule module = call.module();
    Expr shown = Values.display(given, module);
    Expr value = shown instanceof Expr.Tuple ? shown : given;
    Expr host =
        value instanceof Expr.Tuple t && !t.elements().isEmpty() ? t.elements().getFirst() : value;
    Optional<String> address =
        check.program().values().text(host, module).filter(addresses::contains);
    if (address.isEmpty()) {
      return;
    }
    String written = "'" + address.get() + "'";
    boolean anyPort =
        value instanceof Expr.Tuple t
            && t.elements().size() > 1
            && check
                .program()
                .values()
                .constant(t.elements().get(1), module)
                .filter(c -> c.equals(Constant.Int.of(0)))
                .isPresent();
    if (anyPort) {
      check.report(
          Finding.refuted(check.weakness(), call.place())
              .step(Place.of(module, value), "port 0: the system picks a free one")
              .saying(new Sentences(say).fill("ephemeral", "value", written)));
      return;
    }
    Finding.Builder finding =
        check.present(call.place()).step(Place.of(module, host), written + " is every interface");
    check
        .program()
        .values()
        .definition(host, module)
        .ifPresent(place -> finding.step(place, "the address is set here"));
    check.report(
        finding.saying(
            new Sentences(say).fill(check.inTest() ? "test" : "present", "value", written)));
  }

  private void option(Check check, CallSite call) {
    Optional<Expr> fallback = call.keyword("default");
    Optional<Expr> first = call.node().args().stream().findFirst();
    if (fallback.isEmpty() || first.isEmpty()) {
      return;
    }
    Optional<String> address =
        check
            .program()
            .values()
            .text(fallback.get(), call.module())
            .filter(a -> !a.isEmpty() && addresses.contains(a));
    boolean listens =
        check
            .program()
            .values()
            .text(first.get(), call.module())
            .filter(name -> NameTerms.speaksOf(name, optionTerms))
            .isPresent();
    if (address.isPresent() && listens) {
      Reason why = check.inTest() ? Reason.TEST_CODE : Reason.OPERATOR_INPUT;
      check.report(
          Finding.caution(check.weakness(), call.place(), why)
              .step(Place.of(call.module(), fallback.get()), "the default")
              .saying(
                  new Sentences(say)
                      .fill(check.inTest() ? "test" : "option", "value", address.get())));
    }
  }

  private void compared(Check check, Expr.Compare compare) {
    List<Node> sides = new java.util.ArrayList<>(compare.comparators());
    sides.add(compare.left());
    for (Node side : sides) {
      if (side instanceof Expr.Str s && !s.value().isEmpty() && addresses.contains(s.value())) {
        check.report(
            Finding.refuted(check.weakness(), Place.of(check.view().module(), s))
                .step(Place.of(check.view().module(), compare), "a comparison")
                .saying(new Sentences(say).fill("compared", "value", "'" + s.value() + "'")));
      }
    }
  }
}
