package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.base.Memo;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Symbol;
import org.assize.value.calls.CallSite;
import org.assize.value.calls.Finding;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Site;
import org.jspecify.annotations.Nullable;

/**
 * Where production writes variables, fields and containers, defines functions and calls them. Lists
 * are in the order of bodies and instructions.
 */
final class ProgramIndex {
  /** Methods that put what they are given into their receiver (library reference). */
  private static final Set<String> PUTTING =
      Set.of(
          "append",
          "appendleft",
          "add",
          "insert",
          "extend",
          "extendleft",
          "update",
          "setdefault",
          "put",
          "put_nowait",
          "push",
          "write",
          "writelines",
          "set");

  /**
   * A call that reaches a body.
   *
   * @param at the call
   * @param finding how it was found
   * @param candidates how many bodies it may reach
   * @param families how many methods they are, overrides of one method taken together
   */
  record Caller(Ref at, Finding finding, int candidates, int families) {}

  private final FlowProgram program;
  private final Map<Symbol, List<Ref>> stores = new HashMap<>();
  private final Map<String, List<Ref>> fields = new HashMap<>();
  private final Map<String, List<Ref>> elementsOfField = new HashMap<>();
  private final Map<Symbol, List<Ref>> elementsOfSymbol = new HashMap<>();
  private volatile @Nullable Map<Symbol, List<Ref>> elementsOfImported;
  private final Map<Site, List<Ref>> elementsOfSite = new HashMap<>();
  private final Map<Ref, List<Ref>> elementsOfParameter = new HashMap<>();
  private final Map<Integer, Ref> definitions = new HashMap<>();
  private final Map<Integer, List<Caller>> callers = new HashMap<>();
  private final Map<String, List<Ref>> elementsUnderKey = new HashMap<>();
  private final List<Ref> writesOfMany = new ArrayList<>();

  /** Every way through a field asks for them. */
  private final Memo<ProgramIndex, List<FieldOwners.AtOnce>> atOnce =
      new Memo<>(index -> new FieldOwners(index.program).atOnce(index.writesOfMany));

  private final Map<PythonClass, List<Ref>> constructions = new HashMap<>();

  private ProgramIndex(FlowProgram program) {
    this.program = program;
  }

  static ProgramIndex of(FlowProgram program) {
    ProgramIndex index = new ProgramIndex(program);
    for (int body = 0; body < program.values().bodies().size(); body++) {
      if (program.isProduction(body)) {
        index.add(body);
      }
    }
    return index;
  }

  private void add(int number) {
    Body body = program.body(number);
    for (int i = 0; i < body.size(); i++) {
      Ref at = new Ref(number, i);
      switch (body.op(i)) {
        case STORE -> add(stores, body.symbols().get(body.arg(i)), at);
        case SET_ATTR -> add(fields, body.names().get(body.arg(i)), at);
        case SET_ITEM, COLLECT -> container(body, at, body.operand(i, 0));
        case FUNCTION ->
            definitions.put(
                program.values().bodies().numberOf(body.children().get(body.arg(i))), at);
        case CALL -> call(body, at);
        default -> {}
      }
    }
    for (CallSite call : program.values().calls(number)) {
      if (call.finding().hasBody()) {
        Ref at = new Ref(number, call.instruction());
        for (int callee : call.callees()) {
          int families = new Families(program).of(at, call, callee);
          Caller caller = new Caller(at, call.finding(), call.callees().size(), families);
          add(callers, callee, caller);
        }
      }
    }
  }

  private void call(Body body, Ref at) {
    int callee = program.origin(body, body.operand(at.instruction(), 0));
    if (body.op(callee) == Op.ATTR && PUTTING.contains(body.names().get(body.arg(callee)))) {
      container(body, at, body.operand(callee, 0));
    }
    if (FieldsAtOnce.of(program, at).isPresent()) {
      writesOfMany.add(at);
    }
    for (Atom atom : program.value(new Ref(at.body(), callee)).atoms()) {
      if (atom instanceof Atom.ClassObject c) {
        add(constructions, c.type(), at);
      }
    }
    ownClass(body, callee).ifPresent(type -> add(constructions, type, at));
  }

  /** {@code cls(…)} in a class method makes an object of the class, or of one below it. */
  private static Optional<PythonClass> ownClass(Body body, int callee) {
    return body.op(callee) == Op.PARAM && body.arg(callee) == 0 && body.hasReceiver()
        ? body.function().filter(PythonFunction::isClassMethod).flatMap(PythonFunction::owner)
        : Optional.empty();
  }

  /** A write of an element, under everything that may tell which container it is. */
  private void container(Body body, Ref at, int written) {
    int origin = program.origin(body, written);
    if (body.op(at.instruction()) == Op.SET_ITEM) {
      program
          .value(new Ref(at.body(), body.operand(at.instruction(), 1)))
          .constantText()
          .ifPresent(key -> add(elementsUnderKey, key, at));
    }
    switch (body.op(origin)) {
      case ATTR -> add(elementsOfField, body.names().get(body.arg(origin)), at);
      case LOAD -> add(elementsOfSymbol, body.symbols().get(body.arg(origin)), at);
      case PARAM -> add(elementsOfParameter, new Ref(at.body(), body.arg(origin)), at);
      default -> {}
    }
    for (Atom atom : program.value(new Ref(at.body(), written)).atoms()) {
      if (atom instanceof Atom.Container c) {
        add(elementsOfSite, c.site(), at);
      }
    }
  }

  private static <K, V> void add(Map<K, List<V>> map, K key, V value) {
    map.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
  }

  /** Returns where a variable is written. */
  List<Ref> stores(Symbol symbol) {
    return stores.getOrDefault(symbol, List.of());
  }

  /** Returns where an attribute of a name is written. */
  List<Ref> fields(String name) {
    return fields.getOrDefault(name, List.of());
  }

  /** Returns where an element is written under a constant key, whatever holds it. */
  List<Ref> elementsUnder(String key) {
    return elementsUnderKey.getOrDefault(key, List.of());
  }

  /** Returns the calls that write attributes of which they name none, to objects of the tree. */
  List<FieldOwners.AtOnce> writesAtOnce() {
    return atOnce.get(this);
  }

  /** Returns where an element of a container in an attribute of a name is written. */
  List<Ref> elementsOfField(String name) {
    return elementsOfField.getOrDefault(name, List.of());
  }

  /** Returns where an element of a container in a variable is written, by whatever name. */
  List<Ref> elementsOf(Symbol symbol) {
    Map<Symbol, List<Ref>> imported = elementsOfImported;
    if (imported == null) {
      imported = ImportedVariables.own(program, elementsOfSymbol);
      elementsOfImported = imported;
    }
    List<Ref> here = elementsOfSymbol.getOrDefault(symbol, List.of());
    List<Ref> elsewhere = imported.getOrDefault(symbol, List.of());
    return elsewhere.isEmpty() ? here : Stream.concat(here.stream(), elsewhere.stream()).toList();
  }

  /** Returns where an element of a container made at a site is written. */
  List<Ref> elementsOf(Site site) {
    return elementsOfSite.getOrDefault(site, List.of());
  }

  /** Whether nothing is put into a container that is not made with it. */
  boolean isNeverFilled(AbstractValue container) {
    return !container.isOpen()
        && container.atoms().stream()
            .allMatch(a -> a instanceof Atom.Container c && elementsOf(c.site()).isEmpty());
  }

  /** Returns where a body writes an element of what its parameter holds. */
  List<Ref> elementsOfParameter(int body, int parameter) {
    return elementsOfParameter.getOrDefault(new Ref(body, parameter), List.of());
  }

  /** Returns the instruction that makes the function of a body. */
  Optional<Ref> definition(int body) {
    return Optional.ofNullable(definitions.get(body));
  }

  /** Returns the calls that reach a body. */
  List<Caller> callers(int body) {
    return callers.getOrDefault(body, List.of());
  }

  /** Returns the calls of a class. */
  List<Ref> constructions(PythonClass type) {
    return constructions.getOrDefault(type, List.of());
  }
}
