package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/** What a project asks by wherever a handler says nothing else. */
record DefaultGuard(GuardWords terms, ProgramView program) {
  /** Returns where it is set, if it asks for anything. */
  Optional<Place> place() {
    return program.part(Found.class, terms, (p, t) -> new Found(find())).place;
  }

  /**
   * Whether it is a policy of the project's own, or of another library: one that looks at what is
   * to be done, and not only at who somebody is.
   */
  boolean isPolicy() {
    return program.part(Found.class, terms, (p, t) -> new Found(find())).isPolicy;
  }

  private record Found(Optional<Place> place, boolean isPolicy) {
    private Found(List<Setting> settings) {
      this(
          settings.stream().map(Setting::place).findFirst(),
          settings.stream().anyMatch(Setting::isPolicy));
    }
  }

  private record Setting(Place place, boolean isPolicy) {}

  private List<Setting> find() {
    return program.program().mentioning(terms.defaultSetting()).stream()
        .filter(m -> !m.isTemplate() && !program.isTest(m))
        .flatMap(this::in)
        .toList();
  }

  private Stream<Setting> in(PythonModule module) {
    return program.view(module).all(Expr.Dict.class).stream()
        .flatMap(dict ->
            IntStream.range(0, dict.keys().size())
                .filter(i ->
                    dict.keys().get(i) instanceof Expr.Str key
                        && key.value().equals(terms.defaultSetting()))
                .mapToObj(i -> dict.values().get(i)))
        .filter(this::asks)
        .map(value -> new Setting(Place.of(module, value), isPolicy(value)));
  }

  private boolean isPolicy(Expr value) {
    return Inside.any(
        List.of((Node) value),
        Expr.Str.class,
        s -> s.value().contains(".") && !s.value().startsWith(terms.defaultFor() + "."));
  }

  private boolean asks(Expr value) {
    List<Expr.Str> names = Inside.all(List.of((Node) value), Expr.Str.class);
    return !names.isEmpty()
        && names.stream()
            .map(s -> s.value().substring(s.value().lastIndexOf('.') + 1))
            .noneMatch(terms.openToAll()::contains);
  }
}
