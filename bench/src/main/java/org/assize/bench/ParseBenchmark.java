package org.assize.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.assize.base.SourceText;
import org.assize.syntax.Parser;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Time to parse every file of a folder once, texts in memory, one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 8, time = 1)
public class ParseBenchmark {
  /** The folder whose files are parsed; {@code Bench jmh} sets it. */
  @Param("")
  public String folder = "";

  private Texts texts = new Texts(List.of(), List.of(), 0);

  /** Reads the folder. */
  @Setup
  public void read() throws IOException {
    texts = Texts.read(Path.of(folder));
  }

  /** One pass over all files. */
  @Benchmark
  public void parse(Blackhole sink) {
    for (SourceText text : texts.fresh()) {
      sink.consume(Parser.parse(text, Optional.empty()));
    }
  }
}
