package org.assize.taint;

import org.assize.ir.Op;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.trace.End;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Node;
import org.assize.taint.trace.Trace;

/**
 * Ways that end in a dictionary which a function answers as it is, or hands to the library: that
 * sends it as JSON, which no browser shows as a page.
 */
final class AnsweredData {
  private final FlowProgram program;
  private final SinkSite sink;

  AnsweredData(FlowProgram program, SinkSite sink) {
    this.program = program;
    this.sink = sink;
  }

  /** Returns the ways on which a text, and no dictionary, is answered. */
  Trace without(Trace trace) {
    return sink.rule().flow().language() == SinkLanguage.HTML
        ? new Trace(trace.ends().stream().filter(e -> !isData(e)).toList(), trace.isComplete())
        : trace;
  }

  /** Whether a way leads through a dictionary that is then only handed on. */
  private boolean isData(End end) {
    boolean isData = false;
    for (Node node = end.node(); node != null; node = node.next()) {
      isData =
          (isData || program.body(node.body()).op(node.instruction()) == Op.DICT)
              && isHandedOn(node);
    }
    return isData;
  }

  private static boolean isHandedOn(Node node) {
    return node.next() == null
        || switch (node.move()) {
          case SAME, RETURNED, PASSED -> true;
          default -> false;
        };
  }
}
