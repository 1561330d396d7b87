package org.assize.syntax;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A tree on one line, for tests that spell it: {@code BinOp(Name(a), ADD, Int(1))}. What is absent,
 * empty or false is left out, and a flag is its name.
 */
final class Shape {
  private Shape() {}

  static String of(List<? extends Node> nodes) {
    return nodes.stream().map(Shape::of).collect(Collectors.joining("; "));
  }

  static String of(Node node) {
    List<String> fields = new ArrayList<>();
    for (RecordComponent field : node.getClass().getRecordComponents()) {
      if (!List.of("start", "end", "nameStart").contains(field.getName())) {
        String shown = value(field.getName(), read(node, field));
        if (!shown.isEmpty()) {
          fields.add(shown);
        }
      }
    }
    return node.getClass().getSimpleName()
        + (fields.isEmpty() ? "" : "(" + String.join(", ", fields) + ")");
  }

  private static @Nullable Object read(Node node, RecordComponent field) {
    try {
      field.getAccessor().setAccessible(true);
      return field.getAccessor().invoke(node);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static String value(String field, @Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Boolean flag -> flag ? flagName(field) : "";
      case Integer number when field.equals("conversion") ->
          number < 0 ? "" : "!" + (char) number.intValue();
      case Integer number when field.equals("level") -> number == 0 ? "" : ".".repeat(number);
      case List<?> list when list.isEmpty() -> "";
      case List<?> list ->
          list.stream()
              .map(element -> element == null ? "-" : value("", element))
              .collect(Collectors.joining(", ", "[", "]"));
      case Node.Parameters p when p.start() == p.end() -> "";
      case Node node -> of(node);
      case String text when field.equals("value") || field.equals("text") -> quoted(text);
      case Object other -> other.toString();
    };
  }

  private static String flagName(String field) {
    return field.equals("value")
        ? "true"
        : field.startsWith("is") ? field.substring(2).toLowerCase(Locale.ROOT) : field;
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("'");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || (c > '~' && c < 0xA1) || Character.isSurrogate(c)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('\'').toString();
  }
}
