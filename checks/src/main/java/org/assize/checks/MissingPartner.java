package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Finds calls that need another call to be of use, which is nowhere in the module.
 *
 * @param calls dotted names, or plain names of functions whose library does not matter
 * @param partners plain names, one of which has to be mentioned, as a name, an attribute or a text
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is what is called
 */
public record MissingPartner(Set<String> calls, Set<String> partners, Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public MissingPartner {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    Optional<CallSite> first =
        check.view().calls().stream()
            .filter(c -> calls.contains(c.path()) || calls.contains(c.calledName()))
            .findFirst();
    if (first.isPresent() && !hasPartner(check.view())) {
      CallSite call = first.get();
      check.report(
          check
              .present(call.place())
              .step(
                  call.place(),
                  "no call of "
                      + String.join(", ", partners.stream().sorted().toList())
                      + " in this module")
              .saying(
                  new Sentences(say)
                      .fill(check.inTest() ? "test" : "present", "name", call.calledName())));
    }
  }

  private boolean hasPartner(ModuleView view) {
    return view.all(Expr.Name.class).stream().anyMatch(n -> partners.contains(n.id()))
        || view.all(Expr.Attribute.class).stream().anyMatch(a -> partners.contains(a.attribute()))
        || view.all(Expr.Str.class).stream().anyMatch(s -> partners.contains(s.value()))
        || view.all(Node.Alias.class).stream().anyMatch(a -> partners.contains(a.name()));
  }
}
