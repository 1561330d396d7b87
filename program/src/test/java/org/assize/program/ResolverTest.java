package org.assize.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.assize.program.Target.ClassTarget;
import org.assize.program.Target.External;
import org.assize.program.Target.FunctionTarget;
import org.assize.program.Target.InstanceTarget;
import org.assize.program.Target.ModuleTarget;
import org.assize.program.Target.Unknown;
import org.assize.program.Target.VariableTarget;
import org.assize.syntax.Expr;
import org.junit.jupiter.api.Test;

/** What names mean, through imports, re-exports and aliases. */
class ResolverTest {
  @Test
  void anAbsentPackageKeepsItsPathThroughAliases() {
    Sources tree =
        Sources.of("m.py", "import os.path as p\nfrom json import loads as read\nalso = read\n");

    assertThat(tree.meaning("m.py", "p.join")).isEqualTo("os.path.join");
    assertThat(tree.meaning("m.py", "also")).isEqualTo("json.loads");
  }

  @Test
  void aNameThatTheBodyOfAClassBindsOnlyThereIsThatOfTheModule() {
    Sources tree =
        Sources.of("m.py", "import lib as fields\nclass A:\n    fields = {1: fields.Id()}\n");
    PythonModule module = tree.program().at("m.py").orElseThrow();
    Scope body = module.scopes().classes().getFirst().body();
    Expr.Dict display =
        (Expr.Dict) body.local("fields").orElseThrow().only().orElseThrow().value().orElseThrow();
    Expr called = ((Expr.Call) display.values().getFirst()).function();

    assertThat(tree.resolver().resolve(called, module)).isEqualTo(new External("lib.Id"));
  }

  @Test
  void aPackagePassesOnWhatItsModulesDefine() {
    Sources tree =
        Sources.of(
            "p/__init__.py", "from .core import Client as Api\n",
            "p/core.py", "class Client: pass\n",
            "main.py", "from p import Api\nimport p\n");

    assertThat(tree.meaning("main.py", "Api")).isEqualTo("p.core.Client");
    assertThat(tree.meaning("main.py", "p.Api")).isEqualTo("p.core.Client");
  }

  @Test
  void aChainOfReExportsIsFollowedToItsEnd() {
    Sources tree =
        Sources.of(
            "a.py", "def f(): pass\n",
            "b.py", "from a import f as g\n",
            "c.py", "from b import g as h\nk = h\n",
            "d.py", "from c import k\n");

    assertThat(tree.meaning("d.py", "k")).isEqualTo("a.f");
  }

  @Test
  void modulesThatImportEachOtherAreNoTrap() {
    Sources tree = Sources.of("a.py", "from b import x\n", "b.py", "from a import x\n");

    assertThat(tree.resolve("a.py", "x")).isNotInstanceOf(FunctionTarget.class);
  }

  @Test
  void aStarImportTakesWhatHasNoUnderscore() {
    Sources tree =
        Sources.of(
            "a.py", "def shown(): pass\ndef _hidden(): pass\n",
            "b.py", "from a import *\n");

    assertThat(tree.meaning("b.py", "shown")).isEqualTo("a.shown");
    assertThat(tree.resolve("b.py", "_hidden")).isEqualTo(Unknown.UNKNOWN);
  }

  @Test
  void aStarImportTakesWhatAllLists() {
    Sources tree =
        Sources.of(
            "a.py",
            """
            __all__ = ["one"] + ["_two"]
            __all__ += ("three",)
            __all__.append("four")
            __all__.extend(["five"])
            def one(): pass
            def _two(): pass
            def three(): pass
            def four(): pass
            def five(): pass
            def six(): pass
            """,
            "b.py",
            "from a import *\n");

    assertThat(tree.meaning("b.py", "one")).isEqualTo("a.one");
    assertThat(tree.meaning("b.py", "_two")).isEqualTo("a._two");
    assertThat(tree.meaning("b.py", "three")).isEqualTo("a.three");
    assertThat(tree.meaning("b.py", "four")).isEqualTo("a.four");
    assertThat(tree.meaning("b.py", "five")).isEqualTo("a.five");
    assertThat(tree.resolve("b.py", "six")).isEqualTo(Unknown.UNKNOWN);
  }

  @Test
  void aComputedAllMayTakeAnyName() {
    Sources tree =
        Sources.of(
            "a.py", "__all__ = sorted(globals())\ndef f(): pass\n", "b.py", "from a import *\n");

    assertThat(tree.meaning("b.py", "f")).isEqualTo("a.f");
  }

  @Test
  void allMayNameASubmodule() {
    Sources tree =
        Sources.of(
            "p/__init__.py", "__all__ = ['sub']\n",
            "p/sub.py", "",
            "p/other.py", "",
            "m.py", "from p import *\n");

    assertThat(tree.resolve("m.py", "sub")).isInstanceOf(ModuleTarget.class);
    assertThat(tree.resolve("m.py", "other")).isEqualTo(Unknown.UNKNOWN);
  }

  @Test
  void theLastStarImportWins() {
    Sources tree =
        Sources.of(
            "a.py", "def f(): pass\n",
            "b.py", "def f(): pass\n",
            "c.py", "from a import *\nfrom b import *\n");

    assertThat(tree.meaning("c.py", "f")).isEqualTo("b.f");
  }

  @Test
  void starImportsOfEachOtherAreNoTrap() {
    Sources tree = Sources.of("a.py", "from b import *\n", "b.py", "from a import *\n");

    assertThat(tree.resolve("a.py", "nothing")).isEqualTo(Unknown.UNKNOWN);
  }

  @Test
  void anOwnNameGoesBeforeAStarImport() {
    Sources tree =
        Sources.of("a.py", "def f(): pass\n", "b.py", "from a import *\ndef f(): pass\n");

    assertThat(tree.meaning("b.py", "f")).isEqualTo("b.f");
  }

  @Test
  void anAbsentStarImportMayBindAnyNameThatIsNotBuiltIn() {
    Sources tree = Sources.of("a.py", "from lib import *\n");

    assertThat(tree.meaning("a.py", "thing")).isEqualTo("lib.thing");
    assertThat(tree.meaning("a.py", "len")).isEqualTo("builtins.len");
  }

  @Test
  void ofAConditionalImportTheOneInTheTreeCounts() {
    Sources tree =
        Sources.of(
            "fast.py", "def f(): pass\n",
            "m.py", "try:\n    from fast import f\nexcept ImportError:\n    from slow import f\n");

    assertThat(tree.meaning("m.py", "f")).isEqualTo("fast.f");
  }

  @Test
  void anImportThatMayFailIsStillTheImport() {
    Sources tree =
        Sources.of("m.py", "try:\n    import lib\nexcept ImportError:\n    lib = None\n");

    assertThat(tree.meaning("m.py", "lib.x")).isEqualTo("lib.x");
  }

  @Test
  void aDefinitionUnderAConditionIsStillADefinition() {
    Sources tree = Sources.of("m.py", "if flag:\n    def f(): pass\nelse:\n    def f(x): pass\n");

    assertThat(tree.resolve("m.py", "f")).isInstanceOf(FunctionTarget.class);
  }

  @Test
  void aNameOfTheModuleShadowsTheBuiltIn() {
    Sources tree = Sources.of("m.py", "def open(p): pass\n");

    assertThat(tree.meaning("m.py", "open")).isEqualTo("m.open");
    assertThat(tree.meaning("m.py", "print")).isEqualTo("builtins.print");
  }

  @Test
  void aParameterShadowsTheModule() {
    Sources tree = Sources.of("m.py", "import os\ndef f(os): pass\n");

    assertThat(tree.resolveIn("m.py", "f", "os")).isInstanceOf(VariableTarget.class);
  }

  @Test
  void aNameBoundInSeveralWaysIsAVariable() {
    Sources tree = Sources.of("m.py", "import json\njson = 1\n");

    assertThat(tree.resolve("m.py", "json")).isInstanceOf(VariableTarget.class);
  }

  @Test
  void anUndefinedNameIsUnknown() {
    Sources tree = Sources.of("m.py", "");

    assertThat(tree.resolve("m.py", "undefined.x")).isEqualTo(Unknown.UNKNOWN);
  }

  @Test
  void aSubmoduleIsBoundOverAModuleImportedUnderItsName() {
    Sources tree =
        Sources.of(
            "p/__init__.py", "import time\n",
            "p/time.py", "",
            "m.py", "import p\n");

    assertThat(tree.meaning("m.py", "p.time")).isEqualTo("p.time");
  }

  @Test
  void aFunctionOfThePackageGoesBeforeTheSubmoduleOfItsName() {
    Sources tree =
        Sources.of(
            "p/__init__.py", "from .run import run\n",
            "p/run.py", "def run(): pass\n",
            "m.py", "from p import run\n");

    assertThat(tree.resolve("m.py", "run")).isInstanceOf(FunctionTarget.class);
  }

  @Test
  void aCallOfAClassIsAnInstance() {
    Sources tree = Sources.of("m.py", "class C:\n    def f(self): pass\nc = C()\n");

    assertThat(tree.resolve("m.py", "c")).isInstanceOf(InstanceTarget.class);
    assertThat(tree.meaning("m.py", "c.f")).isEqualTo("m.C.f");
  }

  @Test
  void annotationsTellTheClassOfAParameter() {
    Sources tree =
        Sources.of(
            "m.py",
            """
            from typing import Optional
            import lib
            class C:
                def f(self): pass
            def a(x: C): pass
            def b(x: "C"): pass
            def c(x: Optional[C]): pass
            def d(x: C | None): pass
            def e(x: lib.Thing): pass
            """);

    for (String function : new String[] {"a", "b", "c", "d"}) {
      assertThat(tree.resolveIn("m.py", function, "x.f").dottedPath()).contains("m.C.f");
    }
    assertThat(tree.resolveIn("m.py", "e", "x.go").dottedPath()).contains("lib.Thing.go");
  }

  @Test
  void superFindsTheNextClass() {
    Sources tree =
        Sources.of(
            "m.py",
            """
            class A:
                def f(self): pass
            class B(A):
                def f(self):
                    return super().f()
            """);
    PythonFunction second = tree.type("m.py", "B").method("f").orElseThrow();

    Target found = tree.resolver().resolve(Sources.expression("super().f"), second.body());

    assertThat(found.dottedPath()).contains("m.A.f");
  }

  @Test
  void aPrivateAttributeIsFoundFromItsOwnClassOnly() {
    Sources tree =
        Sources.of(
            "m.py",
            """
            class A:
                def __f(self): pass
                def inside(self): pass
            class B(A):
                def below(self): pass
            """);

    assertThat(tree.resolveIn("m.py", "inside", "self.__f").dottedPath()).contains("m.A.__f");
    assertThat(tree.resolveIn("m.py", "below", "self.__f")).isEqualTo(Unknown.UNKNOWN);
    assertThat(tree.resolve("m.py", "A.__f")).isEqualTo(Unknown.UNKNOWN);
    assertThat(tree.meaning("m.py", "A._A__f")).isEqualTo("m.A.__f");
  }

  @Test
  void privateFieldsOfTwoClassesAreApart() {
    Sources tree =
        Sources.of(
            "m.py",
            """
            import one, two
            class A:
                def __init__(self):
                    self.__c = one.Client()
                def first(self): pass
            class B(A):
                def __init__(self):
                    self.__c = two.Client()
                def second(self): pass
            """);

    assertThat(tree.resolveIn("m.py", "first", "self.__c.go").dottedPath())
        .contains("one.Client.go");
    assertThat(tree.resolveIn("m.py", "second", "self.__c.go").dottedPath())
        .contains("two.Client.go");
  }

  @Test
  void aDecoratorIsNamedLikeAnyExpression() {
    Sources tree = Sources.of("m.py", "import lib as l\n@l.route('/x')\ndef f(): pass\n");
    PythonFunction f = tree.function("m.py", "f");

    Target target = tree.resolver().resolve(f.node().decorators().getFirst(), f.definedIn());

    assertThat(target).isEqualTo(new InstanceTarget(new External("lib.route")));
  }

  @Test
  void anImportInAFunctionIsItsOwn() {
    Sources tree = Sources.of("m.py", "def f():\n    import os\n");

    assertThat(tree.resolveIn("m.py", "f", "os.path").dottedPath()).contains("os.path");
    assertThat(tree.resolve("m.py", "os")).isEqualTo(Unknown.UNKNOWN);
  }

  @Test
  void aClassOfTheTreeIsAClass() {
    Sources tree = Sources.of("m.py", "class C:\n    class D: pass\n");

    assertThat(tree.resolve("m.py", "C.D")).isInstanceOf(ClassTarget.class);
  }
}
