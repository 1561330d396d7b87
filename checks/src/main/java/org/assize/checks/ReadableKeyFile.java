package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.assize.program.Constant;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds private keys that are written to a new file with the mode that new files have.
 *
 * @param keyTerms last words of names of keys, and of functions that give them
 * @param secretTerms last words of names of other secrets
 * @param narrowing names of functions and arguments that give a file another mode
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is what is written
 */
public record ReadableKeyFile(
    Set<String> keyTerms, Set<String> secretTerms, Set<String> narrowing, Map<String, String> say)
    implements Detector {
  private static final long OTHERS_READ = 0004;

  /** How files of private keys are called (ssh-keygen(1), openssl(1)). */
  private static final Pattern KEY_FILE =
      Pattern.compile("(?i)(?!.*pub).*(\\.key|key\\.pem|private\\.pem|id_(rsa|dsa|ecdsa|ed25519))");

  /** Checks the sentences. */
  public ReadableKeyFile {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      boolean isWrite =
          call.node().function() instanceof Expr.Attribute a
              && (a.attribute().equals("write") || a.attribute().startsWith("write_"))
              && !call.node().args().isEmpty();
      if (isWrite && isFile(check, call)) {
        written(check, call)
            .filter(k -> !narrows(check, call))
            .ifPresent(key -> report(check, call, key));
      }
      if (isWrittenByNumber(call) && isWide(check, call, call.node())) {
        fileName(call.node(), call.module())
            .filter(name -> KEY_FILE.matcher(name.value()).matches())
            .ifPresent(name -> report(check, call, name));
      }
    }
  }

  /** {@code os.open(…)} in a function that writes by {@code os.write}. */
  private static boolean isWrittenByNumber(CallSite call) {
    return call.path().equals("os.open")
        && call.function().stream()
            .flatMap(f -> Inside.all(f.node().body(), Expr.Attribute.class).stream())
            .anyMatch(a -> a.attribute().equals("write") && NameTerms.last(a.value()).equals("os"));
  }

  /** {@code open(…).write(…)}, a name of {@code with open(…)}, or {@code path.write_bytes(…)}. */
  private static boolean isFile(Check check, CallSite call) {
    if (!call.calledName().equals("write")) {
      return true;
    }
    Expr receiver = ((Expr.Attribute) call.node().function()).value();
    return check.view().all(Stmt.With.class).stream()
            .filter(w -> w.start() <= call.node().start() && call.node().end() <= w.end())
            .flatMap(w -> w.items().stream())
            .filter(w ->
                w.target() instanceof Expr.Name n
                    && receiver instanceof Expr.Name r
                    && n.id().equals(r.id()))
            .anyMatch(w -> isOpen(check, w.context()))
        || isOpen(check, Values.display(receiver, call.module()));
  }

  private static boolean isOpen(Check check, Expr made) {
    return (made instanceof Expr.Call c && isOpenedPath(c))
        || check
            .view()
            .callOf(made)
            .filter(c -> c.path().equals("builtins.open") || c.path().equals("io.open"))
            .isPresent();
  }

  /** {@code path.open("w")}: a path, as what an archive opens has a name first. */
  private static boolean isOpenedPath(Expr.Call call) {
    Optional<Expr> mode =
        call.args().stream()
            .findFirst()
            .or(() ->
                call.keywords().stream()
                    .filter(k -> "mode".equals(k.name()))
                    .map(Node.Keyword::value)
                    .findFirst());
    return call.function() instanceof Expr.Attribute a
        && a.attribute().equals("open")
        && mode.orElse(null) instanceof Expr.Str text
        && text.value().matches("[wax][bt+]*");
  }

  /** A key; or another secret, where its file is given to others in so many words. */
  private Optional<Expr> written(Check check, CallSite call) {
    List<Node> written = SingleUse.whole(call.node().args().getFirst(), call.module());
    return named(written, keyTerms)
        .or(() -> named(written, secretTerms).filter(_ -> isOpened(check, call)))
        .or(() -> keyFile(check, call));
  }

  /** The name of the file that is written to, where it is a key's and opened for others. */
  private static Optional<Expr> keyFile(Check check, CallSite call) {
    return call.function().stream()
        .flatMap(f -> Inside.all(f.node().body(), Expr.Call.class).stream())
        .filter(c -> called(c).equals("open") && c.end() <= call.node().start())
        .filter(c -> fileName(c, call.module()).isPresent())
        .reduce((first, last) -> last) // the file that was opened before it is written to
        .filter(c -> isWide(check, call, c))
        .flatMap(c -> fileName(c, call.module()))
        .filter(name -> KEY_FILE.matcher(name.value()).matches())
        .map(Expr.class::cast);
  }

  private static Optional<Expr.Str> fileName(Expr.Call open, PythonModule module) {
    return open.args().stream()
        .limit(1)
        .flatMap(file -> Inside.all(SingleUse.whole(file, module), Expr.Str.class).stream())
        .findFirst();
  }

  private static boolean isOpened(Check check, CallSite call) {
    return call.function().stream()
        .flatMap(f -> Inside.all(f.node().body(), Expr.Call.class).stream())
        .anyMatch(c -> called(c).equals("chmod") && isWide(check, call, c));
  }

  private static Optional<Expr> named(List<Node> written, Set<String> terms) {
    return Inside.all(written, Expr.class).stream()
        .filter(e ->
            switch (e) {
              case Expr.Name n -> NameTerms.endsWith(n.id(), terms);
              case Expr.Attribute a -> NameTerms.endsWith(a.attribute(), terms);
              default -> false;
            })
        .findFirst();
  }

  private boolean narrows(Check check, CallSite call) {
    List<? extends Node> around =
        call.function()
            .map(f -> List.copyOf(f.node().body()))
            .orElse(check.view().module().tree().body());
    return Inside.any(
        around,
        Expr.Call.class,
        c ->
            (narrowing.contains(called(c)) && !isWide(check, call, c))
                || c.keywords().stream()
                    .anyMatch(k -> narrowing.contains(String.valueOf(k.name()))));
  }

  /** A mode that lets others read narrows nothing. */
  private static boolean isWide(Check check, CallSite call, Expr.Call narrowing) {
    return narrowing.args().stream()
        .reduce((first, second) -> second)
        .or(() -> narrowing.keywords().stream().map(Node.Keyword::value).findFirst())
        .flatMap(mode -> check.program().constants().of(mode, call.module()))
        .filter(c -> c instanceof Constant.Whole(long mode) && (mode & OTHERS_READ) != 0)
        .isPresent();
  }

  private static String called(Expr.Call call) {
    return switch (call.function()) {
      case Expr.Attribute a -> a.attribute();
      case Expr.Name n -> n.id();
      default -> "";
    };
  }

  private void report(Check check, CallSite call, Expr key) {
    check.report(
        check
            .present(call.place())
            .step(Place.of(call.module(), key), "the key")
            .step(call.place(), "others may read the file")
            .saying(
                new Sentences(say)
                    .fill(
                        check.inTest() ? "test" : "present",
                        "name",
                        Wording.written(key, check.view()))));
  }
}
