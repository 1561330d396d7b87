package org.assize.value.solve;

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
 * The surroundings of one body: the world of its round, and the summaries of the bodies below its
 * level. What is not below it has the summary of the round before.
 */
final class Level implements Surroundings {
  /** Constants are handed on through so many calls. */
  private static final int MAX_DEPTH = 3;

  private final World world;
  private final Summaries summaries;
  private final int level;
  private final int depth;

  /**
   * The surroundings of a body.
   *
   * @param level of the body
   * @param depth in how many bodies that are interpreted for certain arguments its call stands; 0
   *     where it is interpreted for any
   */
  Level(World world, Summaries summaries, int level, int depth) {
    this.world = world;
    this.summaries = summaries;
    this.level = level;
    this.depth = depth;
  }

  @Override
  public Body body(int number) {
    return world.bodies().get(number);
  }

  @Override
  public int numberOf(Body body) {
    return world.bodies().numberOf(body);
  }

  @Override
  public AbstractValue variable(Symbol symbol) {
    return world.variable(symbol);
  }

  @Override
  public AbstractValue unbound(PythonModule module, String name) {
    return world.unbound(module, name);
  }

  @Override
  public AbstractValue imported(PythonModule module, ImportName name) {
    return world.imported(module, name);
  }

  @Override
  public Optional<AbstractValue> member(PythonModule module, String name) {
    return world.member(module, name);
  }

  @Override
  public Optional<AbstractValue> member(Importable.Namespace namespace, String name) {
    return world.member(namespace, name);
  }

  @Override
  public Optional<AbstractValue> classAttribute(PythonClass type, String name) {
    return world.classAttribute(type, name);
  }

  @Override
  public Optional<AbstractValue> field(PythonClass type, String name) {
    return world.field(type, name);
  }

  @Override
  public List<AbstractValue> overrides(PythonClass type, String name) {
    return world.overrides(type, name);
  }

  @Override
  public Optional<AbstractValue> afterClass(PythonClass type, String name) {
    return world.afterClass(type, name);
  }

  @Override
  public List<String> declaredFields(PythonClass type) {
    return world.declaredFields(type);
  }

  @Override
  public List<String> outsideAncestors(PythonClass type) {
    return world.outsideAncestors(type);
  }

  @Override
  public boolean isDescribed(String className, String member) {
    return world.isDescribed(className, member);
  }

  @Override
  public boolean derives(PythonClass type, PythonClass base) {
    return world.derives(type, base);
  }

  @Override
  public AbstractValue parameter(int body, int index) {
    return world.parameter(body, index);
  }

  @Override
  public boolean isDeclared(int body, int index) {
    return world.isDeclared(body, index);
  }

  @Override
  public AbstractValue defaultOf(int body, int index) {
    return world.defaultOf(body, index);
  }

  @Override
  public Optional<Content> content(Site site) {
    return world.content(site);
  }

  @Override
  public Optional<Content> changed(Site site) {
    return world.changed(site);
  }

  @Override
  public Optional<Summary> summary(int body) {
    return summaries.of(body, level);
  }

  @Override
  public Optional<Summary> specialised(int body, List<AbstractValue> arguments) {
    boolean admitted = depth == 0 ? world.isAdmitted(body, arguments) : depth < MAX_DEPTH;
    return admitted && summaries.isBelow(body, level)
        ? Optional.of(summaries.specialised(body, arguments, depth, world))
        : Optional.empty();
  }

  @Override
  public List<Integer> byName(int caller, String name, CallShape shape) {
    return world.byName(caller, name, shape);
  }

  @Override
  public boolean areOverrides(String name, List<Integer> methods) {
    return world.areOverrides(name, methods);
  }

  @Override
  public AbstractValue registered(String name) {
    return world.registered(name);
  }

  @Override
  public boolean isStandard(String dottedPath) {
    return world.isStandard(dottedPath);
  }

  @Override
  public List<Fact.Rendering> renderings(String dottedPath) {
    return world.renderings(dottedPath);
  }

  @Override
  public List<Integer> templates(String name) {
    return world.templates(name);
  }

  @Override
  public List<Integer> filters(String dottedPath) {
    return world.filters(dottedPath);
  }

  @Override
  public Optional<String> typeOf(String dottedPath) {
    return world.typeOf(dottedPath);
  }
}
