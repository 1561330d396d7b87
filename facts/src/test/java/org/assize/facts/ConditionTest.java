package org.assize.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
  @ParameterizedTest(name = "{0} of {1} is {2}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "shell=True; shell=True; TRUE",
        "shell=True; shell=False; FALSE",
        "shell=True; shell=?; UNKNOWN",
        "shell=True; ; FALSE",
        "usedforsecurity!=False; ; TRUE",
        "usedforsecurity!=False; usedforsecurity=False; FALSE",
        "usedforsecurity!=False; usedforsecurity=?; UNKNOWN",
        "missing(timeout); timeout=3; FALSE",
        "missing(timeout); timeout=?; UNKNOWN",
        "missing(timeout); ; TRUE",
        "given(timeout); ; FALSE",
        "arg0|name in {'md5', 'sha1'}; arg0|name='sha1'; TRUE",
        "arg0|name in {'md5', 'sha1'}; arg0|name='sha256'; FALSE",
        "arg0 not in {'md5'}; arg0=?; UNKNOWN",
        "arg1|mode & 0o022; arg1|mode=511; TRUE",
        "arg1|mode & 0o022; arg1|mode=0o755; FALSE",
        "arg0 startswith '/tmp/'; arg0='/tmp/x'; TRUE",
        "arg0 contains 'w'; arg0='rb'; FALSE",
        "nbytes<8; nbytes=4; TRUE",
        "nbytes<8; nbytes=8; FALSE",
        "nbytes<8; nbytes='many'; FALSE",
        "value=ssl.CERT_NONE; value=ssl.CERT_NONE; TRUE",
        "value=ssl.CERT_NONE; value=0; UNKNOWN",
        "value=ssl.CERT_NONE; value=ssl.CERT_REQUIRED; FALSE",
        "debug=True; debug=conf.DEBUG; FALSE",
        "arg0[0] in {'::', ''}; arg0[0]='::'; TRUE",
        "arg0[0]='::'; arg0[1]='::'; FALSE",
        "options['verify']=False; options['verify']=False; TRUE",
        "options['verify']=False; options['exp']=False; FALSE",
        "shell=True and missing(timeout); shell=?; UNKNOWN",
        "shell=True and missing(timeout); shell=False; FALSE",
        "a=1 or b=2 and c=3; a=1; TRUE",
        "not (a=1 or b=2); b=2; FALSE",
        "value=1; value=1.0; TRUE",
        "value=True; value=1; TRUE",
        "verify=False; verify=0; TRUE",
        "value=True; value=2; FALSE",
        "arg0 matches 'http://.*'; arg0='http://a'; TRUE",
        "arg0 matches 'http://'; arg0='http://a'; FALSE",
        "arg0 matches 'http://.*'; arg0=?; UNKNOWN",
      })
  void evaluatesInThreeValues(String condition, String arguments, Truth expected) throws Exception {
    assertThat(Condition.parse(condition).evaluate(view(arguments))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shell=True",
        "missing(timeout)",
        "not (missing(timeout))",
        "arg0|name in {'md5', 'it\\'s'}",
        "arg1|mode & 18",
        "arg0|args[1]='-c'",
        "arg0 startswith '/tmp/'",
        "arg0 matches '[a-z]+'",
        "value=ssl.CERT_NONE",
        "(a=1 or b=2) and c!=None",
        "a=1.5 or b=2 and c<3",
      })
  void writesWhatItReads(String text) throws Exception {
    assertThat(Condition.parse(text).text()).isEqualTo(text);
  }

  @Test
  void emptyTextHoldsAlways() throws Exception {
    assertThat(Condition.parse("  ")).isEqualTo(Condition.ALWAYS);
    assertThat(Condition.ALWAYS.text()).isEmpty();
    assertThat(Condition.ALWAYS.evaluate(ArgumentView.NOTHING_KNOWN)).isEqualTo(Truth.TRUE);
  }

  @ParameterizedTest(name = "{0}: column {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "shell~True; 6; '~' has no meaning here",
        "shell; 6; expected a comparison such as =, !=, <, & or in, found the end",
        "shell=; 7; expected a literal, found the end",
        "a=1 b=2; 5; expected 'and', 'or' or the end, found 'b'",
        "a in {1; 8; expected '}', found the end",
        "a=08x; 3; expected a number, found '08x'",
        "missing timeout; 9; expected '(', found 'timeout'",
        "a matches '('; 11; expected a regular expression, found '('",
        "a.b=1; 1; expected an argument: its name, arg0, arg0|name or value, found 'a.b'",
      })
  void saysWhereATextStopsMakingSense(String text, int column, String message) {
    assertThatThrownBy(() -> Condition.parse(text))
        .isInstanceOfSatisfying(
            ConditionException.class, e -> assertThat(e.column()).isEqualTo(column))
        .hasMessage(message);
  }

  /** Reads {@code shell=True, arg0='x'}; a question mark is a value that is not known. */
  private static ArgumentView view(String written) throws ConditionException {
    Map<Slot, ArgumentView.Given> given = new LinkedHashMap<>();
    if (written != null && !written.isBlank()) {
      int sign = written.indexOf('=');
      String value = written.substring(sign + 1);
      if (value.equals("?")) {
        given.put(slot(written.substring(0, sign) + "=1"), ArgumentView.Unknown.UNKNOWN);
      } else {
        Condition.Compare compare = (Condition.Compare) Condition.parse(written);
        given.put(compare.slot(), new ArgumentView.Known(compare.literal()));
      }
    }
    return slot -> given.getOrDefault(slot, ArgumentView.Absent.ABSENT);
  }

  private static Slot slot(String comparison) throws ConditionException {
    return ((Condition.Compare) Condition.parse(comparison)).slot();
  }
}
