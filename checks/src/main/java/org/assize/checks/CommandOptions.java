package org.assize.checks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.assize.facts.Fact;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Programs that are started with an option that takes a protection away, in a list of arguments or
 * in a line for a shell.
 *
 * @param calls the weakness whose sinks are the calls that start programs
 * @param options by the name of the program, the arguments that are such an option; a star at the
 *     end stands for anything
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the program, {@code
 *     {option}} the option
 */
public record CommandOptions(
    String calls, Map<String, List<String>> options, Map<String, String> say) implements Detector {
  /** What stands before a program and is none itself. */
  private static final Set<String> BEFORE = Set.of("sudo", "exec", "time", "nice", "nohup", "env");

  private static final Pattern OWN_MACHINE = Pattern.compile("//(localhost|127[.]|\\[::1])");

  /** Checks the sentences. */
  public CommandOptions {
    Sentences.require(say, List.of("present", "test"));
    options = new LinkedHashMap<>(options);
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().factSites().callsThatMeet(calls)) {
      for (Fact.Sink sink : check.program().lookup().sinks(call.path(), calls)) {
        Optional<Expr> command = Values.inSlot(call, sink.slot()).stream().findFirst();
        if (command.isPresent()) {
          judge(check, call, Values.display(command.get(), call.module()));
          break;
        }
      }
    }
  }

  private void judge(Check check, CallSite call, Expr command) {
    for (List<String> words : commands(command)) {
      String program = program(words);
      Optional<String> option =
          options.getOrDefault(program, List.of()).stream()
              .flatMap(wanted -> words.stream().filter(word -> fits(word, wanted)))
              .findFirst();
      if (option.isPresent()) {
        check.report(
            check
                .present(call.place())
                .step(Place.of(call.module(), command), option.get() + " is one of its arguments")
                .saying(
                    new Sentences(say)
                        .fill(
                            check.inTest() ? "test" : "present",
                            "name",
                            program,
                            "option",
                            option.get())));
        return;
      }
    }
  }

  /** {@code http://*} is an address that begins so, on another machine. */
  private static boolean fits(String word, String wanted) {
    return wanted.endsWith("*")
        ? word.startsWith(wanted.substring(0, wanted.length() - 1))
            && !OWN_MACHINE.matcher(word).find()
        : word.equals(wanted);
  }

  /** The programs that are started, each with its arguments; what is not constant is left out. */
  private static List<List<String>> commands(Expr command) {
    return switch (command) {
      case Expr.ListExpr list -> List.of(texts(list.elements()));
      case Expr.Tuple tuple -> List.of(texts(tuple.elements()));
      default -> lines(String.join(" ", texts(List.of(command))));
    };
  }

  /** The texts in some expressions; of one that is put together its constant parts. */
  private static List<String> texts(List<Expr> expressions) {
    List<String> found = new ArrayList<>();
    for (Node node : Inside.all(expressions, Expr.class)) {
      if (node instanceof Expr.Str text) {
        found.add(text.value());
      }
    }
    return found;
  }

  private static List<List<String>> lines(String text) {
    return Arrays.stream(text.split("[|;&\\n]+"))
        .map(line -> List.of(line.strip().replace("\"", "").replace("'", "").split("\\s+")))
        .toList();
  }

  private static String program(List<String> words) {
    return words.stream()
        .filter(w -> !BEFORE.contains(w) && !w.startsWith("-") && !w.contains("="))
        .map(w -> w.substring(w.lastIndexOf('/') + 1))
        .findFirst()
        .orElse("");
  }
}
