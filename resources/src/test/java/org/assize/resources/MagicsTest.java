package org.assize.resources;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MagicsTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
"""
          '%matplotlib inline',       'pass              '
          '!ls',                      '_  '
          'if x:\n  !pip install a',  'if x:\n  pass          '
          '?str',                     'pass'
          'df.head?',                 'pass    '
          'a = !ls -l\nb',            'a = _     \nb'
          'a = %pwd',                 'a = _   '
          '%time x = f()',            'pass; x = f()'
          '%timeit -n 10 f()',        'pass;         f()'
          '%%time\nx = 1',            'pass  \nx = 1'
          'pip install a',            'pass         '
          'cd ..\nls -la',            'pass \npass  '
          '/f a\n,f a b\n;f a b',     'pass\npass  \npass  '
          '%%bash\nrm -r x\n',        '      \n       \n'
          '\n%%html\n<b>',            '\n      \n   '
""")
  void blanksWhatPythonDoesNotKnow(String cell, String masked) {
    assertThat(mask(unescape(cell))).isEqualTo(unescape(masked));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = a % b",
        "x %= 2\nassert x != 3",
        "cat = 1\nls - 1\ncd in x\nrm(a)\nmv.x\ncp, a",
        "x = '''\n!ls\n%magic\nwhat?\n'''",
        "x = (a\n  % b)",
        "x = a \\\n  % b",
        "# what?\ny = 1  # why?",
        "f('is it?', \"%s\" % y)",
        "f(a=b)\nx == y",
        "s = 'it\\'s ?'\n",
        "def f():\n\n    return {\n  1: '!'\n}\n",
      })
  void leavesPythonAlone(String cell) {
    Magics.Masked masked = Magics.mask(cell);

    assertThat(masked.text()).isEqualTo(cell);
    assertThat(masked.opened()).isEmpty();
  }

  @Test
  void blanksTheLinesThatACommandGoesOnTo() {
    assertThat(mask("!ls -a \\\n -l\nb")).isEqualTo("pass    \n   \nb");
    assertThat(mask("a = !ls \\\n -l\nb")).isEqualTo("a = _    \n   \nb");
  }

  @Test
  void blanksAStatementThatStaysOpen() {
    Magics.Masked masked = Magics.mask("a = 1\nf(a,\n  b\n)) + (\nb = 2\nc = [\n");

    assertThat(masked.text()).isEqualTo("a = 1\npass\n   \n      \nb = 2\npass \n");
    assertThat(masked.opened()).containsExactly(20, 32);
  }

  @Test
  void blanksToTheEndWhatAStringMayHold() {
    Magics.Masked masked = Magics.mask("a = 1\nb = '''c\nd = 2");

    assertThat(masked.text()).isEqualTo("a = 1\npass    \n     ");
    assertThat(masked.opened()).containsExactly(10);
  }

  @Test
  void keepsEveryLineInItsPlace() {
    String alphabet = "a=!%?'\"\\\n\r ([{)]}#";
    Random random = new Random(11);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder cell = new StringBuilder();
      for (int i = random.nextInt(24); i > 0; i--) {
        cell.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String masked = mask(cell.toString());
      assertThat(masked).hasSameSizeAs(cell);
      for (int i = 0; i < cell.length(); i++) {
        assertThat(masked.charAt(i) == '\n').isEqualTo(cell.charAt(i) == '\n');
      }
    }
  }

  private static String mask(String cell) {
    return Magics.mask(cell).text();
  }

  private static String unescape(String text) {
    return text.replace("\\n", "\n");
  }
}
