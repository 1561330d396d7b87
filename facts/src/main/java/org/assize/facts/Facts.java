package org.assize.facts;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds facts by dotted name.
 *
 * <p>A name is brought to its {@linkplain #canonical canonical form} first: {@code
 * requests.sessions.Session.get} and {@code requests.Session.get} are one. Facts of a name are in
 * the order in which they were declared. A name without facts of its own has those of {@code
 * parent.*}. Lookups cost a hash of the name; instances are immutable.
 */
public final class Facts {
  private static final Facts NONE = of(List.of());

  private final List<Fact> all;
  private final Map<String, String> aliases;
  private final Map<String, String> distributions;
  private final Map<String, List<Fact>> byName;
  private final Set<String> libraries;

  /** The same, to be asked for each name of a program: most begin with a package of its own. */
  private final Set<String> tops;

  private Facts(
      Collection<? extends Fact> facts,
      Map<String, String> aliases,
      Map<String, String> distributions) {
    this.all = List.copyOf(facts);
    this.distributions = Collections.unmodifiableMap(new LinkedHashMap<>(distributions));
    this.aliases = Collections.unmodifiableMap(new LinkedHashMap<>(aliases));
    // Plain loops: this runs in every start, mostly before anything is compiled.
    Map<String, List<Fact>> grouped = new HashMap<>(all.size() * 2);
    Set<String> tops = new TreeSet<>();
    String lastTop = "";
    for (Fact fact : all) {
      String name = fact.name();
      List<Fact> sameName = grouped.get(name);
      if (sameName == null) {
        sameName = new ArrayList<>(2);
        grouped.put(name, sameName);
      }
      sameName.add(fact);
      if (lastTop.isEmpty() || !top(name).equals(lastTop)) {
        lastTop = top(name);
        tops.add(lastTop);
      }
    }
    for (String alias : aliases.keySet()) {
      tops.add(top(alias));
    }
    this.byName = grouped;
    this.libraries = Collections.unmodifiableSet(tops);
    this.tops = new HashSet<>(tops);
  }

  /** Returns no facts. */
  public static Facts none() {
    return NONE;
  }

  /** Returns the given facts, without aliases. */
  public static Facts of(Collection<? extends Fact> facts) {
    return new Facts(facts, Map.of(), Map.of());
  }

  /**
   * Returns the given facts.
   *
   * @param aliases from a second name of a function, class or module to the one that facts use
   */
  public static Facts of(Collection<? extends Fact> facts, Map<String, String> aliases) {
    return new Facts(facts, aliases, Map.of());
  }

  /**
   * Returns the given facts.
   *
   * @param aliases from a second name of a function, class or module to the one that facts use
   * @param distributions from a top-level package to what it is installed as, where that differs
   */
  public static Facts of(
      Collection<? extends Fact> facts,
      Map<String, String> aliases,
      Map<String, String> distributions) {
    return new Facts(facts, aliases, distributions);
  }

  /** Returns these facts followed by others; the others' aliases win. */
  public Facts plus(Facts others) {
    List<Fact> joined = new ArrayList<>(all);
    joined.addAll(others.all);
    Map<String, String> joinedAliases = new LinkedHashMap<>(aliases);
    joinedAliases.putAll(others.aliases);
    Map<String, String> joinedDistributions = new LinkedHashMap<>(distributions);
    joinedDistributions.putAll(others.distributions);
    return new Facts(joined, joinedAliases, joinedDistributions);
  }

  /** Returns every fact, in declared order. */
  public List<Fact> all() {
    return all;
  }

  /** Returns the aliases, from the second name to the name that facts use. */
  public Map<String, String> aliases() {
    return aliases;
  }

  /** Returns what packages are installed as, where that is not their own name. */
  public Map<String, String> distributions() {
    return distributions;
  }

  /** Returns what the package of a dotted name is installed as. */
  public String distributionOf(String dottedName) {
    return distributions.getOrDefault(top(dottedName), top(dottedName));
  }

  /** Returns the facts about a name, none where nothing is known. */
  public List<Fact> at(String dottedName) {
    if (!tops.contains(top(dottedName))) {
      return List.of();
    }
    String name = canonical(dottedName);
    @Nullable List<Fact> found = byName.get(name);
    int dot = name.lastIndexOf('.');
    if (found == null && dot > 0) {
      found = byName.get(name.substring(0, dot).concat(".*"));
    }
    return found == null ? List.of() : Collections.unmodifiableList(found);
  }

  /** Returns the facts of one kind about a name. */
  public <F extends Fact> List<F> at(String dottedName, Class<F> kind) {
    return select(at(dottedName), kind);
  }

  /**
   * Returns the facts about a member of a class: those of the class itself, else those of the
   * nearest base for which there are any.
   */
  public List<Fact> member(String className, String member) {
    if (!tops.contains(top(className))) {
      return List.of(); // nothing is known of its bases either
    }
    Deque<String> open = new ArrayDeque<>(List.of(className));
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      String current = open.removeFirst();
      if (!seen.add(current)) {
        continue;
      }
      List<Fact> found = at(current + "." + member);
      if (!found.isEmpty()) {
        return found;
      }
      open.addAll(bases(current));
    }
    return List.of();
  }

  /** Returns the facts of one kind about a member of a class. */
  public <F extends Fact> List<F> member(String className, String member, Class<F> kind) {
    return select(member(className, member), kind);
  }

  /**
   * Returns who determines what a method of a subclass is given: by its name, else by the part up
   * to its first underscore, of which facts write {@code validate_*}.
   */
  public List<Fact.Entry> overridden(String className, String method) {
    List<Fact.Entry> found = member(className, method, Fact.Entry.class);
    int end = method.indexOf('_', 1) + 1;
    return found.isEmpty() && end > 0 && end < method.length()
        ? member(className, method.substring(0, end) + "*", Fact.Entry.class)
        : found;
  }

  /**
   * Returns the class of what a call of the name, or the attribute of that name, evaluates to,
   * where a fact without condition says so; of a member, also where it is inherited.
   */
  public Optional<String> resultType(String dottedName) {
    int dot = dottedName.lastIndexOf('.');
    List<Fact> found =
        dot < 0
            ? at(dottedName)
            : member(dottedName.substring(0, dot), dottedName.substring(dot + 1));
    for (Fact fact : found) {
      if (fact instanceof Fact.Type type
          && type.slot() == Slot.Fixed.RETURN
          && type.when().equals(Condition.ALWAYS)) {
        return Optional.of(canonical(type.type()));
      }
    }
    return Optional.empty();
  }

  /** Replaces every callable on the way by the class of its result. */
  public String typed(String path) {
    int dot = path.indexOf('.');
    if (dot >= 0 && !libraries.contains(path.substring(0, dot))) {
      return path; // most paths are of the program itself
    }
    String typed = path;
    while (dot >= 0) {
      String head = typed.substring(0, dot);
      String type = resultType(head).orElse(head);
      typed = type + typed.substring(dot);
      dot = typed.indexOf('.', type.length() + 1);
    }
    return typed;
  }

  /** Returns the direct bases of a class, as far as facts name them. */
  public List<String> bases(String className) {
    List<String> found = new ArrayList<>();
    for (Fact fact : at(className)) {
      if (fact instanceof Fact.Type type && type.slot() == Slot.Fixed.BASE) {
        found.add(canonical(type.type()));
      }
    }
    return Collections.unmodifiableList(found);
  }

  /** Returns whether a class is another one or derives from it, as far as facts say. */
  public boolean derives(String className, String base) {
    String wanted = canonical(base);
    Set<String> reached = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(canonical(className)));
    while (!open.isEmpty()) {
      String current = open.removeFirst();
      if (reached.add(current)) {
        open.addAll(bases(current));
      }
    }
    return reached.contains(wanted);
  }

  /**
   * Returns the name that facts use for a name: the longest part of it that is an alias is
   * replaced, until none is.
   */
  public String canonical(String dottedName) {
    if (!tops.contains(top(dottedName))) {
      return dottedName;
    }
    String name = dottedName;
    // As many rounds as aliases end every chain, also a circular one.
    for (int round = 0; round <= aliases.size(); round++) {
      String replaced = replaceLongestAlias(name);
      if (replaced.equals(name)) {
        return name;
      }
      name = replaced;
    }
    return name;
  }

  /** Returns the top-level packages and modules of which something is known, sorted. */
  public Set<String> libraries() {
    return libraries;
  }

  private String replaceLongestAlias(String name) {
    int end = name.length();
    while (end > 0) {
      String target = aliases.get(name.substring(0, end));
      if (target != null) {
        return target + name.substring(end);
      }
      end = name.lastIndexOf('.', end - 1);
    }
    return name;
  }

  private static <F extends Fact> List<F> select(List<Fact> facts, Class<F> kind) {
    if (facts.isEmpty()) {
      return List.of();
    }
    List<F> selected = new ArrayList<>(facts.size());
    for (Fact fact : facts) {
      if (kind.isInstance(fact)) {
        selected.add(kind.cast(fact));
      }
    }
    return Collections.unmodifiableList(selected);
  }

  private static String top(String dottedName) {
    int dot = dottedName.indexOf('.');
    return dot < 0 ? dottedName : dottedName.substring(0, dot);
  }
}
