package org.assize.value.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assize.facts.Truth;
import org.assize.ir.Literal;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Literals;
import org.junit.jupiter.api.Test;

/** Contents follow concrete lists and dictionaries through random operations and joins. */
class ContentLawsTest {
  private static final int ROUNDS = 300;
  private static final int STEPS = 25;
  private final Random random = new Random(11);

  private static AbstractValue value(int number) {
    return AbstractValue.whole(number);
  }

  private static boolean stands(AbstractValue value, int number) {
    return value(number).isIncludedIn(value) || value.isOpen();
  }

  private static void check(SequenceContent content, List<Integer> list) {
    assertThat(Bounds.of(list.size()).isIncludedIn(content.bounds()))
        .as("%s for %s", content.text(), list)
        .isTrue();
    for (int i = 0; i < list.size(); i++) {
      Found front = content.get(i);
      Found back = content.get(i - list.size());
      assertThat(front.present()).isNotEqualTo(Truth.FALSE);
      assertThat(stands(front.value(), list.get(i))).as("%s for %s", content.text(), list).isTrue();
      assertThat(stands(back.value(), list.get(i)))
          .as("%s for %s at %s", content.text(), list, i - list.size())
          .isTrue();
      assertThat(content.contains(value(list.get(i)))).isNotEqualTo(Truth.FALSE);
    }
    assertThat(content.get(list.size()).present()).isNotEqualTo(Truth.TRUE);
  }

  @Test
  void listsStandForConcreteLists() {
    for (int i = 0; i < ROUNDS; i++) {
      List<Integer> list = new ArrayList<>();
      SequenceContent content = SequenceContent.EMPTY;
      for (int k = 0; k < STEPS; k++) {
        content = step(content, list);
        check(content, list);
      }
    }
  }

  private SequenceContent step(SequenceContent content, List<Integer> list) {
    int n = random.nextInt(4);
    int size = list.size();
    int at = size == 0 ? 0 : random.nextInt(size);
    int signed = random.nextBoolean() ? at : at - size;
    return switch (random.nextInt(13)) {
      case 0, 1, 2 -> {
        list.add(n);
        yield content.append(value(n));
      }
      case 3 -> {
        list.add(at, n);
        yield content.insert(at, value(n));
      }
      case 4 -> {
        list.add(at, n);
        yield content.insertUnknown(value(n));
      }
      case 5 -> size == 0 ? content : set(content, list, signed, at, n);
      case 6 -> size == 0 ? content : delete(content.delete(signed), list, at);
      case 7 -> size == 0 ? content : delete(content.deleteUnknown(), list, at);
      case 8 -> {
        java.util.Collections.reverse(list);
        yield content.reversed();
      }
      case 9 -> {
        java.util.Collections.sort(list);
        yield content.shuffled();
      }
      case 10 -> content.join(SequenceContent.of(List.of(value(9), value(8))));
      case 11 -> content.widen(content.append(value(n)));
      default -> {
        List<Integer> twice = new ArrayList<>(size > 20 ? List.of() : list);
        list.addAll(twice);
        yield size > 20 ? content : content.repeat(2);
      }
    };
  }

  private static SequenceContent set(
      SequenceContent content, List<Integer> list, int signed, int at, int n) {
    list.set(at, n);
    return n == 0 ? content.setUnknown(value(n)) : content.set(signed, value(n));
  }

  private static SequenceContent delete(SequenceContent after, List<Integer> list, int at) {
    list.subList(at, at + 1).clear();
    return after;
  }

  private static void check(DictContent content, Map<Integer, Integer> dict) {
    assertThat(Bounds.of(dict.size()).isIncludedIn(content.bounds()))
        .as("%s for %s", content.text(), dict)
        .isTrue();
    for (int key = 0; key < 7; key++) {
      Found found = content.get(value(key));
      Integer held = dict.get(key);
      assertThat(found.present()).isNotEqualTo(Truth.of(held == null));
      if (held != null) {
        assertThat(stands(found.value(), held)).as("%s for %s", content.text(), dict).isTrue();
        assertThat(stands(content.key(), key)).isTrue();
      }
    }
  }

  @Test
  void dictionariesStandForConcreteOnes() {
    for (int i = 0; i < ROUNDS; i++) {
      Map<Integer, Integer> dict = new LinkedHashMap<>();
      DictContent content = DictContent.EMPTY;
      for (int k = 0; k < STEPS; k++) {
        content = step(content, dict);
        check(content, dict);
      }
    }
  }

  private DictContent step(DictContent content, Map<Integer, Integer> dict) {
    int key = random.nextInt(6);
    int n = random.nextInt(4);
    return switch (random.nextInt(7)) {
      case 0, 1 -> {
        dict.put(key, n);
        yield content.set(value(key), value(n));
      }
      case 2 -> {
        dict.put(key, n);
        yield content.set(AbstractValue.typed("int"), value(n));
      }
      case 3 -> {
        dict.putIfAbsent(key, n);
        yield content.setDefault(value(key), value(n));
      }
      case 4 -> {
        dict.remove(Integer.valueOf(key));
        yield content.delete(value(key));
      }
      case 5 -> content.join(DictContent.of(Map.of(Literals.whole(key), value(n))));
      default -> {
        Map<Integer, Integer> second = new HashMap<>(Map.of(key, n));
        dict.putAll(second);
        DictContent other = DictContent.of(Map.of(Literals.whole(key), value(n)));
        yield content.update(random.nextBoolean() ? other : other.join(content));
      }
    };
  }

  @Test
  void oneKeyHasMoreThanOneType() {
    DictContent dict = DictContent.of(Map.of(Literals.whole(1), value(5)));
    assertThat(dict.get(AbstractValue.of(new Literal.Truth(true))).present()).isEqualTo(Truth.TRUE);
    assertThat(dict.get(AbstractValue.of(new Literal.Real(1.0))).present()).isEqualTo(Truth.TRUE);
    assertThat(dict.get(AbstractValue.string("1")).present()).isEqualTo(Truth.FALSE);
  }

  @Test
  void joinsAreUpperBounds() {
    for (int i = 0; i < ROUNDS; i++) {
      SequenceContent a = SequenceContent.EMPTY;
      SequenceContent b = SequenceContent.EMPTY;
      for (int k = random.nextInt(4); k > 0; k--) {
        a = step(a, new ArrayList<>());
      }
      for (int k = random.nextInt(4); k > 0; k--) {
        b = step(b, new ArrayList<>());
      }
      assertThat(a.isIncludedIn(a.join(b))).as("%s in %s", a, a.join(b)).isTrue();
      assertThat(b.isIncludedIn(a.join(b))).isTrue();
      assertThat(b.isIncludedIn(a.widen(b))).isTrue();
      assertThat(a.join(b)).isEqualTo(b.join(a));
      assertThat(a.join(a)).isEqualTo(a);
    }
  }

  @Test
  void manyLiteralsStaySmall() {
    List<AbstractValue> many = new ArrayList<>();
    DictContent dict = DictContent.EMPTY;
    for (int i = 0; i < 100_000; i++) {
      many.add(value(i));
      dict = dict.set(AbstractValue.string("k" + i), value(i));
    }
    SequenceContent content = SequenceContent.of(many);
    assertThat(content.exact()).hasSize(SequenceContent.MAX_EXACT);
    assertThat(content.bounds()).isEqualTo(Bounds.of(100_000));
    assertThat(dict.entries()).hasSize(64);
    assertThat(dict.contains(AbstractValue.string("k99999"))).isEqualTo(Truth.UNKNOWN);
  }
}
