package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assize.facts.Confidence;
import org.assize.facts.Reason;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Operator;
import org.assize.syntax.Stmt;

/**
 * Finds numbers of stored records that are read, counted up or down in Python, and written back, so
 * that of two requests at once one is lost. Where the program does the same in one step elsewhere,
 * or holds a lock, it is a defect; else whether two come at once is not known here.
 *
 * @param amountTerms last words of numbers that matter: money, stock, seats
 * @param flagTerms last words of marks that something is used up, beside such a number
 * @param locks names that show that a record is held, or changed in one step
 * @param say sentences: {@code sibling}, where the program does it in one step elsewhere, {@code
 *     awaited}, {@code doubled} for what is added twice, {@code alone} and {@code test}
 */
public record LostUpdate(
    Set<String> amountTerms, Set<String> flagTerms, Set<String> locks, Map<String, String> say)
    implements Detector {
  private static final Set<Operator> COUNTING = Set.of(Operator.ADD, Operator.SUB);

  /** {@code SET uses = uses - 1}. */
  private static final Pattern IN_ONE_STEP =
      Pattern.compile("(?i)\\bset\\b.*?\\b(\\w+)\\s*=\\s*\\1\\s*[-+]");

  /** {@code SET used = true WHERE id = ?}, whatever it was before. */
  private static final Pattern MARK =
      Pattern.compile(
          "(?is)^\\s*UPDATE\\s+\\S+\\s+SET\\s+(\\w+)\\s*=\\s*(?:true|1|now\\(\\))\\s+WHERE\\b(?!.*\\b\\1\\b)");

  /** Checks the sentences. */
  public LostUpdate {
    Sentences.require(say, List.of("sibling", "alone", "awaited", "doubled", "test"));
  }

  @Override
  public void review(Check check) {
    for (Stmt.Assign assign : check.view().all(Stmt.Assign.class)) {
      Expr target = assign.targets().getFirst();
      if (target instanceof Expr.Attribute a
          && assign.value() instanceof Expr.BinOp b
          && COUNTING.contains(b.op())
          && written(check, b.left()).equals(written(check, a))) {
        judge(check, assign, a.value(), a.attribute());
      }
    }
    for (Stmt.Assign assign : check.view().all(Stmt.Assign.class)) {
      if (assign.targets().getFirst() instanceof Expr.Attribute a
          && NameTerms.endsWith(a.attribute(), flagTerms)
          && assign.value() instanceof Expr.Bool b
          && b.value()
          && (counts(check, assign) || gives(check, assign))) {
        judge(check, assign, a.value(), a.attribute());
      }
    }
    for (Stmt.AugAssign assign : check.view().all(Stmt.AugAssign.class)) {
      if (assign.target() instanceof Expr.Attribute a && COUNTING.contains(assign.op())) {
        judge(check, assign, a.value(), a.attribute());
      }
    }
    new DoubledEntry(check).find().forEach(found -> report(check, found));
    for (CountOverAwait.Found found : new CountOverAwait(check).find()) {
      report(check, found);
    }
    for (CountByMethods.Found found : new CountByMethods(check, amountTerms).find()) {
      found
          .pause()
          .ifPresentOrElse(
              pause ->
                  report(
                      check,
                      new CountOverAwait.Found(found.name(), found.test(), pause, found.write())),
              () -> report(check, found.write(), found.test(), found.name()));
    }
    for (CallSite call : check.view().calls()) {
      if (Set.of("update_one", "find_one_and_update", "update_item").contains(call.calledName())) {
        counted(check, call.node())
            .ifPresent(s -> judge(check, call.node(), s.value(), ((Expr.Str) s.index()).value()));
      } else if (StoreCalls.reach(call.node())
          .filter(r -> r.verb() == Touch.Verb.CHANGE)
          .isPresent()) {
        counts(check, call.node()).forEach(b -> computed(check, call.node(), b.left()));
        marked(check, call.node());
      }
    }
  }

  /** {@code UPDATE coupons SET used = true WHERE id = ?}, of what was read and tested before. */
  private void marked(Check check, Expr.Call call) {
    Matcher mark =
        MARK.matcher(call.args().isEmpty() ? "" : StoreCalls.text(call.args().getFirst()));
    Optional<PythonFunction> function = check.view().module().scopes().functionAt(call.start());
    if (function.isEmpty() || !mark.find() || !NameTerms.endsWith(mark.group(1), flagTerms)) {
      return;
    }
    String flag = mark.group(1);
    List<Stmt> body = function.get().node().body();
    if (Inside.any(body, Expr.Str.class, this::countsAmount) && !locks(body, flag)) {
      Inside.all(body, Expr.Name.class).stream()
          .filter(n -> isLookedUp(check, n))
          .flatMap(n -> test(function.get(), n, flag).stream())
          .findFirst()
          .ifPresent(test -> report(check, call, test, flag));
    }
  }

  private boolean countsAmount(Expr.Str text) {
    Matcher m = IN_ONE_STEP.matcher(text.value());
    return m.find() && NameTerms.endsWith(m.group(1), amountTerms);
  }

  /** Whether an amount is changed as well where something is marked as used. */
  private boolean counts(Check check, Stmt.Assign mark) {
    return check.view().module().scopes().functionAt(mark.start()).stream()
        .flatMap(f -> Inside.all(f.node().body(), Stmt.AugAssign.class).stream())
        .anyMatch(s ->
            s.target() instanceof Expr.Attribute a
                && COUNTING.contains(s.op())
                && NameTerms.endsWith(a.attribute(), amountTerms));
  }

  /**
   * Whether something is handed out where a thing is marked as gone: a record that names the thing,
   * {@code Booking(seat=seat)}.
   */
  private static boolean gives(Check check, Stmt.Assign mark) {
    return mark.targets().getFirst() instanceof Expr.Attribute a
        && a.value() instanceof Expr.Name thing
        && check.view().module().scopes().functionAt(mark.start()).stream()
            .flatMap(f -> Inside.all(f.node().body(), Expr.Call.class).stream())
            .flatMap(c -> MadeThings.in(c).stream())
            .anyMatch(made -> Inside.mentions(made.written(), thing.id()));
  }

  private static List<Expr.BinOp> counts(Check check, Expr.Call call) {
    return Inside.all(SingleUse.whole(call, check.view().module()), Expr.BinOp.class).stream()
        .filter(b -> COUNTING.contains(b.op()))
        .toList();
  }

  /** {@code UPDATE accounts SET balance = ?}, with {@code balance - amount} of what was read. */
  private void computed(Check check, Expr.Call call, Expr counted) {
    if (counted instanceof Expr.Subscript s
        && s.index() instanceof Expr.Str key
        && s.value() instanceof Expr.Name) {
      judge(check, call, s.value(), key.value());
    } else if (counted instanceof Expr.Attribute a && a.value() instanceof Expr.Name) {
      judge(check, call, a.value(), a.attribute());
    } else if (counted instanceof Expr.Name n
        && (NameTerms.endsWith(n.id(), amountTerms) || NameTerms.endsWith(n.id(), flagTerms))
        && isLookedUp(check, n)) {
      check.view().module().scopes().functionAt(call.start()).stream()
          .filter(f -> !locks(f.node().body(), n.id()))
          .flatMap(f -> Inside.all(f.node().body(), Expr.Compare.class).stream())
          .filter(c -> Inside.mentions(List.of(c), n.id()))
          .findFirst()
          .ifPresent(test -> report(check, call, test, n.id()));
    }
  }

  /** {@code {"$set": {"left": item["left"] - 1}}}: an entry of a document that is counted. */
  private static Optional<Expr.Subscript> counted(Check check, Expr.Call call) {
    return Inside.all(SingleUse.whole(call, check.view().module()), Expr.BinOp.class).stream()
        .filter(b -> COUNTING.contains(b.op()))
        .flatMap(b ->
            b.left() instanceof Expr.Subscript s && s.index() instanceof Expr.Str
                ? Stream.of(s)
                : Stream.<Expr.Subscript>empty())
        .filter(s -> s.value() instanceof Expr.Name)
        .findFirst();
  }

  /** {@code update(Coupon).values(left=Coupon.left - 1)}: the store itself counts. */
  private boolean countsInStore(Expr.Call call) {
    return Set.of("values", "update").contains(NameTerms.last(call))
        && (call.keywords().stream()
                .anyMatch(k -> k.name() != null && isColumnCounted(k.value(), k.name()))
            || call.args().stream()
                .filter(a -> a instanceof Expr.Dict)
                .flatMap(a -> ((Expr.Dict) a).values().stream())
                .anyMatch(v -> isColumnCounted(v, "")));
  }

  private boolean isColumnCounted(Expr value, String field) {
    return value instanceof Expr.BinOp b
        && COUNTING.contains(b.op())
        && b.left() instanceof Expr.Attribute column
        && StoreCalls.isClassName(NameTerms.last(column.value()))
        && (field.isEmpty() || column.attribute().equals(field))
        && NameTerms.endsWith(column.attribute(), amountTerms);
  }

  private static String written(Check check, Expr e) {
    return check.view().module().text().slice(e.start(), e.end());
  }

  private void judge(Check check, Node write, Expr object, String field) {
    Optional<PythonFunction> function = check.view().module().scopes().functionAt(write.start());
    if (function.isEmpty()
        || !(NameTerms.endsWith(field, amountTerms) || NameTerms.endsWith(field, flagTerms))
        || !(object instanceof Expr.Name record)
        || !(isLookedUp(check, record) || isSaved(function.get(), record))
        || locks(function.get().node().body(), field)) {
      return;
    }
    Optional<Expr> test = test(function.get(), record, field);
    if (test.isPresent()) {
      report(check, write, test.get(), field);
    }
  }

  /** Whether a name is what a store gave: a call with a class, a key, or criteria. */
  private static boolean isLookedUp(Check check, Expr.Name record) {
    return check.view().module().scopes().at(record.start()).lookup(record.id()).stream()
        .flatMap(s -> s.bindings().stream())
        .flatMap(b -> b.value().stream())
        .flatMap(v -> Inside.all(List.of((Node) v), Expr.Call.class).stream())
        .anyMatch(c -> StoreCalls.reach(c).isPresent());
  }

  /** A record that the caller has looked up: it is written back here. */
  private static boolean isSaved(PythonFunction function, Expr.Name record) {
    return function.parameters().stream().anyMatch(p -> p.name().equals(record.id()))
        && Inside.any(
            function.node().body(),
            Expr.Call.class,
            c ->
                c.function() instanceof Expr.Attribute a
                    && a.attribute().equals("save")
                    && a.value() instanceof Expr.Name n
                    && n.id().equals(record.id()));
  }

  /** Whether a record is held, or the field that is meant is changed in one step. */
  private boolean locks(List<Stmt> body, String field) {
    return Inside.any(
            body, Expr.Name.class, n -> locks.contains(n.id()) && !isOfOther(n, field, body))
        || Inside.any(body, Expr.Attribute.class, a -> locks.contains(a.attribute()))
        || Inside.any(body, Node.Keyword.class, k -> k.name() != null && locks.contains(k.name()))
        || Inside.any(body, Expr.Str.class, s -> s.value().contains("FOR UPDATE"));
  }

  /** {@code F("points")} beside a field of another name. */
  private static boolean isOfOther(Expr.Name name, String field, List<Stmt> body) {
    List<Expr.Call> made =
        Inside.all(body, Expr.Call.class).stream()
            .filter(c -> c.function() == name && c.args().size() == 1)
            .toList();
    return !made.isEmpty()
        && made.getFirst().args().getFirst() instanceof Expr.Str of
        && !of.value().equals(field);
  }

  /** The condition that asks whether enough is left. */
  private static Optional<Expr> test(PythonFunction function, Expr.Name record, String field) {
    List<Stmt> body = function.node().body();
    return Stream.<Expr>concat(
            Inside.all(body, Expr.Compare.class).stream(),
            Inside.all(body, Stmt.If.class).stream().map(Stmt.If::test))
        .filter(c -> reads(c, record, field))
        .findFirst();
  }

  private static boolean reads(Expr test, Expr.Name record, String field) {
    return Inside.any(
            List.of((Node) test),
            Expr.Attribute.class,
            a ->
                a.attribute().equals(field)
                    && a.value() instanceof Expr.Name n
                    && n.id().equals(record.id()))
        || Inside.any(
            List.of((Node) test),
            Expr.Subscript.class,
            s ->
                s.value() instanceof Expr.Name n
                    && n.id().equals(record.id())
                    && s.index() instanceof Expr.Str key
                    && key.value().equals(field));
  }

  private void report(Check check, DoubledEntry.Found found) {
    if (check.inTest() || isHeld(check, found)) {
      return;
    }
    PythonModule module = check.view().module();
    check.report(
        check
            .present(Place.of(module, found.added()))
            .confidence(Confidence.MEDIUM)
            .step(Place.of(module, found.test()), "asks whether there is one")
            .step(Place.ofName(found.sibling()), found.sibling().name() + " takes no two")
            .step(Place.of(module, found.added()), "adds one, and counts it")
            .saying(
                new Sentences(say)
                    .fill("doubled", "name", found.kind(), "sibling", found.sibling().name())));
  }

  private boolean isHeld(Check check, DoubledEntry.Found found) {
    return check.view().module().scopes().functionAt(found.added().start()).stream()
        .anyMatch(f ->
            Inside.any(f.node().body(), Expr.Attribute.class, a -> locks.contains(a.attribute()))
                || Inside.any(f.node().body(), Expr.Name.class, n -> locks.contains(n.id())));
  }

  private void report(Check check, CountOverAwait.Found found) {
    Place place = Place.of(check.view().module(), found.count());
    check.report(
        check
            .present(place)
            .confidence(Confidence.MEDIUM)
            .step(Place.of(check.view().module(), found.test()), "asks how much is left")
            .step(Place.of(check.view().module(), found.pause()), "others run meanwhile")
            .step(place, "takes one whatever is left then")
            .saying(
                new Sentences(say)
                    .fill(
                        check.inTest() ? "test" : "awaited", "name", found.name(), "sibling", "")));
  }

  private void report(Check check, Node write, Expr test, String field) {
    PythonModule module = check.view().module();
    Optional<PythonModule> atomic = check.inTest() ? Optional.empty() : elsewhere(check);
    Place place = Place.of(module, write);
    Finding.Builder finding =
        atomic.isPresent()
            ? check.present(place).confidence(Confidence.MEDIUM)
            : Finding.caution(
                check.weakness(), place, check.inTest() ? Reason.TEST_CODE : Reason.MISSING_FACT);
    String which = check.inTest() ? "test" : atomic.isPresent() ? "sibling" : "alone";
    check.report(
        finding
            .step(Place.of(module, test), "asks how much is left")
            .step(place, "writes what is left then, whatever was written in between")
            .saying(
                new Sentences(say)
                    .fill(
                        which,
                        "name",
                        field,
                        "sibling",
                        atomic.map(PythonModule::path).orElse(""))));
  }

  /** A module of the same program that holds a record, or changes one in one step. */
  private Optional<PythonModule> elsewhere(Check check) {
    String scope = ObjectHandler.scope(check.view().module());
    boolean isHere =
        check.view().all(Expr.Str.class).stream()
                .anyMatch(s -> IN_ONE_STEP.matcher(s.value()).find())
            || check.view().calls().stream().anyMatch(c -> countsInStore(c.node()));
    if (isHere) {
      return Optional.of(check.view().module());
    }
    return locks.stream()
        .sorted()
        .flatMap(lock -> check.program().program().mentioning(lock).stream())
        .filter(m -> ObjectHandler.scope(m).equals(scope) && !check.program().isTest(m))
        .findFirst();
  }
}
