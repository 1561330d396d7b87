package org.assize.oracle;

import java.util.List;
import org.assize.syntax.Expr;
import org.assize.syntax.Pattern;

/** Writes patterns in the canonical form. */
final class PatternDump {
  private final DumpWriter out;
  private final ExprDump exprs;

  PatternDump(DumpWriter out, ExprDump exprs) {
    this.out = out;
    this.exprs = exprs;
  }

  void child(String field, Pattern pattern) {
    out.child(field);
    pattern(pattern);
  }

  private void list(String field, List<Pattern> patterns) {
    if (!patterns.isEmpty()) {
      out.list(field, patterns.size());
    }
    patterns.forEach(this::pattern);
  }

  private void pattern(Pattern pattern) {
    switch (pattern) {
      case Pattern.MatchValue p -> {
        out.node("MatchValue", p);
        exprs.child("value", p.value());
      }
      case Pattern.MatchSingleton p ->
          out.node("MatchSingleton", p)
              .plain(
                  "value",
                  switch (p.value()) {
                    case Expr.Bool b -> b.value() ? "True" : "False";
                    case Expr.None _ -> "None";
                    case Expr other -> "?" + other.getClass().getSimpleName();
                  });
      case Pattern.MatchSequence p -> {
        out.node("MatchSequence", p);
        list("patterns", p.patterns());
      }
      case Pattern.MatchMapping p -> {
        out.node("MatchMapping", p).text("rest", p.rest());
        exprs.list("keys", p.keys(), Context.LOAD);
        list("patterns", p.patterns());
      }
      case Pattern.MatchClass p -> {
        out.node("MatchClass", p).texts("kwd_attrs", p.kwdAttrs());
        exprs.child("cls", p.type());
        list("patterns", p.patterns());
        list("kwd_patterns", p.kwdPatterns());
      }
      case Pattern.MatchStar p -> out.node("MatchStar", p).text("name", p.name());
      case Pattern.MatchAs p -> {
        out.node("MatchAs", p).text("name", p.name());
        if (p.pattern() != null) {
          child("pattern", p.pattern());
        }
      }
      case Pattern.MatchOr p -> {
        out.node("MatchOr", p);
        list("patterns", p.patterns());
      }
    }
  }
}
