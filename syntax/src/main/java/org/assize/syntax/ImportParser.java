package org.assize.syntax;

import static org.assize.syntax.Token.*;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses {@code import} and {@code from}. */
final class ImportParser {
  /** The features that {@code __future__} has had (library reference, "__future__"). */
  private static final Set<String> FEATURES =
      Set.of(
          "nested_scopes",
          "generators",
          "division",
          "absolute_import",
          "with_statement",
          "print_function",
          "unicode_literals",
          "barry_as_FLUFL",
          "generator_stop",
          "annotations");

  private final Lexer lexer;
  private final ExpressionParser expressions;
  private final Problems problems;
  private final Lists lists;

  /** Whether {@code print} is a name although the text is Python 2. */
  private boolean printFunction;

  ImportParser(Lexer lexer, ExpressionParser expressions) {
    this.lexer = lexer;
    this.expressions = expressions;
    this.problems = expressions.problems;
    this.lists = expressions.lists;
  }

  /** Whether {@code print} is a name although the text is Python 2. */
  boolean printFunction() {
    return printFunction;
  }

  Stmt imported() {
    int start = lexer.start;
    int mark = lists.mark();
    do {
      lexer.next();
      int from = lexer.start;
      String name = dotted();
      String as = as();
      lists.push(new Node.Alias(from, lexer.prevEnd, name, as));
    } while (lexer.kind == COMMA);
    List<Node.Alias> names = lists.take(mark);
    return new Stmt.Import(start, lexer.prevEnd, names);
  }

  private String dotted() {
    String first = lexer.takeName();
    if (lexer.kind != DOT) {
      return first;
    }
    StringBuilder all = new StringBuilder(first);
    while (lexer.kind == DOT) {
      lexer.next();
      all.append('.').append(lexer.takeName());
    }
    return lexer.names.share(all.toString());
  }

  private @Nullable String as() {
    if (lexer.kind != AS) {
      return null;
    }
    lexer.next();
    return lexer.takeName();
  }

  Stmt importFrom() {
    int start = lexer.start;
    lexer.next();
    int level = 0;
    while (lexer.kind == DOT || lexer.kind == Token.ELLIPSIS) {
      level += lexer.end - lexer.start;
      lexer.next();
    }
    String module = level > 0 && lexer.kind == IMPORT ? null : dotted();
    if (lexer.kind != IMPORT) {
      throw lexer.unexpected();
    }
    lexer.next();
    List<Node.Alias> names = importedNames();
    if ("__future__".equals(module)) {
      printFunction |= names.stream().anyMatch(a -> a.name().equals("print_function"));
      names.forEach(this::checkFeature);
    }
    return new Stmt.ImportFrom(start, lexer.prevEnd, module, names, level);
  }

  private void checkFeature(Node.Alias feature) {
    String name = feature.name();
    if (!FEATURES.contains(name)) {
      String message =
          name.equals("braces") ? "not a chance" : "future feature " + name + " is not defined";
      problems.refusedSince(14, feature.start(), feature.end(), message);
    }
  }

  private List<Node.Alias> importedNames() {
    int start = lexer.start;
    if (lexer.kind == STAR) {
      lexer.next();
      return List.of(new Node.Alias(start, lexer.prevEnd, "*", null));
    }
    boolean parenthesised = lexer.kind == LPAR;
    if (parenthesised) {
      lexer.next();
    }
    int mark = lists.mark();
    while (true) {
      int from = lexer.start;
      if (lexer.kind == NEWLINE) {
        throw lexer.unexpected(
            lists.since(mark) == 0
                ? "Expected one or more names after 'import'"
                : "trailing comma not allowed without surrounding parentheses");
      }
      String name = lexer.takeName();
      String as = as();
      lists.push(new Node.Alias(from, lexer.prevEnd, name, as));
      if (lexer.kind != COMMA) {
        break;
      }
      lexer.next();
      if (parenthesised && lexer.kind == RPAR) {
        break;
      }
    }
    List<Node.Alias> names = lists.take(mark);
    if (parenthesised) {
      expressions.expect(RPAR);
    }
    return names;
  }
}
