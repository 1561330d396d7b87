package org.assize.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assize.base.Workers;
import org.assize.facts.Facts;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.knowledge.Example;
import org.assize.program.Program;
import org.assize.program.ProgramFile;
import org.assize.program.PythonModule;
import org.assize.program.Resolver;
import org.assize.syntax.Parser;
import org.assize.syntax.SourceDecoder;
import org.assize.value.ProgramValues;
import org.assize.value.calls.CallSite;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.heap.Content;
import org.assize.value.interpret.Handed;

/**
 * What the calls of {@code reveal}, {@code callee} and {@code reached} in an example say. The
 * program does not define these names; they are found in its bodies.
 */
final class Revealed {
  private final ProgramValues values;
  private final Map<Place, TreeSet<String>> found = new TreeMap<>();

  /**
   * A line of an example.
   *
   * @param path of the file
   * @param line from 1
   */
  record Place(String path, int line) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byPath = path.compareTo(other.path);
      return byPath != 0 ? byPath : Integer.compare(line, other.line);
    }
  }

  private Revealed(ProgramValues values) {
    this.values = values;
  }

  /** Returns what each line with one of the three names says. */
  static Map<Place, String> of(Example example, Facts facts) {
    return Workers.deeply(() -> new Revealed(values(example, facts)).lines());
  }

  private static ProgramValues values(Example example, Facts facts) {
    List<ProgramFile> files = new ArrayList<>();
    for (Example.File file : example.files()) {
      byte[] bytes = file.text().getBytes(java.nio.charset.StandardCharsets.UTF_8);
      var parsed = Parser.parse(SourceDecoder.decode(bytes).text(), Optional.empty());
      if (!parsed.problems().isEmpty()) {
        throw new AssertionError(file.path() + ": " + parsed.problems().getFirst());
      }
      files.add(new ProgramFile(file.path(), parsed, true, PythonModule.Origin.PROJECT));
    }
    return ProgramValues.of(new Resolver(Program.of(files, Workers.of(1))), facts);
  }

  private Map<Place, String> lines() {
    for (int number = 0; number < values.bodies().size(); number++) {
      Body body = values.bodies().get(number);
      for (int i = 0; i < body.size(); i++) {
        if (body.op(i) == Op.CALL) {
          call(number, body, i);
        }
      }
    }
    Map<Place, String> lines = new TreeMap<>();
    found.forEach((place, texts) -> lines.put(place, text(texts)));
    return lines;
  }

  /** The code of a {@code finally} stands in a body more than once. */
  private static String text(Set<String> texts) {
    return texts.isEmpty() ? "unreachable" : String.join(" or ", texts);
  }

  private void call(int number, Body body, int i) {
    int callee = body.operand(i, 0);
    if (body.op(callee) != Op.LOAD_NAME) {
      return;
    }
    String name = body.names().get(body.arg(callee));
    if (!List.of("reveal", "callee", "reached").contains(name)) {
      return;
    }
    int line = body.module().text().positionAt(body.span(i).start()).line();
    TreeSet<String> texts =
        found.computeIfAbsent(new Place(body.module().path(), line), p -> new TreeSet<>());
    values.handed(number, i).ifPresent(handed -> texts.add(text(name, number, i, handed)));
  }

  private String text(String name, int number, int i, Handed handed) {
    Body body = values.bodies().get(number);
    return switch (name) {
      case "reveal" -> text(values.value(number, body.operand(i, 1)), handed);
      case "callee" -> callees(number, body, body.operand(i, 1));
      default -> "reached";
    };
  }

  // --- values

  /** What is known of a parameter stands behind it. */
  private static String text(AbstractValue value, Handed handed) {
    AbstractValue known = handed.arguments().getFirst();
    String text = value.text(atom -> text(atom, handed));
    boolean isPlace = value.atoms().stream().allMatch(a -> a instanceof Atom.Parameter);
    return !isPlace || known.equals(value) || known.isUnknown()
        ? text
        : text + " = " + known.text(atom -> text(atom, handed));
  }

  private static String text(Atom atom, Handed handed) {
    Content content = atom instanceof Atom.Container c ? handed.contents().get(c.site()) : null;
    return content == null ? atom.text() : atom.text() + " of " + content.text();
  }

  // --- callees

  private String callees(int number, Body body, int argument) {
    int call = body.op(argument) == Op.AWAIT ? body.operand(argument, 0) : argument;
    List<CallSite> sites =
        values.calls(number).stream().filter(site -> site.instruction() == call).toList();
    return sites.isEmpty()
        ? "no call"
        : sites.stream().map(this::text).collect(Collectors.joining("; "));
  }

  private String text(CallSite site) {
    List<String> names = new ArrayList<>();
    site.callees().forEach(callee -> names.add(values.bodies().get(callee).name()));
    names.addAll(site.outside());
    String how = site.finding().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    return (names.isEmpty() ? "nothing" : String.join(", ", names)) + " [" + how + "]";
  }
}
