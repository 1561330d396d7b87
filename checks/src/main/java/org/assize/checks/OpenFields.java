package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.program.PythonClass;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds forms and serializers that let whoever fills them set what they may do: a field such as
 * {@code is_staff} among those that are taken, in a view that is not for administrators.
 *
 * @param privilegeTerms words of such fields, whatever has them
 * @param accountTerms words that say so of a field of an account, and are no right elsewhere: a
 *     rack has a role, a finding is verified
 * @param memberTerms those of them that say so of what belongs to an account: a membership
 * @param adminTerms words of what asks for an administrator
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the field
 */
public record OpenFields(
    Set<String> privilegeTerms,
    Set<String> accountTerms,
    Set<String> memberTerms,
    Set<String> adminTerms,
    Map<String, String> say)
    implements Detector {
  /** Last words of texts about somebody's rights, which give none: {@code admin_notes}. */
  private static final Set<String> TEXTS =
      Set.of("note", "notes", "comment", "comments", "description", "remark", "remarks", "message");

  /** Checks the sentences. */
  public OpenFields {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (PythonClass type : check.view().module().scopes().classes()) {
      Optional<MetaFields> fields = MetaFields.of(type, check.program());
      if (fields.isPresent()
          && (fields.get().isForm(check.program()) || fields.get().isSerializer(check.program()))) {
        fields.get().taken().stream()
            .filter(n -> isPrivilege(check, fields.get(), type, n) && !isWithheld(type, n))
            .findFirst()
            .or(() ->
                fields
                    .filter(f -> f.isForm(check.program()))
                    .flatMap(f -> f.owner(check.program())))
            .ifPresent(name ->
                filled(check, type).ifPresent(use -> report(check, fields.get(), name, use)));
      }
    }
    new PopulatedForms(this, check).find().forEach(found -> report(check, found));
  }

  private void report(Check check, PopulatedForms.Found found) {
    check.report(
        check
            .present(Place.of(check.view().module(), found.write()))
            .control(Control.REMOTE)
            .confidence(Confidence.MEDIUM)
            .step(found.source(), found.says())
            .saying(
                new Sentences(say)
                    .fill(check.inTest() ? "test" : "present", "name", found.name())));
  }

  /** Whether a field says by its name what somebody may do, whatever has it. */
  boolean isPrivilege(String name) {
    return speaks(name, privilegeTerms);
  }

  /** Whether a field of an account says by its name what somebody may do. */
  boolean isPrivilegeOfAccount(String name) {
    return isPrivilege(name) || speaks(name, accountTerms);
  }

  private static boolean speaks(String name, Set<String> terms) {
    return NameTerms.speaksOf(name, terms) && !NameTerms.endsWith(name, TEXTS);
  }

  /** A field that says what somebody may do, by its name or as permissions of the program ask. */
  private boolean isPrivilege(Check check, MetaFields fields, PythonClass type, String name) {
    return isPrivilege(name)
        || (fields.isOfAccount(check.program())
            && (speaks(name, accountTerms)
                || AskedFields.of(check.program()).in(type.module()).contains(name)))
        || (fields.isOfMember(check.program()) && speaks(name, memberTerms));
  }

  /** {@code self.fields["is_staff"].disabled = True}, {@code self.fields.pop("is_staff")}. */
  private static boolean isWithheld(PythonClass form, String name) {
    return form.method("__init__").stream()
        .anyMatch(m ->
            Inside.any(
                    m.node().body(), Expr.Subscript.class, s -> isField(s.value(), s.index(), name))
                || Inside.any(
                    m.node().body(),
                    Expr.Call.class,
                    c ->
                        c.function() instanceof Expr.Attribute a
                            && a.attribute().equals("pop")
                            && !c.args().isEmpty()
                            && isField(a.value(), c.args().getFirst(), name)));
  }

  private static boolean isField(Expr fields, Expr key, String name) {
    return NameTerms.last(fields).equals("fields")
        && key instanceof Expr.Str text
        && text.value().equals(name);
  }

  /** Where somebody fills it who need not be an administrator. */
  private Optional<Place> filled(Check check, PythonClass type) {
    return check.program().references().of(type).stream()
        .filter(u -> u.kind() != Use.Kind.IMPORT && u.kind() != Use.Kind.STRING)
        .filter(u -> check.program().isTest(u.module()) == check.inTest())
        .filter(u -> isFilled(check, u) && !isOfAdmin(u))
        .map(u -> Place.of(u.module(), u.node()))
        .findFirst();
  }

  /** {@code Form(request.POST)}, {@code Serializer(data=…)}, {@code form_class = Form}. */
  private static boolean isFilled(Check check, Use use) {
    ModuleView view = check.program().view(use.module());
    Node around = view.parent(use.node()).orElse(use.node());
    return switch (around) {
      case Expr.Call c ->
          c.function() == use.node()
              && (c.keywords().stream().anyMatch(k -> "data".equals(k.name()))
                  || c.args().stream()
                      .anyMatch(a ->
                          Inside.any(
                              List.of((Node) a),
                              Expr.Attribute.class,
                              p -> Set.of("POST", "form", "data").contains(p.attribute()))));
      case Stmt.Assign a ->
          a.targets().getFirst() instanceof Expr.Name n
              && (n.id().equals("form_class")
                  || (n.id().equals("serializer_class") && isOfOwn(check, use)));
      default -> false;
    };
  }

  /** A view of the REST framework that takes changes of what belongs to whoever is asking. */
  private static boolean isOfOwn(Check check, Use use) {
    return use.module().scopes().classes().stream()
        .filter(c -> isWithin(c.node(), use.node()))
        .anyMatch(c -> {
          List<String> bases =
              check.program().resolver().hierarchy().outsideAncestors(c).stream().toList();
          return bases.stream().anyMatch(OpenFields::takesChanges) && givesOwn(c);
        });
  }

  private static boolean takesChanges(String base) {
    return base.startsWith("rest_framework.")
        && List.of("ModelViewSet", "Create", "Update").stream().anyMatch(base::contains)
        && !base.contains("ReadOnly");
  }

  /** {@code def get_object(self): return self.request.user}. */
  private static boolean givesOwn(PythonClass view) {
    return Stream.of("get_object", "get_queryset")
        .flatMap(name -> view.method(name).stream())
        .anyMatch(m ->
            Inside.any(
                m.node().body(),
                Expr.Attribute.class,
                a -> a.attribute().equals("user") && NameTerms.last(a.value()).equals("request")));
  }

  /** Whether the class or the function around asks for an administrator. */
  private boolean isOfAdmin(Use use) {
    boolean byClass =
        use.module().scopes().classes().stream()
            .filter(c -> isWithin(c.node(), use.node()))
            .anyMatch(c ->
                NameTerms.speaksOf(c.name(), adminTerms)
                    || c.node().bases().stream().anyMatch(this::speaksOfAdmins)
                    || c.node().decorators().stream().anyMatch(this::speaksOfAdmins)
                    || c.body()
                        .local("permission_classes")
                        .flatMap(s -> s.only())
                        .flatMap(b -> b.value())
                        .filter(this::speaksOfAdmins)
                        .isPresent());
    return byClass
        || use.module()
            .scopes()
            .functionAt(use.node().start())
            .filter(f -> f.node().decorators().stream().anyMatch(this::speaksOfAdmins))
            .isPresent();
  }

  /** Whether what is asked speaks of an administrator. */
  boolean speaksOfAdmins(Expr asked) {
    return Inside.any(
            List.of((Node) asked), Expr.Name.class, n -> NameTerms.speaksOf(n.id(), adminTerms))
        || Inside.any(
            List.of((Node) asked),
            Expr.Attribute.class,
            a -> NameTerms.speaksOf(a.attribute(), adminTerms));
  }

  private static boolean isWithin(Node outer, Node inner) {
    return outer.start() <= inner.start() && inner.end() <= outer.end();
  }

  private void report(Check check, MetaFields fields, String name, Place use) {
    Place place = Place.of(check.view().module(), fields.declared());
    check.report(
        check
            .present(place)
            .control(Control.REMOTE)
            .confidence(Confidence.MEDIUM)
            .step(place, name + " is among the fields that are taken")
            .step(use, "is filled with what a client sends")
            .saying(new Sentences(say).fill(check.inTest() ? "test" : "present", "name", name)));
  }
}
