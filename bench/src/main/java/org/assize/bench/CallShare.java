package org.assize.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.assize.base.Position;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.value.ProgramValues;
import org.assize.value.calls.CallSite;
import org.assize.value.calls.Finding;

/** How the callees of a folder's calls were found, and which were not. */
final class CallShare {
  private static final int JOBS = 2;
  private static final int SAMPLE = 200;

  private final ProgramValues values;
  private final Set<String> defined = new HashSet<>();
  private final Map<Finding, Integer> all = new TreeMap<>();
  private final Map<Finding, Integer> named = new TreeMap<>();
  private final List<String> edges = new ArrayList<>();

  private CallShare(ProgramValues values) {
    this.values = values;
    for (int number = 0; number < values.bodies().size(); number++) {
      Body body = values.bodies().get(number);
      body.function().ifPresent(f -> defined.add(f.name()));
      body.type().ifPresent(t -> defined.add(t.name()));
    }
    for (int number = 0; number < values.bodies().size(); number++) {
      for (CallSite call : values.calls(number)) {
        count(number, call);
      }
    }
  }

  /**
   * Returns the shares of a folder, without and with its tests.
   *
   * @throws IOException if the folder cannot be read
   */
  static String of(Path folder) throws IOException {
    SolvedProgram production = SolvedProgram.of(folder, JOBS);
    return new CallShare(production.values()).table("calls of production in " + folder)
        + new CallShare(production.withTests().values()).table("with those of tests");
  }

  /**
   * Returns call edges drawn by chance, one on a line: the call, how it was found, the callees.
   *
   * @param seed of the draw
   */
  static String sample(Path folder, long seed) throws IOException {
    CallShare share = new CallShare(SolvedProgram.of(folder, JOBS).values());
    Collections.shuffle(share.edges, new Random(seed));
    return String.join("\n", share.edges.subList(0, Math.min(SAMPLE, share.edges.size()))) + "\n";
  }

  private void count(int number, CallSite call) {
    Body body = values.bodies().get(number);
    if (body.op(call.instruction()) != Op.CALL) {
      return;
    }
    all.merge(call.finding(), 1, Integer::sum);
    if (calledName(body, call.instruction()).filter(defined::contains).isPresent()) {
      named.merge(call.finding(), 1, Integer::sum);
    }
    if (!call.callees().isEmpty()) {
      edges.add(line(body, call));
    }
  }

  private String line(Body body, CallSite call) {
    Position at = body.module().text().positionAt(body.span(call.instruction()).start());
    String code =
        body.module()
            .text()
            .slice(body.span(call.instruction()).start(), body.span(call.instruction()).end())
            .replaceAll("\\s+", " ");
    return String.format(
        Locale.ROOT,
        "%s:%d:%d  %s  %s  %s",
        body.module().path(),
        at.line(),
        at.column(),
        call.finding(),
        code.substring(0, Math.min(60, code.length())),
        call.callees().stream().map(c -> values.bodies().get(c).name()).toList());
  }

  private static Optional<String> calledName(Body body, int call) {
    int callee = body.operand(call, 0);
    return switch (body.op(callee)) {
      case ATTR, LOAD_NAME -> Optional.of(body.names().get(body.arg(callee)));
      case LOAD -> Optional.of(body.symbols().get(body.arg(callee)).name());
      default -> Optional.empty();
    };
  }

  private String table(String what) {
    StringBuilder out = new StringBuilder();
    out.append(String.format(Locale.ROOT, "%s: %d bodies%n", what, values.bodies().size()));
    out.append(row("of all calls", all));
    out.append(row("of calls whose name the tree defines", named));
    int total = sum(named);
    int open = named.getOrDefault(Finding.OPAQUE, 0) + named.getOrDefault(Finding.CUT, 0);
    out.append(
        String.format(
            Locale.ROOT,
            "decided of the latter: %.1f %% (by name alone %.1f %%)%n",
            100.0 * (total - open) / Math.max(1, total),
            100.0 * named.getOrDefault(Finding.BY_NAME, 0) / Math.max(1, total)));
    return out.toString();
  }

  private static int sum(Map<Finding, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static String row(String what, Map<Finding, Integer> counts) {
    StringBuilder out = new StringBuilder(what + " (" + sum(counts) + "):");
    for (Finding finding : Finding.values()) {
      int count = counts.getOrDefault(finding, 0);
      out.append(
          String.format(
              Locale.ROOT,
              " %s %.1f %%",
              finding.name().toLowerCase(Locale.ROOT).replace('_', ' '),
              100.0 * count / Math.max(1, sum(counts))));
    }
    return out.append(System.lineSeparator()).toString();
  }
}
