package org.assize.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.assize.report.Typography;

/**
 * What the two output streams of the process lead to.
 *
 * @param out whether standard output is a terminal
 * @param err whether standard error is one
 * @param dumb whether it knows no control sequences
 * @param noColour whether the user wants no colours, by {@code NO_COLOR}
 * @param typography what it can show
 * @param columns how wide it is, as {@code COLUMNS} says, or more than any report needs
 */
record Terminal(
    boolean out, boolean err, boolean dumb, boolean noColour, Typography typography, int columns) {
  private static final int MANY = 1_000;

  /** No terminal: files and pipes. */
  static final Terminal NONE = new Terminal(false, false, true, false, Typography.UNICODE, MANY);

  /** Finds out where this process writes to. */
  static Terminal detect(Map<String, String> environment) {
    boolean out = leadsToTerminal(1);
    Charset encoding = Charset.forName(System.getProperty("stdout.encoding", "UTF-8"));
    boolean unicode = !out || encoding.equals(StandardCharsets.UTF_8);
    return new Terminal(
        out,
        leadsToTerminal(2),
        environment.getOrDefault("TERM", "").equals("dumb"),
        !environment.getOrDefault("NO_COLOR", "").isEmpty(),
        unicode ? Typography.UNICODE : Typography.ASCII,
        out ? columns(environment.getOrDefault("COLUMNS", "")) : MANY);
  }

  private static int columns(String told) {
    return told.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(told) : MANY;
  }

  /**
   * Java can tell only for both streams together; the name of the file is told where there is one.
   */
  private static boolean leadsToTerminal(int descriptor) {
    return file(descriptor)
        .map(name -> name.startsWith("/dev/pts/") || name.startsWith("/dev/tty"))
        .orElseGet(Terminal::console);
  }

  private static Optional<String> file(int descriptor) {
    try {
      return Optional.of(Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString());
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty(); // not Linux
    }
  }

  private static boolean console() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }
}
