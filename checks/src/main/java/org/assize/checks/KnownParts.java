package org.assize.checks;

import java.util.Optional;
import java.util.Set;
import org.assize.facts.Control;
import org.assize.facts.Fact;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;

/**
 * Parts of a text about which constants and facts say everything, whatever they are made of.
 *
 * @param quoting words in the names of functions that quote
 */
record KnownParts(Check check, Set<String> quoting) {
  /** A constant, a sanitised value or a source. */
  Optional<Part> of(Expr e, PythonModule module) {
    ProgramView program = check.program();
    Place place = Place.of(module, e);
    Optional<String> text = program.values().text(e, module);
    if (text.isPresent() || program.constants().of(e, module).isPresent()) {
      Place at = program.values().definition(e, module).orElse(place);
      return Optional.of(new Part.Fixed(at, "the program text fixes it", text.orElse("")));
    }
    Expr named = e instanceof Expr.Call call ? call.function() : e;
    String path = program.resolver().resolve(named, module).dottedPath().orElse("");
    String weakness = check.weakness().id();
    boolean safe =
        e instanceof Expr.Call
            && program.lookup().at(path, Fact.Sanitizer.class).stream()
                .anyMatch(s -> s.weakness().equals("*") || s.weakness().equals(weakness));
    return safe
        ? Optional.of(new Part.Safe(place, sanitized((Expr.Call) e, path, module), ""))
        : controlled(e, named, module);
  }

  private String sanitized(Expr.Call call, String sanitizer, PythonModule module) {
    String what =
        call.args().isEmpty()
            ? "it"
            : Wording.written(call.args().getFirst(), check.program().view(module));
    return what + " passes " + sanitizer;
  }

  /** The value of an expression whose origin a name in it tells. */
  Optional<Part> controlled(Expr value, Expr named, PythonModule module) {
    String path = check.program().resolver().resolve(named, module).dottedPath().orElse("");
    return check.program().lookup().at(path, Fact.Source.class).stream()
        .filter(s -> s.origin() instanceof Control)
        .map(s -> (Control) s.origin())
        .findFirst()
        .map(c -> new Part.Controlled(Place.of(module, value), who(c), c));
  }

  private static String who(Control control) {
    return switch (control) {
      case REMOTE -> "a network client chooses it";
      case TOOL -> "a language model chooses it";
      case PEER -> "another service chooses it";
      case CALLER -> "the caller chooses it";
      case OPERATOR -> "whoever starts the program chooses it";
      case CONSTANT -> "the program text fixes it";
      case UNKNOWN -> "nothing here says who chooses it";
    };
  }

  /** Whether a function quotes what it is given, by its name. */
  boolean isQuoting(Expr.Call call) {
    return switch (call.function()) {
      case Expr.Attribute a -> NameTerms.speaksOf(a.attribute(), quoting);
      case Expr.Name n -> NameTerms.speaksOf(n.id(), quoting);
      default -> false;
    };
  }
}
