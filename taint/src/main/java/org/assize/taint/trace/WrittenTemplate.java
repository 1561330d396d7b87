package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assize.base.SourceText;
import org.assize.resources.template.Template;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/** A template that the program holds as a text: what it writes of its context as it is. */
final class WrittenTemplate {
  /** What the reader of templates calls the engine, and its functions that write. */
  private static final String ENGINE = "$template_engine";

  private static final Set<String> WRITING = Set.of("raw", "escaped");

  private final List<Hole> holes = new ArrayList<>();

  /** The names that a name of a loop or an assignment is made of. */
  private final Map<String, Set<String>> sources = new HashMap<>();

  private WrittenTemplate() {}

  /**
   * Something that is written where it may do harm.
   *
   * @param name of the context
   * @param before the text before it, as far as it tells the place in the page
   */
  record Hole(String name, String before) {}

  /**
   * Reads a template.
   *
   * @param isEscaping whether the engine escapes what no filter calls safe
   */
  static List<Hole> holes(String text, boolean isEscaping) {
    WrittenTemplate template = new WrittenTemplate();
    template.read(
        Template.parse(SourceText.of(text), isEscaping ? "page.html" : "page.txt").tree());
    return template.holes.stream().distinct().toList();
  }

  private void read(Node node) {
    switch (node) {
      case Stmt.For loop -> made(loop.target(), loop.iter());
      case Stmt.Assign assign -> assign.targets().forEach(t -> made(t, assign.value()));
      case Expr.Call call when isWriting(call) -> written(call);
      default -> {}
    }
    Nodes.forEachChild(node, this::read);
  }

  private void made(Expr target, Expr value) {
    Set<String> from = names(value);
    for (String name : names(target)) {
      from.stream()
          .filter(n -> !n.equals(name))
          .forEach(n -> sources.computeIfAbsent(name, k -> new HashSet<>()).add(n));
    }
  }

  private static boolean isWriting(Expr.Call call) {
    return call.function() instanceof Expr.Attribute a
        && a.value() instanceof Expr.Name n
        && n.id().equals(ENGINE)
        && WRITING.contains(a.attribute());
  }

  private void written(Expr.Call call) {
    boolean isText = call.args().getFirst() instanceof Expr.JoinedStr;
    String before = "";
    if (isText
        && ((Expr.JoinedStr) call.args().getFirst()).values().getFirst()
            instanceof Expr.Str fixed) {
      before = fixed.value();
    }
    Set<String> seen = new HashSet<>();
    for (String name : names(call.args().getFirst())) {
      add(name, before, seen);
    }
  }

  private void add(String name, String before, Set<String> seen) {
    if (!seen.add(name)) {
      return;
    }
    holes.add(new Hole(name, before));
    sources.getOrDefault(name, Set.of()).forEach(n -> add(n, before, seen));
  }

  private static Set<String> names(Node node) {
    Set<String> found = new HashSet<>();
    collect(node, found);
    return found;
  }

  private static void collect(Node node, Set<String> found) {
    if (node instanceof Expr.Name n && !n.id().startsWith("$")) {
      found.add(n.id());
    }
    Nodes.forEachChild(node, child -> collect(child, found));
  }
}
