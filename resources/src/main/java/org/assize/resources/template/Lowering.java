package org.assize.resources.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.assize.base.SourceText;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Makes statements of the pieces of a template. Only what may do harm is written out: values that
 * are not escaped, and escaped ones where escaping does not help. All others are read and dropped.
 */
final class Lowering {
  /** {@code {% trans count=3, url=url("start") %}}: names of the text that is translated. */
  private static final Pattern BINDING =
      Pattern.compile("\\s*(trimmed\\b\\s*,?\\s*)?\\w+\\s*=(?!=)");

  private final SourceText source;
  private final boolean escapes;
  private final Filters filters = new Filters();
  private final Names names;
  private final Markup markup = new Markup();
  private final Deque<Block> open = new ArrayDeque<>();

  /**
   * A tag that waits for its end.
   *
   * @param body what stands in it
   */
  private record Block(Piece.Tag tag, Header header, List<Stmt> body, boolean escapes) {}

  /** What a tag becomes when its end is met. */
  private interface Header {
    /** Returns the statements of the block. */
    List<Stmt> close(List<Stmt> body, int end);
  }

  Lowering(SourceText source, boolean escapes, Names names) {
    this.source = source;
    this.escapes = escapes;
    this.names = names;
  }

  /** Returns the statements of the whole template. */
  List<Stmt> statements(List<Piece> pieces) {
    List<Stmt> whole = new ArrayList<>();
    Piece.Tag root = new Piece.Tag("", 0, 0);
    open.push(new Block(root, (body, end) -> body, whole, escapes));
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Text t -> markup.text(source.slice(t.start(), t.end()));
        case Piece.Output o -> output(o);
        case Piece.Tag t -> tag(t);
      }
    }
    while (open.size() > 1) {
      close(source.length());
    }
    return whole;
  }

  // --- outputs

  private void output(Piece.Output piece) {
    filters.escaping(escapes());
    Expr read = expressions(piece.start(), piece.end()).all();
    Expr value = markup.isDocument() ? filters.unescaped(read) : read;
    boolean isEscaped = escapes() && !piece.isRaw() && !markup.isDocument();
    boolean isRaw = !isEscaped || filters.isRaw(value);
    if (filters.isQuoted(value) && markup.isInDoubleQuotes()) {
      add(new Stmt.ExprStmt(piece.start(), piece.end(), afterQuote(filters.inner(value))));
    } else if ((isRaw || markup.isDelicate()) && !filters.isLiteral(value)) {
      Expr written = isEscaped ? filters.escaped(value) : value;
      add(new Stmt.ExprStmt(piece.start(), piece.end(), written(written, isRaw)));
    } else {
      add(new Stmt.ExprStmt(piece.start(), piece.end(), value));
    }
    markup.value();
  }

  /** The engine writes a text whose fixed part tells where the value lands. */
  private Expr written(Expr value, boolean isRaw) {
    return written(value, isRaw, markup.context());
  }

  /** The quotes of a literal of JSON end an attribute that stands in such quotes. */
  private Expr afterQuote(Expr value) {
    return written(value, true, markup.context() + '"');
  }

  private static Expr written(Expr value, boolean isRaw, String before) {
    int start = value.start();
    int end = value.end();
    Expr fixed = new Expr.Str(start, start, before, false);
    Expr hole = new Expr.FormattedValue(start, end, value, -1, null);
    Expr text = new Expr.JoinedStr(start, end, List.of(fixed, hole));
    return Library.call(start, end, Library.ENGINE, isRaw ? "raw" : "escaped", List.of(text));
  }

  private boolean escapes() {
    return open.peek().escapes();
  }

  private Expressions expressions(int start, int end) {
    return new Expressions(Tokens.of(source.text(), start, end), names, filters);
  }

  private void add(Stmt statement) {
    open.peek().body().add(statement);
  }

  // --- tags

  private void tag(Piece.Tag tag) {
    Expressions rest = expressions(tag.start(), tag.end());
    switch (tag.name()) {
      case "if" -> open(tag, test(rest.all()));
      case "elif" -> alternative(tag, test(rest.all()));
      case "else", "empty" -> alternative(tag, (body, end) -> body);
      case "for" -> loop(tag, rest);
      case "with" -> with(tag, rest);
      case "set" -> set(tag, rest);
      case "macro" -> macro(tag, rest);
      case "autoescape" -> {
        boolean off = rest.peek().text().equals("off") || rest.peek().text().equals("false");
        push(tag, (body, end) -> body, !off);
      }
      case "block", "call", "filter", "spaceless" -> open(tag, (body, end) -> body);
      case "blocktrans", "blocktranslate" -> with(tag, rest);
      case "trans" -> {
        String words = source.slice(tag.start(), tag.end());
        if (words.isBlank() || BINDING.matcher(words).lookingAt()) {
          with(tag, rest); // without an end, it is the text itself that it translates
        }
      }
      case "include", "extends" -> include(rest);
      default -> {
        if (tag.name().startsWith("end")) {
          end(tag);
        }
      }
    }
  }

  private void open(Piece.Tag tag, Header header) {
    push(tag, header, escapes());
  }

  private void push(Piece.Tag tag, Header header, boolean isEscaping) {
    open.push(new Block(tag, header, new ArrayList<>(), isEscaping));
    names.enter();
  }

  private void close(int end) {
    Block block = open.pop();
    names.leave();
    open.peek().body().addAll(block.header().close(block.body(), end));
  }

  /** Ends the block that a tag names, and those in it that nothing ends. */
  private void end(Piece.Tag tag) {
    String name = tag.name().substring("end".length());
    boolean isOpen =
        open.size() > 1
            && (name.isEmpty() || open.stream().anyMatch(b -> b.tag().name().equals(name)));
    while (isOpen && open.size() > 1) {
      isOpen = !name.isEmpty() && !open.peek().tag().name().equals(name);
      close(tag.end());
    }
  }

  private static Header test(Expr test) {
    return (body, end) ->
        List.of(new Stmt.If(test.start(), end, test, filled(body, end), List.of()));
  }

  private static List<Stmt> filled(List<Stmt> body, int end) {
    return body.isEmpty() ? List.of(new Stmt.Pass(end, end)) : List.copyOf(body);
  }

  /** {@code else} goes on in the block of its {@code if} or {@code for}: another side of it. */
  private void alternative(Piece.Tag tag, Header header) {
    Block first = open.size() > 1 ? open.peek() : null;
    if (first == null) {
      return;
    }
    open.pop();
    names.leave();
    Header both =
        (body, end) -> {
          List<Stmt> before = first.header().close(first.body(), tag.start());
          return orelse(before, header.close(body, end));
        };
    push(first.tag(), both, first.escapes());
  }

  private static List<Stmt> orelse(List<Stmt> before, List<Stmt> other) {
    if (before.isEmpty() || !(before.getLast() instanceof Stmt.If first)) {
      List<Stmt> all = new ArrayList<>(before); // behind a loop
      all.addAll(other);
      return all;
    }
    List<Stmt> deeper = first.orelse().isEmpty() ? other : orelse(first.orelse(), other);
    return List.of(new Stmt.If(first.start(), first.end(), first.test(), first.body(), deeper));
  }

  private void loop(Piece.Tag tag, Expressions rest) {
    List<Expr> targets = new ArrayList<>();
    List<String> bound = new ArrayList<>();
    int start = rest.peek().start();
    int end = start;
    do {
      rest.takes("(");
      end = rest.peek().end();
      int from = rest.peek().start();
      String name = rest.takeName();
      if (!name.isEmpty()) {
        bound.add(name);
        targets.add(new Expr.Name(from, end, name));
      }
      rest.takes(")");
    } while (rest.takes(","));
    if (targets.isEmpty() || !rest.takes("in")) {
      open(tag, (body, stop) -> body);
      return;
    }
    Expr items = items(rest.expression());
    Expr target = targets.size() == 1 ? targets.getFirst() : new Expr.Tuple(start, end, targets);
    open(
        tag,
        (body, stop) ->
            List.of(
                new Stmt.For(start, stop, target, items, filled(body, stop), List.of(), false)));
    bound.forEach(names::bind);
    Expressions.LOOPS.forEach(names::bind);
  }

  /** Django calls what it finds: {@code for k, v in d.items}. */
  private static Expr items(Expr value) {
    boolean isMethod =
        value instanceof Expr.Attribute a
            && Set.of("items", "keys", "values", "all").contains(a.attribute());
    return isMethod
        ? new Expr.Call(value.start(), value.end(), value, List.of(), List.of())
        : value;
  }

  private void with(Piece.Tag tag, Expressions rest) {
    List<Stmt> assigned = new ArrayList<>();
    List<String> bound = new ArrayList<>();
    assignments(rest, assigned, bound);
    open(
        tag,
        (body, end) -> {
          List<Stmt> all = new ArrayList<>(assigned);
          all.addAll(body);
          return all;
        });
    bound.forEach(names::bind);
  }

  /** {@code a=x b=y}, {@code a = x, b = y}, or {@code x as a}. */
  private void assignments(Expressions rest, List<Stmt> assigned, List<String> bound) {
    while (rest.peek().kind() == Tokens.Kind.NAME) {
      int from = rest.peek().start();
      int to = rest.peek().end();
      Expr first = rest.expression();
      String name = "";
      Expr value = first;
      if (rest.takes("=")) {
        name = source.slice(from, to);
        value = rest.expression();
      } else if (rest.takes("as")) {
        from = rest.peek().start();
        to = rest.peek().end();
        name = rest.takeName();
      }
      if (!name.isEmpty()) {
        bound.add(name);
        assigned.add(assign(from, to, name, value));
      }
      rest.takes(",");
    }
  }

  private static Stmt assign(int start, int end, String name, Expr value) {
    return new Stmt.Assign(start, value.end(), List.of(new Expr.Name(start, end, name)), value);
  }

  private void set(Piece.Tag tag, Expressions rest) {
    int start = rest.peek().start();
    int end = rest.peek().end();
    String name = rest.takeName();
    if (name.isEmpty()) {
      return;
    }
    if (rest.takes("=")) {
      add(assign(start, end, name, rest.all()));
      names.bind(name);
    } else if (rest.peek().kind() == Tokens.Kind.END) {
      open(tag, (body, stop) -> body); // the text of a block
    }
  }

  private void macro(Piece.Tag tag, Expressions rest) {
    int start = rest.peek().start();
    String name = rest.takeName();
    List<Node.Parameter> parameters = new ArrayList<>();
    rest.takes("(");
    while (rest.peek().kind() == Tokens.Kind.NAME) {
      int from = rest.peek().start();
      int to = rest.peek().end();
      String parameter = rest.takeName();
      Expr other = rest.takes("=") ? rest.expression() : new Expr.None(to, to);
      parameters.add(new Node.Parameter(from, to, parameter, null, other, null));
      rest.takes(",");
    }
    names.bind(name);
    open(
        tag,
        (body, end) ->
            List.of(
                new Stmt.FunctionDef(
                    start,
                    end,
                    start,
                    name,
                    List.of(),
                    new Node.Parameters(start, end, List.of(), parameters, null, List.of(), null),
                    null,
                    filled(body, end),
                    List.of(),
                    false)));
    parameters.forEach(p -> names.bind(p.name()));
  }

  /** Another template is written with the same context, and what {@code with} adds. */
  private void include(Expressions rest) {
    Expr name = rest.expression();
    List<Node.Keyword> keywords = new ArrayList<>();
    if (rest.takes("with")) {
      List<Stmt> assigned = new ArrayList<>();
      assignments(rest, assigned, new ArrayList<>());
      for (Stmt one : assigned) {
        if (one instanceof Stmt.Assign a && a.targets().getFirst() instanceof Expr.Name n) {
          keywords.add(new Node.Keyword(a.start(), a.end(), n.id(), a.value()));
        }
      }
    }
    Expr context = new Expr.Name(name.start(), name.end(), Names.CONTEXT);
    keywords.add(new Node.Keyword(name.start(), name.end(), null, context));
    add(
        new Stmt.ExprStmt(
            name.start(),
            name.end(),
            new Expr.Call(
                name.start(),
                name.end(),
                Library.attribute(name.start(), name.end(), Library.ENGINE, "include"),
                List.of(name),
                keywords)));
  }
}
