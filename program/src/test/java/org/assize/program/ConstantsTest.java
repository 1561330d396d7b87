package org.assize.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Values that are the same whatever runs, and how often names are written and read. */
class ConstantsTest {
  @Test
  void aNameAssignedOnceIsItsValueInEveryModule() {
    Sources tree =
        Sources.of(
            "consts.py", "LIMIT = 2 * 3 + 1\nNAME = 'a' 'b'\n",
            "m.py", "import consts\nfrom consts import NAME as N\n");

    assertThat(value(tree, "m.py", "consts.LIMIT")).contains(new Constant.Whole(7));
    assertThat(value(tree, "m.py", "N")).contains(new Constant.Text("ab"));
  }

  @Test
  void anUnpackedNameIsTheValueAtItsPlace() {
    Sources tree = Sources.of("m.py", "ALL = (A, (B, C)) = ('a', ('b', 'c'))\nD, *E = 'd', 'e'\n");

    assertThat(value(tree, "m.py", "A")).contains(new Constant.Text("a"));
    assertThat(value(tree, "m.py", "C")).contains(new Constant.Text("c"));
    assertThat(value(tree, "m.py", "D")).isEmpty();
  }

  @Test
  void textsArePutTogether() {
    Sources tree =
        Sources.of(
            "m.py",
            "W = 'w+'\nA = '(%s)|%s%%' % (W, W)\nB = f'<{W}>'\nC = '%d' % 3\nD = f'{W!r}'\n");

    assertThat(value(tree, "m.py", "A")).contains(new Constant.Text("(w+)|w+%"));
    assertThat(value(tree, "m.py", "B")).contains(new Constant.Text("<w+>"));
    assertThat(value(tree, "m.py", "C")).isEmpty();
    assertThat(value(tree, "m.py", "D")).isEmpty();
  }

  @Test
  void aListKeepsItsLength() {
    Sources tree = Sources.of("m.py", "A = [1, x, 3]\nB = A + [4]\nC = (1,) + tuple([2, 3])\n");

    assertThat(length(tree, "A")).isEqualTo(3);
    assertThat(length(tree, "B")).isEqualTo(4);
    assertThat(length(tree, "C")).isEqualTo(3);
  }

  /** A known miss: the name is an instance of what is called, and the call is not looked at. */
  @Test
  void aNameOfACallIsNoConstantYet() {
    Sources tree = Sources.of("m.py", "A = tuple([1, 2])\nB = range(3)\n");

    assertThat(value(tree, "m.py", "A")).isEmpty();
    assertThat(value(tree, "m.py", "B")).isEmpty();
  }

  @Test
  void aStarMakesTheLengthUnknown() {
    Sources tree = Sources.of("m.py", "A = [1, *x]\nB = {**x}\n");

    assertThat(value(tree, "m.py", "A")).isEmpty();
    assertThat(value(tree, "m.py", "B")).isEmpty();
  }

  @Test
  void aSecondWriteEndsIt() {
    Sources tree = Sources.of("m.py", "A = 1\nA = 2\n");

    assertThat(value(tree, "m.py", "A")).isEmpty();
  }

  @Test
  void aWriteFromAnotherModuleEndsIt() {
    Sources tree = Sources.of("c.py", "A = 1\n", "m.py", "import c as k\nk.A = 2\n");

    assertThat(value(tree, "c.py", "A")).isEmpty();
  }

  @Test
  void aWriteThroughGlobalEndsIt() {
    Sources tree = Sources.of("m.py", "A = 1\ndef f():\n    global A\n    A = 2\n");

    assertThat(value(tree, "m.py", "A")).isEmpty();
  }

  @Test
  void aWriteAsTargetOfALoopOrAWithEndsIt() {
    Sources loop = Sources.of("c.py", "A = 1\n", "m.py", "import c\nfor c.A in (): pass\n");
    Sources with = Sources.of("c.py", "A = 1\n", "m.py", "import c\nwith x as c.A: pass\n");
    Sources comprehension = Sources.of("c.py", "A = 1\n", "m.py", "import c\n[0 for c.A in ()]\n");

    assertThat(value(loop, "c.py", "A")).isEmpty();
    assertThat(value(with, "c.py", "A")).isEmpty();
    assertThat(value(comprehension, "c.py", "A")).isEmpty();
  }

  @Test
  void aChangeInPlaceEndsIt() {
    for (String change : new String[] {"A.append(3)", "A[0] = 3", "del A[0]", "A += [3]"}) {
      Sources tree =
          Sources.of("m.py", "A = [1, 2]\n", "n.py", "from m import A\n" + change + "\n");

      assertThat(value(tree, "m.py", "A")).as(change).isEmpty();
    }
  }

  @Test
  void aVariableOfTheSameNameElsewhereIsAnotherOne() {
    Sources tree = Sources.of("m.py", "A = 1\ndef f():\n    A = 2\n", "n.py", "A = 3\n");

    assertThat(value(tree, "m.py", "A")).contains(new Constant.Whole(1));
  }

  @Test
  void aConstantOfAClassIsReadThroughItsSubclass() {
    Sources tree = Sources.of("m.py", "class A:\n    N = 5\nclass B(A): pass\n");

    assertThat(value(tree, "m.py", "B.N")).contains(new Constant.Whole(5));
  }

  @Test
  void aListInAFunctionIsNoConstant() {
    Sources tree = Sources.of("m.py", "def f():\n    a = [1]\n    b = (1,)\n");
    Scope body = tree.function("m.py", "f").body();
    Constants constants = constants(tree);

    assertThat(constants.of(body.local("a").orElseThrow())).isEmpty();
    assertThat(constants.of(body.local("b").orElseThrow())).isPresent();
  }

  @Test
  void usesAreCountedByWhatTheyDo() {
    Sources tree =
        Sources.of(
            "c.py",
            "A = [1]\n",
            "m.py",
            """
            import c
            from c import A
            print(A, c.A)
            A.append(2)
            c.A = []
            A()
            patch("c.A")
            """);
    Symbol symbol = tree.module("c.py").scopes().root().local("A").orElseThrow();

    Map<Use.Kind, Long> counts =
        new References(tree.resolver())
            .of(symbol).stream().collect(Collectors.groupingBy(Use::kind, Collectors.counting()));

    assertThat(counts)
        .containsEntry(Use.Kind.READ, 2L)
        .containsEntry(Use.Kind.CHANGE, 1L)
        .containsEntry(Use.Kind.WRITE, 2L)
        .containsEntry(Use.Kind.CALL, 1L);
  }

  private static Optional<Constant> value(Sources tree, String path, String expression) {
    return tree.resolve(path, expression) instanceof Target.VariableTarget v
        ? constants(tree).of(v.symbol())
        : Optional.empty();
  }

  private static int length(Sources tree, String name) {
    return ((Constant.Sequence) value(tree, "m.py", name).orElseThrow()).length();
  }

  private static Constants constants(Sources tree) {
    return new Constants(tree.resolver(), new References(tree.resolver()));
  }
}
