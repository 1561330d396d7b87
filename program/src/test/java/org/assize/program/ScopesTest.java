package org.assize.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assize.program.Binding.Kind;
import org.junit.jupiter.api.Test;

/** Which scope binds a name, as the language reference says. CPython's symtable says the rest. */
class ScopesTest {
  @Test
  void aFunctionSeesTheFunctionAroundItButNotTheClass() {
    Sources tree =
        Sources.of(
            "m.py",
            """
            x = 0
            def outer():
                y = 1
                class C:
                    x = 2
                    y = 3
                    def inner(self):
                        return x, y
            """);

    assertThat(binding(tree, "inner", "x")).isEqualTo(Scope.Kind.MODULE);
    assertThat(binding(tree, "inner", "y")).isEqualTo(Scope.Kind.FUNCTION);
  }

  @Test
  void theFirstIterableOfAComprehensionBelongsOutside() {
    Sources tree = Sources.of("m.py", "x = []\ny = [x for x in x for z in x]\n");

    assertThat(kindAt(tree, "in x for", 3)).isEqualTo(Scope.Kind.MODULE);
    assertThat(kindAt(tree, "in x]", 3)).isEqualTo(Scope.Kind.COMPREHENSION);
    assertThat(kindAt(tree, "[x for", 1)).isEqualTo(Scope.Kind.COMPREHENSION);
  }

  @Test
  void aComprehensionInAClassDoesNotSeeItsNames() {
    Sources tree = Sources.of("m.py", "n = 1\nclass C:\n    n = 2\n    a = [n for _ in n]\n");

    assertThat(symbolAt(tree, "[n for", 1).scope().kind()).isEqualTo(Scope.Kind.MODULE);
    assertThat(symbolAt(tree, "in n]", 3).scope().kind()).isEqualTo(Scope.Kind.CLASS);
  }

  @Test
  void aWalrusInComprehensionsBindsAroundThem() {
    Sources tree =
        Sources.of("m.py", "def f(a):\n    return [[(hit := n) for n in m] for m in a], hit\n");

    assertThat(binding(tree, "f", "hit")).isEqualTo(Scope.Kind.FUNCTION);
    assertThat(tree.function("m.py", "f").body().local("hit")).isPresent();
  }

  @Test
  void globalHoldsForTheWholeFunction() {
    Sources tree = Sources.of("m.py", "def f():\n    x = 1\n    if x:\n        global x\n");

    assertThat(binding(tree, "f", "x")).isEqualTo(Scope.Kind.MODULE);
    assertThat(tree.module("m.py").scopes().root().local("x").orElseThrow().bindings())
        .extracting(Binding::kind)
        .containsExactly(Kind.ASSIGNMENT);
  }

  @Test
  void nonlocalNamesAFunctionsVariableAlsoWhenThatIsBoundBelow() {
    Sources tree =
        Sources.of(
            "m.py",
            """
            x = 0
            def outer():
                def inner():
                    nonlocal x
                    x = 2
                x = 1
            """);

    Symbol symbol = tree.function("m.py", "outer").body().local("x").orElseThrow();
    assertThat(tree.function("m.py", "inner").body().lookup("x")).contains(symbol);
    assertThat(symbol.bindings()).hasSize(2);
    assertThat(tree.module("m.py").scopes().root().local("x").orElseThrow().bindings()).hasSize(1);
  }

  @Test
  void bindingsOfANonlocalStandInTheOrderOfTheText() {
    Sources tree =
        Sources.of(
            "m.py",
            """
            def outer():
                def inner():
                    nonlocal x
                    x = "first"
                x = "second"
            """);

    assertThat(tree.function("m.py", "outer").body().local("x").orElseThrow().bindings())
        .isSortedAccordingTo((a, b) -> Integer.compare(a.node().start(), b.node().start()));
  }

  @Test
  void decoratorsDefaultsAndBasesAreReadOutside() {
    Sources tree =
        Sources.of(
            "m.py",
            """
            @deco
            def f(deco=base):
                base = 1
            class C(base):
                base = 2
            """);

    assertThat(kindAt(tree, "deco\n", 0)).isEqualTo(Scope.Kind.MODULE);
    assertThat(kindAt(tree, "=base", 1)).isEqualTo(Scope.Kind.MODULE);
    assertThat(kindAt(tree, "(base)", 1)).isEqualTo(Scope.Kind.MODULE);
  }

  @Test
  void aDecoratorOnTheFirstMethodIsReadInTheClass() {
    Sources tree = Sources.of("m.py", "class C:\n    @mark\n    def f(self): pass\n");

    assertThat(kindAt(tree, "mark", 0)).isEqualTo(Scope.Kind.CLASS);
  }

  @Test
  void aLambdaHasItsParametersAndNotItsDefaults() {
    Sources tree = Sources.of("m.py", "x = 1\nf = lambda x=x: x\n");

    assertThat(symbolAt(tree, "=x:", 1).scope().kind()).isEqualTo(Scope.Kind.MODULE);
    assertThat(symbolAt(tree, ": x", 2).scope().kind()).isEqualTo(Scope.Kind.LAMBDA);
  }

  @Test
  void everyWayToBindIsKept() {
    Sources tree =
        Sources.of(
            "m.py",
            """
            import x
            from y import x
            x = 1
            x += 1
            x: int
            (x, *_) = 1, 2
            for x in (): pass
            with y as x: pass
            try: pass
            except E as x: pass
            match y:
                case x: pass
            def x(): pass
            class x: pass
            (x := 1)
            del x
            type x = int
            """);

    assertThat(tree.module("m.py").scopes().root().local("x").orElseThrow().bindings())
        .extracting(Binding::kind)
        .containsExactly(
            Kind.IMPORT,
            Kind.FROM_IMPORT,
            Kind.ASSIGNMENT,
            Kind.AUGMENTED,
            Kind.DECLARATION,
            Kind.UNPACKING,
            Kind.LOOP,
            Kind.WITH,
            Kind.EXCEPTION,
            Kind.PATTERN,
            Kind.FUNCTION,
            Kind.CLASS,
            Kind.ASSIGNMENT,
            Kind.DELETION,
            Kind.TYPE_ALIAS);
  }

  @Test
  void anAnnotationInParenthesesBindsNothing() {
    Sources tree = Sources.of("m.py", "(x): int\n(y): int = 1\n");

    assertThat(tree.module("m.py").scopes().root().local("x")).isEmpty();
    assertThat(tree.module("m.py").scopes().root().local("y")).isPresent();
  }

  @Test
  void capturesOfPatternsAreBound() {
    Sources tree =
        Sources.of(
            "m.py",
            """
            match v:
                case {"k": a, **b}: pass
                case [c, *d]: pass
                case P(e, f=g) as h: pass
            """);

    assertThat(tree.module("m.py").scopes().root().symbols())
        .extracting(Symbol::name)
        .containsExactlyInAnyOrder("a", "b", "c", "d", "e", "g", "h");
  }

  @Test
  void importsBindTheirFirstPartOrTheirAlias() {
    Sources tree = Sources.of("m.py", "import a.b.c\nimport d.e as f\nfrom g import h as i\n");

    assertThat(tree.module("m.py").scopes().root().symbols())
        .extracting(Symbol::name)
        .containsExactly("a", "f", "i");
  }

  @Test
  void typeParametersAreSeenByAnnotationsAndBodyAndNotByDefaults() {
    Sources tree = Sources.of("m.py", "T = 1\ndef f[T](a: T, b=T) -> T:\n    return T\n");

    assertThat(symbolAt(tree, ": T", 2).scope().kind()).isEqualTo(Scope.Kind.TYPE_PARAMETERS);
    assertThat(symbolAt(tree, "=T", 1).scope().kind()).isEqualTo(Scope.Kind.MODULE);
    assertThat(symbolAt(tree, "return T", 7).scope().kind()).isEqualTo(Scope.Kind.TYPE_PARAMETERS);
  }

  @Test
  void typeParametersDirectlyInAClassSeeItsNames() {
    Sources tree = Sources.of("m.py", "class C:\n    B = int\n    def f[T: B](self): return B\n");

    assertThat(symbolAt(tree, ": B", 2).scope().kind()).isEqualTo(Scope.Kind.CLASS);
    assertThat(tree.function("m.py", "f").body().lookup("B")).isEmpty();
  }

  @Test
  void privateNamesBelongToTheirClass() {
    Sources tree =
        Sources.of(
            "m.py",
            """
            class _Box:
                __x = 1
                def read(self):
                    return __x
            class Other:
                __x = 2
            """);

    assertThat(tree.type("m.py", "_Box").body().local("_Box__x")).isPresent();
    assertThat(tree.type("m.py", "_Box").body().local("__x")).isEmpty();
    assertThat(tree.type("m.py", "Other").body().local("_Other__x")).isPresent();
  }

  @Test
  void namesThatEndInTwoUnderscoresAreNotPrivate() {
    Sources tree = Sources.of("m.py", "class C:\n    __slots__ = ()\nclass __:\n    __x = 1\n");

    assertThat(tree.type("m.py", "C").body().local("__slots__")).isPresent();
    assertThat(tree.type("m.py", "__").body().local("__x")).isPresent();
  }

  @Test
  void qualifiedNamesJoinTheDefinitionsAround() {
    Sources tree =
        Sources.of(
            "p/__init__.py", "",
            "p/m.py", "class A:\n    class B:\n        def f(self):\n            def g(): pass\n");

    assertThat(tree.function("p/m.py", "g").qualifiedName()).isEqualTo("p.m.A.B.f.g");
    assertThat(tree.type("p/m.py", "B").qualifiedName()).isEqualTo("p.m.A.B");
  }

  @Test
  void aMethodKnowsWhatItReceives() {
    Sources tree =
        Sources.of(
            "m.py",
            """
            class C:
                def plain(self, a): pass
                @classmethod
                def made(cls): pass
                @staticmethod
                def free(a): pass
                def __new__(cls): pass
            """);

    assertThat(List.of("plain", "made", "free", "__new__"))
        .extracting(n -> tree.function("m.py", n).receiver().orElse("-"))
        .containsExactly("self", "cls", "-", "cls");
    assertThat(tree.function("m.py", "__new__").isClassMethod()).isTrue();
  }

  private static Scope.Kind binding(Sources tree, String function, String name) {
    return tree.function("m.py", function).body().lookup(name).orElseThrow().scope().kind();
  }

  private static Scope.Kind kindAt(Sources tree, String text, int offset) {
    return scopeAt(tree, text, offset).kind();
  }

  /** What the one-letter name at an offset behind the start of a text means. */
  private static Symbol symbolAt(Sources tree, String text, int offset) {
    String code = tree.module("m.py").text().text();
    int at = code.indexOf(text) + offset;
    return scopeAt(tree, text, offset).lookup(code.substring(at, at + 1)).orElseThrow();
  }

  private static Scope scopeAt(Sources tree, String text, int offset) {
    PythonModule module = tree.module("m.py");
    return module.scopes().at(module.text().text().indexOf(text) + offset);
  }
}
