package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.assize.facts.ArgumentView;
import org.assize.facts.Constant;
import org.assize.facts.Slot;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Operator;

/** What is certain of an address whose end varies: its scheme and its host. */
record AddressBegin(ProgramView program) {
  private static final Pattern WITH_HOST = Pattern.compile("[a-z][a-z0-9+.-]*://[^/?#]+[/?#].*");

  /** Returns what a call passes, an address as far as it is fixed. */
  ArgumentView arguments(CallSite call) {
    ArgumentView plain = program.values().arguments(call);
    return slot ->
        slot instanceof Slot.Argument a
            ? Values.argument(call, a)
                .flatMap(given -> begin(Values.display(given, call.module()), call.module()))
                .filter(text -> WITH_HOST.matcher(text).matches())
                .<ArgumentView.Given>map(text -> new ArgumentView.Known(new Constant.Text(text)))
                .orElseGet(() -> plain.at(slot))
            : plain.at(slot);
  }

  /** The fixed text at the begin of a text that is put together. */
  private Optional<String> begin(Expr text, PythonModule module) {
    return switch (text) {
      case Expr.JoinedStr joined -> Optional.of(begin(joined.values(), module));
      case Expr.BinOp sum when sum.op() == Operator.ADD ->
          program
              .values()
              .text(sum.left(), module)
              .map(left -> left + program.values().text(sum.right(), module).orElse(""))
              .or(() -> begin(sum.left(), module));
      default -> Optional.empty();
    };
  }

  private String begin(List<Expr> parts, PythonModule module) {
    StringBuilder found = new StringBuilder();
    for (Expr part : parts) {
      Expr value = part instanceof Expr.FormattedValue f ? f.value() : part;
      Optional<String> text = program.values().text(value, module);
      if (text.isEmpty()) {
        break;
      }
      found.append(text.get());
    }
    return found.toString();
  }
}
