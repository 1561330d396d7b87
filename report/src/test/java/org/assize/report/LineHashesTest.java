package org.assize.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineHashesTest {
  private static final BigInteger BASE = BigInteger.valueOf(37);

  /** The definition, term by term: unit i of the block weighs 37^(99-i). */
  private static String hash(int... units) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < units.length; i++) {
      sum = sum.add(BigInteger.valueOf(units[i]).multiply(BASE.pow(99 - i)));
    }
    return sum.mod(BigInteger.TWO.pow(64)).toString(16);
  }

  @Test
  void anEmptyTextIsItsEnd() {
    assertThat(LineHashes.of("")).containsExactly("c129715d7a2bc9a3:1");
    assertThat(hash(65535)).isEqualTo("c129715d7a2bc9a3");
  }

  @Test
  void aLineReadsOnIntoTheNext() {
    assertThat(LineHashes.of("x=1\ny"))
        .containsExactly(hash('x', '=', '1', '\n', 'y', 65535) + ":1", hash('y', 65535) + ":1");
  }

  @Test
  void spacesAndTabsDoNotCount() {
    assertThat(LineHashes.of(" x\t= 1\n  y ")).isEqualTo(LineHashes.of("x=1\ny"));
  }

  @Test
  void everyLineEndIsTheSame() {
    List<String> expected = LineHashes.of("a\nb\n\nc");
    assertThat(LineHashes.of("a\r\nb\r\n\r\nc")).isEqualTo(expected);
    assertThat(LineHashes.of("a\rb\r\rc")).isEqualTo(expected);
    assertThat(expected).hasSize(4);
  }

  @Test
  void equalBlocksAreNumbered() {
    String line = "a".repeat(120) + "\n";
    List<String> hashes = LineHashes.of(line + line);
    assertThat(hashes.get(0)).endsWith(":1");
    assertThat(hashes.get(1)).isEqualTo(hashes.get(0).replace(":1", ":2"));
  }

  @Test
  void onlyAHundredUnitsCount() {
    String hundred = "b".repeat(100);
    assertThat(LineHashes.of(hundred + "c").getFirst())
        .isEqualTo(LineHashes.of(hundred + "d").getFirst());
    assertThat(LineHashes.of("b".repeat(99) + "c").getFirst())
        .isNotEqualTo(LineHashes.of("b".repeat(99) + "d").getFirst());
  }
}
