package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.program.PythonModule;
import org.assize.program.Symbol;
import org.assize.taint.language.SinkLanguage;
import org.assize.value.domain.Atom;

/**
 * Columns that keep a text together with the markup that is made of it when the record is saved: by
 * the functions that a setting of the program lists (django-markupfield, "Settings").
 */
final class SavedMarkup {
  private static final String FIELD = "markupfield.fields.MarkupField";

  /** The part of such a column that is the markup. */
  static final List<String> PART = List.of("rendered");

  static final String WEAKNESS = "cross-site-scripting";

  /** Names of kinds of markup, each with the function that renders it. */
  private static final String SETTING = "MARKUP_FIELD_TYPES";

  private SavedMarkup() {}

  /** Whether whatever renders the column cleans what it makes; it may list functions of its own. */
  static boolean isClean(FlowProgram program, Ref column) {
    Body body = program.body(column.body());
    int made = program.origin(body, column.instruction());
    return body.op(made) == Op.CALL
        && program.paths(new Ref(column.body(), made)).contains(FIELD)
        && !new CallArguments(program, new Ref(column.body(), made))
            .passed()
            .named()
            .containsKey("markup_choices")
        && program.cleansMarkup();
  }

  /** Whether all functions that the setting lists end in what is known to clean markup. */
  static boolean isCleaned(FlowProgram program) {
    List<Ref> settings =
        program.view().program().modules().stream()
            .filter(m -> !program.view().isTest(m))
            .flatMap(m -> setting(m).stream())
            .flatMap(s -> program.index().stores(s).stream())
            .filter(s -> !isImported(program, s))
            .toList();
    return !settings.isEmpty() && settings.stream().allMatch(s -> isCleaned(program, s));
  }

  /** Whether a module only passes on what another one lists. */
  private static boolean isImported(FlowProgram program, Ref store) {
    Body body = program.body(store.body());
    int value = program.origin(body, body.operand(store.instruction(), 0));
    return body.op(value) == Op.IMPORT
        || (body.op(value) == Op.ATTR && body.op(body.operand(value, 0)) == Op.IMPORT);
  }

  private static Optional<Symbol> setting(PythonModule module) {
    return module.scopes().root().local(SETTING);
  }

  private static boolean isCleaned(FlowProgram program, Ref store) {
    Body body = program.body(store.body());
    int listed = program.origin(body, body.operand(store.instruction(), 0));
    List<Integer> renderers = renderers(program, body, listed);
    return !renderers.isEmpty()
        && renderers.stream().allMatch(r -> cleans(program, new Ref(store.body(), r)));
  }

  /** The second of each row of a list, whether it is written out or collected. */
  private static List<Integer> renderers(FlowProgram program, Body body, int listed) {
    List<Integer> rows = new ArrayList<>();
    for (int k = 0; body.op(listed) != Op.DICT && k < body.operandCount(listed); k++) {
      rows.add(body.operand(listed, k));
    }
    for (int i = listed + 1; i < body.size(); i++) {
      if (body.op(i) == Op.COLLECT && body.operand(i, 0) == listed) {
        rows.add(body.operand(i, 1));
      }
    }
    List<Integer> second = new ArrayList<>();
    for (int row : rows) {
      int tuple = program.origin(body, row);
      if (body.op(tuple) != Op.TUPLE || body.operandCount(tuple) < 2) {
        return List.of();
      }
      second.add(body.operand(tuple, 1));
    }
    return second;
  }

  private static boolean cleans(FlowProgram program, Ref renderer) {
    List<Atom> functions = program.value(renderer).atoms();
    return !functions.isEmpty()
        && !program.value(renderer).isOpen()
        && functions.stream()
            .allMatch(a -> a instanceof Atom.Function f && cleansAll(program, f.body()));
  }

  private static boolean cleansAll(FlowProgram program, int function) {
    Body body = program.body(function);
    Query query = new Query(SinkLanguage.HTML, WEAKNESS);
    for (int i = 0; i < body.size(); i++) {
      if (body.op(i) == Op.RETURN) {
        Ref returned = new Ref(function, body.operand(i, 0));
        Trace made = Tracer.trace(program, query, returned, List.of(), new Ref(function, i));
        boolean isClean =
            made.isComplete()
                && made.ends().stream()
                    .allMatch(e -> e instanceof End.Harmless || e instanceof End.Fixed);
        if (!isClean) {
          return false;
        }
      }
    }
    return true;
  }
}
