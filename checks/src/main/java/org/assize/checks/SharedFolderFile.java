package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Fact;
import org.assize.facts.Truth;
import org.assize.syntax.Expr;

/**
 * Finds files with a fixed name in a folder in which everybody may create files. The {@linkplain
 * Fact.Sink sinks} of the weakness are the calls that create or write.
 *
 * @param methods names of methods that write the file whose path they are called on
 * @param folders prefixes of such folders, with a final slash
 * @param say sentences for {@code present} and {@code test}; {@code {path}} is the path
 */
public record SharedFolderFile(Set<String> methods, Set<String> folders, Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public SharedFolderFile {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().factSites().callsThatMeet(check.weakness().id())) {
      for (Fact.Sink sink : check.program().lookup().sinks(call.path(), check.weakness().id())) {
        Truth truth = sink.when().evaluate(check.program().values().arguments(call));
        Optional<String> path =
            Values.inSlot(call, sink.slot()).stream()
                .findFirst()
                .filter(value -> truth == Truth.TRUE)
                .flatMap(value -> shared(check, value));
        if (path.isPresent()) {
          report(check, call, path.get());
          break;
        }
      }
    }
    for (CallSite call : check.view().calls()) {
      boolean isOpen = call.path().isEmpty() && methods.contains(call.calledName());
      if (isOpen && call.node().function() instanceof Expr.Attribute a) {
        shared(check, a.value()).ifPresent(path -> report(check, call, path));
      }
    }
  }

  private Optional<String> shared(Check check, Expr value) {
    return new FixedPath(check.program()).of(value, check.view().module()).filter(this::isShared);
  }

  private void report(Check check, CallSite call, String path) {
    check.report(
        check
            .present(call.place())
            .step(call.place(), "another user can create " + path + " first")
            .saying(new Sentences(say).fill(check.inTest() ? "test" : "present", "path", path)));
  }

  private boolean isShared(String path) {
    return folders.stream().anyMatch(f -> path.startsWith(f) && path.length() > f.length());
  }
}
