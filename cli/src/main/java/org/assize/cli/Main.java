package org.assize.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.assize.cli.disk.DiskWorkspace;
import org.assize.facts.StandardLibrary;
import org.assize.knowledge.Knowledge;
import org.assize.review.ProjectReviewer;
import org.assize.review.Reviewer;
import org.assize.review.Workspace;
import picocli.CommandLine;

/** Composition root: streams in, exit status out. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its {@link ExitStatus}. */
  public static void main(String[] args) {
    int status;
    // Reports are the same bytes for the same input, so the locale has no say in the encoding.
    try (PrintWriter out = utf8(FileDescriptor.out);
        PrintWriter err = utf8(FileDescriptor.err)) {
      Surroundings process =
          new Surroundings(
              System.in,
              new FileOutputStream(FileDescriptor.out),
              Terminal.detect(System.getenv()),
              System::nanoTime);
      status = run(out, err, process, args);
    }
    System.exit(status);
  }

  /**
   * Runs one command with a process around it.
   *
   * @return an {@link ExitStatus}
   */
  static int run(PrintWriter out, PrintWriter err, Surroundings process, String... args) {
    return execute(commandLine(out, err, process, Main::engine), args);
  }

  private static Engine engine() {
    Knowledge knowledge = Knowledge.load();
    Workspace disk = new DiskWorkspace(System.getenv(), System.getProperty("user.home", ""));
    Reviewer reviewer =
        new ProjectReviewer(Version.read(), knowledge, StandardLibrary.load(), disk);
    return new Engine(reviewer, new KnowledgeManual(knowledge));
  }

  /** Runs one command of {@code commands}; whatever goes wrong ends in a line and a status. */
  static int execute(CommandLine commands, String... args) {
    try {
      return commands.execute(args);
    } catch (Error fault) { // deep recursion and exhausted memory are faults like any other
      return InternalFault.report(commands, fault);
    }
  }

  /**
   * Returns the parser with every subcommand; the place where a new command is added.
   *
   * @param engines makes the engine once a command needs it
   */
  static CommandLine commandLine(
      PrintWriter out, PrintWriter err, Surroundings surroundings, Supplier<Engine> engines) {
    CommandLine commands =
        new CommandLine(new Assize())
            .addSubcommand(new ReviewCommand(engines, surroundings))
            .addSubcommand(new MapCommand(engines, surroundings))
            .addSubcommand(new ExplainCommand(engines, surroundings));
    return configure(commands, out, err);
  }

  /** Gives a command line, and the subcommands it already has, our manners. */
  static CommandLine configure(CommandLine commands, PrintWriter out, PrintWriter err) {
    return commands
        .setOut(out)
        .setErr(err)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(new WrongUsage())
        .setExecutionExceptionHandler(new InternalFault());
  }

  private static PrintWriter utf8(FileDescriptor descriptor) {
    OutputStream stream = new FileOutputStream(descriptor);
    return new PrintWriter(stream, false, StandardCharsets.UTF_8);
  }
}
