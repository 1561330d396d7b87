package org.assize.value.entry;

import java.util.Set;
import org.assize.facts.CodeRole;
import org.assize.facts.Control;

/**
 * A body that code outside the tree calls.
 *
 * @param body its number
 * @param kind how it was found
 * @param control who determines its parameters
 * @param role {@link CodeRole#TEST} where only a test framework calls it, or only a test registers
 *     it
 * @param address what it is called under, such as {@code GET /download} or the name of a command;
 *     empty where nothing says
 * @param registrar dotted path of the library's decorator, function or method that it is for; empty
 *     where nothing is known of it
 * @param route the place that shows it
 * @param given the names of parameters that the registration itself gives, whoever calls
 */
public record Entry(
    int body,
    Kind kind,
    Control control,
    CodeRole role,
    String address,
    String registrar,
    Route route,
    Set<String> given) {
  /** Copies the names. */
  public Entry {
    given = Set.copyOf(given);
  }

  /** An entry whose registration gives nothing. */
  public Entry(
      int body,
      Kind kind,
      Control control,
      CodeRole role,
      String address,
      String registrar,
      Route route) {
    this(body, kind, control, role, address, registrar, route, Set.of());
  }

  /** How an entry was found, the most telling first. */
  public enum Kind {
    /** A decorator of a library that is not in the tree registers it. */
    DECORATOR,
    /** It is handed to a callable that is not in the tree, alone or in a table. */
    CALLBACK,
    /** It overrides a method of a class that is not in the tree. */
    OVERRIDE,
    /** Its parameters are those of a gateway protocol: WSGI or ASGI. */
    GATEWAY,
    /** A command or plug-in that the project declares, or a module that is run as a program. */
    SCRIPT,
    /** A test framework collects it. */
    TEST,
    /** It is public, and no production code of the tree calls it. */
    PUBLIC
  }

  /** Returns this entry with parameters that another one determines. */
  Entry of(Control other) {
    return new Entry(body, kind, other, role, address, registrar, route, given);
  }

  /** Whether only tests enter here. */
  public boolean isTest() {
    return role == CodeRole.TEST;
  }
}
