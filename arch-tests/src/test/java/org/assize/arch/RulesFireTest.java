package org.assize.arch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.arch.samples.state.Settled;
import org.assize.arch.samples.state.Tables;
import org.junit.jupiter.api.Test;

/** Each rule against classes that break it and classes that come close without breaking it. */
class RulesFireTest {
  private static final String SAMPLES = "org.assize.arch.samples";

  private final JavaClasses samples = new ClassFileImporter().importPackages(SAMPLES);

  @Test
  void theOutsideWorldIsSeenInEveryForm() {
    String found = violations(Rules.noOutsideWorld(resideInAPackage(SAMPLES + ".io")));
    assertThat(found)
        .contains(
            "Files.readString",
            "System.out",
            "System.getenv",
            "System.nanoTime",
            "Thread.sleep",
            "Instant.now",
            "ProcessBuilder",
            "java.net.URL",
            "java.util.Random.<init>()",
            "toRealPath")
        .doesNotContain("Pure");
  }

  @Test
  void formatsAreSeen() {
    assertThat(violations(Rules.noFileFormats(resideInAPackage(SAMPLES + ".format"))))
        .contains("org.snakeyaml.engine.v2.api.LoadSettings");
  }

  @Test
  void staticStateIsSeen() {
    String found = violations(Rules.noStaticState(resideInAPackage(SAMPLES + ".state")));
    assertThat(found)
        .contains("Tables.counter", "Tables.CACHE", "Tables.LOCAL", "Tables.OPEN_TABLE")
        .doesNotContain("Settled");
  }

  @Test
  void modifiableStaticCollectionsAreSeen() throws Exception {
    assertThat(StaticValues.modifiable(Tables.class))
        .anyMatch(field -> field.contains("Tables.LOOKS_CONSTANT"));
    assertThat(StaticValues.modifiable(Settled.class)).isEmpty();
  }

  @Test
  void resultsInATreeAreSeen() {
    assertThat(violations(Rules.treesHoldSyntaxOnly(resideInAPackage(SAMPLES + ".tree"))))
        .contains("Noted.type> is not final", "Noted.types> is of java.util.Map")
        .doesNotContain("Plain");
  }

  @Test
  void packageCyclesAreSeen() {
    assertThat(violations(Rules.noPackageCycles(SAMPLES + ".cycle"))).contains("Cycle detected");
  }

  @Test
  void unmarkedPackagesAreSeen() {
    assertThat(violations(Rules.packagesAreNullMarked(resideInAPackage(SAMPLES + ".unmarked"))))
        .contains("samples.unmarked has no @NullMarked");
    assertThat(violations(Rules.packagesAreNullMarked(resideInAPackage(SAMPLES + ".left"))))
        .isEmpty();
  }

  @Test
  void arrowsAgainstTheOrderAreSeen() {
    assertThat(violations(Rules.arrowsPointBack(List.of("left", "right"), this::byPackage)))
        .contains("left -> right");
    assertThat(violations(Rules.arrowsPointBack(List.of("right", "left"), this::byPackage)))
        .isEmpty();
  }

  @Test
  void forbiddenAcquaintanceIsSeen() {
    assertThat(violations(Rules.knowsOnly("left", Set.of(), this::byPackage)))
        .contains("left -> right");
    assertThat(violations(Rules.knowsOnly("left", Set.of("right"), this::byPackage))).isEmpty();
    assertThat(violations(Rules.knownOnlyBy("right", Set.of(), this::byPackage)))
        .contains("left -> right");
    assertThat(violations(Rules.knownOnlyBy("right", Set.of("left"), this::byPackage))).isEmpty();
  }

  private Optional<String> byPackage(JavaClass one) {
    return switch (one.getPackageName()) {
      case SAMPLES + ".left" -> Optional.of("left");
      case SAMPLES + ".right" -> Optional.of("right");
      default -> Optional.empty();
    };
  }

  private String violations(ArchRule rule) {
    return String.join("\n", rule.evaluate(samples).getFailureReport().getDetails());
  }
}
