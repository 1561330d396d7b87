package org.assize.testkit;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code ./dev print STAGE FILE}: what a stage of a review makes of a file. */
public final class Print {
  private static final String USAGE = "./dev print %s FILE".formatted(String.join("|", words()));

  private Print() {}

  /** Prints and ends the process with 0, or with 2 where there is nothing to print. */
  public static void main(String[] args) {
    PrintStream out = stream(FileDescriptor.out);
    PrintStream err = stream(FileDescriptor.err);
    int status = run(out, err, args);
    out.flush();
    err.flush();
    System.exit(status);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }

  static int run(PrintStream out, PrintStream err, String... args) {
    Optional<Stage> stage =
        args.length == 2
            ? Arrays.stream(Stage.values()).filter(s -> word(s).equals(args[0])).findFirst()
            : Optional.empty();
    if (stage.isEmpty()) {
      err.println("usage: " + USAGE);
      return 2;
    }
    try {
      out.print(Stage.of(stage.get(), args[1], Files.readAllBytes(Path.of(args[1]))));
      return 0;
    } catch (IOException e) {
      err.println("dev: cannot read " + e.getMessage());
      return 2;
    }
  }

  private static List<String> words() {
    return Arrays.stream(Stage.values()).map(Print::word).toList();
  }

  private static String word(Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }
}
