package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import org.assize.ir.Body;
import org.assize.ir.Op;

/**
 * A template that an environment has loaded by its name from a file of the tree.
 *
 * @param loaded the call that loads it
 */
record LoadedTemplate(Walk walk, LibraryCall loaded) {
  /**
   * Returns what it writes as it is. Where the program's text names the file, what it writes so
   * under any engine is told in the file itself, and only the rest is returned.
   *
   * @param isEscaping whether the engine escapes what no filter calls safe
   */
  Optional<List<WrittenTemplate.Hole>> holes(Node node, boolean isEscaping) {
    boolean isNamed =
        loaded.arguments().all().stream().findFirst().flatMap(this::fixed).isPresent();
    return isNamed && isEscaping
        ? Optional.empty()
        : text(node)
            .map(text -> {
              List<WrittenTemplate.Hole> all = WrittenTemplate.holes(text, isEscaping);
              List<WrittenTemplate.Hole> told =
                  isNamed ? WrittenTemplate.holes(text, true) : List.of();
              return all.stream().filter(h -> !told.contains(h)).toList();
            });
  }

  private Optional<String> fixed(int name) {
    return walk.program().value(new Ref(loaded.at().body(), name)).constantText();
  }

  /** What the call in which the way is passes for a parameter. */
  private Optional<String> passed(Node node, int name) {
    Body body = walk.program().body(node.body());
    int origin = walk.program().origin(body, name);
    Calling calling = node.calling();
    return calling == null || calling.callee() != node.body() || body.op(origin) != Op.PARAM
        ? Optional.empty()
        : new Passing(walk.program())
            .single(calling.call(), calling.callee(), body.arg(origin))
            .flatMap(value -> walk.program().value(value).constantText());
  }

  /** The text of the file, where all that leads here tells which it is. */
  private Optional<String> text(Node node) {
    return loaded.arguments().all().stream()
        .findFirst()
        .flatMap(name ->
            loaded.at().body() == node.body()
                ? walk.value(node, name).constantText().or(() -> passed(node, name))
                : fixed(name))
        .flatMap(name -> walk.program().view().program().templates(name).stream().findFirst())
        .map(module -> module.text().text());
  }
}
