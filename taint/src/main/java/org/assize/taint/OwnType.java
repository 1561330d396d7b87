package org.assize.taint;

import java.util.Locale;
import java.util.Optional;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Ref;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;

/**
 * Content that is answered with a type of its own, both out of one object: {@code
 * Response(file.data, media_type=file.content_type)}. Whoever stored the one has chosen the other.
 *
 * @param sink the call that answers
 */
record OwnType(FlowProgram program, SinkSite sink) {
  private static final String DISPOSITION = "content-disposition";

  /**
   * Returns whether browsers show the content as what its author calls it.
   *
   * @param type the value that says the type of the answer
   */
  boolean isShown(Ref type) {
    Optional<Integer> owner = owner(type);
    return owner.isPresent()
        && type.body() == sink.value().body()
        && owner.equals(owner(sink.value()))
        && !mayBeAttached();
  }

  /** The object of which a value is an attribute. */
  private Optional<Integer> owner(Ref value) {
    Body body = program.body(value.body());
    int origin = program.origin(body, value.instruction());
    return body.op(origin) == Op.ATTR
        ? Optional.of(program.origin(body, body.operand(origin, 0)))
        : Optional.empty();
  }

  /** Whether the same body sets a header by which the content is saved and not shown. */
  private boolean mayBeAttached() {
    int number = sink.at().body();
    Body body = program.body(number);
    for (int i = 0; i < body.size(); i++) {
      boolean isAttached =
          switch (body.op(i)) {
            case SET_ITEM -> isAttachment(number, body.operand(i, 1), body.operand(i, 2));
            case DICT -> {
              boolean any = false;
              for (int k = 0; k + 1 < body.operandCount(i); k += 2) {
                any |= isAttachment(number, body.operand(i, k), body.operand(i, k + 1));
              }
              yield any;
            }
            case CALL ->
                body.operandCount(i) == 3
                    && isAttachment(number, body.operand(i, 1), body.operand(i, 2));
            default -> false;
          };
      if (isAttached) {
        return true;
      }
    }
    return false;
  }

  private boolean isAttachment(int number, int key, int value) {
    boolean isMeant =
        program.value(new Ref(number, key)).constant().stream()
            .anyMatch(c ->
                c instanceof Literal.Text(String name)
                    && name.toLowerCase(Locale.ROOT).equals(DISPOSITION));
    return isMeant && !isInline(program.value(new Ref(number, value)));
  }

  private static boolean isInline(AbstractValue value) {
    return !value.isOpen()
        && value.size() > 0
        && value.atoms().stream()
            .allMatch(a ->
                a.asText()
                    .map(Atom.Text::shape)
                    .filter(shape -> shape.prefix().startsWith("inline"))
                    .isPresent());
  }
}
