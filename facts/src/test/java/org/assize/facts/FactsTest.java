package org.assize.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FactsTest {
  private static final Fact ARGS =
      new Fact.Source(subject("flask.Request.args", Slot.Fixed.RETURN), Control.REMOTE);
  private static final Fact REQUEST =
      new Fact.Type(subject("flask.request", Slot.Fixed.RETURN), "flask.wrappers.Request");
  private static final Fact CHILD =
      new Fact.Type(subject("flask.ApiRequest", Slot.Fixed.BASE), "flask.Request");
  private static final Fact RANDOM =
      new Fact.Source(subject("random.*", Slot.Fixed.RETURN), ValueRole.WEAK_RANDOM);
  private static final Fact SYSTEM =
      new Fact.Source(subject("random.SystemRandom", Slot.Fixed.RETURN), ValueRole.STRONG_RANDOM);
  private static final Facts FACTS =
      Facts.of(
          List.of(ARGS, REQUEST, CHILD, RANDOM, SYSTEM),
          Map.of(
              "flask.wrappers.Request", "flask.Request",
              "quart.globals", "quart",
              "quart.request", "flask.request"));

  @Test
  void findsByExactName() {
    assertThat(FACTS.at("flask.Request.args")).containsExactly(ARGS);
    assertThat(FACTS.at("flask.Request.nothing")).isEmpty();
    assertThat(FACTS.at("django.Request.args")).isEmpty();
  }

  @Test
  void wildcardServesOnlyNamesWithoutFactsOfTheirOwn() {
    assertThat(FACTS.at("random.choice")).containsExactly(RANDOM);
    assertThat(FACTS.at("random.SystemRandom")).containsExactly(SYSTEM);
    assertThat(FACTS.at("random.Random.choice")).isEmpty();
  }

  @Test
  void aliasesReplaceTheLongestPartAndChain() {
    assertThat(FACTS.at("flask.wrappers.Request.args")).containsExactly(ARGS);
    assertThat(FACTS.canonical("quart.globals.request")).isEqualTo("flask.request");
  }

  @Test
  void circularAliasesEnd() {
    Facts facts = Facts.of(List.of(), Map.of("a.x", "a.y", "a.y", "a.x"));
    assertThat(facts.canonical("a.x")).isIn("a.x", "a.y");
  }

  @Test
  void typesLeadToMembersAlsoOfBases() {
    String type = FACTS.resultType("flask.request").orElseThrow();
    assertThat(type).isEqualTo("flask.Request");
    assertThat(FACTS.member(type, "args", Fact.Source.class)).containsExactly((Fact.Source) ARGS);
    assertThat(FACTS.member("flask.ApiRequest", "args")).containsExactly(ARGS);
    assertThat(FACTS.derives("flask.ApiRequest", "flask.wrappers.Request")).isTrue();
    assertThat(FACTS.derives("flask.Request", "flask.ApiRequest")).isFalse();
  }

  @Test
  void namesTheLibrariesItKnows() {
    assertThat(FACTS.libraries()).containsExactly("flask", "quart", "random");
  }

  @Test
  void laterFactsFollow() {
    Fact more = new Fact.Sink(subject("flask.Request.args", Slot.Fixed.ANY), "mass-assignment");
    assertThat(FACTS.plus(Facts.of(List.of(more))).at("flask.Request.args"))
        .containsExactly(ARGS, more);
  }

  private static Subject subject(String name, Slot slot) {
    return Subject.of("test", name, slot);
  }
}
