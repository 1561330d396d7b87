package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assize.program.Binding;
import org.assize.program.PythonClass;
import org.assize.program.PythonModule;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds passwords that reach the storage as they were typed: they are looked up by, or stored in a
 * row, and nothing makes a hash of them.
 *
 * @param passwordTerms last words of names of passwords
 * @param hashing words in names of functions that make a hash
 * @param columns functions that declare a column of text
 * @param lookups methods that look rows up by the values of columns
 * @param makers methods that make a row of the values of columns
 * @param accounts classes of libraries whose field of the name is stored as it is
 * @param say sentences for {@code stored}, {@code looked-up} and {@code test}; {@code {name}} is
 *     what the value goes to
 */
public record StoredPassword(
    Set<String> passwordTerms,
    Set<String> hashing,
    Set<String> columns,
    Set<String> lookups,
    Set<String> makers,
    Set<String> accounts,
    Map<String, String> say)
    implements Detector {
  private static final String PLACE = "(\\?|%s|:\\w+|\\$\\d|%\\(\\w+\\)s)";

  private static final Pattern COMPARED =
      Pattern.compile(
          "(?is)\\bwhere\\b.*\\b(password|passwd|pwd|passwort)\\b[`\"\\]]?\\s*=\\s*['\"]?"
              + PLACE
              + ".*");

  private static final Pattern INSERTED =
      Pattern.compile(
          "(?is)\\s*insert\\s+into\\s+\\S+\\s*\\(([^)]*)\\)\\s*values\\s*\\(([^()]*)\\).*");

  /** What belongs to a row: without it, a password is a setting of a connection. */
  private static final List<String> OWNERS =
      List.of("objects", "query", "session", "users", "accounts", "members", "collection", "db");

  /** Checks the sentences. */
  public StoredPassword {
    Sentences.require(say, List.of("stored", "looked-up", "test"));
  }

  @Override
  public void review(Check check) {
    TypedPassword typed = new TypedPassword(check, passwordTerms, hashing);
    for (CallSite call : check.view().calls()) {
      if (isLookup(call)) {
        passed(call, typed).ifPresent(column -> report(check, call, column, "looked-up"));
      } else if (call.target() instanceof Target.ClassTarget || makesRows(call)) {
        passed(call, typed)
            .filter(column -> makesRow(check, call))
            .ifPresent(column -> report(check, call, column, "stored"));
      } else {
        statement(check, call, typed);
      }
    }
    for (Stmt.Assign assign : check.view().all(Stmt.Assign.class)) {
      if (assign.targets().getFirst() instanceof Expr.Attribute field
          && NameTerms.endsWith(field.attribute(), passwordTerms)
          && typed.isRaw(assign.value())
          && keepsPlain(check, field)) {
        report(check, Place.of(check.view().module(), assign), assign.value(), field.attribute());
      }
    }
  }

  /** {@code user.password = typed}: of a model whose column it is, or of Django's own. */
  private boolean keepsPlain(Check check, Expr.Attribute field) {
    PythonModule module = check.view().module();
    if (Values.display(field.value(), module) instanceof Expr.Call made
        && Values.display(made.function(), module) instanceof Expr.Call of) {
      return check.view().callOf(of).map(CallSite::path).filter(accounts::contains).isPresent();
    }
    Target object = check.program().resolver().resolve(field.value(), module);
    return object instanceof Target.InstanceTarget i
        && switch (i.type()) {
          case Target.ClassTarget c -> hasPlainColumn(check, c.type());
          case Target.External e -> accounts.contains(check.program().facts().canonical(e.path()));
          default -> false;
        };
  }

  private void report(Check check, Place place, Expr value, String name) {
    check.report(
        check
            .present(place)
            .step(place, Wording.written(value, check.view()) + " is what was typed")
            .saying(new Sentences(say).fill(check.inTest() ? "test" : "stored", "name", name)));
  }

  /** The password among the values of columns: by keyword, or in a document. */
  private Optional<Expr> passed(CallSite call, TypedPassword typed) {
    return Stream.concat(
            call.node().keywords().stream()
                .filter(k -> k.name() != null && NameTerms.endsWith(k.name(), passwordTerms))
                .map(Node.Keyword::value),
            call.node().args().stream().flatMap(this::ofDocument))
        .filter(typed::isRaw)
        .findFirst();
  }

  private Stream<Expr> ofDocument(Expr argument) {
    return argument instanceof Expr.Dict d
        ? IntStream.range(0, d.keys().size())
            .filter(i ->
                d.keys().get(i) instanceof Expr.Str s
                    && NameTerms.endsWith(s.value(), passwordTerms))
            .mapToObj(i -> d.values().get(i))
        : Stream.of();
  }

  private boolean isLookup(CallSite call) {
    return lookups.contains(call.calledName()) && isOfRows(call);
  }

  private static boolean isOfRows(CallSite call) {
    return call.node().function() instanceof Expr.Attribute a
        && Stream.concat(
                Inside.all(List.of((Node) a.value()), Expr.Name.class).stream().map(Expr.Name::id),
                Inside.all(List.of((Node) a.value()), Expr.Attribute.class).stream()
                    .map(Expr.Attribute::attribute))
            .anyMatch(n -> NameTerms.endsWith(n, OWNERS));
  }

  /** {@code User(…)} and {@code User.objects.create(…)} of a class with a plain column. */
  private boolean makesRow(Check check, CallSite call) {
    if (call.target() instanceof Target.ClassTarget c) {
      return hasPlainColumn(check, c.type());
    }
    return model(check, call)
        .map(type -> hasPlainColumn(check, type))
        .orElse(!call.calledName().equals("add"));
  }

  private boolean makesRows(CallSite call) {
    return makers.contains(call.calledName()) && isOfRows(call);
  }

  private static Optional<PythonClass> model(Check check, CallSite call) {
    Expr at = call.node().function();
    while (at instanceof Expr.Attribute a) {
      at = a.value();
    }
    return check.program().resolver().resolve(at, call.module()) instanceof Target.ClassTarget c
        ? Optional.of(c.type())
        : Optional.empty();
  }

  /** Whether a class keeps a password in a column, and no method of it makes a hash. */
  private boolean hasPlainColumn(Check check, PythonClass type) {
    boolean column =
        passwordTerms.stream()
            .flatMap(term -> type.body().local(term).stream())
            .map(Symbol::only)
            .flatMap(b -> b.flatMap(Binding::value).stream())
            .anyMatch(v -> v instanceof Expr.Call c && columns.contains(NameTerms.last(c)));
    ModuleView view = check.program().view(type.module());
    boolean hashes =
        check.program().resolver().hierarchy().ownOrder(type).stream()
            .flatMap(t -> t.methods().stream())
            .anyMatch(m ->
                Inside.any(
                    m.node().body(),
                    Expr.Call.class,
                    c -> NameTerms.speaksOf(NameTerms.last(c), hashing)));
    boolean listens =
        view.calls().stream()
            .anyMatch(c -> NameTerms.speaksOf(c.calledName(), Set.of("listens-for")));
    return column && !hashes && !listens;
  }

  /** {@code execute("… WHERE password = ?", (name, password))}. */
  private void statement(Check check, CallSite call, TypedPassword typed) {
    List<Expr> args = call.node().args();
    if (args.size() != 2 || !call.calledName().startsWith("execute")) {
      return;
    }
    String sql = check.program().values().text(args.getFirst(), call.module()).orElse("");
    boolean looksUp = COMPARED.matcher(sql).find();
    if (!looksUp && !inserts(sql)) {
      return;
    }
    values(args.get(1)).stream()
        .filter(v -> NameTerms.endsWith(new ShownValue(check).name(v), passwordTerms))
        .filter(typed::isRaw)
        .findFirst()
        .ifPresent(v -> report(check, call, v, looksUp ? "looked-up" : "stored"));
  }

  private boolean inserts(String sql) {
    Matcher insert = INSERTED.matcher(sql);
    return insert.matches()
        && Stream.of(insert.group(1).split(",", -1))
            .anyMatch(c -> NameTerms.endsWith(c.strip(), passwordTerms));
  }

  private static List<Expr> values(Expr given) {
    return switch (given) {
      case Expr.Tuple t -> t.elements();
      case Expr.ListExpr l -> l.elements();
      case Expr.Dict d -> d.values();
      default -> List.of();
    };
  }

  private void report(Check check, CallSite call, Expr value, String which) {
    String written = Wording.written(value, check.view());
    check.report(
        check
            .present(call.place())
            .step(Place.of(call.module(), value), written + " is what was typed")
            .saying(
                new Sentences(say)
                    .fill(check.inTest() ? "test" : which, "name", call.calledName())));
  }
}
