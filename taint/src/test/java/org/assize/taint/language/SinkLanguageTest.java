package org.assize.taint.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.assize.value.domain.CharSet;
import org.assize.value.domain.StringShape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which context a hole stands, and which text does harm there. */
class SinkLanguageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "SQL      | SELECT * FROM t WHERE n = '   | a b       | it's",
        "SQL      | SELECT * FROM t ORDER BY      | name      | name; DROP",
        "SQL      | SELECT 'a' FROM t WHERE id =  | 12        | 1 OR 1",
        "SHELL    | ls                            | a-b.txt   | a;b",
        "SHELL    | ls '                          | a;b       | a'b",
        "SHELL    | echo 'x'                      | word      | $x",
        "HTML     | <p>                           | a & b     | <script>",
        "HTML     | <script>var x =               | word      | alert(1)",
        "HTML     | <script>x()</script><p>       | (1)       | <b>",
        "HTML     | <b class=                     | word      | a onload",
        "PATH     | /srv/files/                   | name.txt  | ../x",
        "URL      | https://example.org/items/    | a/b?c=d   |",
        "URL      | https://                      |           | evil.example",
        "REDIRECT | /next/                        | //x       |",
        "REDIRECT | /                             | home      | /evil.example",
        "HEADER   | name=                         | a b;c     |",
        "LDAP     | (uid=                         | ann       | *)(uid=*",
        "XPATH    | //user[@id='                  | a b       | ' or '1",
        "REGEX    |                               | word      | (a+)+",
        "PYTHON   |                               | 12        | f()",
        "ARGUMENT |                               | file      | --help",
        "ARGUMENT | --name=                       | --help    |"
      })
  void textDoesHarmByItsContext(
      SinkLanguage language, String before, String harmless, String harmful) {
    Surround surround =
        Surround.NOTHING.around(
            before == null ? StringShape.EMPTY : StringShape.fixed(before), StringShape.EMPTY);
    Context context = language.context(surround);
    if (harmless != null) {
      assertThat(context.isHarmless(CharSet.of(harmless))).as(context.words()).isTrue();
    }
    if (harmful != null) {
      assertThat(context.isHarmless(CharSet.of(harmful))).as(context.words()).isFalse();
    }
  }
}
