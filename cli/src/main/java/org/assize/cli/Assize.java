package org.assize.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code assize} without a subcommand: how to begin. */
@Command(
    name = "assize",
    description = "Reviews Python code for security defects and shows the evidence for each.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true)
final class Assize implements Runnable {
  /** How to begin; eight lines, so that it never scrolls away. */
  static final String FIRST_STEPS =
      """
      Assize reviews Python code for security defects and shows the evidence for each.

        assize review .                      the project in this folder
        assize review src/app.py             one file, judged within its project
        git show :app.py | assize review -   what comes on standard input

      Exit status: 0 nothing found, 1 something found, 2 wrong usage.
      All commands: assize --help. One command's options: assize COMMAND --help.
      """;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before run
  private CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "After an internal fault, show the stack trace too.")
  private boolean debug;

  /** Whether the user asked for stack traces. */
  boolean debug() {
    return debug;
  }

  @Override
  public void run() {
    spec.commandLine().getOut().print(FIRST_STEPS);
  }
}
