package org.assize.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assize.bench.score.Scores;
import org.assize.oracle.Checkout;
import org.assize.oracle.Fuzz;
import org.assize.oracle.Interpreters;
import org.assize.oracle.Reference;
import org.assize.oracle.Stage;

/** The command line of the measurements. */
public final class Bench {
  private static final String USAGE =
      """
      usage: bench                      bench parse .corpora/neutron
             bench parse DIR [PYTHON]   speed against ast.parse of PYTHON (default /usr/bin/python3)
             bench heap DIR             heap held by the trees of a folder
             bench review DIR [PYTHON]  a whole review against ast.parse of PYTHON, cold
             bench jmh DIR [OPTION ...] JMH's own runner over a folder
             bench calls DIR [SEED]     how callees were found; with a seed, 200 drawn edges
             bench values DIR           what constants decide, and what of it is not decided
             bench flows DIR            where the ways back from each sink end
             bench engine DIR [PYTHON]  time of parsing and solving against ast.parse of PYTHON
             bench knowledge            the time that loading all knowledge takes
             bench evaluation DIR       what Bandit reports in a folder, and what we say of it
             bench noise DIR [--deps DEPS] [--draw COUNT SEED] NAME ...
                                        what is said of the packages NAME in DIR, each reviewed
                                        as one project: undecided ones and defects with their
                                        steps, then a row for each, and sums; DEPS holds the packages that
                                        they import (of itself none sees anything there); with
                                        --draw then COUNT defects, drawn by the seed
             bench owasp DIR [--misses] the score of OWASP BenchmarkPython in DIR
             bench securityeval DIR [--misses]
                                        the score of SecurityEval's samples in DIR
             bench real CASES TREES [--new | --none] [NAME ...]
                                        flaws of real projects, found before their repair and not
                                        after; reports are kept in TREES-reports: --new reviews
                                        only trees without one, --none reviews nothing
             bench mutants DIR [WORD ...]
                                        guards taken out of the trees neutron, django and werkzeug
                                        in DIR, one at a time: what is said more; only those whose
                                        path holds a WORD
             bench fuzz DIR [COUNT [SEED]]
                                        random programs and mutated pieces of the folder's files,
                                        compared with every CPython found
      """;

  /** What is measured where nothing is named. */
  private static final Path CORPUS = Path.of(".corpora", "neutron");

  private Bench() {}

  /** Runs one measurement; exits with 2 on wrong usage. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length > 2 && args[0].equals("real")) {
      Scores.real(System.out, Path.of(args[1]), Path.of(args[2]), after(args, 3));
      return;
    }
    if (args.length == 1 && args[0].equals("knowledge")) {
      System.out.println(KnowledgeCost.measure());
      return;
    }
    if (args.length == 0 && Files.isDirectory(CORPUS)) {
      System.out.println(ParseRatio.measure(CORPUS, ParseRatio.defaultPython()));
      return;
    }
    if (args.length < 2 || !Files.isDirectory(Path.of(args[1]))) {
      System.err.print(args.length < 2 ? USAGE : "bench: no such folder: " + args[1] + "\n");
      System.exit(2);
    }
    Path folder = Path.of(args[1]);
    switch (args[0]) {
      case "parse" ->
          System.out.println(
              ParseRatio.measure(folder, args.length > 2 ? args[2] : ParseRatio.defaultPython()));
      case "review" ->
          System.out.println(
              ReviewRatio.measure(folder, args.length > 2 ? args[2] : ParseRatio.defaultPython()));
      case "heap" -> System.out.println(AstHeap.measure(folder));
      case "calls" ->
          System.out.print(
              args.length > 2
                  ? CallShare.sample(folder, Long.parseLong(args[2]))
                  : CallShare.of(folder));
      case "values" -> System.out.print(ValueShare.of(folder));
      case "flows" -> FlowWays.print(System.out, Path.of(args[1]));
      case "engine" ->
          System.out.println(
              EngineCost.measure(folder, args.length > 2 ? args[2] : ParseRatio.defaultPython()));
      case "evaluation" -> System.out.print(Evaluation.of(folder));
      case "noise" -> Noise.print(System.out, folder, noise(after(args, 2)));
      case "owasp" -> Scores.owasp(System.out, folder, after(args, 2));
      case "securityeval" -> Scores.securityEval(System.out, folder, after(args, 2));
      case "mutants" -> Scores.mutants(System.out, folder, after(args, 2));
      case "fuzz" -> fuzz(folder, args);
      case "jmh" -> jmh(folder, Arrays.copyOfRange(args, 2, args.length));
      default -> {
        System.err.print(USAGE);
        System.exit(2);
      }
    }
  }

  private static NoiseOptions noise(List<String> words) {
    try {
      return NoiseOptions.of(words);
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(2);
      throw e;
    }
  }

  private static List<String> after(String[] args, int first) {
    return List.of(args).subList(first, args.length);
  }

  private static void fuzz(Path folder, String[] args) throws IOException, InterruptedException {
    int count = args.length > 2 ? Integer.parseInt(args[2]) : 2_000;
    long seed = args.length > 3 ? Long.parseLong(args[3]) : 1;
    Path programs = Files.createTempDirectory("assize-fuzz-");
    int different =
        Fuzz.run(references(), folder, programs, count, seed, line -> System.out.println(line));
    System.out.println(different + " differ; the programs are in " + programs);
    System.exit(different == 0 ? 0 : 1);
  }

  private static List<Reference> references() {
    Checkout checkout = Checkout.locate();
    return Interpreters.find(System.getenv()).stream()
        .filter(i -> i.major() == 3 && i.minor() >= 8 && i.minor() <= 14)
        .map(i -> Reference.of(Stage.TREES, i, checkout))
        .toList();
  }

  private static void jmh(Path folder, String[] options) throws IOException {
    String[] all = Arrays.copyOf(options, options.length + 2);
    all[options.length] = "-p";
    all[options.length + 1] = "folder=" + folder.toAbsolutePath();
    org.openjdk.jmh.Main.main(all);
  }
}
