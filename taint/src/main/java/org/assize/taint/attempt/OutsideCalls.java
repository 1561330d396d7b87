package org.assize.taint.attempt;

import java.util.List;
import org.assize.checks.PatternTree;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Ref;
import org.assize.value.pure.Concrete;
import org.assize.value.pure.Evaluator;
import org.assize.value.pure.Outcome;

/** Computes what functions and methods outside the tree give; only what is pure. */
final class OutsideCalls {
  private final FlowProgram program;
  private boolean usedPattern;

  OutsideCalls(FlowProgram program) {
    this.program = program;
  }

  /** Returns what a method of a known value gives. */
  Held method(Held receiver, String name, Given given) {
    if (receiver instanceof Held.Pattern p && !given.positional().isEmpty()) {
      return matched(
          name, new Held.Known(Concrete.text(p.text()), false), given.positional().get(0));
    }
    if (receiver instanceof Held.Known k && given.isKnown()) {
      return Held.of(
          Evaluator.method(k.value(), name, given.values(), given.keywords()), given.ofText());
    }
    if (receiver instanceof Held.Known && isBelowDomain(name, given)) {
      return Held.truth(false, true);
    }
    return new Held.Open(given.ofText() && !isComparedWithElse(name, given));
  }

  /** {@code host.endswith("." + domain)}: who owns no host below the domain, has none that fits. */
  private static boolean isBelowDomain(String name, Given given) {
    return name.equals("endswith")
        && given.ofText()
        && given.positional().size() == 1
        && given.positional().getFirst() instanceof Held.Begun(String begin)
        && begin.startsWith(".");
  }

  /** What a text is to begin or end with decides as much as the text, and may be anything. */
  private static boolean isComparedWithElse(String name, Given given) {
    return (name.equals("startswith") || name.equals("endswith"))
        && given.positional().stream().noneMatch(Held::ofText);
  }

  /** Returns what a function of a library gives. */
  Held function(Ref at, Given given) {
    List<String> paths = program.paths(at);
    if (paths.size() != 1) {
      return new Held.Open(given.ofText());
    }
    String path = paths.getFirst();
    List<Held> all = given.positional();
    return switch (path) {
      case "re.compile" ->
          !all.isEmpty()
                  && all.get(0)
                      instanceof Held.Known(Concrete.Scalar(Literal.Text(String t)), boolean ofText)
                  && all.size() == 1
              ? new Held.Pattern(t)
              : Held.Open.ELSE;
      case "re.match", "re.fullmatch", "re.search" ->
          all.size() == 2
              ? matched(path.substring(3), all.get(0), all.get(1))
              : new Held.Open(given.ofText());
      case "urllib.parse.urlparse",
          "urllib.parse.urlsplit",
          "urlparse.urlparse",
          "urlparse.urlsplit",
          "httpx.URL",
          "urllib3.util.parse_url",
          "urllib3.util.url.parse_url",
          "yarl.URL" ->
          address(all);
      case "builtins.isinstance" -> isText(at, all);
      default ->
          given.isKnown()
              ? Held.of(Evaluator.call(path, given.values(), given.keywords()), given.ofText())
              : new Held.Open(given.ofText());
    };
  }

  /**
   * Whether a pattern was asked: what else it takes is not known from the texts that were tried.
   */
  boolean usedPattern() {
    return usedPattern;
  }

  private Held matched(String function, Held pattern, Held text) {
    boolean ofText = pattern.ofText() || text.ofText();
    if (pattern.equals(Held.Open.ELSE) && text instanceof Held.Known) {
      return new Held.Known(Concrete.NONE, true); // of the program's own, for texts of its own
    }
    if (!(pattern instanceof Held.Known p) || !(text instanceof Held.Known t)) {
      usedPattern |= ofText;
      return new Held.Open(ofText);
    }
    usedPattern |= ofText && !isForbidding(function, p.value());
    return switch (Evaluator.matches(function, p.value(), t.value())) {
      case Outcome.Value(Concrete.Scalar(Literal.Truth(boolean matches))) ->
          matches ? new Held.Thing(ofText) : new Held.Known(Concrete.NONE, ofText);
      case Outcome.Raises r -> new Held.Thrown(r.type(), ofText);
      default -> new Held.Open(ofText);
    };
  }

  /** A search for one of some characters: texts that have none are all alike to it. */
  private static boolean isForbidding(String function, Concrete pattern) {
    return function.equals("search")
        && pattern instanceof Concrete.Scalar(Literal.Text(String text))
        && PatternTree.of(text).filter(OutsideCalls::isOneCharacter).isPresent();
  }

  private static boolean isOneCharacter(PatternTree tree) {
    return switch (tree) {
      case PatternTree.One _ -> true;
      case PatternTree.All all -> all.parts().size() == 1 && isOneCharacter(all.parts().getFirst());
      case PatternTree.Repeated repeated ->
          repeated.least() == 1 && isOneCharacter(repeated.part());
      default -> false;
    };
  }

  private static Held address(List<Held> all) {
    return !all.isEmpty()
            && all.get(0)
                instanceof Held.Known(Concrete.Scalar(Literal.Text(String url)), boolean ofText)
        ? new Held.Address(Evaluator.address(url), ofText)
        : new Held.Open(!all.isEmpty() && all.get(0).ofText());
  }

  private Held isText(Ref at, List<Held> all) {
    Body body = program.body(at.body());
    if (all.size() != 2 || !(all.get(0) instanceof Held.Known k)) {
      return new Held.Open(all.stream().anyMatch(Held::ofText));
    }
    List<String> types = program.paths(new Ref(at.body(), body.operand(at.instruction(), 2)));
    return types.size() == 1
        ? Held.of(Evaluator.isInstance(k.value(), types.getFirst()), k.ofText())
        : new Held.Open(k.ofText());
  }
}
