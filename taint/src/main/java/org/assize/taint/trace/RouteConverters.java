package org.assize.taint.trace;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.program.PythonClass;
import org.assize.value.domain.Atom;

/**
 * Converters of routes that the program adds to those of its framework: {@code
 * app.url_map.converters["year"] = Year} (Werkzeug, "Custom Converters").
 */
final class RouteConverters {
  private static final Pattern NAMED = Pattern.compile("<(\\w+):");

  private RouteConverters() {}

  /** Returns an address in which converters of the program are spelled as their expressions. */
  static String spelled(FlowProgram program, String address) {
    Matcher names = NAMED.matcher(address);
    return names.replaceAll(found ->
        expression(program, found.group(1))
            .filter(e -> !e.matches("(?s).*[<>\"'].*"))
            .map(e -> Matcher.quoteReplacement("<regex(\"" + e + "\"):"))
            .orElseGet(() -> Matcher.quoteReplacement(found.group())));
  }

  private static Optional<String> expression(FlowProgram program, String name) {
    return program.index().elementsOfField("converters").stream()
        .filter(write -> isUnder(program, write, name))
        .flatMap(write -> type(program, write).stream())
        .flatMap(type -> new Columns(program).stored(type, "regex").stream())
        .flatMap(at -> program.value(at).constantText().stream())
        .findFirst();
  }

  private static boolean isUnder(FlowProgram program, Ref write, String name) {
    Body body = program.body(write.body());
    return body.op(write.instruction()) == Op.SET_ITEM
        && program
            .value(new Ref(write.body(), body.operand(write.instruction(), 1)))
            .constantText()
            .filter(name::equals)
            .isPresent();
  }

  private static Optional<PythonClass> type(FlowProgram program, Ref write) {
    int value = program.body(write.body()).operand(write.instruction(), 2);
    return program.value(new Ref(write.body(), value)).atoms().stream()
        .flatMap(a ->
            a instanceof Atom.ClassObject c
                ? Optional.of(c.type()).stream()
                : Optional.<PythonClass>empty().stream())
        .findFirst();
  }
}
