package org.assize.arch;

import static com.tngtech.archunit.lang.conditions.ArchConditions.never;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The rules, each for the classes that it is given. */
final class Rules {
  private static final Pattern TREE_FIELD =
      Pattern.compile(
          """
          boolean|int|long|double|java\\.lang\\.(String|Object|Enum)\
          |java\\.math\\..*|java\\.util\\.(List|Optional)\
          |org\\.assize\\.(base|syntax)\\.[A-Z].*\
          """);

  private Rules() {}

  /** No file, network, process, stream, environment, clock, chance or locale. */
  static ArchRule noOutsideWorld(DescribedPredicate<JavaClass> where) {
    return noClasses().that(where).should(new OutsideWorld()).allowEmptyShould(true);
  }

  /** No type of a library for YAML or JSON. */
  static ArchRule noFileFormats(DescribedPredicate<JavaClass> where) {
    return noClasses()
        .that(where)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.snakeyaml..",
            "org.yaml..",
            "tools.jackson..",
            "com.fasterxml..",
            "com.google.gson..")
        .allowEmptyShould(true);
  }

  /** No static field that could change. */
  static ArchRule noStaticState(DescribedPredicate<JavaClass> where) {
    return classes().that(where).should(never(new StaticState())).allowEmptyShould(true);
  }

  /** No field of the tree that could hold what an analysis found: neither mutable nor a table. */
  static ArchRule treesHoldSyntaxOnly(DescribedPredicate<JavaClass> where) {
    return each(where, "hold nothing but syntax", Rules::checkTreeFields);
  }

  /** Every package says by {@code @NullMarked} on its package-info that null is an exception. */
  static ArchRule packagesAreNullMarked(DescribedPredicate<JavaClass> where) {
    return each(
        where,
        "lie in a package with a package-info marked @NullMarked",
        (one, found) -> {
          if (!one.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked")) {
            found.accept(one, one.getPackageName() + " has no @NullMarked package-info");
          }
        });
  }

  /** No two packages under {@code root} that know each other, however long the way round. */
  static ArchRule noPackageCycles(String root) {
    return slices().matching(root + ".(**)").should().beFreeOfCycles();
  }

  /**
   * Each class knows only its own module and those before it in {@code order}.
   *
   * @param moduleOf the module of a class, nothing for classes that no arrow concerns
   */
  static ArchRule arrowsPointBack(
      List<String> order, Function<JavaClass, Optional<String>> moduleOf) {
    return arrows(
        moduleOf,
        "know only modules before its own",
        (from, to) -> order.indexOf(to) < order.indexOf(from));
  }

  /** Of the other modules, {@code module} knows {@code allowed} at most. */
  static ArchRule knowsOnly(
      String module, Set<String> allowed, Function<JavaClass, Optional<String>> moduleOf) {
    return arrows(
        moduleOf,
        module + " knows only " + new TreeSet<>(allowed),
        (from, to) -> !from.equals(module) || allowed.contains(to));
  }

  /** No module but {@code friends} knows {@code module}. */
  static ArchRule knownOnlyBy(
      String module, Set<String> friends, Function<JavaClass, Optional<String>> moduleOf) {
    return arrows(
        moduleOf,
        module + " is known only by " + new TreeSet<>(friends),
        (from, to) -> !to.equals(module) || friends.contains(from));
  }

  /** Whether one module may know another. */
  private interface Arrow {
    boolean isAllowed(String from, String to);
  }

  private static ArchRule arrows(
      Function<JavaClass, Optional<String>> moduleOf, String description, Arrow arrow) {
    DescribedPredicate<JavaClass> any = DescribedPredicate.alwaysTrue();
    return each(
        any,
        description,
        (one, found) -> {
          Optional<String> from = moduleOf.apply(one);
          one.getDirectDependenciesFromSelf()
              .forEach(use -> {
                Optional<String> to = moduleOf.apply(use.getTargetClass());
                if (from.isPresent()
                    && to.isPresent()
                    && !from.equals(to)
                    && !arrow.isAllowed(from.get(), to.get())) {
                  found.accept(one, from.get() + " -> " + to.get() + ": " + use.getDescription());
                }
              });
        });
  }

  private static void checkTreeFields(JavaClass one, BiConsumer<JavaClass, String> found) {
    for (JavaField field : one.getFields()) {
      if (field.getModifiers().contains(JavaModifier.STATIC)) {
        continue;
      }
      if (!field.getModifiers().contains(JavaModifier.FINAL)) {
        found.accept(one, field.getDescription() + " is not final");
      }
      for (JavaClass type : field.getAllInvolvedRawTypes()) {
        if (!TREE_FIELD.matcher(type.getName()).matches()) {
          found.accept(one, field.getDescription() + " is of " + type.getName());
        }
      }
    }
  }

  private static ArchRule each(
      DescribedPredicate<JavaClass> where,
      String description,
      BiConsumer<JavaClass, BiConsumer<JavaClass, String>> check) {
    ArchCondition<JavaClass> condition =
        new ArchCondition<>(description) {
          @Override
          public void check(JavaClass one, ConditionEvents events) {
            check.accept(
                one,
                (culprit, message) -> events.add(SimpleConditionEvent.violated(culprit, message)));
          }
        };
    return classes().that(where).should(condition).allowEmptyShould(true);
  }
}
