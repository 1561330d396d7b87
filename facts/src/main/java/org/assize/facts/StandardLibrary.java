package org.assize.facts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The public names of Python's standard library: modules, their classes, functions and constants,
 * and the members of classes.
 *
 * <p>The index is the union over the CPython versions that its header names, as their interpreters
 * list them on Linux; modules of other platforms are known by name only. It is written by {@code
 * scripts/stdlib_names.py}. Loading finds where each module begins; a module is read when it is
 * asked for.
 */
public final class StandardLibrary {
  private static final String RESOURCE = "stdlib-names.txt";

  private final byte[] text;
  private final Map<String, Integer> modules;
  private final Map<String, String> secondNames;
  private final Map<String, StandardModule> read = new ConcurrentHashMap<>();

  private StandardLibrary(
      byte[] text, Map<String, Integer> modules, Map<String, String> secondNames) {
    this.text = text;
    this.modules = modules;
    this.secondNames = secondNames;
  }

  /** What a name is. */
  public enum Kind {
    /** A module or package. */
    MODULE,
    /** A class, exceptions among them. */
    CLASS,
    /** A function of a module, also a built-in one. */
    FUNCTION,
    /** A method of a class. */
    METHOD,
    /** An attribute of a class, a property for instance. */
    ATTRIBUTE,
    /** Any other name of a module. */
    CONSTANT
  }

  /** Reads the index that comes with this module. */
  public static StandardLibrary load() {
    try (InputStream in = StandardLibrary.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + RESOURCE + " is missing");
      }
      return of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads an index in the format that the script describes. */
  private static StandardLibrary of(byte[] text) {
    Map<String, Integer> modules = new TreeMap<>();
    Map<String, String> secondNames = new HashMap<>();
    // A plain loop: library calls on each of these lines cost ten times as much in a fresh JVM.
    for (int at = 1; at < text.length; at++) {
      if (text[at] == '=' && text[at - 1] == '\n') {
        int end = at;
        int space = -1;
        while (text[end] != '\n') {
          space = text[end] == ' ' ? end : space;
          end++;
        }
        String name = string(text, at + 1, space < 0 ? end : space);
        modules.put(name, end + 1);
        if (space >= 0) {
          secondNames.put(name, string(text, space + 1, end));
        }
        at = end;
      }
    }
    return new StandardLibrary(text, modules, secondNames);
  }

  private static String string(byte[] text, int start, int end) {
    return new String(text, start, end - start, StandardCharsets.ISO_8859_1);
  }

  /** Returns the versions of CPython that were asked, for example {@code 3.12.1}, oldest first. */
  public List<String> versions() {
    String header =
        string(text, 0, Math.min(text.length, 500)).lines().skip(1).findFirst().orElse("");
    return Arrays.stream(header.split("[#,]", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .map(part -> part.endsWith(".") ? part.substring(0, part.length() - 1) : part)
        .toList();
  }

  /** Returns all modules by their full names, sorted. */
  public Set<String> modules() {
    return Collections.unmodifiableSet(modules.keySet());
  }

  /** Returns whether a full dotted name is a module or package. */
  public boolean isModule(String dottedName) {
    return modules.containsKey(dottedName);
  }

  /**
   * Returns whether a module, or a name within one, belongs to the standard library by its first
   * part: {@code xml.anything} does.
   */
  public boolean ownsTopLevel(String dottedName) {
    int dot = dottedName.indexOf('.');
    return modules.containsKey(dot < 0 ? dottedName : dottedName.substring(0, dot));
  }

  /** Returns whether the index has a full dotted name, also of an inherited member. */
  public boolean contains(String dottedName) {
    return kind(dottedName).isPresent();
  }

  /** Returns what a full dotted name is; nothing where the index does not have it. */
  public Optional<Kind> kind(String dottedName) {
    if (modules.containsKey(dottedName)) {
      return Optional.of(Kind.MODULE);
    }
    return entry(dottedName).map(StandardModule.Entry::kind);
  }

  /**
   * Returns the names of a function's or method's parameters without the receiver, {@code *name}
   * and {@code **name} as written, {@code *} before keyword-only ones; for a class those of its
   * constructor. Nothing where the interpreters do not tell.
   */
  public Optional<List<String>> parameters(String dottedName) {
    Optional<StandardModule.Entry> entry = entry(dottedName);
    if (entry.isPresent() && entry.get().kind() == Kind.CLASS) {
      entry = entry(dottedName + ".__init__");
    }
    return entry
        .filter(found -> found.kind() == Kind.FUNCTION || found.kind() == Kind.METHOD)
        .map(StandardModule.Entry::words)
        .filter(words -> !words.equals(List.of("?")));
  }

  /** Returns the direct bases of a class, {@code object} left out. */
  public List<String> bases(String className) {
    return entry(className)
        .filter(found -> found.kind() == Kind.CLASS)
        .map(StandardModule.Entry::words)
        .orElse(List.of());
  }

  private Optional<StandardModule.Entry> entry(String dottedName) {
    int dot = dottedName.lastIndexOf('.');
    while (dot > 0) {
      String module = dottedName.substring(0, dot);
      if (modules.containsKey(module)) {
        return within(
            secondNames.getOrDefault(module, module),
            dottedName.substring(dot + 1),
            new ArrayList<>());
      }
      dot = dottedName.lastIndexOf('.', dot - 1);
    }
    // Built-in names are written without their module, as in "dict.get".
    return modules.containsKey("builtins") && !modules.containsKey(first(dottedName))
        ? within("builtins", dottedName, new ArrayList<>())
        : Optional.empty();
  }

  private Optional<StandardModule.Entry> within(
      String moduleName, String name, List<String> visited) {
    StandardModule module = module(moduleName);
    StandardModule.Entry found = module.entries().get(name);
    if (found != null) {
      return found.reexport().isEmpty() ? Optional.of(found) : entry(found.reexport());
    }
    int dot = name.indexOf('.');
    StandardModule.Entry owner = dot < 0 ? null : module.entries().get(name.substring(0, dot));
    String path = moduleName + "." + name;
    if (owner == null || visited.contains(path)) {
      return Optional.empty();
    }
    visited.add(path);
    String member = name.substring(dot + 1);
    if (!owner.reexport().isEmpty()) {
      return entry(owner.reexport() + "." + member);
    }
    return owner.words().stream()
        .filter(_ -> owner.kind() == Kind.CLASS)
        .flatMap(base -> entry(base + "." + member).stream())
        .findFirst();
  }

  private StandardModule module(String name) {
    return read.computeIfAbsent(
        name,
        _ -> {
          int start = modules.getOrDefault(name, text.length);
          int end = start;
          while (end < text.length && text[end] != '=') {
            end++;
          }
          return StandardModule.read(string(text, start, end));
        });
  }

  private static String first(String dottedName) {
    int dot = dottedName.indexOf('.');
    return dot < 0 ? dottedName : dottedName.substring(0, dot);
  }
}
