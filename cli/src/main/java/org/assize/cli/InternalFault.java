package org.assize.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.assize.report.VisibleText;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** A bug of ours: one line for the user, the trace for who asks for it. */
final class InternalFault implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception fault, CommandLine command, ParseResult fullParseResult) {
    return report(command, fault);
  }

  /** Says what happened on the command's error stream; returns the exit status. */
  static int report(CommandLine command, Throwable fault) {
    PrintWriter err = command.getErr();
    String stage = fault instanceof StageFault staged ? " in " + staged.stage() : "";
    Throwable cause = fault instanceof StageFault staged ? staged.fault() : fault;
    if (cause instanceof OutOfMemoryError) {
      return outOfMemory(err, stage);
    }
    err.println("assize: internal fault" + stage + ": " + VisibleText.of(String.valueOf(cause)));
    if (root(command).getCommandSpec().userObject() instanceof Assize assize && assize.debug()) {
      cause.printStackTrace(err);
    } else {
      err.println("assize: this is a bug; run again with --debug to see where, and report it");
    }
    return ExitStatus.UNUSABLE;
  }

  /** Too little memory is no bug of ours until all of it was given, so this names the remedy. */
  private static int outOfMemory(PrintWriter err, String stage) {
    long megabytes = Runtime.getRuntime().maxMemory() >> 20;
    err.printf(Locale.ROOT, "assize: out of memory%s: %,d MB are not enough%n", stage, megabytes);
    err.println("assize: give it more, as in ASSIZE_OPTS=-Xmx8g, or review fewer files at once");
    return ExitStatus.UNUSABLE;
  }

  private static CommandLine root(CommandLine command) {
    CommandLine root = command;
    while (root.getParent() != null) {
      root = root.getParent();
    }
    return root;
  }
}
