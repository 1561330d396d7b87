package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.assize.facts.CodeRole;
import org.assize.facts.Facts;
import org.assize.facts.Severity;
import org.assize.facts.Weakness;
import org.assize.program.Constants;
import org.assize.program.ImportGraph;
import org.assize.program.Program;
import org.assize.program.PythonModule;
import org.assize.program.References;
import org.assize.program.Requirements;
import org.assize.program.Resolver;
import org.assize.program.RoleReason;
import org.assize.program.Roles;
import org.jspecify.annotations.Nullable;

/** Everything a check may ask about the program as a whole. Safe for use by several threads. */
public final class ProgramView {
  private final Program program;
  private final Resolver resolver;
  private final References references;
  private final Constants constants;
  private final ImportGraph imports;
  private final Roles roles;
  private final Facts facts;
  private final FactLookup lookup;
  private final Library library;
  private final Values values;
  private final Map<Object, Object> parts = new ConcurrentHashMap<>();
  private final Map<Asked, Object> asked = new ConcurrentHashMap<>();
  private final Map<PythonModule, ModuleView> views = new ConcurrentHashMap<>();

  /** Prepares the questions about a program. */
  public ProgramView(Program program, Facts facts) {
    this(program, facts, Requirements.none());
  }

  /**
   * Prepares the questions about a program.
   *
   * @param requirements which versions of libraries it may meet
   */
  public ProgramView(Program program, Facts facts, Requirements requirements) {
    this.program = program;
    this.facts = facts;
    resolver = new Resolver(program);
    references = new References(resolver);
    constants = new Constants(resolver, references);
    imports = new ImportGraph(resolver);
    roles = new Roles(resolver, imports, facts);
    lookup = new FactLookup(facts, requirements);
    library = new Library(facts);
    values = new Values(this);
  }

  /** Returns the modules. */
  public Program program() {
    return program;
  }

  /** Returns what names mean. */
  public Resolver resolver() {
    return resolver;
  }

  /** Returns where names are used. */
  public References references() {
    return references;
  }

  /** Returns the constants. */
  public Constants constants() {
    return constants;
  }

  /** Returns which module imports which. */
  public ImportGraph imports() {
    return imports;
  }

  /** Returns the roles of the modules. */
  public Roles roles() {
    return roles;
  }

  /** Returns the role of a module. */
  public CodeRole roleOf(PythonModule module) {
    return roles.of(module).role();
  }

  /** Returns the severity of a defect in a module: one lower in examples and tooling. */
  public Severity severityIn(PythonModule module, Weakness weakness) {
    return switch (roleOf(module)) {
      case EXAMPLE, TOOLING -> weakness.severity().lowered();
      case PRODUCTION, TEST, GENERATED, VENDORED -> weakness.severity();
    };
  }

  /** Whether a module is test code. */
  public boolean isTest(PythonModule module) {
    return roles.isTest(module);
  }

  /** Returns the role of a module with its reasons. */
  public RoleReason roleReason(PythonModule module) {
    return roles.of(module);
  }

  /** Returns the facts about libraries. */
  public Facts facts() {
    return facts;
  }

  /** Returns facts by the path that names resolve to. */
  public FactLookup lookup() {
    return lookup;
  }

  /** Returns facts by the path of a called name as it stands. */
  Library library() {
    return library;
  }

  /** Returns what the text alone says of values. */
  Values values() {
    return values;
  }

  /** Returns how many handlers ask who is calling, of those that were looked at so far. */
  public GuardTally guardTally() {
    return part(GuardTally.class, "handlers", (program, key) -> new GuardTally());
  }

  /** Lets go of what {@link #view} keeps of a module; it is computed anew when asked for again. */
  public void release(PythonModule module) {
    views.remove(module);
  }

  /**
   * Returns something that several checks ask of the whole program, computed on first use and kept.
   *
   * @param kind its class
   * @param parameters what it depends on besides the program
   * @param make computes it; two threads at once compute it twice, to the same result
   */
  <P, K> P part(Class<P> kind, K parameters, BiFunction<ProgramView, K, P> make) {
    Asked same = new Asked(kind, parameters);
    Object known = asked.get(same);
    if (known == null) {
      known = equal(kind, parameters, make);
      asked.put(same, known);
    }
    return kind.cast(known);
  }

  /**
   * A question by the very object that asks: it asks for each file, and has long lists of words.
   */
  private record Asked(Class<?> kind, Object parameters) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Asked(Class<?> otherKind, Object otherParameters)
          && kind == otherKind
          && (parameters == otherParameters
              || (parameters instanceof String && parameters.equals(otherParameters)));
    }

    @Override
    public int hashCode() {
      // few objects ask for one kind
      return 31 * kind.hashCode() + (parameters instanceof String text ? text.hashCode() : 0);
    }
  }

  /** The same for all parameters that are equal: several weaknesses ask by the same words. */
  private <P, K> Object equal(Class<P> kind, K parameters, BiFunction<ProgramView, K, P> make) {
    List<Object> key = List.of(kind, parameters);
    Object known = parts.get(key);
    if (known == null) {
      P made = make.apply(this, parameters);
      Object earlier = parts.putIfAbsent(key, made);
      known = earlier == null ? made : earlier;
    }
    return known;
  }

  /** Returns the nodes of a module by kind; computed on first use and kept. */
  public ModuleView view(PythonModule module) {
    ModuleView known = views.get(module);
    if (known == null) {
      known = new ModuleView(module, resolver, lookup);
      ModuleView earlier = views.putIfAbsent(module, known);
      return earlier == null ? known : earlier;
    }
    return known;
  }
}
