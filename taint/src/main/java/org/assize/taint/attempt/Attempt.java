package org.assize.taint.attempt;

import java.util.List;
import java.util.Optional;
import org.assize.facts.Control;
import org.assize.taint.attempt.Trial.Fate;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.trace.End;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Ref;
import org.assize.value.entry.Entry;

/** Sends harmful texts along a way, and writes the request or the call that shows a defect. */
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

  /** What became of the texts that were tried. */
  public sealed interface Result {
    /**
     * One arrives, or none was tried.
     *
     * @param line to try; empty where a part of it would be a guess
     */
    record Open(Optional<String> line) implements Result {}

    /**
     * A function of the tree turns all of them away.
     *
     * @param by the call of the function
     * @param text one of them
     */
    record Stopped(Ref by, String text) implements Result {}

    /**
     * None of them does harm any more where it arrives.
     *
     * @param by the call that changes it
     * @param text one of them
     */
    record Changed(Ref by, String text) implements Result {}

    /**
     * A function of the tree decides, and what it answers was not computed.
     *
     * @param by the call of the function
     */
    record Doubtful(Ref by) implements Result {}
  }

  private static final Result NOTHING = new Result.Open(Optional.empty());

  /** Returns what becomes of harmful texts that are put in where a way ends. */
  public Result of(End.Controlled end) {
    Passage passage = new Passage(end.node());
    if (!passage.isKnown()) {
      return NOTHING;
    }
    Fates fates = new Fates();
    for (String text : texts(end, passage)) {
      Fate fate = Trial.of(program, language, end.node(), text);
      fates.add(fate, text);
      Optional<String> line = fate instanceof Fate.Arrives ? line(end, text) : Optional.empty();
      if (line.isPresent()) {
        return new Result.Open(line);
      }
    }
    for (String text : Payloads.disguised(language)) {
      boolean arrives =
          Trial.of(program, language, end.node(), text) instanceof Fate.Arrives(boolean isComputed)
              && isComputed;
      if (arrives) {
        return new Result.Open(line(end, text));
      }
    }
    return fates.result();
  }

  /** What became of all of them. */
  private static final class Fates {
    private boolean arrives;
    private boolean isOpen;
    private Optional<Ref> doubt = Optional.empty();
    private Optional<Result> stopped = Optional.empty();
    private Optional<Result> changed = Optional.empty();

    void add(Fate fate, String text) {
      switch (fate) {
        case Fate.Arrives _ -> arrives = true;
        case Fate.Open o -> {
          isOpen = true;
          doubt = doubt.or(o::by);
        }
        case Fate.Stopped s ->
            stopped = stopped.or(() -> s.by().map(by -> new Result.Stopped(by, text)));
        case Fate.Changed c ->
            changed = changed.or(() -> c.by().map(by -> new Result.Changed(by, text)));
      }
    }

    Result result() {
      if (arrives) {
        return NOTHING;
      }
      return isOpen
          ? doubt.<Result>map(Result.Doubtful::new).orElse(NOTHING)
          : changed.or(() -> stopped).orElse(NOTHING);
    }
  }

  private List<String> texts(End.Controlled end, Passage passage) {
    List<String> payloads = Payloads.of(language, end.node().surround(), sink);
    return Frames.of(program, end.node(), language)
        .around(payloads)
        .map(p -> passage.framed(p, language.context(end.node().surround())))
        .flatMap(Optional::stream)
        .filter(t -> Payloads.doesHarm(language, end.node().surround(), t))
        .distinct()
        .toList();
  }

  private Optional<String> line(End.Controlled end, String payload) {
    return Entrance.of(program, end).flatMap(e -> line(end, e.entry(), payload));
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
