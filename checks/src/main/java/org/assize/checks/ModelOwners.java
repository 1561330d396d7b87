package org.assize.checks;

import java.util.HashSet;
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

  private static final Set<String> FIELDS = Set.of("Column", "mapped_column", "relationship");

  /** Words of somebody to whom a thing may belong. */
  private static final List<String> SOMEBODY =
      List.of(
          "user",
          "users",
          "owner",
          "owners",
          "account",
          "member",
          "members",
          "customer",
          "client",
          "tenant",
          "organization",
          "organisation",
          "org",
          "company",
          "workspace",
          "team",
          "patient",
          "employee",
          "student",
          "profile",
          "creator",
          "uploader",
          "email");

  private static final Set<String> NUMBERS = Set.of("id", "pk", "uuid", "ref", "number", "name");

  /** Words of tables that say who may do what with a thing. */
  private static final List<String> MEMBERS =
      List.of(
          "member",
          "membership",
          "role",
          "access",
          "permission",
          "grant",
          "owner",
          "ownership",
          "share",
          "collaborator",
          "invitation",
          "enrolment",
          "enrollment");

  /** A field that leads to an account, as it is written: {@code Card.account_id}. */
  record Field(String name, Place place) {}

  /** Returns the field of a kind of record that leads to whom it belongs. */
  Optional<Field> owner(String kind, PythonModule from) {
    return owner(kind, ObjectHandler.scope(from), HOPS);
  }

  /** Returns the key of a kind of record that leads to one of some things, by its name. */
  Optional<Field> part(String kind, PythonModule from, Set<String> wholes) {
    return models(kind, ObjectHandler.scope(from))
        .flatMap(type ->
            type.body().symbols().stream()
                .filter(s -> wholes.contains(ParentFields.kind(s.name())) && key(s).isPresent())
                .map(s ->
                    new Field(
                        type.name() + "." + s.name(),
                        Place.of(type.module(), s.only().orElseThrow().node()))))
        .findFirst();
  }

  /**
   * Whether the manager of a kind of record finds only those of the current owner, which the
   * program has to name before: {@code objects = ScopedManager(shop="shop")} (django-scopes).
   */
  boolean isScoped(String kind, PythonModule from) {
    return models(kind, ObjectHandler.scope(from))
        .flatMap(this::fields)
        .flatMap(s -> s.only().flatMap(Binding::value).stream())
        .anyMatch(v -> v instanceof Expr.Call && NameTerms.last(v).equals("ScopedManager"));
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

  /**
   * Returns where a kind of record is declared, if nothing in it leads to an account: no key, along
   * no way of keys that its records cannot do without, no field that is called after somebody, no
   * table of who belongs to it.
   */
  Optional<Place> nobodys(String kind, PythonModule from) {
    String scope = ObjectHandler.scope(from);
    List<PythonClass> types = models(kind, scope).filter(this::isRecord).toList();
    return types.size() == 1
            && !isOfSomebody(types.getFirst(), scope, new HashSet<>())
            && !hasMembers(types.getFirst(), scope)
        ? Optional.of(Place.ofName(types.getFirst()))
        : Optional.empty();
  }

  private boolean isRecord(PythonClass type) {
    return fields(type).anyMatch(s -> isField(s));
  }

  private static boolean isField(Symbol symbol) {
    return symbol
        .only()
        .flatMap(Binding::value)
        .filter(v -> v instanceof Expr.Call)
        .map(NameTerms::last)
        .filter(n -> n.endsWith("Field") || FIELDS.contains(n))
        .isPresent();
  }

  private Stream<Symbol> fields(PythonClass type) {
    return program.resolver().hierarchy().ownOrder(type).stream()
        .flatMap(t -> t.body().symbols().stream());
  }

  private boolean isOfSomebody(PythonClass type, String scope, Set<String> seen) {
    if (NameTerms.speaksOf(type.name(), SOMEBODY)) {
      return true;
    }
    return seen.add(type.name())
        && fields(type)
            .filter(s -> !MadeThings.isOfRecords(s.name()))
            .filter(s -> isField(s) || key(s).isPresent())
            .anyMatch(s -> isSomebodys(s, scope, seen));
  }

  /** {@code owner}, {@code owner_id} and {@code owner_email}, but not {@code owner_count}. */
  private static boolean isCalledAfterSomebody(String field) {
    List<String> words = NameTerms.of(field);
    int last = words.size() - 1;
    boolean isNumber = last > 0 && NUMBERS.contains(words.get(last));
    return last >= 0 && SOMEBODY.contains(words.get(isNumber ? last - 1 : last));
  }

  private boolean isSomebodys(Symbol field, String scope, Set<String> seen) {
    if (isCalledAfterSomebody(field.name()) || isUndeclaredKey(field)) {
      return true;
    }
    Optional<String> table = key(field).or(() -> many(field));
    boolean isAccount =
        table.isPresent()
            && (ACCOUNTS.contains(table.get().toLowerCase(Locale.ROOT))
                || NameTerms.speaksOf(table.get(), SOMEBODY));
    return isAccount
        || (key(field).isPresent()
            && !isDispensable(field)
            && models(table.orElseThrow(), scope).anyMatch(t -> isOfSomebody(t, scope, seen)));
  }

  /** {@code parent_id = Column(Integer)}: the key of something, and nothing tells of what. */
  private static boolean isUndeclaredKey(Symbol field) {
    List<Expr> value = field.only().flatMap(Binding::value).stream().toList();
    return field.name().endsWith("_id")
        && key(field).isEmpty()
        && (Inside.any(value, Expr.Name.class, n -> NUMBERED.contains(n.id()))
            || Inside.any(value, Expr.Attribute.class, a -> NUMBERED.contains(a.attribute())));
  }

  /** Types of columns that keys have. */
  private static final Set<String> NUMBERED =
      Set.of(
          "Integer", "BigInteger", "UUID", "Uuid", "IntegerField", "BigIntegerField", "UUIDField");

  /** Whether a record stays when what its key leads to is gone: it is no part of that. */
  private static boolean isDispensable(Symbol field) {
    List<Expr> value = field.only().flatMap(Binding::value).stream().toList();
    return Inside.any(value, Expr.Attribute.class, a -> a.attribute().equals("SET_NULL"))
        || Inside.any(value, Expr.Name.class, n -> n.id().equals("SET_NULL"))
        || Inside.any(value, Expr.Str.class, t -> t.value().equalsIgnoreCase("SET NULL"));
  }

  private static Optional<String> many(Symbol field) {
    List<Expr> value = field.only().flatMap(Binding::value).stream().toList();
    return Inside.all(value, Expr.Call.class).stream()
        .filter(c -> NameTerms.last(c).equals("ManyToManyField") && !c.args().isEmpty())
        .map(c -> named(c.args().getFirst()))
        .findFirst();
  }

  /** Whether a table says who belongs to it: {@code class Membership} with keys of both. */
  private boolean hasMembers(PythonClass type, String scope) {
    return program.program().modules().stream()
        .filter(m -> !m.isTemplate() && !program.isTest(m) && ObjectHandler.scope(m).equals(scope))
        .flatMap(m -> m.scopes().classes().stream())
        .filter(c -> NameTerms.speaksOf(c.name(), MEMBERS))
        .anyMatch(c ->
            fields(c)
                .flatMap(s -> key(s).stream())
                .anyMatch(t -> t.equals(type.name()) || isTable(type, t)));
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
