package org.assize.value.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.facts.Fact;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.ImportName;
import org.assize.program.Importable;
import org.assize.program.PythonClass;
import org.assize.program.PythonModule;
import org.assize.program.Symbol;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Site;
import org.assize.value.heap.Content;
import org.assize.value.interpret.Summary;
import org.assize.value.interpret.Surroundings;

/**
 * The surroundings of a body that keep what was asked and what the answer was. What a body computes
 * depends on nothing else: as long as the answers are the same it need not be interpreted again.
 *
 * <p>Questions whose answers no round changes are not kept.
 */
final class Answers implements Surroundings {
  /** Where a question is about one thing, this is the other. */
  private static final Object NOTHING = "";

  private final Level level;
  private final List<Object> kept = new ArrayList<>();

  Answers(Level level) {
    this.level = level;
  }

  /** Returns what was asked until now, without the round that answered it. */
  Asked asked() {
    return new Asked(kept.toArray());
  }

  private <T> T keep(Asked.Kind kind, Object one, Object two, T answer) {
    kept.add(kind);
    kept.add(one);
    kept.add(two);
    kept.add(answer);
    return answer;
  }

  @Override
  public Body body(int number) {
    return level.body(number);
  }

  @Override
  public int numberOf(Body body) {
    return level.numberOf(body);
  }

  @Override
  public AbstractValue variable(Symbol symbol) {
    return keep(Asked.Kind.VARIABLE, symbol, NOTHING, level.variable(symbol));
  }

  @Override
  public AbstractValue unbound(PythonModule module, String name) {
    return keep(Asked.Kind.UNBOUND, module, name, level.unbound(module, name));
  }

  @Override
  public AbstractValue imported(PythonModule module, ImportName name) {
    return keep(Asked.Kind.IMPORTED, module, name, level.imported(module, name));
  }

  @Override
  public Optional<AbstractValue> member(PythonModule module, String name) {
    return keep(Asked.Kind.MODULE_MEMBER, module, name, level.member(module, name));
  }

  @Override
  public Optional<AbstractValue> member(Importable.Namespace namespace, String name) {
    return keep(Asked.Kind.NAMESPACE_MEMBER, namespace, name, level.member(namespace, name));
  }

  @Override
  public Optional<AbstractValue> classAttribute(PythonClass type, String name) {
    return keep(Asked.Kind.CLASS_ATTRIBUTE, type, name, level.classAttribute(type, name));
  }

  @Override
  public Optional<AbstractValue> field(PythonClass type, String name) {
    return keep(Asked.Kind.FIELD, type, name, level.field(type, name));
  }

  @Override
  public List<AbstractValue> overrides(PythonClass type, String name) {
    return keep(Asked.Kind.OVERRIDES, type, name, level.overrides(type, name));
  }

  @Override
  public Optional<AbstractValue> afterClass(PythonClass type, String name) {
    return keep(Asked.Kind.AFTER_CLASS, type, name, level.afterClass(type, name));
  }

  @Override
  public List<String> declaredFields(PythonClass type) {
    return level.declaredFields(type);
  }

  @Override
  public List<String> outsideAncestors(PythonClass type) {
    return level.outsideAncestors(type);
  }

  @Override
  public boolean isDescribed(String className, String member) {
    return level.isDescribed(className, member);
  }

  @Override
  public boolean derives(PythonClass type, PythonClass base) {
    return level.derives(type, base);
  }

  @Override
  public AbstractValue parameter(int body, int index) {
    return keep(Asked.Kind.PARAMETER, body, index, level.parameter(body, index));
  }

  @Override
  public boolean isDeclared(int body, int index) {
    return level.isDeclared(body, index);
  }

  @Override
  public AbstractValue defaultOf(int body, int index) {
    return keep(Asked.Kind.DEFAULT, body, index, level.defaultOf(body, index));
  }

  @Override
  public Optional<Content> content(Site site) {
    return keep(Asked.Kind.CONTENT, site, NOTHING, level.content(site));
  }

  @Override
  public Optional<Content> changed(Site site) {
    return keep(Asked.Kind.CHANGED, site, NOTHING, level.changed(site));
  }

  @Override
  public Optional<Summary> summary(int body) {
    return keep(Asked.Kind.SUMMARY, body, NOTHING, level.summary(body));
  }

  @Override
  public Optional<Summary> specialised(int body, List<AbstractValue> arguments) {
    return keep(Asked.Kind.SPECIALISED, body, arguments, level.specialised(body, arguments));
  }

  @Override
  public List<Integer> byName(int caller, String name, CallShape shape) {
    return level.byName(caller, name, shape);
  }

  @Override
  public boolean areOverrides(String name, List<Integer> methods) {
    return level.areOverrides(name, methods);
  }

  @Override
  public AbstractValue registered(String name) {
    return keep(Asked.Kind.REGISTERED, name, NOTHING, level.registered(name));
  }

  @Override
  public boolean isStandard(String dottedPath) {
    return level.isStandard(dottedPath);
  }

  @Override
  public List<Fact.Rendering> renderings(String dottedPath) {
    return level.renderings(dottedPath);
  }

  @Override
  public List<Integer> templates(String name) {
    return level.templates(name);
  }

  @Override
  public List<Integer> filters(String dottedPath) {
    return level.filters(dottedPath);
  }

  @Override
  public Optional<String> typeOf(String dottedPath) {
    return level.typeOf(dottedPath);
  }
}
