package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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

  /** What a name of a loop or an assignment is made of. */
  private final Map<String, Set<Read>> sources = new HashMap<>();

  private WrittenTemplate() {}

  /**
   * Something that is written where it may do harm.
   *
   * @param read what of the context
   * @param before the text before it, as far as it tells the place in the page
   * @param isEscaped whether a filter has escaped it
   */
  record Hole(Read read, String before, boolean isEscaped) {}

  /**
   * What is read of the context: {@code order.note}.
   *
   * @param fields names of the attributes that are read one after the other
   */
  record Read(String name, List<String> fields) {
    Read behind(List<String> more) {
      return new Read(name, Stream.concat(fields.stream(), more.stream()).toList());
    }
  }

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
    Set<Read> from = reads(value);
    for (Read name : reads(target)) {
      from.stream()
          .filter(r -> !r.name().equals(name.name()))
          .forEach(r -> sources.computeIfAbsent(name.name(), k -> new HashSet<>()).add(r));
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
    Set<Read> raw = new LinkedHashSet<>();
    Set<Read> escaped = new LinkedHashSet<>();
    sort(call.args().getFirst(), raw, escaped);
    for (Read read : raw) {
      add(new Hole(read, before, false), new HashSet<>());
    }
    for (Read read : escaped) {
      add(new Hole(read, before, true), new HashSet<>());
    }
  }

  private void add(Hole hole, Set<String> seen) {
    if (!seen.add(hole.read().name())) {
      return;
    }
    holes.add(hole);
    sources
        .getOrDefault(hole.read().name(), Set.of())
        .forEach(r ->
            add(new Hole(r.behind(hole.read().fields()), hole.before(), hole.isEscaped()), seen));
  }

  /** Sorts what a value is made of by whether a filter escapes it. */
  private static void sort(Node node, Set<Read> raw, Set<Read> escaped) {
    if (node instanceof Expr.Call c
        && c.function() instanceof Expr.Attribute a
        && a.attribute().equals("escape")) {
      escaped.addAll(reads(node));
      return;
    }
    Optional<Read> read = ofContext(node);
    if (read.isPresent()) {
      raw.add(read.get());
    } else {
      Nodes.forEachChild(node, child -> sort(child, raw, escaped));
    }
  }

  private static Set<Read> reads(Node node) {
    Set<Read> found = new LinkedHashSet<>();
    collect(node, found);
    return found;
  }

  private static void collect(Node node, Set<Read> found) {
    Optional<Read> read = ofContext(node);
    if (read.isPresent()) {
      found.add(read.get());
    } else {
      Nodes.forEachChild(node, child -> collect(child, found));
    }
  }

  /** A name, or attributes of one. */
  private static Optional<Read> ofContext(Node node) {
    return switch (node) {
      case Expr.Name n when !n.id().startsWith("$") -> Optional.of(new Read(n.id(), List.of()));
      case Expr.Attribute a -> ofContext(a.value()).map(r -> r.behind(List.of(a.attribute())));
      default -> Optional.empty();
    };
  }
}
