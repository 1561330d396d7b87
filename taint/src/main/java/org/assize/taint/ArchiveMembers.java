package org.assize.taint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assize.facts.Slot;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.trace.CallArguments;
import org.assize.taint.trace.End;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Query;
import org.assize.taint.trace.Ref;
import org.assize.taint.trace.Trace;
import org.assize.taint.trace.Tracer;
import org.assize.value.domain.Place;

/**
 * Whether the names in an archive were looked at before it is unpacked: of the members that are
 * handed over, or of all of them in a loop before.
 *
 * @param sink the call that unpacks
 */
record ArchiveMembers(FlowProgram program, SinkSite sink) {
  private static final String ARCHIVE = "tarfile.TarFile.";

  private static final String ALL = "extractall";

  /** Where the methods that unpack take what they are to unpack. */
  private static final Map<String, Slot> GIVEN =
      Map.of("extract", new Slot.Argument(0, "member"), ALL, new Slot.Argument(1, "members"));

  /** Returns what makes every name harmless; empty where some may lead out of the folder. */
  Optional<End> harmless() {
    String method = sink.name().replace(ARCHIVE, "");
    Slot slot = GIVEN.get(method);
    if (slot == null || !sink.name().startsWith(ARCHIVE)) {
      return Optional.empty();
    }
    boolean isAll = method.equals(ALL);
    List<Place.Selector> part = isAll ? List.of(Place.Any.ANY) : List.of();
    Stream<Ref> given =
        new CallArguments(program, sink.at())
            .in(slot).stream().map(v -> isAll ? new Ref(sink.at().body(), v) : named(v));
    return Stream.concat(given, isAll ? Stream.of(sink.value()) : Stream.of())
        .flatMap(value -> harmless(value, part).stream())
        .findFirst();
  }

  /** {@code member.name = …}: the name that a member is given before. */
  private Ref named(int member) {
    Body body = program.body(sink.at().body());
    int given = member;
    for (int i = 0; i < sink.at().instruction(); i++) {
      boolean isName =
          body.op(i) == Op.SET_ATTR
              && body.names().get(body.arg(i)).equals("name")
              && program.origin(body, body.operand(i, 0)) == program.origin(body, member)
              && program
                  .dominators(sink.at().body())
                  .dominates(body.blockOf(i), body.blockOf(sink.at().instruction()));
      given = isName ? body.operand(i, 1) : given;
    }
    return new Ref(sink.at().body(), given);
  }

  /** No member at all, and none of which anything is known, is no check. */
  private Optional<End> harmless(Ref value, List<Place.Selector> part) {
    Query query = new Query(SinkLanguage.MEMBER, sink.rule().weakness().id());
    Trace trace = Tracer.trace(program, query, value, part, sink.at());
    boolean isSafe =
        trace.isComplete()
            && trace.ends().stream()
                .allMatch(e -> e instanceof End.Harmless || e instanceof End.Fixed);
    Stream<End> telling =
        trace.ends().stream().filter(e -> e instanceof End.Harmless || part.isEmpty());
    return isSafe ? telling.findFirst() : Optional.empty();
  }
}
