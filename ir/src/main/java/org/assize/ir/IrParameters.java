package org.assize.ir;

import java.util.ArrayList;
import java.util.List;

/** Parameters as text: {@code (a/, b, c=, *d, e!, f!=, **g)}; {@code !} marks keyword-only ones. */
final class IrParameters {
  private IrParameters() {}

  static String print(List<BodyParameter> parameters) {
    StringBuilder out = new StringBuilder("(");
    for (BodyParameter p : parameters) {
      out.append(out.length() == 1 ? "" : ", ");
      out.append(
          switch (p.kind()) {
            case POSITIONAL_ONLY -> p.name() + "/";
            case POSITIONAL_OR_KEYWORD -> p.name();
            case VAR_POSITIONAL -> "*" + p.name();
            case KEYWORD_ONLY -> p.name() + "!";
            case VAR_KEYWORD -> "**" + p.name();
          });
      out.append(p.hasDefault() ? "=" : "");
    }
    return out.append(')').toString();
  }

  static List<BodyParameter> parse(String text) {
    List<BodyParameter> all = new ArrayList<>();
    if (text.isEmpty()) {
      return all;
    }
    for (String part : text.split(", ", -1)) {
      boolean hasDefault = part.endsWith("=");
      String rest = hasDefault ? part.substring(0, part.length() - 1) : part;
      BodyParameter.Kind kind = kind(rest);
      String name = rest.replaceAll("^\\*+|[/!]$", "");
      all.add(new BodyParameter(name, kind, hasDefault));
    }
    return all;
  }

  private static BodyParameter.Kind kind(String text) {
    if (text.startsWith("**")) {
      return BodyParameter.Kind.VAR_KEYWORD;
    } else if (text.startsWith("*")) {
      return BodyParameter.Kind.VAR_POSITIONAL;
    } else if (text.endsWith("/")) {
      return BodyParameter.Kind.POSITIONAL_ONLY;
    } else if (text.endsWith("!")) {
      return BodyParameter.Kind.KEYWORD_ONLY;
    }
    return BodyParameter.Kind.POSITIONAL_OR_KEYWORD;
  }
}
