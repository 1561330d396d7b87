package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.facts.ArgumentView;
import org.assize.facts.Constant;
import org.assize.facts.Fact;
import org.assize.facts.Reason;
import org.assize.facts.Severity;
import org.assize.facts.Slot;
import org.assize.facts.Truth;
import org.assize.syntax.Expr;
import org.jspecify.annotations.Nullable;

/**
 * Judges the use of an algorithm by its purpose. The algorithms are the {@linkplain Fact.Setting
 * settings} whose label is the weakness.
 *
 * <p>The purpose is read, in this order, from whether a result is used at all, from names and texts
 * of protocols, which leave no choice, from a choice by name, from a declaration in the call, from
 * what goes in, from the names that the result meets, and from the callers of a function that
 * returns it.
 *
 * @param declaration the keyword argument that declares a use without security when it is false
 * @param secretTerms what goes in is a secret when its name ends with one of these
 * @param securityTerms names that the result meets where security rests on it
 * @param protocolTerms names of protocols and formats that fix the algorithm
 * @param protocolPlaces words of protocols in the name of a class or module that implements one
 * @param protocolTexts beginnings of texts that a protocol or format adds or sends
 * @param harmlessTerms names that the result meets where nothing rests on it
 * @param placeTerms words in the name of a module or class whose digests are harmless
 * @param endpointTerms names of what tells one connection from another; a digest of nothing else is
 *     a name for it
 * @param paddings paths of what needs of a hash only that it looks random
 * @param say sentences for {@code security}, {@code unknown}, {@code declared}, {@code protocol},
 *     {@code harmless}, {@code mixed}, {@code unused}, {@code random}, {@code chosen}, {@code
 *     caller}, {@code fingerprint}, {@code format}, {@code test}; {@code {name}} is the algorithm,
 *     {@code {word}} what decides
 */
public record AlgorithmPurpose(
    String declaration,
    Set<String> secretTerms,
    Set<String> securityTerms,
    Set<String> protocolTerms,
    Set<String> protocolPlaces,
    Set<String> protocolTexts,
    Set<String> harmlessTerms,
    Set<String> placeTerms,
    Set<String> endpointTerms,
    Set<String> paddings,
    Map<String, String> say)
    implements Detector {
  /** Last words of names for what things are sorted into. */
  private static final Set<String> SORTING = Set.of("bucket", "shard", "partition");

  /** What something is looked up by, whatever it was made of. */
  private static final Set<String> LOOKED_UP = Set.of("cache-key", "cachekey");

  /** Checks the sentences. */
  public AlgorithmPurpose {
    Sentences.require(
        say,
        List.of(
            "security",
            "unknown",
            "declared",
            "protocol",
            "harmless",
            "mixed",
            "unused",
            "random",
            "chosen",
            "caller",
            "fingerprint",
            "format",
            "test"));
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
          check.report(judge(new AlgorithmUse(check, call), setting.name()));
          break;
        }
      }
    }
  }

  private Finding judge(AlgorithmUse use, String name) {
    Verdicts verdicts = new Verdicts(use, name);
    CallSite call = use.call();
    List<Surroundings.Named> around = Surroundings.of(call.node(), use.check().view());
    Optional<Surroundings.Named> secret = find(use.inputs(), secretTerms);
    Optional<Surroundings.Named> security = find(witnesses(use, around), securityTerms);
    Optional<Surroundings.Named> harmless = harmless(use, around);
    Optional<Surroundings.Named> declared = declared(use, Constant.Bool.FALSE);
    Optional<String> unused = use.unused().or(() -> use.padding(paddings));
    if (unused.isPresent()) {
      return verdicts.refuted("unused", new Surroundings.Named(unused.get(), call.place()));
    }
    Optional<Place> fixed = use.fixedInput();
    if (fixed.isPresent() && secret.isEmpty() && security.isEmpty() && !use.check().inTest()) {
      return verdicts.refuted(
          "unused", new Surroundings.Named("only a text of the program goes in", fixed.get()));
    }
    Optional<Surroundings.Named> protocol = protocol(use, around);
    if (protocol.isPresent()) {
      return verdicts.refuted("protocol", protocol.get());
    }
    Optional<Surroundings.Named> chosen =
        new AlgorithmChoice(use.check().program(), use.check().view(), name).of(call.node());
    if (chosen.isPresent()) {
      return verdicts.caution("chosen", Reason.DEFENCE_IN_DEPTH, chosen.get());
    }
    Optional<Surroundings.Named> sent = new OutgoingHeader(use).place();
    if (sent.isPresent()) {
      return verdicts.caution("format", Reason.DEFENCE_IN_DEPTH, sent.get());
    }
    ForeignFormat format = new ForeignFormat(use);
    Optional<Surroundings.Named> replaced = format.replaced();
    if (replaced.isPresent()) {
      return verdicts.caution("format", Reason.DEFENCE_IN_DEPTH, replaced.get());
    }
    if (secret.isPresent()
        && security.isEmpty()
        && (harmless.isPresent() || declared.isPresent())) {
      return verdicts.mixed(secret.get(), harmless.orElseGet(declared::get));
    } else if (declared.isPresent()) {
      return verdicts.refuted("declared", declared.get());
    } else if (secret.isPresent()) {
      Optional<Surroundings.Named> named = new DigestInPath(use).place();
      return named.isPresent()
          ? verdicts.mixed(secret.get(), named.get())
          : verdicts.security(secret.get());
    }
    Optional<Place> random = use.randomInput();
    if (random.isPresent()) {
      return verdicts.refuted("random", new Surroundings.Named("random bytes", random.get()));
    }
    Optional<Surroundings.Named> foreign = format.beside().or(format::remark);
    if (foreign.isPresent()) {
      return verdicts.caution("format", Reason.NOT_SECURITY_USE, foreign.get());
    } else if (security.isPresent()) {
      return verdicts.security(security.get());
    } else if (harmless.isPresent()) {
      return verdicts.refuted("harmless", harmless.get());
    }
    Optional<Surroundings.Named> path = new DigestInPath(use).place();
    if (path.isPresent()) {
      return verdicts.caution("harmless", Reason.NOT_SECURITY_USE, path.get());
    }
    Optional<Surroundings.Named> cut = use.cut();
    if (cut.isPresent()) {
      return verdicts.refuted("unused", cut.get());
    }
    Optional<Surroundings.Named> endpoint = use.endpoint(endpointTerms);
    if (endpoint.isPresent()) {
      return verdicts.refuted("endpoint", endpoint.get());
    }
    Optional<Surroundings.Named> other = use.fixedBy(name);
    if (other.isPresent()) {
      return verdicts.caution("chosen", Reason.DEFENCE_IN_DEPTH, other.get());
    }
    return byCallers(use, verdicts);
  }

  /** Nothing around it tells what the digest is for; perhaps what goes in does. */
  private static Finding unknown(AlgorithmUse use, Verdicts verdicts) {
    return use.canonical()
        .map(c -> verdicts.caution("fingerprint", Reason.NOT_SECURITY_USE, c))
        .orElseGet(verdicts::unknown);
  }

  /** What a function returns gets its purpose where it is called. */
  private Finding byCallers(AlgorithmUse use, Verdicts verdicts) {
    Optional<Surroundings.Named> passedOn = declared(use, null);
    if (passedOn.isPresent()) {
      return verdicts.caution("caller", Reason.EXPOSED_TO_CALLERS, passedOn.get());
    }
    Optional<AlgorithmWrapper> wrapper = AlgorithmWrapper.around(use, verdicts.name());
    if (wrapper.isEmpty()) {
      return unknown(use, verdicts);
    }
    List<AlgorithmUse> callers = wrapper.get().callers();
    for (AlgorithmUse caller : callers) {
      Optional<Surroundings.Named> security =
          find(caller.inputs(), secretTerms)
              .or(() -> find(Surroundings.of(caller.call().node(), caller.view()), securityTerms));
      if (security.isPresent()) {
        return verdicts.security(security.get());
      }
    }
    List<Surroundings.Named> harmless =
        callers.stream()
            .flatMap(c -> harmless(c, Surroundings.of(c.call().node(), c.view())).stream())
            .toList();
    if (!callers.isEmpty() && harmless.size() == callers.size()) {
      return verdicts.refuted("harmless", harmless.getFirst());
    }
    return callers.isEmpty() && wrapper.get().isNamedAfterIt()
        ? verdicts.caution("caller", Reason.EXPOSED_TO_CALLERS, wrapper.get().named())
        : unknown(use, verdicts);
  }

  private Optional<Surroundings.Named> harmless(AlgorithmUse use, List<Surroundings.Named> around) {
    return find(around, harmlessTerms).or(() -> find(use.places(), placeTerms));
  }

  private Optional<Surroundings.Named> protocol(AlgorithmUse use, List<Surroundings.Named> around) {
    return find(around, protocolTerms)
        .or(() -> find(use.places(), protocolPlaces))
        .or(() ->
            use.texts().stream()
                .filter(t -> protocolTexts.stream().anyMatch(t.name()::startsWith))
                .findFirst());
  }

  /** The declaration with a given value, or with none that is known here where that is null. */
  private Optional<Surroundings.Named> declared(AlgorithmUse use, @Nullable Constant wanted) {
    CallSite call = use.call();
    Optional<Expr> given =
        call.keyword(declaration).or(() -> wanted == null ? Optional.empty() : handed(call));
    return given
        .filter(
            e -> use.check().program().values().constant(e, call.module()).orElse(null) == wanted)
        .map(e -> new Surroundings.Named(declaration, Place.of(call.module(), e)));
  }

  /**
   * {@code **OPTIONS}, a constant of the module that holds the declaration, if only where the
   * version of Python knows it.
   */
  private Optional<Expr> handed(CallSite call) {
    return call.node().keywords().stream()
        .filter(k -> k.name() == null && k.value() instanceof Expr.Name)
        .flatMap(k -> call.module().scopes().root().local(((Expr.Name) k.value()).id()).stream())
        .flatMap(s -> s.only().stream())
        .flatMap(b -> b.value().stream())
        .flatMap(v ->
            v instanceof Expr.IfExp i && isOfVersion(i.test())
                ? Stream.of(i.body(), i.orelse())
                : Stream.of(v))
        .flatMap(v -> entry(v).stream())
        .findFirst();
  }

  private static boolean isOfVersion(Expr test) {
    return Inside.any(
            List.of(test), Expr.Attribute.class, a -> a.attribute().equals("version_info"))
        || Inside.any(List.of(test), Expr.Name.class, n -> n.id().equals("version_info"));
  }

  private Optional<Expr> entry(Expr options) {
    if (options instanceof Expr.Dict dict) {
      for (int i = 0; i < dict.keys().size(); i++) {
        if (dict.keys().get(i) instanceof Expr.Str s && s.value().equals(declaration)) {
          return Optional.of(dict.values().get(i));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * What tells that security rests on a digest. The name of a function does where the digest is
   * what it answers or decides by; of another it only tells what else is done there.
   */
  private static List<Surroundings.Named> witnesses(
      AlgorithmUse use, List<Surroundings.Named> around) {
    Optional<Place> function = use.call().function().map(Place::ofName);
    return notSorting(around).stream()
        .filter(n -> !function.equals(Optional.of(n.place())) || use.isAnswer())
        .filter(n -> !NameTerms.speaksOf(n.name(), LOOKED_UP))
        .toList();
  }

  /** What a name ends with is what it is: a token bucket sorts requests, and is no token. */
  private static List<Surroundings.Named> notSorting(List<Surroundings.Named> names) {
    return names.stream().filter(n -> !NameTerms.endsWith(n.name(), SORTING)).toList();
  }

  private static Optional<Surroundings.Named> find(
      List<Surroundings.Named> names, Set<String> terms) {
    return names.stream().filter(n -> NameTerms.speaksOf(n.name(), terms)).findFirst();
  }

  /** Says what was found of one use. */
  private final class Verdicts {
    private final AlgorithmUse use;
    private final String name;

    private Verdicts(AlgorithmUse use, String name) {
      this.use = use;
      this.name = name;
    }

    private String name() {
      return name;
    }

    private Finding security(Surroundings.Named by) {
      Finding.Builder finding = use.check().present(use.call().place());
      if (!use.check().inTest()) {
        finding.severity(Severity.MEDIUM);
      }
      return finding
          .step(by.place(), "the name " + by.name() + " tells what it is for")
          .saying(sentence(use.check().inTest() ? "test" : "security", by.name()));
    }

    private Finding unknown() {
      return use.check()
          .present(use.call().place())
          .saying(sentence(use.check().inTest() ? "test" : "unknown", ""));
    }

    private Finding mixed(Surroundings.Named secret, Surroundings.Named serves) {
      Reason why = use.check().inTest() ? Reason.TEST_CODE : Reason.NOT_SECURITY_USE;
      return Finding.caution(use.check().weakness(), use.call().place(), why)
          .step(secret.place(), "a secret by its name goes in")
          .step(serves.place(), "the result serves as " + serves.name())
          .saying(sentence("mixed", serves.name()));
    }

    private Finding caution(String which, Reason reason, Surroundings.Named by) {
      Reason why = use.check().inTest() ? Reason.TEST_CODE : reason;
      return Finding.caution(use.check().weakness(), use.call().place(), why)
          .step(by.place(), shortened(by.name()) + " decides")
          .saying(sentence(use.check().inTest() ? "test" : which, shortened(by.name())));
    }

    private Finding refuted(String which, Surroundings.Named by) {
      String step =
          switch (which) {
            case "unused" -> by.name();
            case "random" -> "a generator draws what goes in";
            case "endpoint" -> "only what names a connection goes in";
            default -> shortened(by.name()) + " tells what it is for";
          };
      return Finding.refuted(use.check().weakness(), use.call().place())
          .step(by.place(), step)
          .saying(sentence(which.equals("endpoint") ? "random" : which, shortened(by.name())));
    }

    private String sentence(String which, String word) {
      return new Sentences(say).fill(which, "name", name, "word", word);
    }

    private static String shortened(String text) {
      String line = text.strip().lines().findFirst().orElse("");
      return line.length() > 40 ? line.substring(0, 39) + "…" : line;
    }
  }
}
