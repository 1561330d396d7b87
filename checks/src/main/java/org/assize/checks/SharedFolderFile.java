package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Fact;
import org.assize.facts.Truth;

/**
 * Finds files with a fixed name in a folder in which everybody may create files. The {@linkplain
 * Fact.Sink sinks} of the weakness are the calls that create or write.
 *
 * @param folders prefixes of such folders, with a final slash
 * @param say sentences for {@code present} and {@code test}; {@code {path}} is the path
 */
public record SharedFolderFile(Set<String> folders, Map<String, String> say) implements Detector {
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
                .flatMap(value -> check.program().values().text(value, call.module()))
                .filter(text -> truth == Truth.TRUE && isShared(text));
        if (path.isPresent()) {
          check.report(
              check
                  .present(call.place())
                  .step(call.place(), "another user can create " + path.get() + " first")
                  .saying(
                      new Sentences(say)
                          .fill(check.inTest() ? "test" : "present", "path", path.get())));
          break;
        }
      }
    }
  }

  private boolean isShared(String path) {
    return folders.stream().anyMatch(f -> path.startsWith(f) && path.length() > f.length());
  }
}
