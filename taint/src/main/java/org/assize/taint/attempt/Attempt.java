package org.assize.taint.attempt;

import java.util.List;
import java.util.Optional;
import org.assize.facts.Control;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.trace.End;
import org.assize.taint.trace.FlowProgram;
import org.assize.value.entry.Entry;

/** Writes the request or the call that shows a defect, where all of it is known. */
public final class Attempt {
  private final FlowProgram program;
  private final SinkLanguage language;
  private final String sink;

  /**
   * Prepares for one place.
   *
   * @param language that interprets the value there
   * @param sink name of what interprets it
   */
  public Attempt(FlowProgram program, SinkLanguage language, String sink) {
    this.program = program;
    this.language = language;
    this.sink = sink;
  }

  /** Returns one line to try; empty where a part of it would be a guess. */
  public Optional<String> of(End.Controlled end) {
    Passage passage = new Passage(end.node());
    Optional<Entrance> entrance = Entrance.of(program, end);
    if (entrance.isEmpty() || !passage.isKnown()) {
      return Optional.empty();
    }
    List<String> payloads = Payloads.of(language, end.node().surround(), sink);
    Entry entry = entrance.get().entry();
    Frames frames = Frames.of(program, end.node());
    return frames
        .around(payloads)
        .map(p -> passage.framed(p, language.context(end.node().surround())))
        .flatMap(Optional::stream)
        .distinct()
        .filter(p -> Trial.passes(program, end.node(), p))
        .map(p -> line(end, entry, p))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> line(End.Controlled end, Entry entry, String payload) {
    if (end.control() == Control.REMOTE) {
      return UrlPath.of(entry.address())
          .flatMap(path ->
              Carrier.of(program, end, path)
                  .flatMap(c -> new HttpRequest(path, c, payload).command()));
    }
    boolean isCalled =
        end.control() == Control.CALLER
            && entry.kind() == Entry.Kind.PUBLIC
            && entry.body() == end.node().body();
    return isCalled
        ? new PythonCall(program.body(entry.body()), end.node(), payload).text()
        : Optional.empty();
  }
}
