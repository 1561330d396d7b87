package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.ArgumentView;
import org.assize.facts.Fact;
import org.assize.facts.Reason;
import org.assize.facts.Severity;
import org.assize.facts.Slot;
import org.assize.facts.Truth;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Judges the use of an algorithm by its purpose. The algorithms are the {@linkplain Fact.Setting
 * settings} whose label is the weakness.
 *
 * <p>The purpose is read, in this order, from a declaration in the call, from what goes in, and
 * from the names that the result meets. A name of a protocol counts before a harmless name, since a
 * protocol leaves no choice.
 *
 * @param declaration the keyword argument that declares a use without security when it is false
 * @param secretTerms what goes in is a secret when its name ends with one of these
 * @param securityTerms names that the result meets where security rests on it
 * @param protocolTerms names of protocols and formats that fix the algorithm
 * @param harmlessTerms names that the result meets where nothing rests on it
 * @param say sentences for {@code security}, {@code unknown}, {@code declared}, {@code protocol},
 *     {@code harmless}, {@code mixed}, {@code test}; {@code {name}} is the algorithm, {@code
 *     {word}} the name that decides
 */
public record AlgorithmPurpose(
    String declaration,
    Set<String> secretTerms,
    Set<String> securityTerms,
    Set<String> protocolTerms,
    Set<String> harmlessTerms,
    Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public AlgorithmPurpose {
    Sentences.require(
        say, List.of("security", "unknown", "declared", "protocol", "harmless", "mixed", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().factSites().callsThatSet(check.weakness().id())) {
      List<Fact.Setting> settings =
          check.program().lookup().settings(call.path(), check.weakness().id());
      for (Fact.Setting setting : settings) {
        ArgumentView given = check.program().values().arguments(call);
        // What the declaration says is judged below, together with what goes in.
        Truth truth =
            setting
                .when()
                .evaluate(slot ->
                    slot instanceof Slot.Argument a && a.keyword().equals(declaration)
                        ? ArgumentView.Absent.ABSENT
                        : given.at(slot));
        if (truth == Truth.TRUE) {
          judge(check, call, setting);
          break;
        }
      }
    }
  }

  private void judge(Check check, CallSite call, Fact.Setting setting) {
    String name = setting.name();
    List<Surroundings.Named> around = Surroundings.of(call.node(), check.view());
    Optional<Surroundings.Named> secret = find(inputs(check, call), secretTerms);
    Optional<Surroundings.Named> security = find(around, securityTerms);
    Optional<Surroundings.Named> protocol = find(around, protocolTerms);
    Optional<Surroundings.Named> harmless = find(around, harmlessTerms);
    Optional<Expr> declared = declared(check, call);
    if (protocol.isPresent()) {
      refuted(check, call, "protocol", name, protocol.get());
    } else if (secret.isPresent() && (harmless.isPresent() || declared.isPresent())) {
      Reason why = check.inTest() ? Reason.TEST_CODE : Reason.NOT_SECURITY_USE;
      Surroundings.Named use =
          harmless.orElseGet(() -> new Surroundings.Named(declaration, call.place()));
      check.report(
          Finding.caution(check.weakness(), call.place(), why)
              .step(secret.get().place(), "a secret by its name goes in")
              .step(use.place(), "the result serves as " + use.name())
              .saying(sentence("mixed", name, use.name())));
    } else if (declared.isPresent() && secret.isEmpty()) {
      refuted(
          check,
          call,
          "declared",
          name,
          new Surroundings.Named(declaration, Place.of(call.module(), declared.get())));
    } else if (secret.isPresent() || security.isPresent()) {
      Surroundings.Named which = secret.orElseGet(security::get);
      present(check, call, "security", name, which, Severity.MEDIUM);
    } else if (harmless.isPresent()) {
      refuted(check, call, "harmless", name, harmless.get());
    } else {
      Surroundings.Named where = new Surroundings.Named("", call.place());
      present(check, call, "unknown", name, where, check.weakness().severity());
    }
  }

  private static List<Surroundings.Named> inputs(Check check, CallSite call) {
    List<Expr> args = call.node().args();
    List<Node> given = new java.util.ArrayList<>(args);
    check
        .view()
        .parent(call.node())
        .filter(p -> p instanceof Expr.Attribute)
        .flatMap(p -> check.view().parent(p))
        .filter(p -> p instanceof Expr.Call c && !c.args().isEmpty())
        .ifPresent(p -> given.addAll(((Expr.Call) p).args()));
    given.addAll(updates(check, call));
    return Surroundings.within(given, check.view());
  }

  /** What {@code h.update(…)} adds to a hash object that is bound to a local name. */
  private static List<Expr> updates(Check check, CallSite call) {
    Optional<Node> parent = check.view().parent(call.node());
    if (!(parent.orElse(null) instanceof org.assize.syntax.Stmt.Assign assign)
        || !(assign.targets().getFirst() instanceof Expr.Name bound)) {
      return List.of();
    }
    return check.view().calls().stream()
        .filter(c ->
            c.node().function() instanceof Expr.Attribute a
                && a.attribute().equals("update")
                && a.value() instanceof Expr.Name n
                && n.id().equals(bound.id())
                && c.function().equals(call.function()))
        .flatMap(c -> c.node().args().stream())
        .toList();
  }

  private Optional<Expr> declared(Check check, CallSite call) {
    return call.keyword(declaration)
        .filter(e ->
            check
                .program()
                .values()
                .constant(e, call.module())
                .filter(c -> c == org.assize.facts.Constant.Bool.FALSE)
                .isPresent());
  }

  private static Optional<Surroundings.Named> find(
      List<Surroundings.Named> names, Set<String> terms) {
    return names.stream().filter(n -> NameTerms.speaksOf(n.name(), terms)).findFirst();
  }

  private void present(
      Check check,
      CallSite call,
      String which,
      String name,
      Surroundings.Named decides,
      Severity severity) {
    Finding.Builder finding = check.present(call.place());
    if (!check.inTest()) {
      finding.severity(severity);
    }
    if (!decides.name().isEmpty()) {
      finding.step(decides.place(), "the name " + decides.name() + " tells what it is for");
    }
    check.report(finding.saying(sentence(check.inTest() ? "test" : which, name, decides.name())));
  }

  private void refuted(
      Check check, CallSite call, String which, String name, Surroundings.Named by) {
    check.report(
        Finding.refuted(check.weakness(), call.place())
            .step(by.place(), "the name " + by.name() + " tells what it is for")
            .saying(sentence(which, name, by.name())));
  }

  private String sentence(String which, String name, String word) {
    return new Sentences(say).fill(which, "name", name, "word", word);
  }
}
