package org.assize.value.entry;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Control;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.syntax.Node.Parameter;

/**
 * Functions that get what somebody typed as a command, whoever calls them: those with an {@code
 * argv}, those that get the result of a parser of options, and methods of classes that declare
 * options. Whoever types a command runs the program; that no code of the tree is seen to call such
 * a function does not make it a library's.
 */
final class CommandLines {
  /** What nobody but who runs a program or its migrations hands over. */
  private static final Set<String> TYPED = Set.of("argv", "migrate_engine");

  /** What parsed options are called by those who get them. */
  private static final Set<String> PARSED =
      Set.of("args", "opts", "options", "parsed_args", "parsed_options", "namespace");

  /** The methods by which a parser is told of an option. */
  private static final List<String> DECLARING = List.of("add_argument", "add_option");

  private static final Set<String> TYPES = Set.of("argparse.Namespace", "optparse.Values");

  private final Tree tree;

  CommandLines(Tree tree) {
    this.tree = tree;
  }

  /** Returns an entry, of the operator where a command line ends in it. */
  Entry seen(Entry entry) {
    Optional<PythonFunction> function = tree.body(entry.body()).function();
    return entry.control() == Control.CALLER && function.filter(this::isCommand).isPresent()
        ? entry.of(Control.OPERATOR)
        : entry;
  }

  private boolean isCommand(PythonFunction function) {
    List<Parameter> parameters = function.parameters();
    if (parameters.stream().anyMatch(p -> TYPED.contains(p.name()) || isParsed(p, function))) {
      return true;
    }
    if (function.name().startsWith("do_") && function.owner().filter(this::isShell).isPresent()) {
      return true;
    }
    boolean isNamed = parameters.stream().anyMatch(p -> PARSED.contains(p.name()));
    return isNamed && function.owner().filter(this::declaresOptions).isPresent();
  }

  private boolean isParsed(Parameter parameter, PythonFunction function) {
    return Optional.ofNullable(parameter.annotation())
        .flatMap(a -> tree.resolver().resolve(a, function.definedIn()).dottedPath())
        .filter(TYPES::contains)
        .isPresent();
  }

  /** Python's {@code cmd.Cmd} calls {@code do_x} with the rest of a line that begins with x. */
  private boolean isShell(PythonClass type) {
    return tree.resolver().hierarchy().order(type).stream()
        .flatMap(t -> t.dottedPath().stream())
        .anyMatch("cmd.Cmd"::equals);
  }

  /** A class whose own code, or that of a base in the tree, tells a parser of options. */
  private boolean declaresOptions(PythonClass type) {
    return tree.resolver().hierarchy().order(type).stream()
        .anyMatch(t -> t instanceof Target.ClassTarget c && tellsParser(c.type()));
  }

  private boolean tellsParser(PythonClass type) {
    return type.methods().stream()
        .flatMap(m -> tree.bodies().of(m).stream())
        .anyMatch(m -> DECLARING.stream().anyMatch(tree.body(m).names()::contains));
  }
}
