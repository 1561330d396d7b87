package org.assize.value.interpret;

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

/** What is known of the world around a body while it is interpreted. Answers never change. */
public interface Surroundings {
  /** Returns a body by its number. */
  Body body(int number);

  /** Returns the number of a body. */
  int numberOf(Body body);

  /** Returns what a variable of a module, a class body or an enclosing function may hold. */
  AbstractValue variable(Symbol symbol);

  /** Returns what a name means that no scope of the module binds: built in, or by star import. */
  AbstractValue unbound(PythonModule module, String name);

  /** Returns what an import statement binds. */
  AbstractValue imported(PythonModule module, ImportName name);

  /** Returns what {@code module.name} is; empty where the module has no such name. */
  Optional<AbstractValue> member(PythonModule module, String name);

  /** Returns the module or package of that name within a namespace package. */
  Optional<AbstractValue> member(Importable.Namespace namespace, String name);

  /** Returns what {@code type.name} is, through its bases; empty where nothing defines it. */
  Optional<AbstractValue> classAttribute(PythonClass type, String name);

  /**
   * Returns what the field of some object of a class, or of one below it, may hold; empty where no
   * code of the tree writes it.
   */
  Optional<AbstractValue> field(PythonClass type, String name);

  /** Returns the methods of that name in the classes below one, nearest first. */
  List<AbstractValue> overrides(PythonClass type, String name);

  /** Returns what {@code super().name} is in a method of a class. */
  Optional<AbstractValue> afterClass(PythonClass type, String name);

  /** Returns the fields that a class and its bases declare by annotations, bases first. */
  List<String> declaredFields(PythonClass type);

  /** Returns the dotted paths of the classes outside the tree that a class derives from. */
  List<String> outsideAncestors(PythonClass type);

  /** Whether facts tell something of a member of a class outside the tree. */
  boolean isDescribed(String className, String member);

  /** Whether a class is another one of the tree or below it. */
  boolean derives(PythonClass type, PythonClass base);

  /** Returns what a parameter may hold, by its annotation, its default and the calls seen. */
  AbstractValue parameter(int body, int index);

  /** Whether an annotation says what a parameter holds. */
  boolean isDeclared(int body, int index);

  /** Returns the default of a parameter, as far as it is known. */
  AbstractValue defaultOf(int body, int index);

  /** Returns what an object holds that other bodies made or can change, if that is known. */
  Optional<Content> content(Site site);

  /** Returns what bodies other than the one that made an object make of it. */
  Optional<Content> changed(Site site);

  /** Returns what callers of a body need to know; empty where it was not solved yet. */
  Optional<Summary> summary(int body);

  /**
   * Returns the summary of a body for certain arguments, where that says more than the general one.
   *
   * @param arguments one for each parameter; parameters of the body itself where nothing is special
   */
  Optional<Summary> specialised(int body, List<AbstractValue> arguments);

  /** Returns the methods that a call of {@code x.name(…)} may mean by the name alone. */
  List<Integer> byName(int caller, String name, CallShape shape);

  /** Whether methods of one name are implementations of one method of the tree. */
  boolean areOverrides(String name, List<Integer> methods);

  /** Returns the objects that the program keeps under a name in an application's object. */
  AbstractValue registered(String name);

  /** Whether a dotted name belongs to the standard library. */
  boolean isStandard(String dottedPath);

  /** Returns what is known of a library's call that writes a template. */
  List<Fact.Rendering> renderings(String dottedPath);

  /** Returns the functions of the templates that a name given to a template engine may mean. */
  List<Integer> templates(String name);

  /** Returns the functions that a dotted path of a filter of templates stands for. */
  List<Integer> filters(String dottedPath);

  /** Returns the class of what a call or attribute outside the tree gives, if that is known. */
  Optional<String> typeOf(String dottedPath);
}
