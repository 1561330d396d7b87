package org.assize.arch.samples.io;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/** Comes close to the outside world without touching it. */
final class Pure {
  private Pure() {}

  static InputStream memory(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  static String name(Path path) {
    return path.getFileName() + URI.create("a:b").getScheme() + Duration.ofSeconds(1);
  }

  static int seeded() {
    return new Random(1).nextInt();
  }
}
