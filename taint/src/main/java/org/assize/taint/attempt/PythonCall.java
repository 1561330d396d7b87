package org.assize.taint.attempt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.ir.Body;
import org.assize.ir.BodyKind;
import org.assize.ir.BodyParameter;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.taint.trace.Node;
import org.assize.value.domain.Place;

/** A call of a function of the program, as Python; {@code ...} stands for any other argument. */
final class PythonCall {
  private final Body body;
  private final Node source;
  private final String payload;

  PythonCall(Body body, Node source, String payload) {
    this.body = body;
    this.source = source;
    this.payload = payload;
  }

  /** Returns the call; empty where the value is no argument that can be written. */
  Optional<String> text() {
    if (body.kind() != BodyKind.FUNCTION || body.op(source.instruction()) != Op.PARAM) {
      return Optional.empty();
    }
    int chosen = body.arg(source.instruction());
    Optional<String> value = value(source.part());
    BodyParameter.Kind kind = body.parameters().get(chosen).kind();
    boolean isMethod = body.function().flatMap(f -> f.owner()).isPresent();
    boolean canBeWritten =
        value.isPresent()
            && kind != BodyParameter.Kind.VAR_KEYWORD
            && kind != BodyParameter.Kind.VAR_POSITIONAL
            && !(isMethod && chosen == 0);
    return canBeWritten
        ? Optional.of(callee(isMethod) + "(" + arguments(chosen, value.get(), isMethod) + ")")
        : Optional.empty();
  }

  private String callee(boolean isMethod) {
    int dot = body.name().lastIndexOf('.');
    return isMethod
        ? body.name().substring(0, dot) + "(...)" + body.name().substring(dot)
        : body.name();
  }

  private String arguments(int chosen, String value, boolean isMethod) {
    List<String> given = new ArrayList<>();
    List<BodyParameter> parameters = body.parameters();
    for (int i = isMethod ? 1 : 0; i < parameters.size(); i++) {
      BodyParameter one = parameters.get(i);
      String text = i == chosen ? value : "...";
      boolean isLeftOut =
          i != chosen
              && (one.hasDefault()
                  || one.kind() == BodyParameter.Kind.VAR_POSITIONAL
                  || one.kind() == BodyParameter.Kind.VAR_KEYWORD);
      if (!isLeftOut) {
        given.add(
            one.kind() == BodyParameter.Kind.POSITIONAL_ONLY ? text : one.name() + "=" + text);
      }
    }
    return String.join(", ", given);
  }

  private Optional<String> value(List<Place.Selector> part) {
    String value = quoted(payload);
    for (Place.Selector selector : part.reversed()) {
      if (!(selector instanceof Place.Key(Literal.Text(String key)))) {
        return Optional.empty();
      }
      value = "{" + quoted(key) + ": " + value + "}";
    }
    return Optional.of(value);
  }

  /** A text as Python writes it. */
  static String quoted(String text) {
    String quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? "\"" : "'";
    return quote
        + text.replace("\\", "\\\\")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace(quote, "\\" + quote)
        + quote;
  }
}
