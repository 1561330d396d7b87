package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.value.domain.Place;

/**
 * What statements of SQL write into columns, for what others read from them: the table and the
 * column are the joint, wherever both statements stand.
 */
final class StoredColumns {
  private static final Pattern INSERT =
      Pattern.compile(
          "(?is)^\\s*INSERT\\s+INTO\\s+\\W?(\\w+)\\W?\\s*\\(([^()]*)\\)\\s*VALUES\\s*\\((.*)\\).*");

  private static final Pattern UPDATE =
      Pattern.compile("(?is)^\\s*UPDATE\\s+\\W?(\\w+)\\W?\\s+SET\\s+(.*?)(\\sWHERE\\s.*)?$");

  private static final Pattern SELECT =
      Pattern.compile("(?is)^\\s*SELECT\\b.*?\\bFROM\\s+\\W?(\\w+).*");

  private static final Pattern ASSIGNMENT = Pattern.compile("(?s)\\W?(\\w+)\\W?\\s*=\\s*(\\S+)");

  private static final Pattern HOLE = Pattern.compile("\\?|%s|\\$(\\d+)|[:@](\\w+)|%\\((\\w+)\\)s");

  /** A statement is looked for behind so many calls: {@code execute(…).fetchone()}. */
  private static final int MAX_LINKS = 3;

  private final FlowProgram program;
  private final Map<String, List<Write>> writes = new HashMap<>();

  /**
   * What a statement writes into a column.
   *
   * @param by the call that runs it
   */
  record Write(Ref value, Ref by) {}

  private StoredColumns(FlowProgram program) {
    this.program = program;
  }

  static StoredColumns of(FlowProgram program) {
    StoredColumns columns = new StoredColumns(program);
    for (int number = 0; number < program.values().bodies().size(); number++) {
      Body body = program.body(number);
      for (int i = 0; program.isProduction(number) && i < body.size(); i++) {
        if (body.op(i) == Op.CALL) {
          columns.add(new Ref(number, i));
        }
      }
    }
    return columns;
  }

  /** Returns what is written into the column that a part of some rows is. */
  List<Write> behind(Node node) {
    Optional<String> column =
        node.part().stream()
            .flatMap(s ->
                s instanceof Place.Key(Literal.Text(String key))
                    ? Optional.of(key).stream()
                    : Optional.<String>empty().stream())
            .findFirst();
    return column
        .flatMap(c -> table(node.at()).map(t -> key(t, c)))
        .map(key -> writes.getOrDefault(key, List.of()))
        .orElse(List.of());
  }

  private static String key(String table, String column) {
    return table.toLowerCase(Locale.ROOT) + "." + column.toLowerCase(Locale.ROOT);
  }

  /** The table from which a call gives rows. */
  private Optional<String> table(Ref at) {
    Body body = program.body(at.body());
    int call = program.origin(body, at.instruction());
    for (int links = 0; links < MAX_LINKS && body.op(call) == Op.CALL; links++) {
      Optional<String> table =
          statement(new Ref(at.body(), call))
              .map(SELECT::matcher)
              .filter(Matcher::matches)
              .map(m -> m.group(1));
      int callee = program.origin(body, body.operand(call, 0));
      if (table.isPresent() || body.op(callee) != Op.ATTR) {
        return table;
      }
      call = program.origin(body, body.operand(callee, 0));
    }
    return Optional.empty();
  }

  /** The constant text that a call is given first. */
  private Optional<String> statement(Ref call) {
    Body body = program.body(call.body());
    return body.operandCount(call.instruction()) > 1
        ? program.value(new Ref(call.body(), body.operand(call.instruction(), 1))).constantText()
        : Optional.empty();
  }

  private void add(Ref call) {
    Optional<String> text = statement(call);
    if (text.isEmpty()) {
      return;
    }
    Matcher insert = INSERT.matcher(text.get());
    Matcher update = UPDATE.matcher(text.get());
    if (insert.matches()) {
      String[] columns = insert.group(2).split(",", -1);
      String[] values = insert.group(3).split(",", -1);
      for (int k = 0, seen = 0; k < Math.min(columns.length, values.length); k++) {
        seen += write(insert.group(1), columns[k], values[k], seen, call);
      }
    } else if (update.matches()) {
      int seen = 0;
      for (String assignment : update.group(2).split(",", -1)) {
        Matcher m = ASSIGNMENT.matcher(assignment.strip());
        if (m.matches()) {
          seen += write(update.group(1), m.group(1), m.group(2), seen, call);
        }
      }
    }
  }

  /**
   * Notes what stands for a place in a statement.
   *
   * @return how many places without a name or number there were
   */
  private int write(String table, String column, String value, int seen, Ref call) {
    Matcher hole = HOLE.matcher(value.strip());
    if (!hole.matches()) {
      return 0;
    }
    String number = hole.group(1);
    String name = hole.group(2) == null ? hole.group(3) : hole.group(2);
    Optional<Integer> given =
        name != null
            ? named(call, name)
            : Optional.ofNullable(
                ordered(call).get(number == null ? seen : Integer.parseInt(number) - 1));
    given.ifPresent(v ->
        writes
            .computeIfAbsent(key(table, column.replaceAll("\\W", "")), _ -> new ArrayList<>())
            .add(new Write(new Ref(call.body(), v), call)));
    return number == null && name == null ? 1 : 0;
  }

  /** The values that a call hands over beside its text: one by one, or in one list. */
  private Map<Integer, Integer> ordered(Ref call) {
    Body body = program.body(call.body());
    int count = body.operandCount(call.instruction());
    int first = count > 2 ? program.origin(body, body.operand(call.instruction(), 2)) : -1;
    boolean isList = first >= 0 && (body.op(first) == Op.TUPLE || body.op(first) == Op.LIST);
    Map<Integer, Integer> found = new HashMap<>();
    int from = isList ? 0 : 2;
    int in = isList ? first : call.instruction();
    for (int k = from; k < body.operandCount(in); k++) {
      found.put(k - from, body.operand(in, k));
    }
    return found;
  }

  /** The value that a call hands over under a name: in a dictionary, or as a keyword. */
  private Optional<Integer> named(Ref call, String name) {
    Body body = program.body(call.body());
    List<CallShape.Argument> shape = body.calls().get(body.arg(call.instruction())).arguments();
    for (int k = 1; k < shape.size(); k++) {
      int operand = body.operand(call.instruction(), k + 1);
      if (shape.get(k) instanceof CallShape.Named n && n.name().equals(name)) {
        return Optional.of(operand);
      }
      int origin = program.origin(body, operand);
      for (int e = 0; body.op(origin) == Op.DICT && e + 1 < body.operandCount(origin); e += 2) {
        Ref key = new Ref(call.body(), body.operand(origin, e));
        if (program.value(key).constantText().filter(name::equals).isPresent()) {
          return Optional.of(body.operand(origin, e + 1));
        }
      }
    }
    return Optional.empty();
  }
}
