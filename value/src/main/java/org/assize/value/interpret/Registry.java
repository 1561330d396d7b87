package org.assize.value.interpret;

import java.util.Optional;
import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;

/**
 * Objects of the tree's classes that a program keeps under names in its application's object, where
 * its handlers find them: {@code app["store"] = Store()}, {@code request.app.state.store} (aiohttp,
 * "Application's config"; Starlette, "Storing state on the app instance"; Flask, "Extension
 * Initialization"; Sanic, "Application Context"). The object itself belongs to a library, so that
 * nothing but the name ties both together.
 */
final class Registry {
  /** What applications, and the parts of them that hold such objects, are called. */
  private static final Set<String> HOLDERS =
      Set.of("app", "application", "config_dict", "extensions", "state", "ctx");

  /** What their classes are called, for those that were made in the same body. */
  private static final Set<String> CLASSES =
      Set.of("Application", "Flask", "Quart", "FastAPI", "Starlette", "Sanic");

  private final Frame frame;

  Registry(Frame frame) {
    this.frame = frame;
  }

  /** Notes what a name of an object is given, if the object is one that holds such. */
  void keep(int object, String name, AbstractValue value) {
    AbstractValue own = frame.known(value).filter(Registry::isOwn);
    boolean isKept =
        frame.isRecording() && own.size() > 0 && (isHolder(object) || isApplication(object));
    if (isKept) {
      frame.effects().register(name, frame.exported(own.opened()));
    }
  }

  /** Returns what an object is found to have under a name, or else what is kept under it. */
  AbstractValue read(int object, String name, AbstractValue found) {
    if (name.isEmpty() || !isHolder(object) || !isOutside(object)) {
      return found;
    }
    AbstractValue kept = frame.surroundings().registered(name);
    return kept.isBottom() ? found : kept.opened();
  }

  /** Returns the name that a key is; empty where it is not known. */
  static String name(AbstractValue key) {
    return key.constant()
        .flatMap(c -> c instanceof Literal.Text t ? Optional.of(t.value()) : Optional.empty())
        .orElse("");
  }

  private static boolean isOwn(Atom atom) {
    return atom instanceof Atom.Instance;
  }

  /** Of an object of the tree its own fields tell, of a container what was put into it. */
  private boolean isOutside(int object) {
    return frame.known(frame.value(object)).atoms().stream()
        .noneMatch(a -> a instanceof Atom.Instance || a instanceof Atom.Container);
  }

  private boolean isHolder(int object) {
    Body body = frame.body();
    String name =
        switch (body.op(object)) {
          case PARAM -> body.parameters().get(body.arg(object)).name();
          case LOAD -> body.symbols().get(body.arg(object)).name();
          case LOAD_NAME, ATTR -> body.names().get(body.arg(object));
          default -> "";
        };
    return HOLDERS.contains(name);
  }

  private boolean isApplication(int object) {
    return frame.value(object).atoms().stream()
        .flatMap(a -> a.typeName().stream())
        .anyMatch(type -> CLASSES.contains(type.substring(type.lastIndexOf('.') + 1)));
  }
}
