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
   * @param isEscaped whether a filter has escaped it
   */
  record Hole(String name, String before, boolean isEscaped) {}

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
    Set<String> raw = new HashSet<>();
    Set<String> escaped = new HashSet<>();
    sort(call.args().getFirst(), raw, escaped);
    for (String name : raw) {
      add(new Hole(name, before, false), new HashSet<>());
    }
    for (String name : escaped) {
      add(new Hole(name, before, true), new HashSet<>());
    }
  }

  private void add(Hole hole, Set<String> seen) {
    if (!seen.add(hole.name())) {
      return;
    }
    holes.add(hole);
    sources
        .getOrDefault(hole.name(), Set.of())
        .forEach(n -> add(new Hole(n, hole.before(), hole.isEscaped()), seen));
  }

  /** Sorts the names that a value is made of by whether a filter escapes them. */
  private static void sort(Node node, Set<String> raw, Set<String> escaped) {
    if (node instanceof Expr.Call c
        && c.function() instanceof Expr.Attribute a
        && a.attribute().equals("escape")) {
      collect(node, escaped);
      return;
    }
    if (node instanceof Expr.Name n && !n.id().startsWith("$")) {
      raw.add(n.id());
    }
    Nodes.forEachChild(node, child -> sort(child, raw, escaped));
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
