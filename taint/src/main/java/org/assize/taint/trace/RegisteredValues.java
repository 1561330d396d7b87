package org.assize.taint.trace;

import java.util.List;
import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Op;
import org.assize.syntax.CompareOperator;
import org.assize.taint.language.SinkLanguage;

/**
 * Whether a record with a value is found: where addresses are registered before they are used,
 * nobody brings one of their own (RFC 6749, 3.1.2.3).
 */
final class RegisteredValues {
  /** Methods of queries that choose by what they are given, in the libraries that have such. */
  private static final Set<String> CHOOSING =
      Set.of("get_by", "get", "filter", "filter_by", "find_one", "where", "exists");

  private static final int MAX_LINKS = 4;

  private final Walk walk;
  private final FlowProgram program;

  RegisteredValues(Walk walk) {
    this.walk = walk;
    program = walk.program();
  }

  /** Whether a call gives a record only where one has the very address that is tested. */
  boolean isFound(Body body, int call, int tested) {
    SinkLanguage language = walk.query().language();
    boolean isAddress = language == SinkLanguage.REDIRECT || language == SinkLanguage.URL;
    int at = call;
    for (int links = 0; isAddress && links < MAX_LINKS && body.op(at) == Op.CALL; links++) {
      int callee = program.origin(body, body.operand(at, 0));
      if (body.op(callee) != Op.ATTR) {
        return false;
      }
      if (CHOOSING.contains(body.names().get(body.arg(callee))) && isGiven(body, at, tested)) {
        return true;
      }
      at = program.origin(body, body.operand(callee, 0));
    }
    return false;
  }

  /** {@code filter(uri=value)}, {@code filter(Client.uri == value)}. */
  private boolean isGiven(Body body, int call, int tested) {
    List<CallShape.Argument> shape = body.calls().get(body.arg(call)).arguments();
    for (int k = 0; k < shape.size(); k++) {
      int given = program.origin(body, body.operand(call, k + 1));
      boolean isEqual =
          shape.get(k) instanceof CallShape.Named named
              ? given == tested
                  && (!named.name().contains("__") || named.name().endsWith("__exact"))
              : isEquality(body, given, tested);
      if (isEqual) {
        return true;
      }
    }
    return false;
  }

  private boolean isEquality(Body body, int given, int tested) {
    return body.op(given) == Op.COMPARE
        && body.comparison(given) == CompareOperator.EQ
        && (program.origin(body, body.operand(given, 0)) == tested
            || program.origin(body, body.operand(given, 1)) == tested);
  }
}
