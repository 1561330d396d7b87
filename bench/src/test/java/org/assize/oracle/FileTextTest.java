package org.assize.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.assize.base.SourceText;
import org.junit.jupiter.api.Test;

final class FileTextTest {
  @Test
  void aCookieInTheSecondLineCounts() {
    byte[] bytes = "#!x\n# -*- coding: koi8-r -*-\n'ы'".getBytes(Charset.forName("KOI8-R"));
    assertThat(FileText.decode(bytes).map(SourceText::text))
        .hasValueSatisfying(text -> assertThat(text).endsWith("'ы'"));
  }

  @Test
  void aCookieBehindCodeDoesNotCount() {
    byte[] bytes = "x\n# coding: latin-1\n'é'".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(FileText.decode(bytes)).isEmpty();
  }

  @Test
  void theByteOrderMarkIsNoText() {
    byte[] bytes = "\ufeffpass".getBytes(StandardCharsets.UTF_8);
    assertThat(FileText.decode(bytes).map(SourceText::text)).hasValue("pass");
  }

  @Test
  void behindAByteOrderMarkOnlyTheLongSpellingIsTaken() {
    assertThat(FileText.decode("\ufeff# coding: utf8\n".getBytes(StandardCharsets.UTF_8)))
        .isEmpty();
    assertThat(FileText.decode("\ufeff# coding: utf-8\n".getBytes(StandardCharsets.UTF_8)))
        .isPresent();
  }

  @Test
  void anUnknownEncodingIsNoText() {
    assertThat(FileText.decode("# coding: nope\n".getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void python2TakesAnyBytesWithoutACookie() {
    byte[] bytes = "'é'".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(FileText.decodePython2(bytes).map(SourceText::text)).hasValue("'é'");
  }
}
