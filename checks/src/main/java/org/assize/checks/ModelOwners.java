package org.assize.checks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.Binding;
import org.assize.program.PythonClass;
import org.assize.program.PythonModule;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/** What models of a program say of whom their records belong to: a key of the table of accounts. */
record ModelOwners(ProgramView program) {
  /** How many tables lie between a record and the account that it belongs to. */
  private static final int HOPS = 2;

  private static final Set<String> ACCOUNTS =
      Set.of("user", "users", "auth_user", "customuser", "auth_user_model", "get_user_model");

  private static final Set<String> DJANGO = Set.of("ForeignKey", "OneToOneField");

  /** A field that leads to an account, as it is written: {@code Card.account_id}. */
  record Field(String name, Place place) {}

  /** Returns the field of a kind of record that leads to whom it belongs. */
  Optional<Field> owner(String kind, PythonModule from) {
    return owner(kind, ObjectHandler.scope(from), HOPS);
  }

  private Optional<Field> owner(String kind, String scope, int hops) {
    return models(kind, scope)
        .flatMap(type ->
            type.body().symbols().stream()
                .filter(s -> !MadeThings.isOfRecords(s.name()))
                .filter(s ->
                    key(s)
                        .filter(k ->
                            NameTerms.speaksOf(s.name(), List.of("owner")) || leads(k, scope, hops))
                        .isPresent())
                .map(s ->
                    new Field(
                        type.name() + "." + s.name(),
                        Place.of(type.module(), s.only().orElseThrow().node()))))
        .findFirst();
  }

  private boolean leads(String table, String scope, int hops) {
    return ACCOUNTS.contains(table.toLowerCase(Locale.ROOT))
        || (hops > 1 && owner(table, scope, hops - 1).isPresent());
  }

  private Stream<PythonClass> models(String kind, String scope) {
    return program.program().modules().stream()
        .filter(m -> !m.isTemplate() && !program.isTest(m) && ObjectHandler.scope(m).equals(scope))
        .flatMap(m -> m.scopes().classes().stream())
        .filter(c -> c.name().equals(kind) || isTable(c, kind));
  }

  private static boolean isTable(PythonClass type, String name) {
    return type.name().equalsIgnoreCase(name)
        || type.body()
            .local("__tablename__")
            .flatMap(Symbol::only)
            .flatMap(Binding::value)
            .filter(v -> v instanceof Expr.Str s && s.value().equals(name))
            .isPresent();
  }

  /** The table that a field is a key of: {@code ForeignKey("accounts.id")}. */
  private static Optional<String> key(Symbol field) {
    List<Expr> value = field.only().flatMap(Binding::value).stream().toList();
    return Inside.all(value, Expr.Call.class).stream()
        .filter(c -> DJANGO.contains(NameTerms.last(c)))
        .flatMap(c ->
            Stream.concat(
                c.args().stream().limit(1),
                c.keywords().stream().filter(k -> "to".equals(k.name())).map(Node.Keyword::value)))
        .map(ModelOwners::named)
        .filter(n -> !n.isEmpty())
        .findFirst();
  }

  private static String named(Expr target) {
    if (!(target instanceof Expr.Str s)) {
      return NameTerms.last(target);
    }
    String text = s.value();
    int dot = text.indexOf('.');
    boolean isModel =
        dot >= 0 && dot + 1 < text.length() && Character.isUpperCase(text.charAt(dot + 1));
    return dot < 0 ? text : isModel ? text.substring(dot + 1) : text.substring(0, dot);
  }
}
