package org.assize.arch;

import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Everything by which code would depend on the machine it runs on: files, network, processes,
 * streams, environment, clock, chance, locale. Streams over bytes in memory or over a resource on
 * the class path are none of it, nor is a {@code Path} as long as it is only a name.
 */
final class OutsideWorld extends ArchCondition<JavaClass> {
  private static final Pattern TYPES =
      Pattern.compile(
          """
          java\\.io\\.(File.*|RandomAccessFile|Console)\
          |java\\.nio\\.file\\.(Files|FileSystems?|FileStore|Watch.*)(\\$.*)?\
          |java\\.nio\\.channels\\..*\
          |java\\.net\\.(?!URI$|URISyntaxException$|URLEncoder$|URLDecoder$|IDN$).*\
          |java\\.lang\\.(Process.*|Runtime)\
          |java\\.util\\.(Timer.*|concurrent\\.ThreadLocalRandom|logging\\..*|prefs\\..*)\
          |java\\.security\\.SecureRandom\
          |java\\.time\\.(Clock|InstantSource)\
          |(java|javax)\\.(sql|rmi|naming|swing)\\..*\
          """);

  private static final Map<String, Set<String>> MEMBERS =
      Map.ofEntries(
          entry(
              "java.lang.System",
              Set.of(
                  "in",
                  "out",
                  "err",
                  "getenv",
                  "getProperty",
                  "getProperties",
                  "lineSeparator",
                  "currentTimeMillis",
                  "nanoTime",
                  "identityHashCode",
                  "exit",
                  "load",
                  "loadLibrary")),
          entry("java.lang.Thread", Set.of("sleep")),
          entry("java.lang.Throwable", Set.of("printStackTrace")),
          entry("java.lang.Math", Set.of("random")),
          entry("java.lang.Boolean", Set.of("getBoolean")),
          entry("java.lang.Integer", Set.of("getInteger")),
          entry("java.lang.Long", Set.of("getLong")),
          entry("java.util.UUID", Set.of("randomUUID")),
          entry("java.util.Locale", Set.of("getDefault")),
          entry("java.nio.charset.Charset", Set.of("defaultCharset")),
          entry("java.time.ZoneId", Set.of("systemDefault")),
          entry("java.nio.file.Path", Set.of("toAbsolutePath", "toRealPath", "toFile")));

  OutsideWorld() {
    super("touch the outside world");
  }

  @Override
  public void check(JavaClass one, ConditionEvents events) {
    for (Dependency use : one.getDirectDependenciesFromSelf()) {
      String name = use.getTargetClass().getBaseComponentType().getName();
      report(one, TYPES.matcher(name).matches(), use.getDescription(), events);
    }
    for (JavaAccess<?> access : one.getAccessesFromSelf()) {
      report(one, isForbidden(access), access.getDescription(), events);
    }
  }

  private static boolean isForbidden(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String member = access.getTarget().getName();
    boolean isClock = owner.startsWith("java.time.") && member.equals("now");
    boolean isUnseeded = access.getTarget().getFullName().equals("java.util.Random.<init>()");
    return isClock || isUnseeded || MEMBERS.getOrDefault(owner, Set.of()).contains(member);
  }

  private static void report(JavaClass one, boolean found, String what, ConditionEvents events) {
    if (found) {
      events.add(SimpleConditionEvent.satisfied(one, what));
    }
  }
}
