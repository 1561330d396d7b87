package org.assize.arch.samples.io;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;

/** Touches the outside world in many ways. */
final class Worldly {
  private Worldly() {}

  static String read(Path path) throws IOException {
    return Files.readString(path.toRealPath());
  }

  static void print(String text) {
    System.out.print(text + System.getenv("HOME"));
  }

  static long time() throws InterruptedException {
    Thread.sleep(1);
    return System.nanoTime() + Instant.now().toEpochMilli();
  }

  static int random() {
    return new Random().nextInt();
  }

  static ProcessBuilder process(URL url) {
    return new ProcessBuilder(url.toString());
  }
}
