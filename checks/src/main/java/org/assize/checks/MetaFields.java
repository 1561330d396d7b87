package org.assize.checks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.Binding;
import org.assize.program.PythonClass;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a form or a serializer takes from a model of Django, as its {@code Meta} says.
 *
 * @param type the form or the serializer
 * @param declared what its {@code Meta} says, as it is written
 * @param names the fields
 */
record MetaFields(PythonClass type, Expr declared, List<String> names) {
  private static final String ALL = "__all__";

  /** The models of accounts of Django, from which programs make their own. */
  private static final Set<String> ACCOUNTS =
      Set.of(
          "django.contrib.auth.models.User",
          "django.contrib.auth.models.AbstractUser",
          "django.contrib.auth.models.AbstractBaseUser",
          "django.contrib.auth.base_user.AbstractBaseUser");

  /** Fields that those have, whatever a program adds. */
  private static final List<String> OF_ACCOUNTS =
      List.of("password", "is_superuser", "is_staff", "groups", "user_permissions");

  /** Returns the fields of a class, if it has a {@code Meta} with a model and fields. */
  static Optional<MetaFields> of(PythonClass type, ProgramView program) {
    PythonClass meta = meta(type);
    if (meta == null) {
      return Optional.empty();
    }
    Optional<Expr> model = field(meta, "model");
    Optional<Expr> fields = field(meta, "fields").or(() -> field(meta, "exclude"));
    return fields.isEmpty() || model.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new MetaFields(type, fields.get(), names(fields.get(), model.get(), meta, program)));
  }

  private static @Nullable PythonClass meta(PythonClass type) {
    return type.module().scopes().classes().stream()
        .filter(c -> c.name().equals("Meta"))
        .filter(c -> c.definedIn().node() == type.node())
        .findFirst()
        .orElse(null);
  }

  private static Optional<Expr> field(PythonClass type, String name) {
    return type.body().local(name).flatMap(Symbol::only).flatMap(Binding::value);
  }

  private static List<String> names(
      Expr fields, Expr model, PythonClass meta, ProgramView program) {
    boolean isAll = fields instanceof Expr.Str all && all.value().equals(ALL);
    if (!isAll && field(meta, "fields").isPresent()) {
      return texts(fields);
    }
    Target of = program.resolver().resolve(model, meta.body());
    List<String> found = new ArrayList<>(isAccount(model, of, program) ? OF_ACCOUNTS : List.of());
    if (of instanceof Target.ClassTarget t) {
      t.type().body().symbols().stream()
          .filter(
              s -> s.only().flatMap(Binding::value).filter(v -> v instanceof Expr.Call).isPresent())
          .map(Symbol::name)
          .forEach(found::add);
    }
    return found;
  }

  /** Whether a model is the one of accounts, or one of the program that extends it. */
  private static boolean isAccount(Expr model, Target of, ProgramView program) {
    boolean isAsked = model instanceof Expr.Call c && NameTerms.last(c).equals("get_user_model");
    return isAsked
        || of.dottedPath().filter(ACCOUNTS::contains).isPresent()
        || (of instanceof Target.ClassTarget t
            && program.resolver().hierarchy().outsideAncestors(t.type()).stream()
                .anyMatch(ACCOUNTS::contains));
  }

  /**
   * Returns the field by which a record of the model belongs to an account, if all fields are
   * taken.
   */
  Optional<String> owner(ProgramView program) {
    PythonClass meta = meta(type);
    boolean isAll = declared instanceof Expr.Str all && all.value().equals(ALL);
    return !isAll || meta == null
        ? Optional.empty()
        : field(meta, "model")
            .map(m -> program.resolver().resolve(m, meta.body()))
            .flatMap(
                t -> t instanceof Target.ClassTarget c ? Optional.of(c.type()) : Optional.empty())
            .flatMap(model ->
                model.body().symbols().stream()
                    .filter(
                        s -> s.only().flatMap(Binding::value).filter(v -> isOwner(v)).isPresent())
                    .map(Symbol::name)
                    .filter(name -> taken().contains(name))
                    .findFirst());
  }

  /** {@code ForeignKey(User)}, {@code OneToOneField(settings.AUTH_USER_MODEL)}. */
  private static boolean isOwner(Expr field) {
    return other(field)
        .filter(
            o -> Set.of("User", "AUTH_USER_MODEL", "get_user_model").contains(NameTerms.last(o)))
        .isPresent();
  }

  /** {@code ForeignKey(Person)}, of a class of accounts. */
  private static boolean isAccountOf(Expr field, PythonClass model, ProgramView program) {
    return other(field)
        .filter(o -> isAccount(o, program.resolver().resolve(o, model.body()), program))
        .isPresent();
  }

  /** The other side of a relation. */
  private static Optional<Expr> other(Expr field) {
    return field instanceof Expr.Call c
            && Set.of("ForeignKey", "OneToOneField").contains(NameTerms.last(c))
        ? c.args().stream().findFirst()
        : Optional.empty();
  }

  private static List<String> texts(Expr list) {
    return Inside.all(List.of((Node) list), Expr.Str.class).stream().map(Expr.Str::value).toList();
  }

  /** Returns the fields that are neither read only nor left out, nor passed over by hand. */
  List<String> taken() {
    return without("read_only", "read_only_fields").stream()
        .filter(name -> WrittenByHand.mayWrite(type, name))
        .toList();
  }

  /** Returns the fields that are not write only. */
  List<String> shown() {
    return without("write_only", "write_only_fields");
  }

  private List<String> without(String option, String setting) {
    Set<String> excepted = new HashSet<>();
    PythonClass meta = meta(type);
    if (meta != null) {
      field(meta, setting).ifPresent(list -> excepted.addAll(texts(list)));
      field(meta, "exclude").ifPresent(list -> excepted.addAll(texts(list)));
      field(meta, "extra_kwargs").ifPresent(list -> excepted.addAll(optioned(list, option)));
    }
    List<String> left = new ArrayList<>(names);
    left.removeIf(excepted::contains);
    left.removeIf(name -> declaredWith(name, option));
    return left;
  }

  /** {@code {"password": {"write_only": True}}}. */
  private static Set<String> optioned(Expr kwargs, String option) {
    Set<String> found = new HashSet<>();
    if (kwargs instanceof Expr.Dict d) {
      for (int i = 0; i < d.keys().size(); i++) {
        if (d.keys().get(i) instanceof Expr.Str key && texts(d.values().get(i)).contains(option)) {
          found.add(key.value());
        }
      }
    }
    return found;
  }

  private boolean declaredWith(String name, String option) {
    return field(type, name)
        .filter(v ->
            v instanceof Expr.Call c
                && (c.keywords().stream().anyMatch(k -> option.equals(k.name()))
                    || (option.equals("read_only") && NameTerms.last(c).endsWith("MethodField"))))
        .isPresent();
  }

  /** Whether the fields are those of an account. */
  boolean isOfAccount(ProgramView program) {
    PythonClass meta = meta(type);
    return meta != null
        && field(meta, "model")
            .filter(m -> isAccount(m, program.resolver().resolve(m, meta.body()), program))
            .isPresent();
  }

  /** Whether the fields are those of something that belongs to an account. */
  boolean isOfMember(ProgramView program) {
    PythonClass meta = meta(type);
    return meta != null
        && field(meta, "model").map(m -> program.resolver().resolve(m, meta.body())).stream()
            .flatMap(t -> t instanceof Target.ClassTarget c ? Stream.of(c.type()) : Stream.of())
            .anyMatch(model ->
                model.body().symbols().stream()
                    .flatMap(s -> s.only().flatMap(Binding::value).stream())
                    .anyMatch(v -> isOwner(v) || isAccountOf(v, model, program)));
  }

  /** Whether the class is a form, whose fields are shown to be filled, and never answered. */
  boolean isForm(ProgramView program) {
    return bases(program).anyMatch(b -> b.endsWith("ModelForm"));
  }

  /** Whether the class is a serializer of a model. */
  boolean isSerializer(ProgramView program) {
    return bases(program).anyMatch(b -> b.contains("ModelSerializer"));
  }

  /** Whether the class is a type of a graph, whose fields are answered. */
  boolean isGraphType(ProgramView program) {
    return bases(program).anyMatch(b -> b.endsWith(".DjangoObjectType"));
  }

  private Stream<String> bases(ProgramView program) {
    return program.resolver().hierarchy().outsideAncestors(type).stream();
  }
}
