package org.assize.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Method resolution orders; what Python gives was seen with CPython 3.11. */
class HierarchyTest {
  @Test
  void theDiamondHasItsTopLast() {
    assertThat(
            order("class O: pass\nclass A(O): pass\nclass B(O): pass\nclass D(A, B): pass\n", "D"))
        .containsExactly("m.D", "m.A", "m.B", "m.O");
  }

  @Test
  void objectIsLastAlsoWhereOnlyOneBaseNamesIt() {
    assertThat(order("class A(object): pass\nclass B: pass\nclass C(A, B): pass\n", "C"))
        .containsExactly("m.C", "m.A", "m.B", "builtins.object");
  }

  @Test
  void aClassOutsideTheTreeHasNoBasesOfItsOwn() {
    assertThat(order("import lib\nclass A(lib.X): pass\nclass B(A, lib.Y): pass\n", "B"))
        .containsExactly("m.B", "m.A", "lib.X", "lib.Y");
  }

  @Test
  void basesAreFoundThroughImportsAndReExports() {
    Sources tree =
        Sources.of(
            "p/__init__.py", "from .base import Base as Root\n",
            "p/base.py", "import unittest\nclass Base(unittest.TestCase): pass\n",
            "m.py", "import p\nclass T(p.Root): pass\n");

    assertThat(paths(tree, tree.type("m.py", "T")))
        .containsExactly("m.T", "p.base.Base", "unittest.TestCase");
  }

  @Test
  void aBaseThatIsACallIsLeftOut() {
    assertThat(order("class A: pass\nclass B(make(A), A): pass\n", "B"))
        .containsExactly("m.B", "m.A");
  }

  @Test
  void whatPythonRefusesIsReadDepthFirst() {
    assertThat(order("class O: pass\nclass A(O): pass\nclass B(O, A): pass\n", "B"))
        .containsExactly("m.B", "m.O", "m.A");
  }

  @Test
  void aClassAmongItsOwnBasesEnds() {
    Sources tree =
        Sources.of(
            "a.py",
            "from b import B\nclass A(B): pass\n",
            "b.py",
            "from a import A\nclass B(A): pass\n");

    assertThat(paths(tree, tree.type("a.py", "A"))).containsExactly("a.A", "b.B");
    assertThat(paths(tree, tree.type("b.py", "B"))).containsExactly("b.B", "a.A");
  }

  @Test
  void aTowerOfDiamondsIsSolvedOnce() {
    StringBuilder text = new StringBuilder("class C0: pass\n");
    for (int i = 1; i <= 60; i++) {
      text.append(
          "class A%d(C%d): pass\nclass B%d(C%d): pass\nclass C%d(A%d, B%d): pass\n"
              .formatted(i, i - 1, i, i - 1, i, i, i));
    }

    assertThat(order(text.toString(), "C60")).hasSize(181);
  }

  @Test
  void aMemberComesFromTheFirstClassThatHasIt() {
    Sources tree =
        Sources.of(
            "m.py",
            """
            class O:
                def f(self): pass
                def g(self): pass
            class A(O): pass
            class B(O):
                def f(self): pass
            class D(A, B): pass
            """);

    assertThat(tree.meaning("m.py", "D.f")).isEqualTo("m.B.f");
    assertThat(tree.meaning("m.py", "D.g")).isEqualTo("m.O.g");
  }

  @Test
  void aMemberOfAnAbsentBaseKeepsItsPath() {
    Sources tree = Sources.of("m.py", "import lib\nclass A(lib.X): pass\n");

    assertThat(tree.meaning("m.py", "A.run")).isEqualTo("lib.X.run");
  }

  @Test
  void classesBelowAreFoundNearestFirst() {
    Sources tree =
        Sources.of("m.py", "class A: pass\nclass B(A): pass\nclass C(B): pass\nclass D(A): pass\n");

    assertThat(tree.resolver().hierarchy().descendants(tree.type("m.py", "A")))
        .extracting(PythonClass::name)
        .containsExactly("B", "D", "C");
  }

  /** The definition of C3, written down again, agrees on 300 hierarchies. */
  @Test
  void agreesWithTheDefinitionOfC3() {
    int refused = 0;
    for (int seed = 0; seed < 300; seed++) {
      List<List<Integer>> bases = hierarchy(new Random(seed));
      Sources tree = Sources.of("m.py", text(bases));
      for (int i = 0; i < bases.size(); i++) {
        Optional<List<Integer>> expected = C3.order(i, bases);
        refused += expected.isEmpty() ? 1 : 0;
        if (expected.isPresent()) {
          assertThat(paths(tree, tree.type("m.py", "C" + i)))
              .as("seed %d, class %d of%n%s", seed, i, text(bases))
              .isEqualTo(expected.get().stream().map(c -> "m.C" + c).toList());
        }
      }
    }
    assertThat(refused).as("hierarchies that Python refuses are among them").isPositive();
  }

  private static List<List<Integer>> hierarchy(Random random) {
    List<List<Integer>> bases = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      LinkedHashSet<Integer> own = new LinkedHashSet<>();
      for (int n = random.nextInt(4); n > 0 && i > 0; n--) {
        own.add(random.nextInt(i));
      }
      bases.add(List.copyOf(own));
    }
    return bases;
  }

  private static String text(List<List<Integer>> bases) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bases.size(); i++) {
      List<String> names = bases.get(i).stream().map(b -> "C" + b).toList();
      text.append("class C%d(%s): pass\n".formatted(i, String.join(", ", names)));
    }
    return text.toString();
  }

  private static List<String> order(String text, String type) {
    Sources tree = Sources.of("m.py", text);
    return paths(tree, tree.type("m.py", type));
  }

  private static List<String> paths(Sources tree, PythonClass type) {
    return tree.resolver().hierarchy().order(type).stream()
        .map(t -> t.dottedPath().orElseThrow())
        .toList();
  }

  /**
   * L(C) = C + merge(L(B1), ..., L(Bn), B1 ... Bn); merge takes the first head that is in no tail.
   * Empty where there is none, or where a base has no order.
   */
  private static final class C3 {
    static Optional<List<Integer>> order(int type, List<List<Integer>> bases) {
      List<List<Integer>> lists = new ArrayList<>();
      for (int base : bases.get(type)) {
        Optional<List<Integer>> order = order(base, bases);
        if (order.isEmpty()) {
          return order;
        }
        lists.add(order.get());
      }
      lists.add(bases.get(type));
      List<Integer> result = new ArrayList<>(List.of(type));
      while (lists.stream().anyMatch(l -> !l.isEmpty())) {
        Optional<Integer> head = head(lists);
        if (head.isEmpty()) {
          return Optional.empty();
        }
        result.add(head.get());
        lists.replaceAll(l -> l.stream().filter(c -> !c.equals(head.get())).toList());
      }
      return Optional.of(result);
    }

    private static Optional<Integer> head(List<List<Integer>> lists) {
      return lists.stream()
          .filter(l -> !l.isEmpty())
          .map(List::getFirst)
          .filter(h -> lists.stream().noneMatch(l -> l.indexOf(h) > 0))
          .findFirst();
    }
  }
}
