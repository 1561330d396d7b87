package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.ArgumentView;
import org.assize.facts.Condition;
import org.assize.facts.Constant;
import org.assize.facts.Reason;
import org.assize.facts.Relation;
import org.assize.facts.Slot;
import org.assize.facts.Truth;
import org.assize.program.Binding;
import org.assize.program.PythonClass;
import org.assize.program.PythonModule;
import org.assize.program.Scope;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * Finds a variable with a bad value in a module or class of settings. What makes it one of settings
 * are the other names that it assigns; what makes it one for development is its own name.
 *
 * @param name the variable
 * @param when when its {@code value} is bad, as a {@linkplain Condition condition}; without it,
 *     when it is {@code True}
 * @param reason why it is a caution even in production; without it, it is a defect
 * @param beside names of which a module of settings assigns at least one; none where the value
 *     alone tells enough
 * @param developmentTerms words of the names of modules that are loaded in development only
 * @param refusals dotted names of what a program raises that makes up for it in its own way; it has
 *     a sentence of its own then, {@code elsewhere}
 * @param filledIn whether settings of the site that come after it set it, as everybody knows of it
 * @param say sentences for {@code present}, {@code development} and {@code test}; and for {@code
 *     unset}, where the bad value is the default of a look-up; unless it is worded, that is silent
 */
public record ModuleSwitch(
    String name,
    Optional<Condition> when,
    Optional<Reason> reason,
    Set<String> beside,
    Set<String> developmentTerms,
    Set<String> refusals,
    Optional<Boolean> filledIn,
    Map<String, String> say)
    implements Detector {
  private static final Condition IS_TRUE =
      new Condition.Compare(Slot.Fixed.VALUE, Relation.EQUAL, Constant.Bool.TRUE);

  /** Checks the sentences. */
  public ModuleSwitch {
    List<String> cases = new ArrayList<>(List.of("present", "development", "test"));
    if (say.containsKey("unset")) {
      cases.add("unset");
    }
    if (!refusals.isEmpty()) {
      cases.add("elsewhere");
    }
    Sentences.require(say, cases);
  }

  private boolean isBad(ArgumentView given) {
    return when.orElse(IS_TRUE).evaluate(given) == Truth.TRUE;
  }

  @Override
  public void review(Check check) {
    PythonModule module = check.view().module();
    Scope root = module.scopes().root();
    assigned(root).ifPresent(b -> judge(check, module.name(), b, List.of(root)));
    for (PythonClass type : module.scopes().classes()) {
      assigned(type.body()).ifPresent(b -> judge(check, type.name(), b, bodies(type, check)));
    }
  }

  private Optional<Binding> assigned(Scope scope) {
    return scope.local(name).flatMap(Symbol::only);
  }

  /** The body of a class, then those of its bases, from which it has settings too. */
  private static List<Scope> bodies(PythonClass type, Check check) {
    List<Scope> found = new ArrayList<>(List.of(type.body()));
    for (Target base : check.program().resolver().hierarchy().order(type)) {
      if (base instanceof Target.ClassTarget c && c.type() != type) {
        found.add(c.type().body());
      }
    }
    return found;
  }

  /**
   * Judges one list of settings.
   *
   * @param owner the name of its module or class
   * @param binding what it assigns its variable
   * @param scopes where it assigns its variable, then where it gets others from
   */
  private void judge(Check check, String owner, Binding binding, List<Scope> scopes) {
    PythonModule module = check.view().module();
    Optional<Expr> value = binding.value();
    boolean on =
        value
            .map(v -> check.program().values().assigned(v, module))
            .filter(this::isBad)
            .isPresent();
    Optional<UnlessSet.Standing> unset =
        on ? Optional.empty() : value.flatMap(v -> unset(v, check));
    if (!on && unset.isEmpty()) {
      return;
    }
    Optional<Symbol> witness = on || unset.isPresent() ? witness(scopes) : Optional.empty();
    boolean named = NameTerms.speaksOf(owner, developmentTerms);
    if ((witness.isEmpty() && !beside.isEmpty()) || (named && !on)) {
      return; // settings for development are expected to be open unless told otherwise
    }
    Place place =
        value
            .flatMap(v -> badElement(check, v))
            .map(e -> Place.of(module, e))
            .orElseGet(() -> Place.of(module, binding.source()));
    boolean isOfModule = owner.equals(module.name());
    Optional<Place> overridden = isOfModule ? overridden(check) : Optional.empty();
    Optional<Finding.Evidence> later =
        isOfModule
            ? filledIn.flatMap(_ -> new ReplacedSettings(check).skeleton(binding.source()))
            : Optional.empty();
    boolean development = named || overridden.isPresent() || later.isPresent();
    Optional<Place> refusal = development ? Optional.empty() : refusal(check);
    Optional<Reason> calm =
        development
            ? Optional.of(Reason.DEV_ONLY)
            : refusal.map(_ -> Reason.DEFENCE_IN_DEPTH).or(() -> reason);
    Finding.Builder finding =
        calm.filter(_ -> !check.inTest())
            .map(why -> Finding.caution(check.weakness(), place, why))
            .orElseGet(() -> check.present(place));
    boolean byDefault = unset.filter(u -> !u.always()).isPresent();
    String otherwise = refusal.isPresent() ? "elsewhere" : byDefault ? "unset" : "present";
    String which = check.inTest() ? "test" : development ? "development" : otherwise;
    refusal.ifPresent(p -> finding.step(p, "refuses others in the program's own way"));
    if (byDefault && !check.inTest()) {
      finding.severity(check.weakness().severity().lowered());
    }
    unset.ifPresent(u -> finding.step(u.asked(), u.why()));
    overridden.ifPresent(
        p -> finding.step(p, "where these settings are loaded from, it is set anew"));
    later.ifPresent(l -> finding.step(l.place(), l.text()));
    witness.ifPresent(w ->
        finding.step(
            Place.of(w.scope().module(), w.bindings().getFirst().source()),
            w.name() + " beside it: these are the settings of a site"));
    check.report(finding.saying(new Sentences(say).fill(which, "name", name)));
  }

  /** Of a list of several entries, the one that alone makes it bad. */
  private Optional<Expr> badElement(Check check, Expr value) {
    return value instanceof Expr.ListExpr list && list.elements().size() > 1
        ? Optional.of(list.elements().getFirst()).filter(e -> isAlone(check, list, e))
        : Optional.empty();
  }

  /** Whether a list is bad with one entry alone, and not without it. */
  private boolean isAlone(Check check, Expr.ListExpr list, Expr entry) {
    List<Expr> others = list.elements().stream().filter(e -> e != entry).toList();
    return isBad(check, list, List.of(entry)) && !isBad(check, list, others);
  }

  private boolean isBad(Check check, Expr.ListExpr list, List<Expr> entries) {
    Expr part = new Expr.ListExpr(list.start(), list.end(), entries);
    return isBad(check.program().values().assigned(part, check.view().module()));
  }

  /** The look-up whose default is the bad value. */
  private Optional<UnlessSet.Standing> unset(Expr value, Check check) {
    PythonModule module = check.view().module();
    UnlessSet unless = new UnlessSet(check.program());
    return say.containsKey("unset") && isBad(unless.assigned(value, module))
        ? unless
            .isOn(value, module)
            .or(() ->
                Optional.of(
                    new UnlessSet.Standing(Place.of(module, value), Constant.Bool.TRUE, false)))
        : Optional.empty();
  }

  /** Where the program itself raises what makes up for it. */
  private Optional<Place> refusal(Check check) {
    return refusals.stream()
        .sorted()
        .flatMap(path ->
            check.program().program().mentioning(path.substring(path.lastIndexOf('.') + 1)).stream()
                .filter(m -> !m.isTemplate() && !check.program().isTest(m))
                .flatMap(m ->
                    check.program().view(m).all(Stmt.Raise.class).stream()
                        .filter(r -> names(check, m, r, path))
                        .map(r -> Place.of(m, r))))
        .findFirst();
  }

  private static boolean names(Check check, PythonModule module, Stmt.Raise raised, String path) {
    Expr type = raised.exception() instanceof Expr.Call c ? c.function() : raised.exception();
    return type != null
        && check
            .program()
            .resolver()
            .resolve(type, module)
            .dottedPath()
            .filter(path::equals)
            .isPresent();
  }

  /** Settings for production take all names of these and set this one anew. */
  private Optional<Place> overridden(Check check) {
    for (PythonModule importer :
        check.program().imports().importersOf(check.view().module()).keySet()) {
      Scope root = importer.scopes().root();
      Optional<Binding> own =
          root.starImports().isEmpty()
              ? Optional.empty()
              : root.local(name).flatMap(s -> s.bindings().stream().findFirst());
      boolean isBetter =
          own.flatMap(Binding::value)
              .map(v -> check.program().values().assigned(v, importer))
              .filter(given -> !isBad(given))
              .isPresent();
      if (isBetter) {
        return own.map(b -> Place.of(importer, b.source()));
      }
    }
    return Optional.empty();
  }

  private Optional<Symbol> witness(List<Scope> scopes) {
    return scopes.stream()
        .flatMap(scope -> beside.stream().sorted().flatMap(n -> scope.local(n).stream()))
        .filter(s -> !s.name().equals(name) && isFilled(Optional.of(s)) && !isOff(s))
        .findFirst();
  }

  /** A framework's own module of defaults names the settings too, and leaves them empty. */
  private static boolean isFilled(Optional<Symbol> symbol) {
    Optional<Expr> value = symbol.flatMap(Symbol::only).flatMap(Binding::value);
    return symbol.isPresent() && value.filter(ModuleSwitch::isEmpty).isEmpty();
  }

  /** Of a switch beside it that tells how much it matters: it is off. */
  private boolean isOff(Symbol symbol) {
    return beside.size() == 1
        && symbol
            .only()
            .flatMap(Binding::value)
            .filter(v -> v instanceof Expr.Bool b && !b.value())
            .isPresent();
  }

  private static boolean isEmpty(Expr value) {
    return switch (value) {
      case Expr.ListExpr e -> e.elements().isEmpty();
      case Expr.Tuple e -> e.elements().isEmpty();
      case Expr.Str e -> e.value().isEmpty();
      default -> false;
    };
  }
}
