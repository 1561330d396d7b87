package org.assize.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assize.report.VisibleText;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what was wrong with the arguments, and the nearest thing that would have been right. */
final class WrongUsage implements IParameterExceptionHandler {
  /** The value after the {@code but was} of picocli's own message, which it keeps nowhere else. */
  private static final Pattern REFUSED = Pattern.compile(" but was '(.*)'$", Pattern.DOTALL);

  @Override
  public int handleParseException(ParameterException wrong, String[] args) {
    PrintWriter err = wrong.getCommandLine().getErr();
    Answer answer = answer(wrong, args);
    err.println("assize: " + VisibleText.of(answer.fault));
    answer.suggestion.ifPresent(words -> err.println("Did you mean: " + VisibleText.of(words)));
    err.println("See: " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return ExitStatus.UNUSABLE;
  }

  private record Answer(String fault, Optional<String> suggestion) {}

  private static Answer answer(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    if (wrong instanceof UnknownWordException unknown) {
      return new Answer(sentence(String.valueOf(unknown.getMessage())), unknown.nearest());
    }
    if (wrong instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().getFirst();
      if (word.startsWith("-") && word.length() > 1) {
        return unknownOption(word, command);
      }
      return command.getParent() == null
          ? unknownCommand(word, command, args)
          : new Answer("unexpected argument " + quote(word) + ".", Optional.empty());
    }
    return wrongValue(wrong);
  }

  private static Answer unknownOption(String word, CommandLine command) {
    String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    return new Answer(
        "unknown option " + quote(name) + ".",
        Nearest.to(name, command.getCommandSpec().optionsMap().keySet()));
  }

  private static Answer unknownCommand(String word, CommandLine command, String[] args) {
    String fault = "unknown command " + quote(word) + ".";
    if (exists(word)) {
      return new Answer(fault, Optional.of("assize review " + words(Stream.of(args))));
    }
    return new Answer(
        fault,
        Nearest.to(word, command.getSubcommands().keySet())
            .map(name -> "assize " + words(Stream.of(args).map(a -> a.equals(word) ? name : a))));
  }

  private static String words(Stream<String> args) {
    return args.map(Shell::quote).collect(Collectors.joining(" "));
  }

  private static boolean exists(String word) {
    try {
      return word.equals("-") || (!word.isEmpty() && Files.exists(Path.of(word)));
    } catch (InvalidPathException e) {
      return false; // cannot be a path, so it is a mistyped command
    }
  }

  private static Answer wrongValue(ParameterException wrong) {
    ArgSpec argument = wrong.getArgSpec();
    String message = Objects.requireNonNullElse(wrong.getMessage(), "wrong usage");
    Matcher refused = REFUSED.matcher(message);
    if (argument == null || !argument.typeInfo().isEnum() || !refused.find()) {
      return new Answer(sentence(message), Optional.empty());
    }
    List<String> values =
        argument.typeInfo().getEnumConstantNames().stream().map(WrongUsage::word).toList();
    String value = refused.group(1);
    String label = argument instanceof OptionSpec option ? option.longestName() : "this argument";
    return new Answer(
        label + " knows no " + quote(value) + ", only " + String.join(", ", values) + ".",
        Nearest.to(value, values));
  }

  /** An enum's value as it is typed. */
  private static String word(String constant) {
    return constant.toLowerCase(Locale.ROOT);
  }

  private static String quote(String word) {
    return "'" + word + "'";
  }

  private static String sentence(String message) {
    String start = message.substring(0, 1).toLowerCase(Locale.ROOT);
    return start + message.substring(1) + (message.endsWith(".") ? "" : ".");
  }
}
