package org.assize.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How files are named, and which file an import finds. */
class ModuleNameTest {
  @Test
  void aPackageIsNamedByTheFoldersThatHoldAnInit() {
    Sources tree = Sources.of("a/__init__.py", "", "a/b/__init__.py", "", "a/b/c.py", "");

    assertThat(tree.module("a/b/c.py").name()).isEqualTo("a.b.c");
    assertThat(tree.module("a/b/__init__.py").name()).isEqualTo("a.b");
    assertThat(tree.module("a/b/c.py").sourceRoot()).isEmpty();
  }

  @Test
  void aSourceLayoutHasItsRootBelowTheProgram() {
    Sources tree = Sources.of("src/pkg/__init__.py", "", "src/pkg/m.py", "");

    assertThat(tree.module("src/pkg/m.py").name()).isEqualTo("pkg.m");
    assertThat(tree.module("src/pkg/m.py").sourceRoot()).isEqualTo("src");
  }

  @Test
  void aLooseFileIsNamedByItself() {
    Sources tree = Sources.of("tools/run.py", "");

    assertThat(tree.module("tools/run.py").name()).isEqualTo("run");
    assertThat(tree.module("tools/run.py").sourceRoot()).isEqualTo("tools");
  }

  @Test
  void testsBesideASourceLayoutFindThePackage() {
    Sources tree =
        Sources.of(
            "src/pkg/__init__.py", "",
            "src/pkg/m.py", "def f(): pass\n",
            "tests/test_m.py", "from pkg.m import f\n");

    assertThat(tree.resolve("tests/test_m.py", "f")).isInstanceOf(Target.FunctionTarget.class);
  }

  @Test
  void aPackageInARootOfItsOwnIsFoundWhereItIsTheOnlyOne() {
    Sources tree =
        Sources.of(
            "libs/one/pkg/__init__.py", "x = 1\n",
            "services/web/app.py", "import pkg\n");

    assertThat(tree.resolve("services/web/app.py", "pkg")).isInstanceOf(Target.ModuleTarget.class);
  }

  @Test
  void ofTwoRootsWithOneNameEachSeesItsOwn() {
    Sources tree =
        Sources.of(
            "one/pkg/__init__.py", "",
            "one/pkg/a.py", "import pkg.b\n",
            "one/pkg/b.py", "",
            "two/pkg/__init__.py", "",
            "two/pkg/a.py", "import pkg.b\n",
            "two/pkg/b.py", "");

    assertThat(found(tree, "one/pkg/a.py", "pkg.b")).isEqualTo("one/pkg/b.py");
    assertThat(found(tree, "two/pkg/a.py", "pkg.b")).isEqualTo("two/pkg/b.py");
  }

  @Test
  void ofTwoRootsWithOneNameAThirdSeesNeither() {
    Sources tree =
        Sources.of(
            "one/pkg/__init__.py", "",
            "two/pkg/__init__.py", "",
            "main.py", "import pkg\n");

    assertThat(tree.meaning("main.py", "pkg")).isEqualTo("pkg");
    assertThat(tree.resolve("main.py", "pkg")).isInstanceOf(Target.External.class);
  }

  @Test
  void looseFilesOfOneFolderSeeEachOther() {
    Sources tree = Sources.of("d/a.py", "import b\n", "d/b.py", "");

    assertThat(found(tree, "d/a.py", "b")).isEqualTo("d/b.py");
  }

  @Test
  void looseFilesOfDifferentFoldersAreSeparatePrograms() {
    Sources tree =
        Sources.of(
            "x/a.py", "import redis\nredis.Redis()\n",
            "y/redis.py", "class Redis: pass\n");

    assertThat(tree.resolve("x/a.py", "redis.Redis")).isEqualTo(new Target.External("redis.Redis"));
  }

  @Test
  void aFileOfTheProgramsRootIsFoundFromBelow() {
    Sources tree = Sources.of("app.py", "def make(): pass\n", "tests/test_app.py", "import app\n");

    assertThat(found(tree, "tests/test_app.py", "app")).isEqualTo("app.py");
  }

  @Test
  void aFolderWithoutAnInitIsANamespace() {
    Sources tree = Sources.of("ns/sub/m.py", "def f(): pass\n", "main.py", "import ns.sub.m\n");

    assertThat(tree.resolve("main.py", "ns.sub")).isInstanceOf(Target.NamespaceTarget.class);
    assertThat(tree.resolve("main.py", "ns.sub.m.f")).isInstanceOf(Target.FunctionTarget.class);
  }

  @Test
  void filesThatImportByTheirPlaceMakeTheirFolderAPackage() {
    Sources tree =
        Sources.of(
            "shop/views.py", "from . import store\nfrom ..base import f\n",
            "shop/store.py", "",
            "base.py", "def f(): pass\n");

    assertThat(tree.module("shop/views.py").name()).isEqualTo("shop.views");
    assertThat(tree.meaning("shop/views.py", "store")).isEqualTo("shop.store");
  }

  @Test
  void aNameWithDotsMakesTheNearestFolderAPackage() {
    Sources tree =
        Sources.of(
            "api/app/main.py", "from app.store import f\nimport json.decoder\n",
            "api/app/store.py", "def f(): pass\n",
            "json/other.py", "",
            "web/app/store.py", "");

    assertThat(tree.module("api/app/store.py").name()).isEqualTo("app.store");
    assertThat(tree.module("web/app/store.py").name()).isEqualTo("store");
    assertThat(tree.module("json/other.py").name()).isEqualTo("other");
    assertThat(tree.resolve("api/app/main.py", "f")).isInstanceOf(Target.FunctionTarget.class);
  }

  @Test
  void scriptsOfSuchAFolderStillFindEachOther() {
    Sources tree =
        Sources.of("p/a.py", "import b\n", "p/b.py", "", "main.py", "from p.b import x\n");

    assertThat(found(tree, "p/a.py", "b")).isEqualTo("p/b.py");
  }

  @Test
  void aPackageGoesBeforeAModuleOfItsName() {
    Sources tree = Sources.of("m.py", "", "m/__init__.py", "", "main.py", "import m\n");

    assertThat(found(tree, "main.py", "m")).isEqualTo("m/__init__.py");
  }

  @Test
  void relativeImportsCountDotsFromTheirPackage() {
    Sources tree =
        Sources.of(
            "p/__init__.py", "from .a import one\n",
            "p/a.py", "def one(): pass\n",
            "p/q/__init__.py", "from ..a import one\nfrom . import b\n",
            "p/q/b.py", "from .. import a\nfrom ..a import one as uno\nfrom ... import none\n");

    assertThat(tree.meaning("p/__init__.py", "one")).isEqualTo("p.a.one");
    assertThat(tree.meaning("p/q/__init__.py", "one")).isEqualTo("p.a.one");
    assertThat(tree.meaning("p/q/b.py", "a")).isEqualTo("p.a");
    assertThat(tree.meaning("p/q/b.py", "uno")).isEqualTo("p.a.one");
  }

  @Test
  void aRelativeImportNeverLeavesItsRoot() {
    Sources tree =
        Sources.of(
            "one/p/__init__.py", "",
            "one/p/m.py", "from .other import f\n",
            "p/__init__.py", "",
            "p/other.py", "def f(): pass\n");

    assertThat(tree.resolve("one/p/m.py", "f")).isInstanceOf(Target.External.class);
  }

  @Test
  void moreDotsThanPackagesNameNothing() {
    Sources tree = Sources.of("p/__init__.py", "", "p/m.py", "from .... import x\n");

    assertThat(tree.meaning("p/m.py", "x.y")).isEqualTo("?");
  }

  private static String found(Sources tree, String importer, String dotted) {
    return tree.program()
        .find(dotted, tree.module(importer))
        .map(f -> f instanceof Importable.Found m ? m.module().path() : f.toString())
        .orElse("nothing");
  }
}
