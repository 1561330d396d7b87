package org.assize.checks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assize.facts.Condition;
import org.assize.facts.Fact;
import org.assize.facts.Facts;
import org.assize.facts.Slot;
import org.assize.facts.StandardLibrary;
import org.assize.facts.Versions;
import org.assize.program.PythonModule;
import org.assize.program.Requirements;
import org.assize.resources.Requirement;

/**
 * Facts by the dotted path that names resolve to, through result types and base classes: {@code
 * ssl.create_default_context.check_hostname} is an attribute of what that function returns. Safe
 * for use by several threads.
 */
public final class FactLookup {
  private static final String OBJECTS = ".objects";

  /** A class of a module that holds models, by the names that Django's tutorial gives both. */
  private static final Pattern MODEL =
      Pattern.compile("(?:\\w+\\.)*models(?:\\.\\w+)*\\.[A-Z]\\w*");

  private static final Pattern SESSION =
      Pattern.compile(
          "(?:\\w+\\.)*(?:db|database|extensions|models|session)\\.db_session(?=\\.|$)");

  private final Facts facts;
  private final Requirements requirements;
  private final StandardLibrary standard = StandardLibrary.load();
  private final Map<String, List<Fact>> known = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> mentioned = new HashMap<>(); // weaknesses by plain name

  FactLookup(Facts facts, Requirements requirements) {
    this.facts = facts;
    this.requirements = requirements;
    for (Fact fact : facts.all()) {
      boolean always = fact.slot() == Slot.Fixed.NAME && fact.when().equals(Condition.ALWAYS);
      if (fact instanceof Fact.Setting setting && always) {
        mentioned.computeIfAbsent(last(fact.name()), n -> new HashSet<>()).add(setting.weakness());
      }
    }
  }

  /** Whether a path belongs to Python's own library. */
  boolean isOfPython(String path) {
    return standard.ownsTopLevel(path);
  }

  /** Returns the facts of a kind about a path; none for the empty path. */
  public <F extends Fact> List<F> at(String path, Class<F> kind) {
    if (path.isEmpty()) {
      return List.of();
    }
    List<Fact> all = known.get(path);
    if (all == null) {
      all = find(path);
      known.put(path, all);
    }
    if (all.isEmpty()) {
      return List.of();
    }
    List<F> selected = new ArrayList<>();
    for (Fact fact : all) {
      if (kind.isInstance(fact)) {
        selected.add(kind.cast(fact));
      }
    }
    return selected;
  }

  /** Returns the settings of a weakness about a path. */
  List<Fact.Setting> settings(String path, String weakness) {
    List<Fact.Setting> all = at(path, Fact.Setting.class);
    return all.isEmpty() ? all : all.stream().filter(s -> s.weakness().equals(weakness)).toList();
  }

  /** Returns the sinks of a weakness about a path. */
  public List<Fact.Sink> sinks(String path, String weakness) {
    List<Fact.Sink> all = at(path, Fact.Sink.class);
    return all.isEmpty() ? all : all.stream().filter(s -> s.weakness().equals(weakness)).toList();
  }

  /** Returns the weaknesses of which the mere mention of a plain name may be a setting. */
  Set<String> setByMention(String name) {
    return mentioned.getOrDefault(name, Set.of());
  }

  /** Whether a path is one of the standard library, or facts tell something of it. */
  public boolean isDescribed(String path) {
    return standard.ownsTopLevel(path) || !at(path, Fact.class).isEmpty();
  }

  /** Whether a path belongs to a package of which neither the standard library nor facts know. */
  public boolean isUnknown(String path) {
    int dot = path.indexOf('.');
    String top = dot < 0 ? path : path.substring(0, dot);
    return !top.equals("builtins")
        && !standard.ownsTopLevel(path)
        && !facts.libraries().contains(top);
  }

  /**
   * Returns whether a fact holds for the lowest version of its library that a module may meet: of
   * Python for the standard library, whose names are gone in the versions behind an upper bound; so
   * where one is used and nothing is asked for, the fact holds.
   */
  public ByVersion byVersion(Fact fact, PythonModule module) {
    Versions versions = fact.subject().versions();
    if (versions.equals(Versions.ALL)) {
      return new ByVersion.Always();
    }
    boolean isStandard = standard.ownsTopLevel(fact.name());
    ByVersion told =
        requirements
            .lowest(module.path(), isStandard ? "python" : facts.distributionOf(fact.name()))
            .map(asked -> judged(versions, asked))
            .orElse(new ByVersion.Open());
    return isStandard && versions.isUntil() && !(told instanceof ByVersion.Gone)
        ? new ByVersion.Always()
        : told;
  }

  private static ByVersion judged(Versions versions, Requirements.Declared asked) {
    Requirement requirement = asked.requirement();
    String step = requirement.written() + " is asked for; this is so for " + versions.text();
    if (requirement.lowest().isPresent()) {
      return versions.allow(requirement.lowest().get())
          ? new ByVersion.Holds(asked, step)
          : versions.isUntil() ? new ByVersion.Gone(asked, step) : new ByVersion.Open();
    }
    boolean isBelow =
        versions.isUntil()
            && versions.bounds().stream()
                .allMatch(
                    b -> Versions.compare(requirement.highest().orElse(""), b.version()) <= 0);
    return isBelow ? new ByVersion.Holds(asked, step) : new ByVersion.Open();
  }

  private List<Fact> find(String path) {
    String typed = typed(path);
    int dot = typed.lastIndexOf('.');
    return dot < 0
        ? facts.at(typed)
        : facts.member(typed.substring(0, dot), typed.substring(dot + 1));
  }

  /** Returns the class of what a call of a path, or an attribute of that path, gives. */
  public Optional<String> typeOf(String path) {
    return facts.resultType(typed(path));
  }

  /** Returns the class of what a call of a path gives, or of what it is. */
  public Optional<String> resultType(String path) {
    return facts.resultType(path);
  }

  /** Replaces every callable on the way by the class of its result. */
  public String typed(String path) {
    return facts.typed(managed(path));
  }

  /**
   * What a model whose code was not found calls {@code objects} is its manager, and what a module
   * for the database calls {@code db_session} is one of SQLAlchemy's.
   */
  private static String managed(String path) {
    if (path.contains("db_session")) { // few paths do, and each is asked for often
      Matcher session = SESSION.matcher(path);
      return session.lookingAt() ? "sqlalchemy.orm.Session" + path.substring(session.end()) : path;
    }
    int at = path.indexOf(OBJECTS);
    int end = at + OBJECTS.length();
    boolean isWhole = at > 0 && (end == path.length() || path.charAt(end) == '.');
    return isWhole && MODEL.matcher(path.substring(0, at)).matches()
        ? "django.db.models.Manager" + path.substring(end)
        : path;
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
