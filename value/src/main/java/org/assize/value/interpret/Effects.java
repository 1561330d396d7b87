package org.assize.value.interpret;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.assize.program.Symbol;
import org.assize.value.calls.CallSite;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Site;
import org.assize.value.heap.Content;

/**
 * What a body does to the rest of the program. Values in it name no parameter of the body: what a
 * parameter may hold stands in its place.
 */
public final class Effects {
  private final Map<Symbol, AbstractValue> stores = new LinkedHashMap<>();
  private final Map<FieldKey, AbstractValue> fields = new LinkedHashMap<>();
  private final Map<Site, Content> contents = new LinkedHashMap<>();
  private final Map<String, AbstractValue> fieldsOfAny = new LinkedHashMap<>();
  private final Map<String, AbstractValue> registered = new LinkedHashMap<>();
  private final Map<Site, Content> changes = new LinkedHashMap<>();
  private final List<Flow> flows = new ArrayList<>();
  private final List<Flow> defaults = new ArrayList<>();
  private final List<Flow> requests = new ArrayList<>();
  private final BitSet found = new BitSet();
  private final List<CallSite> calls = new ArrayList<>();
  private final Map<Integer, Handed> handed = new LinkedHashMap<>();
  private final TreeSet<Integer> escapes = new TreeSet<>();

  void store(Symbol symbol, AbstractValue value) {
    stores.merge(symbol, value, AbstractValue::join);
  }

  void field(FieldKey key, AbstractValue value) {
    fields.merge(key, value, AbstractValue::join);
  }

  void fieldOfAny(String name, AbstractValue value) {
    fieldsOfAny.merge(name, value, AbstractValue::join);
  }

  void register(String name, AbstractValue value) {
    registered.merge(name, value, AbstractValue::join);
  }

  void content(Site site, Content content) {
    contents.merge(site, content, Content::join);
  }

  /** Whether what an object of the body holds is kept where others can reach it. */
  boolean isKept(Site site) {
    return contents.containsKey(site);
  }

  void change(Site site, Content content) {
    changes.merge(site, content, Content::join);
  }

  void flow(Flow flow) {
    flows.add(flow);
  }

  void defaults(Flow flow) {
    defaults.add(flow);
  }

  void request(Flow variant) {
    requests.add(variant);
  }

  void found(int instruction) {
    found.set(instruction);
  }

  void call(CallSite call) {
    calls.add(call);
  }

  void handed(int instruction, Handed arguments) {
    handed.put(instruction, arguments);
  }

  void escape(int body) {
    escapes.add(body);
  }

  /** Returns what is written to variables that others can read. */
  public Map<Symbol, AbstractValue> stores() {
    return stores;
  }

  /** Returns what is written to fields of objects of the tree's classes. */
  public Map<FieldKey, AbstractValue> fields() {
    return fields;
  }

  /** Returns what is written to fields of objects of which nothing is known, by name. */
  public Map<String, AbstractValue> fieldsOfAny() {
    return fieldsOfAny;
  }

  /** Returns the objects that are kept in an application's object, by their names there. */
  public Map<String, AbstractValue> registered() {
    return registered;
  }

  /** Returns what objects hold that others can reach. */
  public Map<Site, Content> contents() {
    return contents;
  }

  /** Returns what the body makes of objects that other bodies made. */
  public Map<Site, Content> changes() {
    return changes;
  }

  /** Returns what calls pass to bodies of the tree. */
  public List<Flow> flows() {
    return flows;
  }

  /** Returns the defaults of the functions that are made. */
  public List<Flow> defaults() {
    return defaults;
  }

  /** Returns the arguments that summaries of their own would be worth while for, in order. */
  public List<Flow> requests() {
    return requests;
  }

  /** Whether a subscript reads an element that is certainly there. */
  public boolean isFound(int instruction) {
    return found.get(instruction);
  }

  /** Returns the calls in the order of their instructions. */
  public List<CallSite> calls() {
    return calls;
  }

  /** Returns what is handed to calls that reach no body of the tree, by their instructions. */
  public Map<Integer, Handed> handed() {
    return handed;
  }

  /** Returns the bodies that code outside the tree may call, because they are handed to it. */
  public SortedSet<Integer> escapes() {
    return escapes;
  }
}
