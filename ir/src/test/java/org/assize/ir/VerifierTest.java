package org.assize.ir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assize.program.PythonModule;
import org.junit.jupiter.api.Test;

/** Each thing that the verifier asks, broken. */
class VerifierTest {
  private static final PythonModule MODULE = Lowered.parse("x = 1\n");

  private static List<String> violations(String blocks) {
    String text = "module m at 0..6 children 0\n" + blocks.replace("\n  ", " ; 0..1\n  ");
    return Verifier.verify(
        IrText.parse(text.replaceAll("(?m)(b\\d.*:.*) ; 0\\.\\.1$", "$1"), MODULE));
  }

  @Test
  void aBodyThatHoldsAllIsWellFormed() {
    assertThat(violations("b0:\n  %0 = const 1\n  return %0 ; 0..1\n")).isEmpty();
  }

  @Test
  void aValueIsKnownBeforeItIsUsed() {
    assertThat(violations("b0:\n  %0 = unary - %1\n  %1 = const 1\n  return %0 ; 0..1\n"))
        .containsExactly("m.py m: %0 UNARY uses %1 before it is known");
  }

  @Test
  void aValueOfOneBranchIsNotKnownBehindTheJoin() {
    assertThat(
            violations(
                """
                b0:
                  %0 = const 1
                  branch %0 b1 b2 ; 0..1
                b1: (b0)
                  %2 = const 2
                  jump b3 ; 0..1
                b2: (b0)
                  jump b3 ; 0..1
                b3: (b1, b2)
                  return %2 ; 0..1
                """))
        .containsExactly("m.py m: %5 RETURN uses %2 before it is known");
  }

  @Test
  void aPhiHasOneOperandForEachPredecessor() {
    assertThat(
            violations(
                """
                b0:
                  %0 = const 1
                  branch %0 b1 b2 ; 0..1
                b1: (b0)
                  jump b2 ; 0..1
                b2: (b0, b1)
                  %3 = phi %0
                  return %3 ; 0..1
                """))
        .containsExactly("m.py m: %3 PHI misses a predecessor");
  }

  @Test
  void anOperandOfAPhiIsKnownAtTheEndOfItsPredecessor() {
    assertThat(
            violations(
                """
                b0:
                  %0 = const 1
                  branch %0 b1 b2 ; 0..1
                b1: (b0)
                  %2 = const 2
                  jump b2 ; 0..1
                b2: (b0, b1)
                  %4 = phi %2, %0
                  return %4 ; 0..1
                """))
        .containsExactly("m.py m: %4 PHI uses %2");
  }

  @Test
  void phisLead() {
    assertThat(
            violations(
                """
                b0:
                  %0 = const 1
                  jump b1 ; 0..1
                b1: (b0)
                  %2 = const 2
                  %3 = phi %0
                  return %3 ; 0..1
                """))
        .containsExactly("m.py m: %3 PHI stands behind other instructions");
  }

  @Test
  void onlyTheLastInstructionEndsABlock() {
    assertThat(violations("b0:\n  %0 = const 1\n  return %0\n  %2 = const 1 ; 0..1\n")).hasSize(2);
  }

  @Test
  void bothEndsKnowAnEdge() {
    assertThat(
            violations(
                """
                b0:
                  %0 = const 1
                  jump b1 ; 0..1
                b1:
                  return %0 ; 0..1
                """))
        .containsExactly("m.py m: b1 does not know b0");
  }

  @Test
  void aHandlerKnowsWhatLeadsToIt() {
    assertThat(
            violations(
                """
                b0: handler b1
                  %0 = load_name x
                  return %0 ; 0..1
                b1:
                  %2 = caught
                  return %2 ; 0..1
                """))
        .containsExactly("m.py m: b1 does not know b0");
  }

  @Test
  void noBlockIsUnreached() {
    assertThat(
            violations(
                """
                b0:
                  %0 = const 1
                  return %0 ; 0..1
                b1:
                  unreachable ; 0..1
                """))
        .containsExactly("m.py m: a block is not reached");
  }

  @Test
  void blocksAreInReversePostorder() {
    assertThat(
            violations(
                """
                b0:
                  %0 = const 1
                  jump b2 ; 0..1
                b1: (b2)
                  return %0 ; 0..1
                b2: (b0)
                  jump b1 ; 0..1
                """))
        .contains("m.py m: b2 is not in reverse postorder");
  }

  @Test
  void placesLieInsideOfTheBody() {
    assertThat(violations("b0:\n  %0 = const 1\n  return %0 ; 7..8\n"))
        .singleElement()
        .asString()
        .contains("outside of");
  }
}
