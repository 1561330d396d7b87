package org.assize.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.assize.checks.Place;
import org.assize.checks.ProgramView;
import org.assize.facts.StandardLibrary;
import org.assize.knowledge.Knowledge;
import org.assize.taint.FlowReview;
import org.assize.taint.FlowRule;
import org.assize.taint.trace.End;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Node;
import org.assize.value.ProgramValues;
import org.assize.value.entry.Entries;
import org.assize.value.entry.Reach;

/** Prints, for every place that interprets values, where the ways back from it end. */
final class FlowWays {
  private final PrintStream out;
  private final FlowProgram program;

  private FlowWays(PrintStream out, FlowProgram program) {
    this.out = out;
    this.program = program;
  }

  static void print(PrintStream out, Path folder) throws IOException {
    Knowledge knowledge = Knowledge.load();
    ProgramView view = new ProgramView(SolvedProgram.program(folder, 1), knowledge.facts());
    ProgramValues values = ProgramValues.of(view.resolver(), view.facts(), m -> view.isTest(m));
    Entries entries =
        Entries.of(
            values, view.resolver(), view.facts(), StandardLibrary.load(), view.roles(), List.of());
    FlowProgram program = new FlowProgram(view, values, entries, Reach.of(entries));
    List<FlowRule> rules =
        knowledge.rules().stream()
            .flatMap(r -> r.flows().stream().map(f -> new FlowRule(r.weakness(), f)))
            .toList();
    new FlowReview(program, rules).ways(new FlowWays(out, program)::sink);
  }

  private void sink(FlowReview.Ways ways) {
    out.println(
        ways.at().cite() + " " + ways.weakness() + (ways.trace().isComplete() ? "" : " (cut)"));
    for (End end : ways.trace().ends()) {
      out.println("    " + end.getClass().getSimpleName() + " " + said(end));
      for (Node node = end.node(); node != null; node = node.next()) {
        Place place = program.place(node.at());
        String text = place.module().text().slice(place.start(), place.end());
        out.println(
            "        %-8s %s %s %s"
                .formatted(
                    node.move(),
                    place.cite(),
                    program.body(node.body()).op(node.instruction()),
                    text.lines().findFirst().orElse("")));
      }
    }
  }

  private static String said(End end) {
    return switch (end) {
      case End.Controlled c -> c.control().id() + " " + c.what();
      case End.Fixed _ -> "";
      case End.Harmless h -> h.why();
      case End.Undecided u -> u.name();
      case End.Made m -> m.what();
      case End.Unknown u -> u.why();
    };
  }
}
