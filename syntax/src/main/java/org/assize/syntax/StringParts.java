package org.assize.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the parts of adjacent literals, and makes one node of them. */
final class StringParts {
  private final Dialect dialect;
  private final Lists parts = new Lists();

  StringParts(Dialect dialect) {
    this.dialect = dialect;
  }

  int mark() {
    return parts.mark();
  }

  void push(Expr part) {
    parts.push(part);
  }

  /** Takes the parts above a mark as one text or bytes, none of them being an f-string. */
  String text(int mark) {
    String value = concatenated(mark, parts.mark());
    parts.drop(mark);
    return value;
  }

  private String concatenated(int from, int to) {
    StringBuilder out = new StringBuilder();
    for (int i = from; i < to; i++) {
      out.append(constant(parts.at(i)));
    }
    return out.toString();
  }

  private static @Nullable String constant(@Nullable Object part) {
    return switch (part) {
      case Expr.Str s -> s.value();
      case Expr.Bytes b -> b.value();
      case null, default -> null;
    };
  }

  /** Takes the parts above a mark, runs of constants made one, empty ones dropped. */
  List<Expr> folded(int mark, boolean firstUnicode) {
    boolean old = !dialect.has(12);
    int out = mark;
    int count = parts.mark();
    int i = mark;
    while (i < count) {
      Object part = parts.at(i);
      if (!(part instanceof Expr first) || constant(part) == null) {
        parts.set(out++, part);
        i++;
        continue;
      }
      int j = i + 1;
      while (j < count && constant(parts.at(j)) != null) {
        j++;
      }
      if (part instanceof Expr.Str s && j == i + 1 && !old) {
        if (!s.value().isEmpty()) {
          parts.set(out++, s);
        }
      } else {
        String value = concatenated(i, j);
        boolean unicode = old ? firstUnicode : first instanceof Expr.Str s && s.isUnicode();
        if (!value.isEmpty() && parts.at(j - 1) instanceof Expr last) {
          parts.set(out++, new Expr.Str(first.start(), last.end(), value, unicode));
        }
      }
      i = j;
    }
    parts.drop(out);
    return parts.take(mark);
  }
}
