package org.assize.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTextTest {
  private static CredentialText text(String text) {
    return new CredentialText(
        text, Set.of("changeit", "example"), Set.of("password", "secret"), Set.of("token"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hunter2!", "letmein", "Tr0ub4dor&3", "correct-horse-7"})
  void isACredentialUnderTheNameOfOne(String value) {
    assertThat(text(value).innocence("password", false)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'  ', the text is empty",
    "ab, the text is too short for a credential",
    "$2b$12$R9h/cIPz0gi, 'the text is a salted digest, not what it is made of'",
    "${PASSWORD}, the text is a template to be filled in",
    "changeit, the text is a placeholder",
    "xxxxxxxx, the text is a placeholder",
    "Enter it here, the text is a phrase for people",
    "/etc/app/key.pem, the text is a path or an address",
    "X-Auth-Token, the text names the thing"
  })
  void saysWhyATextIsNone(String value, String why) {
    assertThat(text(value).innocence("password", false)).contains(why);
  }

  @Test
  void aTokenMustLookRandom() {
    assertThat(text("bearer").innocence("token", true)).contains("the text is made of plain words");
    assertThat(text("k93fa77b1c2d").innocence("token", true)).isEmpty();
  }

  @Test
  void anOptionTakesAPlainWord() {
    assertThat(text("on_create").isPlainWord()).isTrue();
    assertThat(text("hunter2").isPlainWord()).isFalse();
    assertThat(text("Always").isPlainWord()).isFalse();
  }
}
