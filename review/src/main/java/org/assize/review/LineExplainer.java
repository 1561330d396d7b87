package org.assize.review;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.assize.base.SourceText;
import org.assize.base.Workers;
import org.assize.checks.Place;
import org.assize.program.PythonModule;
import org.assize.taint.SinkWays;

/** Says of one line who reaches it, what its values reach, and what a review makes of them. */
final class LineExplainer {
  private final ProgramMapper mapper;
  private final Flows flows;
  private final Places places;
  private final PythonModule module;
  private final int line;
  private final List<Observation> observations;

  /**
   * Prepares for one line.
   *
   * @param observations of the whole file
   */
  LineExplainer(
      ProgramMapper mapper,
      Flows flows,
      Places places,
      PythonModule module,
      int line,
      List<Observation> observations) {
    this.mapper = mapper;
    this.flows = flows;
    this.places = places;
    this.module = module;
    this.line = line;
    this.observations = observations;
  }

  LineExplanation explain(ProgramSize size, SourceLines sources, Workers workers) {
    MappedFile file = mapper.map(module);
    String name = functionName();
    List<SinkWays> touching =
        flows.review().ways(workers, ways -> isHere(ways.at()) || passesHere(ways));
    return new LineExplanation(
        file.file(),
        line,
        file.functions().stream()
            .filter(f -> !name.isEmpty() && f.name().equals(name))
            .min(Comparator.comparingInt(f -> Math.abs(line - f.location().startLine())))
            .orElse(null),
        file.entries().stream().filter(e -> e.function().equals(name)).toList(),
        observations.stream().filter(o -> covers(o.location())).toList(),
        observations.stream()
            .filter(o ->
                !covers(o.location())
                    && o.evidence().stream().anyMatch(s -> startsHere(s.location())))
            .toList(),
        touching.stream().filter(w -> isHere(w.at())).map(w -> explained(w, true)).toList(),
        touching.stream().filter(w -> !isHere(w.at())).map(w -> explained(w, false)).toList(),
        size,
        sources);
  }

  private String functionName() {
    SourceText text = module.text();
    String written = text.line(line);
    int indent = written.length() - written.stripLeading().length();
    return module
        .scopes()
        .functionAt(text.lineStart(line) + indent)
        .map(f -> inModule(f.qualifiedName()))
        .orElse("");
  }

  private String inModule(String name) {
    String prefix = module.name() + ".";
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }

  private boolean isHere(Place place) {
    return place.module() == module
        && place.line() <= line
        && line <= module.text().lineAt(Math.max(place.start(), place.end() - 1));
  }

  private boolean passesHere(SinkWays ways) {
    return ways.ways().stream().anyMatch(this::passesHere);
  }

  private boolean passesHere(SinkWays.Way way) {
    return way.lines().stream().anyMatch(p -> p.module() == module && p.line() == line)
        || way.steps().stream()
            .anyMatch(s -> s.place().module() == module && s.place().line() == line);
  }

  private boolean covers(Location at) {
    return at.path().equals(module.path()) && at.startLine() <= line && line <= at.lastLine();
  }

  private boolean startsHere(Location at) {
    return at.path().equals(module.path()) && at.startLine() == line;
  }

  private ExplainedSink explained(SinkWays ways, boolean all) {
    List<SinkWays.Way> shown =
        ways.ways().stream()
            .filter(w -> all || passesHere(w))
            .sorted(Comparator.comparing(SinkWays.Way::kind))
            .toList();
    List<Observation> raised = observations.stream().filter(o -> isOf(o, ways)).toList();
    return new ExplainedSink(
        places.locate(ways.at()),
        ways.weakness().id(),
        ways.name(),
        outcome(ways),
        raised,
        shown.stream().map(this::way).toList(),
        ways.isComplete());
  }

  private boolean isOf(Observation seen, SinkWays ways) {
    return seen.weakness().equals(ways.weakness().id())
        && ways.findings().stream().anyMatch(f -> places.locate(f.place()).equals(seen.location()));
  }

  private ExplainedSink.Way way(SinkWays.Way way) {
    return new ExplainedSink.Way(
        way.kind().name().toLowerCase(Locale.ROOT),
        way.control(),
        way.steps().stream().map(s -> new Step(places.locate(s.place()), s.text())).toList());
  }

  /** What is said, or why nothing is. */
  private static String outcome(SinkWays ways) {
    Optional<String> said =
        ways.findings().stream()
            .map(f -> f.status().id() + (f.reason() == null ? "" : " (" + f.reason().id() + ")"))
            .findFirst();
    return said.orElseGet(() -> "not raised: " + silence(ways));
  }

  private static String silence(SinkWays ways) {
    if (has(ways, SinkWays.Kind.CONTROLLED)) {
      return "what others determine has no form that is interpreted here, or a switch is off";
    }
    if (has(ways, SinkWays.Kind.UNDECIDED)) {
      return "a function decides whose code was not found, and a caution at most is at stake";
    }
    if (has(ways, SinkWays.Kind.UNKNOWN)) {
      return "nothing says who determines the value";
    }
    if (!ways.isComplete()) {
      return "there are more ways back than are followed";
    }
    if (has(ways, SinkWays.Kind.HARMLESS)) {
      return "what others determine does no harm here";
    }
    return has(ways, SinkWays.Kind.FIXED)
        ? "the program's own text determines the value"
        : "no value arrives here";
  }

  private static boolean has(SinkWays ways, SinkWays.Kind kind) {
    return ways.ways().stream().anyMatch(w -> w.kind() == kind);
  }
}
