package org.assize.taint.attempt;

import java.util.List;
import java.util.Optional;
import org.assize.checks.Place;
import org.assize.facts.Control;
import org.assize.ir.Body;
import org.assize.ir.BodyKind;
import org.assize.taint.trace.End;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Node;
import org.assize.value.entry.Entry;
import org.assize.value.entry.Reach;

/**
 * Where a value comes into the program.
 *
 * @param entry the body that code outside the tree calls
 * @param place of the name of its function, or of what registers it
 */
public record Entrance(Entry entry, Place place) {
  /** Returns the entry by which a value comes: on its way, or else before it. */
  public static Optional<Entrance> of(FlowProgram program, End.Controlled end) {
    for (Node node = end.node(); node != null; node = node.next()) {
      Optional<Entry> entry = entry(program, node.body(), end.control());
      if (entry.isPresent()) {
        return entry.map(e -> at(program, e));
      }
    }
    List<Reach.Step> way = program.witness(end.node().body());
    return way.isEmpty()
        ? Optional.empty()
        : entry(program, way.getFirst().body(), end.control()).map(e -> at(program, e));
  }

  private static Optional<Entry> entry(FlowProgram program, int body, Control control) {
    return program.entries().of(body).stream()
        .filter(e -> !e.isTest() && e.control() == control)
        .findFirst();
  }

  private static Entrance at(FlowProgram program, Entry entry) {
    Body body = program.body(entry.body());
    return body.function()
        .map(f ->
            new Entrance(
                entry,
                new Place(
                    body.module(), f.node().nameStart(), f.node().nameStart() + f.name().length())))
        .orElseGet(() -> new Entrance(entry, new Place(body.module(), 0, 0)));
  }

  /** Returns what it is, for a person: an address, or how it is called. */
  public String words(FlowProgram program) {
    if (!entry.address().isEmpty()) {
      return entry.address();
    }
    Body body = program.body(entry.body());
    String name = body.name().substring(body.name().lastIndexOf('.') + 1);
    return switch (entry.kind()) {
      case PUBLIC -> "public function " + name;
      case SCRIPT -> "command line";
      case OVERRIDE -> "method " + name + ", which a library calls";
      case GATEWAY -> "gateway application " + name;
      case DECORATOR, CALLBACK ->
          body.kind() == BodyKind.FUNCTION ? name + ", which a library calls" : "a library's call";
      case TEST -> "test";
    };
  }
}
