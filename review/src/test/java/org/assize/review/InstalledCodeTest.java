package org.assize.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assize.base.Workers;
import org.assize.program.PythonModule.Origin;
import org.assize.program.source.Discovery;
import org.assize.program.source.MemoryTree;
import org.assize.program.source.PathFilter;
import org.assize.program.source.SourceTree;
import org.junit.jupiter.api.Test;

class InstalledCodeTest {
  private static final Workers ONE = Workers.of(1);

  private static ProgramReader reader(SourceTree tree, Origin origin) {
    return new ProgramReader(tree, Optional.empty(), origin);
  }

  private static List<String> read(Map<String, String> project, List<Map<String, String>> folders) {
    SourceTree tree = MemoryTree.of(project);
    List<ReadFile> own =
        reader(tree, Origin.PROJECT)
            .read(
                Discovery.discover(tree, List.of(""), PathFilter.ALL).files(), ONE, Progress.NONE);
    List<InstalledCode> installed =
        folders.stream()
            .map(MemoryTree::of)
            .map(t -> new InstalledCode(t, reader(t, Origin.DEPENDENCY), ONE))
            .toList();
    return InstalledCode.imported(installed, own, ONE).stream()
        .map(ReadFile::path)
        .sorted()
        .toList();
  }

  @Test
  void whatIsImportedIsReadWithItsPackages() {
    assertThat(
            read(
                Map.of("app.py", "def f():\n    from shop.cart import total\n"),
                List.of(
                    Map.of(
                        "shop/__init__.py", "",
                        "shop/cart.py", "from .rates import rate\nfrom . import taxes\n",
                        "shop/rates.py", "import money.coins\n",
                        "shop/taxes.py", "",
                        "shop/tests/test_cart.py", "import shop.cart\n",
                        "money/coins.py", "",
                        "money/notes.py", "",
                        "unused/__init__.py", "import unused.part\n",
                        "unused/part.py", ""))))
        .containsExactly(
            "money/coins.py", "shop/__init__.py", "shop/cart.py", "shop/rates.py", "shop/taxes.py");
  }

  @Test
  void relativeImportsOfTheProgramMeanTheProgram() {
    assertThat(
            read(
                Map.of("app/__init__.py", "", "app/main.py", "from . import views\n"),
                List.of(Map.of("views.py", "", "app/views.py", ""))))
        .isEmpty();
  }

  @Test
  void foldersImportFromEachOther() {
    assertThat(
            read(
                Map.of("app.py", "import upper\n"),
                List.of(
                    Map.of("lower.py", "import lowest\n", "lowest.py", ""),
                    Map.of("upper.py", "import lower\n"))))
        .containsExactly("lower.py", "lowest.py", "upper.py");
  }

  @Test
  void templatesAreReadOfPackagesThatAre() {
    assertThat(
            read(
                Map.of("app.py", "import forms\n"),
                List.of(
                    Map.of(
                        "forms/__init__.py", "",
                        "forms/templates/field.html", "{{ field }}",
                        "tables/templates/row.html", "{{ row }}"))))
        .containsExactly("forms/__init__.py", "forms/templates/field.html");
  }

  @Test
  void codeHidesItsStubAndAPackageItsModule() {
    assertThat(
            read(
                Map.of("app.py", "import a, b\n"),
                List.of(
                    Map.of("a.py", "", "a/__init__.py", "", "b.py", "", "b.pyi", "", "c.pyi", ""))))
        .containsExactly("a/__init__.py", "b.py");
  }
}
