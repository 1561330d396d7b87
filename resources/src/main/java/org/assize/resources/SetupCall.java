package org.assize.resources;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.base.SourceText;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Parser;
import org.assize.syntax.Stmt;

/** What a {@code setup.py} requires, as far as its text says: nothing of it is run. */
final class SetupCall {
  private static final Set<String> KEYWORDS = Set.of("install_requires", "extras_require");

  private final Map<String, Expr> constants = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private final List<Requirement> found = new ArrayList<>();

  private SetupCall() {}

  static List<Requirement> requirements(SourceText text) {
    Node.Module module = Parser.parse(text, Optional.empty()).tree();
    SetupCall reader = new SetupCall();
    for (Stmt statement : module.body()) {
      if (statement instanceof Stmt.Assign assign
          && assign.targets().getFirst() instanceof Expr.Name name) {
        reader.constants.put(name.id(), assign.value());
      }
    }
    reader.calls(module);
    return List.copyOf(reader.found);
  }

  private void calls(Node node) {
    if (node instanceof Expr.Call call && isSetup(call.function())) {
      for (Node.Keyword keyword : call.keywords()) {
        if (keyword.name() != null && KEYWORDS.contains(keyword.name())) {
          collect(keyword.value());
        } else if (keyword.value() instanceof Expr.Str s
            && "python_requires".equals(keyword.name())) {
          found.add(Requirement.named("python", s.value(), s.start(), s.end()));
        }
      }
    }
    Nodes.forEachChild(node, this::calls);
  }

  private static boolean isSetup(Expr function) {
    return switch (function) {
      case Expr.Name name -> name.id().equals("setup");
      case Expr.Attribute attribute -> attribute.attribute().equals("setup");
      default -> false;
    };
  }

  private void collect(Expr value) {
    switch (value) {
      case Expr.Str text ->
          text.value()
              .lines()
              .forEach(
                  line -> Requirement.of(line, text.start(), text.end()).ifPresent(found::add));
      case Expr.ListExpr list -> list.elements().forEach(this::collect);
      case Expr.Tuple tuple -> tuple.elements().forEach(this::collect);
      case Expr.Dict dict -> dict.values().forEach(this::collect);
      case Expr.BinOp sum -> {
        collect(sum.left());
        collect(sum.right());
      }
      case Expr.Name name -> {
        Expr constant = constants.get(name.id());
        if (constant != null && open.add(name.id())) {
          collect(constant);
        }
      }
      default -> {} // made by code: nothing is known of it
    }
  }
}
