package org.assize.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameTermsTest {
  @ParameterizedTest
  @CsvSource({
    "getAPIKey_v2, get api key v",
    "AUTH-TOKEN, auth token",
    "TripleDES, triple des",
    "3des-cbc, des cbc",
    "_omit_token, omit token",
    "sha256, sha",
    "42, ''"
  })
  void splitsAtEverythingThatIsNoLetterAndWhereACapitalBeginsAWord(String name, String words) {
    assertThat(String.join(" ", NameTerms.of(name))).isEqualTo(words);
  }

  @Test
  void aTermOfSeveralWordsStandsForWordsThatFollowOneAnother() {
    assertThat(NameTerms.speaksOf("my_api_key_file", List.of("api-key"))).isTrue();
    assertThat(NameTerms.speaksOf("api_for_key", List.of("api-key"))).isFalse();
    assertThat(NameTerms.speaksOf("keyring", List.of("key"))).isFalse();
  }

  @Test
  void whatANameIsItsLastWordsSay() {
    assertThat(NameTerms.endsWith("db_password", Set.of("password"))).isTrue();
    assertThat(NameTerms.endsWith("password_field", Set.of("password"))).isFalse();
  }

  @Test
  void aNameBeginsWithATermOnlyWhereMoreFollows() {
    assertThat(NameTerms.startsWith("update_password", Set.of("update"))).isTrue();
    assertThat(NameTerms.startsWith("update", Set.of("update"))).isFalse();
    assertThat(NameTerms.startsWith("updated_password", Set.of("update"))).isFalse();
  }
}
