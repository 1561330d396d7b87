package org.assize.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.assize.base.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes become text as PEP 263 says, and never fail to. */
final class SourceDecoderTest {
  private static Decoded decode(String text, Charset charset) {
    return SourceDecoder.decode(text.getBytes(charset));
  }

  @ParameterizedTest
  @CsvSource({
    "latin-1, ISO-8859-1, é",
    "iso-8859-15, ISO-8859-15, €",
    "cp1252, windows-1252, €",
    "utf-8-sig, UTF-8, é",
    "euc_jp, EUC-JP, あ",
    "koi8-r, KOI8-R, ы",
    "shift_jis, Shift_JIS, あ",
  })
  void aCookieNamesTheEncoding(String name, String charset, String text) {
    Decoded decoded =
        decode("#!x\n# -*- coding: " + name + " -*-\n" + text, Charset.forName(charset));
    assertThat(decoded.problems()).isEmpty();
    assertThat(decoded.text().text()).endsWith("\n" + text);
  }

  @Test
  void aCookieBehindCodeIsNone() {
    Decoded decoded = decode("x\n# coding: latin-1\n", StandardCharsets.UTF_8);
    assertThat(decoded.encoding()).isEqualTo("utf-8");
  }

  @Test
  void theByteOrderMarkIsDropped() {
    assertThat(decode("\ufeffx", StandardCharsets.UTF_8).text().text()).isEqualTo("x");
  }

  @Test
  void anInvalidByteIsReplacedAndNamed() {
    Decoded decoded = decode("a\n'é' = b", StandardCharsets.ISO_8859_1);
    assertThat(decoded.text().text()).isEqualTo("a\n'\ufffd' = b");
    assertThat(decoded.problems())
        .singleElement()
        .satisfies(p -> {
          assertThat(p.span().start()).isEqualTo(3);
          assertThat(p.message())
              .isEqualTo(
                  "(unicode error) 'utf-8' codec can't decode byte 0xe9 in position 3: invalid"
                      + " continuation byte; save the file as UTF-8, or name its encoding in the"
                      + " first line (# coding: NAME)");
        });
  }

  @Test
  void theRemedyIsSaidOnce() {
    byte[] bytes = {
      '#', ' ', 'c', 'o', 'd', 'i', 'n', 'g', ':', 'a', 's', 'c', 'i', 'i', '\n', -1, -1
    };
    assertThat(SourceDecoder.decode(bytes).problems())
        .extracting(Problem::message)
        .containsExactly(
            "(unicode error) 'ascii' codec can't decode byte 0xff in position 15: ordinal not in"
                + " range(128); save the file as UTF-8, or name its encoding in the first line"
                + " (# coding: NAME)",
            "(unicode error) 'ascii' codec can't decode byte 0xff in position 16: ordinal not in"
                + " range(128)");
  }

  @Test
  void anUnknownEncodingFallsBack() {
    Decoded decoded = decode("# coding: nope\né", StandardCharsets.UTF_8);
    assertThat(decoded.text().text()).endsWith("é");
    assertThat(decoded.problems())
        .singleElement()
        .satisfies(
            p -> assertThat(p.message()).isEqualTo("unknown encoding: nope; correct the name"));
  }

  @Test
  void nulIsAProblem() {
    assertThat(decode("a\0b", StandardCharsets.UTF_8).problems())
        .singleElement()
        .satisfies(p -> assertThat(p.span().start()).isEqualTo(1));
  }
}
