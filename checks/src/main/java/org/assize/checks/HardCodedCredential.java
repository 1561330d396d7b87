package org.assize.checks;

import static java.util.Locale.ROOT;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.assize.facts.Confidence;
import org.assize.facts.Reason;
import org.assize.facts.Severity;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds credentials that stand in the program text: by the name beside them, by their own form, in
 * an address. What a name is, its last words say: {@code password_field} is a field.
 *
 * @param passwordTerms last words of names whose value is a credential whatever it looks like
 * @param tokenTerms last words of names whose value is one where it looks random
 * @param signingTerms last words of names of keys that sign: whoever guesses one is let in, so a
 *     plain word is no better than the key
 * @param suspectTerms words in names that make a pattern-based reviewer raise it
 * @param spellings last words of names that are one another's spelling, as texts too
 * @param actionTerms first words of names that tell what to do, {@code update_password}
 * @param anonymous names of users whose password opens nothing
 * @param placeholders words and texts that stand for a value to be filled in
 * @param connecting names of functions that log in to a server: what they are given is used
 * @param keyTerms last words of names that may be any key; where the value looks like a random one,
 *     it is one
 * @param forms regular expressions of keys that are known by their form, by what they are
 * @param pairTerms names of pairs of a user and a password
 * @param headerTerms names of headers that log in: behind the scheme stands the credential
 * @param accountMethods names of methods that give an account its password, with the argument
 * @param labelTerms words in the names of dictionaries that say something about fields
 * @param typeWords names of types, of which a dictionary may be full
 * @param developmentTerms words for what is loaded in development only
 * @param say sentences for "present", "compared", "form", "address", "development", "refuted" and
 *     "test"; {@code {name}} is the name or form, {@code {why}} the reason, {@code {purpose}} what
 *     the tests of the file do with it
 */
public record HardCodedCredential(
    Set<String> passwordTerms,
    Set<String> tokenTerms,
    Set<String> signingTerms,
    Set<String> suspectTerms,
    Set<String> spellings,
    Set<String> actionTerms,
    Set<String> anonymous,
    Set<String> placeholders,
    Set<String> connecting,
    Set<String> keyTerms,
    Map<String, String> forms,
    Set<String> pairTerms,
    Set<String> headerTerms,
    Map<String, String> accountMethods,
    Set<String> labelTerms,
    Set<String> typeWords,
    Set<String> developmentTerms,
    Map<String, String> say)
    implements Detector {
  /** No form of a key is shorter, and most texts of a program are. */
  private static final int MIN_FORM = 20;

  /** Variables from which manuals are made, as those of modules of Ansible. */
  private static final Set<String> DOCUMENTS = Set.of("DOCUMENTATION", "EXAMPLES", "RETURN");

  private static final Set<String> HASHING = Set.of("make_password", "hashpw");

  private static final Set<String> PUBLIC_KEYS =
      Set.of("public-key", "publickey", "pub-key", "site-key", "publishable-key");
  private static final Pattern PLAIN_WORD = Pattern.compile("\\w{3,}");

  /** Checks the sentences and the forms. */
  public HardCodedCredential {
    Sentences.require(
        say, List.of("present", "compared", "form", "address", "development", "refuted", "test"));
    forms.values().forEach(Pattern::compile);
  }

  @Override
  public void review(Check check) {
    Set<Expr> judged = Collections.newSetFromMap(new IdentityHashMap<>());
    List<NamedText> pairs = new CredentialPlaces(check, pairTerms, accountMethods).all();
    Set<Expr> given = givenKeys(pairs);
    for (NamedText pair : pairs) {
      // A fact says more of an argument than the name of its parameter.
      boolean better = pair.kind() == NamedText.Kind.PASSED && given.contains(pair.value());
      if (!better && !judged.contains(pair.value())) {
        named(check, pair, pairs, judged);
      }
    }
    Map<String, Pattern> compiled = compiledForms(check);
    for (Expr.Str text : check.view().all(Expr.Str.class)) {
      boolean known = judged.contains(text);
      if (!known && text.value().length() >= 8 && !isDocumentation(check, text)) {
        byForm(check, text, compiled);
      }
    }
  }

  /** The texts that a fact about their argument names as secret keys. */
  private static Set<Expr> givenKeys(List<NamedText> pairs) {
    Set<Expr> keys = Collections.newSetFromMap(new IdentityHashMap<>());
    for (NamedText pair : pairs) {
      if (pair.kind() == NamedText.Kind.GIVEN && pair.name().equals("secret_key")) {
        keys.add(pair.value());
      }
    }
    return keys;
  }

  private static boolean isDocumentation(Check check, Expr.Str text) {
    Node parent = check.view().parent(text).orElse(text);
    return parent instanceof Stmt.ExprStmt
        || (parent instanceof Stmt.Assign a
            && a.targets().getFirst() instanceof Expr.Name n
            && DOCUMENTS.contains(n.id()));
  }

  private void named(Check check, NamedText pair, List<NamedText> pairs, Set<Expr> judged) {
    String name = pair.name();
    if (!isIdentifier(name) || !mayBeText(pair.value())) {
      return;
    }
    boolean credential = NameTerms.endsWith(name, passwordTerms);
    boolean header = NameTerms.endsWith(name, headerTerms);
    boolean token = NameTerms.endsWith(name, tokenTerms) || isRandomKey(pair) || header;
    boolean suspect = credential || token || NameTerms.speaksOf(name, suspectTerms);
    Optional<String> text =
        (suspect ? text(check, pair.value()) : Optional.<String>empty())
            .flatMap(t -> header ? CredentialForm.authorization(t) : Optional.of(t));
    if (text.isEmpty()) {
      return;
    }
    judged.add(pair.value());
    CredentialText value = new CredentialText(text.get(), placeholders, passwordTerms, tokenTerms);
    Place place = Place.of(check.view().module(), pair.value());
    Optional<Finding.Evidence> type = token ? typeNamed(check, name) : Optional.empty();
    Optional<Finding.Evidence> innocent =
        credential || token
            ? type.or(() ->
                    innocence(check, pair, value, token, pairs)
                        .map(w -> new Finding.Evidence(place, w)))
                .or(() -> new AnonymousLogin(check, anonymous).of(pair, pairs))
            : Optional.of(
                new Finding.Evidence(place, "its name ends with another word than a credential"));
    boolean tried = check.inTest() && credential && type.isEmpty() && !text.get().isBlank();
    boolean isUsed = credential && !text.get().isBlank() && isLogin(check, pair);
    if (innocent.isEmpty() || tried || isUsed) {
      present(check, pair);
    } else if (pair.kind() != NamedText.Kind.COMPARED || credential) {
      Finding.Evidence found = innocent.get();
      boolean here = found.place().equals(place);
      String why = here ? found.text() : found.text() + " (" + found.place().cite() + ")";
      check.report(
          Finding.refuted(check.weakness(), place)
              .step(found.place(), found.text())
              .saying(new Sentences(say).fill("refuted", "name", name, "why", why)));
    }
  }

  /** A key by its name, of which no word could be the value. */
  private boolean isRandomKey(NamedText pair) {
    return NameTerms.endsWith(pair.name(), keyTerms)
        && !NameTerms.endsWith(pair.name(), PUBLIC_KEYS)
        && pair.kind() != NamedText.Kind.COMPARED
        && switch (pair.value()) {
          case Expr.Str text -> CredentialForm.isRandomKey(text.value());
          case Expr.Bytes bytes -> CredentialForm.isRandomBytes(bytes.value());
          default -> false;
        };
  }

  /** What is passed to a login is used, however easily it is guessed. */
  private boolean isLogin(Check check, NamedText pair) {
    return pair.kind() == NamedText.Kind.PASSED
        && pair.value() instanceof Expr.Str text
        && PLAIN_WORD.matcher(text.value()).matches()
        && check
            .view()
            .parent(pair.value())
            .flatMap(check.view()::parent)
            .flatMap(check.view()::callOf)
            .filter(c -> connecting.contains(c.calledName()))
            .isPresent();
  }

  /** The class of the program that a name in capitals and small letters is the name of. */
  private static Optional<Finding.Evidence> typeNamed(Check check, String name) {
    boolean looksIt = Character.isUpperCase(name.charAt(0)) && !name.toUpperCase(ROOT).equals(name);
    return looksIt
        ? check.program().references().named(name).stream()
            .filter(u -> u.node() instanceof Stmt.ClassDef)
            .map(u -> new Finding.Evidence(Place.of(u.module(), u.node()), "a class has this name"))
            .findFirst()
        : Optional.empty();
  }

  private Optional<String> innocence(
      Check check, NamedText pair, CredentialText value, boolean token, List<NamedText> pairs) {
    String name = pair.name();
    String text = value.text().toLowerCase(ROOT);
    boolean isSet =
        switch (pair.kind()) {
          case ASSIGNED, DEFAULT, GIVEN -> true;
          case ENTRY -> name.equals(name.toUpperCase(ROOT)); // a setting of a library
          case PASSED, COMPARED -> false;
        };
    Optional<String> marked = new MarkedText(check, signingTerms).innocence(pair);
    if (marked.isPresent()) {
      return marked;
    } else if (isSet && (isUsedAsKey(pair, pairs) || KeyUses.of(check, pair))) {
      return value.innocenceOfUsedKey();
    } else if (isSet && NameTerms.endsWith(name, signingTerms)) {
      return value.innocenceOfKey(name);
    } else if (pair.kind() == NamedText.Kind.ENTRY && value.abbreviates(name)) {
      return Optional.of("the text names the thing");
    } else if (NameTerms.endsWith(name, spellings) && spellings.contains(text)) {
      return Optional.of("the text is another spelling of the name");
    } else if (value.isPlainWord() && NameTerms.startsWith(name, actionTerms)) {
      return Optional.of("its name tells what to do, and the text when");
    }
    return new LabelTable(check.view(), labelTerms, typeWords)
        .innocence(pair.value(), value, passwordTerms)
        .or(() -> value.innocence(name, token));
  }

  /** {@code SECRET = "…"} where the same name is passed as what a fact calls a key. */
  private static boolean isUsedAsKey(NamedText pair, List<NamedText> pairs) {
    return pair.kind() == NamedText.Kind.ASSIGNED
        && pairs.stream()
            .anyMatch(p ->
                p.kind() == NamedText.Kind.GIVEN
                    && p.name().equals("secret_key")
                    && p.value() instanceof Expr.Name n
                    && n.id().equals(pair.name()));
  }

  /** Keys of dictionaries may be any text; one with blanks names nothing. */
  private static boolean isIdentifier(String name) {
    return !name.contains(" ") && name.length() <= 60;
  }

  /** Most values are none: no name is asked for what it means then. */
  private static boolean mayBeText(Expr value) {
    return switch (value) {
      case Expr.Str _, Expr.Bytes _, Expr.Name _, Expr.Attribute _, Expr.BinOp _ -> true;
      default -> false;
    };
  }

  /** The text itself, or the constant of another name that does not speak for itself. */
  private Optional<String> text(Check check, Expr value) {
    PythonModule module = check.view().module();
    if (value instanceof Expr.Str s) {
      return Optional.of(s.value());
    }
    if (value instanceof Expr.Bytes b) {
      return Optional.of(b.value());
    }
    String named =
        switch (value) {
          case Expr.Name n -> n.id();
          case Expr.Attribute a -> a.attribute();
          default -> "";
        };
    boolean speaks =
        NameTerms.endsWith(named, passwordTerms) || NameTerms.endsWith(named, tokenTerms);
    return speaks ? Optional.empty() : check.program().values().text(value, module);
  }

  /** {@code make_password("…")} whose result is dropped spends as much time as a login. */
  private static boolean isOfDroppedHash(Check check, NamedText pair) {
    return check.view().parent(pair.value()).orElse(null) instanceof Expr.Call call
        && HASHING.contains(NameTerms.last(call))
        && check.view().parent(call).orElse(null) instanceof Stmt.ExprStmt;
  }

  private void present(Check check, NamedText pair) {
    if (new MarkedText(check, signingTerms).isAsked(pair) || isOfDroppedHash(check, pair)) {
      return;
    }
    PythonModule module = check.view().module();
    Optional<Place> definition = check.program().values().definition(pair.value(), module);
    boolean isTaken = pair.kind() == NamedText.Kind.GIVEN && definition.isPresent();
    Place use = Place.of(module, pair.value());
    Place place = isTaken ? definition.get() : use;
    Optional<Finding.Evidence> development = new DevelopmentValue(check, developmentTerms).of(pair);
    boolean isSpared = development.isPresent() && !check.inTest();
    Finding.Builder finding =
        (isSpared
                ? Finding.caution(check.weakness(), place, Reason.DEV_ONLY)
                : check.present(place))
            .confidence(Confidence.MEDIUM);
    development.filter(e -> isSpared).ifPresent(e -> finding.step(e.place(), e.text()));
    if (isTaken) {
      finding.step(use, "and is given as a key here");
    } else {
      definition.ifPresent(at -> finding.step(at, "the text stands here"));
    }
    if (pair.kind() == NamedText.Kind.DEFAULT && !check.inTest()) {
      finding.severity(check.weakness().severity().lowered());
      finding.step(place, "holds where nothing else is given");
    }
    String which =
        isSpared ? "development" : pair.kind() == NamedText.Kind.COMPARED ? "compared" : "present";
    String purpose = check.inTest() ? TestedCredentials.purpose(pair, check) : "";
    check.report(
        finding.saying(
            new Sentences(say)
                .fill(
                    check.inTest() ? "test" : which,
                    "name",
                    isTaken ? NameTerms.last(pair.value()) : pair.name(),
                    "purpose",
                    purpose)));
  }

  private void address(Check check, CredentialForm address, Place place) {
    Sentences sentences = new Sentences(say);
    CredentialText password =
        new CredentialText(address.password(), placeholders, passwordTerms, tokenTerms);
    Optional<String> innocent =
        spellings.contains(address.password().toLowerCase(ROOT))
            ? Optional.of("the text is a word for what is to be filled in")
            : password.innocence("password", false);
    boolean isOwn = address.isOwn() && !check.inTest();
    String which = check.inTest() ? "test" : isOwn ? "development" : "address";
    check.report(
        innocent.isPresent() && !check.inTest()
            ? Finding.refuted(check.weakness(), place)
                .step(place, innocent.get())
                .saying(sentences.fill("refuted", "name", "the address", "why", innocent.get()))
            : (isOwn
                    ? Finding.caution(check.weakness(), place, Reason.DEV_ONLY)
                    : check.present(place))
                .saying(sentences.fill(which, "name", "an address", "purpose", "")));
  }

  /** The forms, compiled once for a program. */
  private record Forms(Map<String, Pattern> patterns) {}

  private Map<String, Pattern> compiledForms(Check check) {
    return check
        .program()
        .part(
            Forms.class,
            forms,
            (program, texts) -> {
              Map<String, Pattern> patterns = new LinkedHashMap<>();
              texts.forEach((name, text) -> patterns.put(name, Pattern.compile(text)));
              return new Forms(patterns);
            })
        .patterns();
  }

  private void byForm(Check check, Expr.Str text, Map<String, Pattern> compiled) {
    Place place = Place.of(check.view().module(), text);
    Sentences sentences = new Sentences(say);
    Optional<CredentialForm> known = CredentialForm.in(text.value());
    if (known.isPresent()) {
      address(check, known.get(), place);
      return;
    }
    if (text.value().length() < MIN_FORM) {
      return;
    }
    for (Map.Entry<String, Pattern> form : compiled.entrySet()) {
      if (form.getValue().matcher(text.value()).find()) {
        boolean example = text.value().toLowerCase(ROOT).contains("example");
        if (!example) {
          Optional<Place> development =
              check.inTest() || form.getKey().contains("live")
                  ? Optional.empty()
                  : new DevelopmentCode(check.view(), developmentTerms).around(text);
          Finding.Builder finding =
              development
                  .map(p ->
                      Finding.caution(check.weakness(), place, Reason.DEV_ONLY)
                          .step(p, "for development by name"))
                  .orElseGet(() -> check.present(place));
          if (!check.inTest()) {
            finding.severity(Severity.HIGH);
          }
          String which = check.inTest() ? "test" : development.isPresent() ? "development" : "form";
          check.report(finding.saying(sentences.fill(which, "name", form.getKey(), "purpose", "")));
        }
        return;
      }
    }
  }
}
