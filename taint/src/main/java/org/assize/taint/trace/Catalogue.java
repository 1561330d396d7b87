package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.assize.ir.Body;
import org.assize.value.domain.Atom;

/**
 * Rows in which a database describes itself: names of tables, columns and settings. Whoever runs
 * the database has chosen them, no one who stores data in it.
 *
 * @param program in which it is asked
 */
record Catalogue(FlowProgram program) {
  private static final Set<String> FETCHING = Set.of("fetchone", "fetchall", "fetchmany");
  private static final Set<String> ASKING = Set.of("execute", "exec_driver_sql");

  /**
   * The schema of the SQL standard (ISO 9075-11), the tables of PostgreSQL and SQLite that describe
   * others, and the statements that only describe.
   */
  private static final Pattern DESCRIBING =
      Pattern.compile(
          "(?is)^(\\W|\\\\n)*(pragma|show|describe|desc|explain)\\b.*"
              + "|.*\\b(information_schema|pg_catalog|pg_\\w+|sqlite_(master|schema)|all_tab\\w*"
              + "|user_(tab|cons)\\w*|sys)\\b.*");

  /** Whether a call gives rows of statements that all describe the database. */
  boolean isRead(Ref fetching) {
    Body body = program.body(fetching.body());
    Optional<Integer> cursor = receiver(fetching, FETCHING);
    if (cursor.isEmpty()) {
      return false;
    }
    List<Ref> statements = new ArrayList<>();
    for (int i = 0; i < body.size(); i++) {
      if (asks(new Ref(fetching.body(), i), cursor.get()) && body.operandCount(i) > 1) {
        statements.add(new Ref(fetching.body(), body.operand(i, 1)));
      }
    }
    return !statements.isEmpty() && statements.stream().allMatch(this::describes);
  }

  /** Whether a call puts a statement to a cursor, or is the answer that is read as one. */
  private boolean asks(Ref call, int cursor) {
    Optional<Integer> asked = receiver(call, ASKING);
    return asked.isPresent() && (asked.get() == cursor || call.instruction() == cursor);
  }

  private Optional<Integer> receiver(Ref call, Set<String> methods) {
    return CalledMethod.of(program, call)
        .filter(m -> methods.contains(m.name()))
        .map(CalledMethod::receiver);
  }

  private boolean describes(Ref statement) {
    return program
        .value(statement)
        .only()
        .flatMap(Atom::asText)
        .filter(text -> DESCRIBING.matcher(text.shape().text()).matches())
        .isPresent();
  }
}
