package org.assize.checks;

import java.util.Optional;
import java.util.stream.Stream;
import org.assize.facts.Fact;
import org.assize.syntax.Expr;

/**
 * What the text around a call tells of a setting that holds there.
 *
 * @param settings how the setting is judged
 * @param view the module of the call
 */
public record BesideSetting(Settings settings, ModuleView view, ProgramView program) {
  /**
   * What is told.
   *
   * @param which the sentence for it
   * @param refutes whether it disproves the suspicion, or only leaves little of it
   * @param evidence the line that shows it
   */
  public record Told(String which, boolean refutes, Finding.Evidence evidence) {}

  /** Looks around calls of a module. */
  public static BesideSetting in(Settings settings, Place place, ProgramView program) {
    return new BesideSetting(settings, program.view(place.module()), program);
  }

  /**
   * Returns what the text around the call or assignment at a place tells, whatever way led to it.
   *
   * @param name the dotted name of what is set there
   */
  public Optional<Told> told(Place place, String name) {
    return view.calls().stream()
        .filter(c -> c.place().equals(place))
        .findFirst()
        .flatMap(call -> told(call, place))
        .or(() -> optional(place, name));
  }

  /** Whether settings of the application say what a call at a place leaves out. */
  public boolean isSaidElsewhere(Place place, Fact.Setting setting) {
    return !settings.standIns().isEmpty()
        && view.calls().stream()
            .filter(c -> c.place().equals(place))
            .anyMatch(c -> new StandIns(settings, program).clears(c, setting));
  }

  /** An option that decides whether the place is reached, or whether it is this that is called. */
  private Optional<Told> optional(Place place, String name) {
    OptionAround options = new OptionAround(program, settings.optionTerms());
    return Stream.concat(
            view.all(Expr.Attribute.class).stream()
                .filter(a -> Place.of(view.module(), a).equals(place)),
            view.calls().stream()
                .filter(c -> c.place().equals(place))
                .flatMap(c -> Stream.concat(Stream.of(c.node()), chosen(c, name))))
        .flatMap(node -> options.of(node, view.module()).stream())
        .filter(found -> found.which().equals("option"))
        .flatMap(found -> found.step().stream())
        .findFirst()
        .filter(_ -> settings.say().containsKey("option"))
        .map(step -> new Told("option", false, step));
  }

  /** The branch of {@code make = A if option else B} that is called. */
  private Stream<Expr> chosen(CallSite call, String name) {
    return call.node().function() instanceof Expr.Name n
        ? view.module().scopes().only(n).stream()
            .flatMap(b -> b.value().stream())
            .flatMap(v ->
                v instanceof Expr.IfExp either
                    ? Stream.of(either.body(), either.orelse())
                    : Stream.<Expr>empty())
            .filter(e ->
                program
                    .resolver()
                    .resolve(e, view.module())
                    .dottedPath()
                    .filter(name::equals)
                    .isPresent())
        : Stream.empty();
  }

  private Optional<Told> told(CallSite call, Place place) {
    boolean isCalm =
        settings.say().containsKey("cautious")
            && (new CalmPlace(view, settings.cautiousIn(), settings.cautiousReads()).holds(call)
                || new IdleState(settings.idleWithout(), program).isIdle(call));
    Optional<Told> calm =
        isCalm
            ? Optional.of(
                new Told(
                    "cautious",
                    false,
                    new Finding.Evidence(
                        place,
                        settings.idleWithout().isEmpty()
                            ? "its name tells what it is for"
                            : "nothing reads what is kept there")))
            : Optional.empty();
    return opened(call)
        .flatMap(f -> f.step().map(step -> new Told(f.which(), true, step)))
        .or(() -> calm);
  }

  /** Returns what disproves the setting at a call: it only opens, or something else comes first. */
  Optional<Situation.Found> of(CallSite call) {
    return opened(call).or(() -> fallback(call));
  }

  private Optional<Situation.Found> opened(CallSite call) {
    return settings.say().containsKey("opened")
        ? new OnlyOpened(view, program.values())
            .of(call)
            .filter(found -> settings.say().containsKey(found.which()))
        : Optional.empty();
  }

  private Optional<Situation.Found> fallback(CallSite call) {
    return settings.say().containsKey("fallback")
        ? new FallbackImport(program)
            .of(call)
            .map(place ->
                new Situation.Found(
                    "fallback",
                    Optional.of(new Finding.Evidence(place, "what replaces it comes first"))))
        : Optional.empty();
  }
}
