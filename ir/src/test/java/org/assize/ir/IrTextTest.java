package org.assize.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IrTextTest {
  private static final String CODE =
      """
      import a.b as c
      from ..d import e
      x = 'it\\'s ; 1..2\\n%3 = \\\\ \\u00e9 \\U0001f600', b'\\0\\xff', -1, 1e300, 2j, None, ..., 10**30
      def f(a, b=x, /, *c, d, e=1, **g):
          global x
          x = [*a, *b], {1: 2, **g}, f'{a!r:>{b}}'
          (p, *q) = a
          try:
              a.b[1:2] += p(*c, k=q, **g)
          except (KeyError, ValueError) as err:
              raise E from err
          return not a is not b
      class C(c, metaclass=e):
          x = 1
          y = [lambda: i for i in x]
      """;

  @Test
  void allOfABodyIsReadBack() {
    Body body = Lowered.module(CODE);
    Body read = IrText.parse(IrText.printWithPlaces(body), body.module());

    assertSame(read, body);
  }

  private static void assertSame(Body read, Body body) {
    assertThat(read.kind()).isEqualTo(body.kind());
    assertThat(read.name()).isEqualTo(body.name());
    assertThat(read.span()).isEqualTo(body.span());
    assertThat(read.function()).isEqualTo(body.function());
    assertThat(read.type()).isEqualTo(body.type());
    assertThat(read.parameters()).isEqualTo(body.parameters());
    assertThat(read.size()).isEqualTo(body.size());
    for (int i = 0; i < body.size(); i++) {
      assertThat(read.op(i)).isEqualTo(body.op(i));
      assertThat(read.span(i)).isEqualTo(body.span(i));
      assertThat(read.blockOf(i)).isEqualTo(body.blockOf(i));
      assertThat(meaning(read, i)).isEqualTo(meaning(body, i));
      assertThat(read.operandCount(i)).isEqualTo(body.operandCount(i));
      for (int k = 0; k < body.operandCount(i); k++) {
        assertThat(read.operand(i, k)).isEqualTo(body.operand(i, k));
      }
    }
    for (int block = 0; block < body.blockCount(); block++) {
      assertThat(read.successors(block)).isEqualTo(body.successors(block));
      assertThat(read.predecessors(block)).isEqualTo(body.predecessors(block));
      assertThat(read.handler(block)).isEqualTo(body.handler(block));
    }
    assertThat(read.children()).hasSameSizeAs(body.children());
    for (int child = 0; child < body.children().size(); child++) {
      assertSame(read.children().get(child), body.children().get(child));
    }
  }

  /** What an immediate stands for; tables may list the same in another order. */
  private static Object meaning(Body body, int i) {
    int arg = body.arg(i);
    return switch (body.op(i)) {
      case CONST -> body.constants().get(arg);
      case LOAD, STORE, DELETE -> body.symbols().get(arg);
      case LOAD_NAME, ATTR, SET_ATTR, DELETE_ATTR -> body.names().get(arg);
      case CALL -> body.calls().get(arg);
      case UNPACK, MATCH_SEQUENCE -> body.unpackings().get(arg);
      case IMPORT -> body.imports().get(arg);
      case TUPLE, LIST, SET -> arg < 0 ? "plain" : body.displays().get(arg);
      default -> arg;
    };
  }

  @Test
  void whatIsNoBodyIsRefused() {
    Body body = Lowered.module("x = 1\n");
    String text = IrText.printWithPlaces(body).replace("store x", "store y");

    assertThatThrownBy(() -> IrText.parse(text, body.module()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("y");
  }
}
