package org.assize.checks;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Which values of a handler are numbers of records, by the route, the annotation, or what the
 * handler makes of them: a {@code key} that is a number opens nothing.
 */
final class RecordNumbers {
  private static final Set<String> TYPES = Set.of("int", "ObjectId", "PydanticObjectId");

  private static final Pattern ROUTED =
      Pattern.compile(
          "<int(?:\\([^)]*\\))?:(\\w+)>|<(\\w+):int>|\\{(\\w+):(?:int|\\\\d\\+)\\}|\\(\\?P<(\\w+)>(?:\\\\d|\\[0-9\\])\\+");

  private RecordNumbers() {}

  /** Returns the atoms that stand for numbers. */
  static Set<String> of(PythonFunction function, Atoms atoms) {
    Set<String> found = new LinkedHashSet<>();
    for (Node.Parameter p : function.parameters()) {
      if (p.annotation() != null && TYPES.contains(NameTerms.last(p.annotation()))) {
        found.add(p.name());
      }
    }
    for (Expr.Str text : Inside.all(function.node().decorators(), Expr.Str.class)) {
      Matcher m = ROUTED.matcher(text.value());
      while (m.find()) {
        for (int i = 1; i <= m.groupCount(); i++) {
          if (m.group(i) != null) {
            found.add(m.group(i));
          }
        }
      }
    }
    for (Expr.Call call : Inside.all(function.node().body(), Expr.Call.class)) {
      if (TYPES.contains(NameTerms.last(call)) && call.args().size() == 1) {
        found.addAll(atoms.in(List.of(call.args().getFirst())));
      }
    }
    found.remove(Atoms.REQUESTER);
    return found;
  }
}
