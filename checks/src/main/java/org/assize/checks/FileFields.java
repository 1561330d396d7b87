package org.assize.checks;

import java.util.List;
import java.util.Set;
import org.assize.program.PythonClass;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;

/** The fields of forms of the program that take files, and whether they look at the kind. */
record FileFields(ProgramView program) {
  private static final Set<String> DATA = Set.of("cleaned_data", "validated_data");

  /** Words in the paths of classes whose fields take what a client sends. */
  private static final Set<String> FORMS = Set.of("forms", "form", "serializers", "serializer");

  /**
   * Whether a value is what such fields have taken, {@code form.cleaned_data["logo"]}, and none of
   * the program's fields of that name asks what kind of file it is.
   */
  boolean isOfAnyKind(Expr file) {
    if (!(file instanceof Expr.Subscript s)
        || !(s.index() instanceof Expr.Str key)
        || !DATA.contains(NameTerms.last(s.value()))) {
      return false;
    }
    List<PythonClass> declaring =
        program.program().modules().stream()
            .flatMap(m -> m.scopes().classes().stream())
            .filter(c -> c.body().local(key.value()).isPresent() && isForm(c))
            .toList();
    List<Expr.Call> fields =
        declaring.stream()
            .flatMap(c -> c.body().local(key.value()).flatMap(Symbol::only).stream())
            .flatMap(b -> b.value().stream())
            .filter(v -> v instanceof Expr.Call f && NameTerms.last(f).equals("FileField"))
            .map(v -> (Expr.Call) v)
            .toList();
    return !fields.isEmpty()
        && fields.size() == declaring.size()
        && fields.stream().allMatch(FileFields::asksNothing)
        && declaring.stream().noneMatch(c -> cleans(c, key.value()));
  }

  private boolean isForm(PythonClass type) {
    return program.resolver().hierarchy().outsideAncestors(type).stream()
        .anyMatch(path -> NameTerms.speaksOf(path, FORMS));
  }

  private static boolean asksNothing(Expr.Call field) {
    return field.keywords().stream()
        .noneMatch(k -> k.name() == null || k.name().equals("validators"));
  }

  private static boolean cleans(PythonClass form, String field) {
    return Set.of("clean_" + field, "clean", "validate_" + field, "validate").stream()
        .anyMatch(name -> form.method(name).isPresent());
  }
}
