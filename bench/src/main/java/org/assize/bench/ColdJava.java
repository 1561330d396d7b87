package org.assize.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assize.oracle.Checkout;

/** A Java that has just started, with the flags of {@code ./assize}. */
final class ColdJava {
  private static final int MINUTES = 10;
  private static final Pattern FLAGS = Pattern.compile("(?m)^jvm_flags='([^']+)'");

  private ColdJava() {}

  /**
   * Returns what a main class prints, without blanks around it.
   *
   * @param arguments further flags, the class path, the class and its arguments
   * @throws IOException if it does not start or does not end well
   */
  static String run(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags());
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException(arguments.getLast() + " did not end well");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return said.strip();
  }

  /** The flags with which {@code ./assize} starts Java, but for its cache of classes. */
  private static List<String> flags() throws IOException {
    String script = Files.readString(Path.of(Checkout.locate().script("lib/jvm.sh")));
    Matcher flags = FLAGS.matcher(script);
    if (!flags.find()) {
      throw new IOException("scripts/lib/jvm.sh sets no jvm_flags");
    }
    return List.of(flags.group(1).split(" "));
  }
}
