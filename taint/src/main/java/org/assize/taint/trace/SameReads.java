package org.assize.taint.trace;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Op;

/**
 * Reads of one body that give the same value, as far as the body changes nothing in between: {@code
 * request.form["n"]} written twice is checked once. A form of value numbering (Alpern, Wegman and
 * Zadeck, 1988) for reads alone.
 */
final class SameReads {
  /** Methods that only texts have, which nothing changes. */
  private static final Set<String> OF_TEXTS =
      Set.of("lower", "upper", "casefold", "strip", "lstrip", "rstrip", "title", "capitalize");

  private final Body body;
  private final int[] first;
  private int read;
  private final Map<List<Object>, Integer> known = new HashMap<>();
  private final Set<Object> written = new HashSet<>();

  private SameReads(Body body) {
    this.body = body;
    first = new int[body.size()];
  }

  /** Returns for each instruction the first one that reads the same; itself where there is none. */
  static int[] of(Body body) {
    SameReads reads = new SameReads(body);
    for (int i = 0; i < body.size(); i++) {
      reads.note(i);
    }
    for (reads.read = 0; reads.read < body.size(); reads.read++) {
      reads.number(reads.read);
    }
    return reads.first;
  }

  private void note(int i) {
    switch (body.op(i)) {
      case STORE, DELETE -> written.add(body.symbols().get(body.arg(i)));
      case SET_ATTR, DELETE_ATTR -> written.add(body.names().get(body.arg(i)));
      case SET_ITEM, DELETE_ITEM -> written.add(plain(body.operand(i, 0)));
      default -> {}
    }
  }

  private void number(int i) {
    List<Object> key = key(i);
    first[i] = key.isEmpty() ? i : known.merge(key, i, (before, now) -> before);
  }

  /** What the read is known by; empty where another one may give something else. */
  private List<Object> key(int i) {
    return switch (body.op(i)) {
      case LOAD -> {
        Object symbol = body.symbols().get(body.arg(i));
        yield written.contains(symbol) ? List.of() : List.of(Op.LOAD, symbol);
      }
      case LOAD_NAME -> List.of(Op.LOAD_NAME, body.arg(i));
      case ATTR -> {
        String name = body.names().get(body.arg(i));
        yield written.contains(name) ? List.of() : List.of(Op.ATTR, name, same(body.operand(i, 0)));
      }
      case ITEM -> item(Op.ITEM, body.operand(i, 0), body.operand(i, 1));
      case CALL -> looked(i);
      default -> List.of();
    };
  }

  private List<Object> item(Op how, int container, int key) {
    return body.op(key) != Op.CONST || written.contains(plain(container))
        ? List.of()
        : List.of(how, same(container), body.constants().get(body.arg(key)));
  }

  /** {@code mapping.get("key")}, {@code text.lower()}. */
  private List<Object> looked(int call) {
    int callee = plain(body.operand(call, 0));
    if (body.op(callee) != Op.ATTR) {
      return List.of();
    }
    String method = body.names().get(body.arg(callee));
    List<CallShape.Argument> given = body.calls().get(body.arg(call)).arguments();
    if (given.isEmpty() && OF_TEXTS.contains(method)) {
      return List.of(Op.CALL, method, same(body.operand(callee, 0)));
    }
    boolean isGet = method.equals("get") && given.equals(List.of(CallShape.Unnamed.POSITIONAL));
    return isGet ? item(Op.CALL, body.operand(callee, 0), body.operand(call, 1)) : List.of();
  }

  /** σ-names are looked through. */
  private int plain(int instruction) {
    int at = instruction;
    while (body.op(at) == Op.SIGMA) {
      at = body.operand(at, 0);
    }
    return at;
  }

  private int same(int instruction) {
    int at = plain(instruction);
    return at < read ? first[at] : at;
  }
}
