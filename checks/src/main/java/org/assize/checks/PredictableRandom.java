package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.checks.Draws.Draw;
import org.assize.facts.Confidence;
import org.assize.facts.Reason;
import org.assize.facts.ValueRole;
import org.assize.program.ImportSite;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.RoleReason;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Calls of predictable random generators, and of functions of the program that return what such a
 * generator draws.
 *
 * <p>What a value is for is read from the names that it gets in the function that makes it.
 *
 * @param report which of the calls are this weakness
 * @param quiet beginnings of names of generators that are told of only where they make a secret
 * @param secrets names that make a value a secret
 * @param sent names that do where the value is sent or kept for a check
 * @param senderTerms words of what sends or keeps it so
 */
public record PredictableRandom(
    Report report, Set<String> quiet, NameWords secrets, NameWords sent, Set<String> senderTerms)
    implements Detector {
  private static final Set<String> MARKERS =
      Set.of("boundary", "separator", "delimiter", "divider", "jitter", "backoff");

  private static final Set<String> BINARY = Set.of("key", "keys", "iv");

  private static final Set<String> DRAWING_BYTES = Set.of("randbytes", "bytes");

  /** Which calls to report. */
  public enum Report {
    /** Production code whose value is a secret by name. */
    SECRETS,
    /** All other calls. */
    OTHERS
  }

  @Override
  public void review(Check check) {
    Draws draws = check.program().part(Draws.class, "", (p, none) -> new Draws(p));
    Map<String, List<Made>> groups = new LinkedHashMap<>();
    for (CallSite call : check.view().calls()) {
      Optional<Draw> draw = draws.of(call);
      if (draw.isPresent()) {
        Made made = new Made(call, draw.get(), names(call, check.view()));
        boolean secret = !check.inTest() && secret(made, check).isPresent();
        if (secret && report == Report.SECRETS && !isSecretInside(made, check, draws)) {
          reportSecret(made, check);
        } else if (!secret
            && report == Report.OTHERS
            && !isQuiet(draw.get())
            && !isSecretElsewhere(made, check, draws)) {
          groups.computeIfAbsent(groupOf(made, check), k -> new ArrayList<>()).add(made);
        }
      }
    }
    groups.values().forEach(group -> new RandomGroup(group, check, draws).report());
  }

  private boolean isQuiet(Draw draw) {
    return quiet.stream().anyMatch(draw.generator().path()::startsWith);
  }

  /** What the value becomes; of a statement that changes a list in place, what the list becomes. */
  private static List<Destination> names(CallSite call, ModuleView view) {
    boolean isStatement = view.parent(call.node()).orElse(null) instanceof Stmt.ExprStmt;
    return isStatement
            && call.node().args().size() == 1
            && call.node().args().getFirst() instanceof Expr.Name list
        ? Destination.ofVariable(list, view)
        : Destination.of(call.node(), view);
  }

  /**
   * A call that gives a predictable value.
   *
   * @param names what the value becomes
   */
  record Made(CallSite call, Draw draw, List<Destination> names) {
    /** The module of the call, which may call what the checked module makes. */
    ModuleView view(Check check) {
      return check.program().view(call.module());
    }
  }

  /** Calls of one function, or of the helpers of one test module, are one pattern. */
  private static String groupOf(Made made, Check check) {
    if (made.draw.isDirect()) {
      return made.call.path() + (check.inTest() ? "" : made.call.line());
    }
    PythonFunction called = made.draw.through().getFirst();
    return check.program().isTest(called.module())
        ? called.module().path()
        : called.qualifiedName();
  }

  private Optional<Destination> secret(Made made, Check check) {
    ModuleView view = made.view(check);
    if (picksOne(made, check)
        || mixesDrawn(made, check)
        || made.names.stream().anyMatch(d -> isMarker(d.name()))) {
      return Optional.empty();
    }
    return made.names.stream()
        .filter(d -> d.kind() != Destination.Kind.ARGUMENT && d.kind() != Destination.Kind.KEY)
        .filter(d ->
            secrets.speaksIn(d.name())
                || (sent.speaksIn(d.name()) && (isSent(made, view) || isOfSecrets(made)))
                || (NameTerms.endsWith(d.name(), BINARY) && isBytes(made, view))
                || SessionMaker.isOf(d, check))
        .findFirst();
  }

  /** A key that is a text may be anything; one that consists of bytes is for a cipher. */
  private static boolean isBytes(Made made, ModuleView view) {
    Optional<Node> outer = Optional.of(made.call.node());
    boolean drawsBytes = DRAWING_BYTES.contains(made.draw.generator().calledName());
    while (!drawsBytes && outer.isPresent() && !(outer.get() instanceof Stmt)) {
      drawsBytes =
          outer.get() instanceof Expr.Call c
              && c.function() instanceof Expr.Name n
              && n.id().startsWith("byte");
      outer = view.parent(outer.get());
    }
    return drawsBytes;
  }

  /** A code that goes to a mailbox or a telephone, or into a table for a later check. */
  private boolean isSent(Made made, ModuleView view) {
    return made.names.stream()
        .filter(d -> d.kind() == Destination.Kind.ARGUMENT && d.node() instanceof Expr.Call)
        .map(d -> Wording.written(((Expr.Call) d.node()).function(), view))
        .anyMatch(called -> NameTerms.speaksOf(called, senderTerms));
  }

  /** A code that a function makes which is called after a secret. */
  private boolean isOfSecrets(Made made) {
    return made.call.function().filter(f -> secrets.speaksIn(f.name())).isPresent();
  }

  /** What parts texts is told to everyone who reads them. */
  private static boolean isMarker(String name) {
    return NameWords.split(name).stream().anyMatch(MARKERS::contains);
  }

  /** One element of what already exists is no new secret; characters joined together are one. */
  private boolean picksOne(Made made, Check check) {
    CallSite draw = made.draw.generator();
    ModuleView view = check.program().view(draw.module());
    if (draw.node().args().size() != 1
        || isJoined(made.call.node(), made.view(check))
        || isJoined(draw.node(), view)) {
      return false;
    }
    Expr from = draw.node().args().getFirst();
    boolean isCall = from instanceof Expr.Call && made.draw.isDirect();
    return isCall || (isCollection(from, draw, view, check) && !grows(made));
  }

  /** A variable that holds whole secrets, or anything but letters, when it is picked from. */
  private boolean isCollection(Expr from, CallSite call, ModuleView view, Check check) {
    boolean named = from instanceof Expr.Name || from instanceof Expr.Attribute;
    boolean picks = call.calledName().equals("choice");
    return named
        && picks
        && isWholeStatement(view.parent(call.node()).orElse(call.node()))
        && check.program().values().text(from, call.module()).isEmpty()
        && !(check.program().resolver().resolve(from, call.module()) instanceof Target.External);
  }

  private static boolean isWholeStatement(Node around) {
    return around instanceof Stmt.Assign || around instanceof Stmt.Return;
  }

  /** {@code random.shuffle(letters)} of letters that a strong generator drew: only their order. */
  private static boolean mixesDrawn(Made made, Check check) {
    CallSite draw = made.draw.generator();
    return draw.calledName().equals("shuffle")
        && made.draw.isDirect()
        && draw.node().args().size() == 1
        && draw.node().args().getFirst() instanceof Expr.Name list
        && draw.scope().lookup(list.id()).stream()
            .flatMap(s -> s.bindings().stream())
            .flatMap(b -> b.value().stream())
            .flatMap(v -> Inside.all(List.of((Node) v), Expr.Call.class).stream())
            .flatMap(c -> made.view(check).callOf(c).stream())
            .flatMap(c -> check.program().library().roleOfResult(c).stream())
            .anyMatch(role -> role == ValueRole.STRONG_RANDOM);
  }

  /** Letters are added to one another. */
  private static boolean grows(Made made) {
    return made.names.stream()
            .anyMatch(d ->
                d.kind() == Destination.Kind.ASSIGNED
                    && !d.node().equals(made.names.getFirst().node()))
        || made.names.stream()
            .anyMatch(d -> d.kind() == Destination.Kind.ARGUMENT && d.name().equals("append"));
  }

  private static boolean isJoined(Node node, ModuleView view) {
    Optional<Node> parent = view.parent(node);
    while (parent.isPresent() && !(parent.get() instanceof Stmt)) {
      if (parent.get() instanceof Expr.Call c
          && c.function() instanceof Expr.Attribute a
          && a.attribute().equals("join")) {
        return true;
      }
      parent = view.parent(parent.get());
    }
    return false;
  }

  /**
   * Whether a caller in production gives the drawn value a secret's name, or a function that hands
   * it on does: it is reported there.
   */
  private boolean isSecretElsewhere(Made made, Check check, Draws draws) {
    Optional<PythonFunction> maker = made.call.function();
    return isSecretInside(made, check, draws)
        || (maker.isPresent()
            && made.names.stream().anyMatch(d -> d.kind() == Destination.Kind.RETURNED)
            && draws.productionCalls(maker.get()).stream()
                .anyMatch(c -> isSecret(c, check, draws)));
  }

  /** Whether a function that the value comes through gives it a secret's name already. */
  private boolean isSecretInside(Made made, Check check, Draws draws) {
    return made.draw.through().stream()
        .filter(f -> !looksLikeTest(f.module(), check.program()))
        .flatMap(f -> check.program().view(f.module()).callsIn(f).stream())
        .anyMatch(c -> isSecret(c, check, draws));
  }

  private boolean isSecret(CallSite call, Check check, Draws draws) {
    ModuleView view = check.program().view(call.module());
    return draws
        .of(call)
        .map(draw -> new Made(call, draw, Destination.of(call.node(), view)))
        .flatMap(made -> secret(made, check))
        .isPresent();
  }

  private void reportSecret(Made made, Check check) {
    ModuleView view = check.view();
    Destination secret = secret(made, check).orElseThrow();
    Finding.Builder finding = check.present(made.call.place()).confidence(Confidence.MEDIUM);
    CallSite generator = made.draw.generator();
    boolean viaHelper = !made.draw.isDirect() && looksLikeTest(generator.module(), check.program());
    if (!made.draw.isDirect()) {
      finding.step(generator.place(), "predictable: some values tell the next ones");
    }
    if (viaHelper) {
      importOf(generator.module(), view.module(), check.program())
          .ifPresent(p -> finding.step(p, "production imports a test helper"));
    }
    // The report shows the line of the place itself, so a step there would say it twice.
    Set<Integer> lines = new LinkedHashSet<>(Set.of(made.call.line()));
    for (Destination d : made.names) {
      Place place = Place.of(view.module(), d.statement(view));
      if (lines.add(place.line())) {
        finding.step(place, secret.name() + " " + d.phrase());
      }
    }
    finding.fix(replacement(made.call, view));
    check.report(
        finding.saying(
            "%s can be guessed: it comes from %s%s."
                .formatted(
                    subject(secret, made.call),
                    generator.path(),
                    viaHelper ? ", by way of a test helper" : "")));
  }

  private static String subject(Destination secret, CallSite call) {
    if (secret.kind() == Destination.Kind.RETURNED) {
      return "What " + secret.name() + " returns";
    }
    String name = "The " + secret.name();
    return call.function().map(f -> name + " that " + f.name() + " makes").orElse(name);
  }

  /** The statement with another generator, where the draw is all that it binds or returns. */
  private static String replacement(CallSite call, ModuleView view) {
    String better = "secrets.token_urlsafe(16)";
    return switch (view.parent(call.node()).orElse(call.node())) {
      case Stmt.Assign s when s.targets().size() == 1 ->
          Wording.written(s.targets().getFirst(), view) + " = " + better;
      case Stmt.Return _ -> "return " + better;
      case Node.Keyword k when k.name() != null -> k.name() + "=" + better;
      default -> better;
    };
  }

  private static boolean looksLikeTest(PythonModule module, ProgramView program) {
    return program.roleReason(module).because() == RoleReason.Because.IMPORTED_BY_PRODUCTION
        || program.isTest(module);
  }

  private static Optional<Place> importOf(
      PythonModule imported, PythonModule importer, ProgramView program) {
    ImportSite site = program.imports().importsOf(importer).get(imported);
    return site == null ? Optional.empty() : Optional.of(Place.of(importer, site.statement()));
  }

  static Reason reasonFor(Check check) {
    return check.inTest() ? Reason.TEST_CODE : Reason.NOT_SECURITY_USE;
  }
}
