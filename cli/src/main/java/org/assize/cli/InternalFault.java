package org.assize.cli;

import java.io.PrintWriter;
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
    err.println("assize: internal fault" + stage + ": " + VisibleText.of(String.valueOf(cause)));
    if (root(command).getCommandSpec().userObject() instanceof Assize assize && assize.debug()) {
      cause.printStackTrace(err);
    } else {
      err.println("assize: this is a bug; run again with --debug to see where, and report it");
    }
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
