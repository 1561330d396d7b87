package org.assize.syntax;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.assize.base.SourceText;
import org.jspecify.annotations.Nullable;

/**
 * Prints a tree for people: one node per line with its place as {@code line:column-line:column}
 * (columns from 1), its plain fields behind it, and below it, indented, its children under the
 * names of their fields.
 */
public final class AstPrinter {
  private final SourceText text;
  private final StringBuilder out = new StringBuilder();

  private AstPrinter(SourceText text) {
    this.text = text;
  }

  /** Returns the tree of a file and its problems; ends with a line end. */
  public static String print(ParsedFile file) {
    AstPrinter printer = new AstPrinter(file.text());
    printer.node("", file.tree(), 0);
    file.problems()
        .forEach(p ->
            printer
                .out
                .append(file.text().positionAt(p.span().start()))
                .append(": ")
                .append(p.message())
                .append('\n'));
    return printer.out.toString();
  }

  private void node(String label, Node node, int depth) {
    out.append(" ".repeat(depth * 2)).append(label);
    out.append(node.getClass().getSimpleName()).append(' ');
    out.append(text.positionAt(node.start())).append('-').append(text.positionAt(node.end()));
    RecordComponent[] fields = node.getClass().getRecordComponents();
    for (RecordComponent field : fields) {
      if (!field.getName().equals("start") && !field.getName().equals("end")) {
        plain(field.getName(), value(node, field));
      }
    }
    out.append('\n');
    for (RecordComponent field : fields) {
      children(field.getName(), value(node, field), depth + 1);
    }
  }

  private static @Nullable Object value(Node node, RecordComponent field) {
    try {
      return field.getAccessor().invoke(node);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  private void plain(String name, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case Node _ -> {}
      case List<?> list -> {
        if (!list.isEmpty() && list.stream().noneMatch(Node.class::isInstance)) {
          out.append(' ').append(name).append('=').append(list);
        }
      }
      case String s -> out.append(' ').append(name).append('=').append(quoted(s));
      case Boolean b -> out.append(b ? " " + name : "");
      case Object o -> out.append(' ').append(name).append('=').append(o);
    }
  }

  private void children(String name, @Nullable Object value, int depth) {
    if (value instanceof Node child) {
      node(name + ": ", child, depth);
    } else if (value instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Node child) {
          node(name + ": ", child, depth);
        } else if (item == null) {
          out.append(" ".repeat(depth * 2)).append(name).append(": null\n");
        }
      }
    }
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        default -> {
          if (c < 32 || c == 127 || Character.isSurrogate(c)) {
            quoted.append(String.format("\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
