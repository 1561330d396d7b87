package org.assize.checks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;

/**
 * Classes of views that look up a record themselves, by the number in the address, in what {@code
 * model}, {@code queryset} or a method of theirs gives.
 */
final class ViewClasses {
  /** What stands for the number in the address. */
  private static final String NUMBER = "pk";

  private static final List<String> DELETING = List.of("delete-view", "destroy", "model-view");
  private static final List<String> CHANGING = List.of("update", "model-view");
  private static final List<String> SHOWING = List.of("detail", "retrieve", "model-view");

  private static final Set<String> FINDING = Set.of("get_queryset", "get_object");

  /** Methods that decide by themselves who may go on. */
  private static final Set<String> DECIDING =
      Set.of(
          "dispatch",
          "test_func",
          "has_permission",
          "get_permissions",
          "initial",
          "setup",
          "get",
          "post",
          "delete",
          "check_object_permissions");

  private final GuardWords words;
  private final ProgramView program;
  private final GuardedCode code;

  ViewClasses(GuardWords words, ProgramView program, GuardedCode code) {
    this.words = words;
    this.program = program;
    this.code = code;
  }

  /** Returns a class as a handler, if it looks up a record by the address. */
  Optional<ObjectHandler> handler(PythonClass type) {
    List<Touch.Verb> verbs = verbs(type);
    if (verbs.isEmpty()) {
      return methods(type, Set.of("get_queryset")).stream()
          .findFirst()
          .flatMap(m -> parts(type, m));
    }
    List<PythonFunction> finding = methods(type, FINDING);
    boolean owned =
        finding.stream().anyMatch(m -> asksThroughSelf(m, type, new HashSet<>()))
            || methods(type, Set.of("test_func")).stream().anyMatch(this::tests);
    Optional<String> kind =
        finding.isEmpty()
            ? field(type, "model").or(() -> field(type, "queryset")).flatMap(ViewClasses::kind)
            : finding.stream()
                .flatMap(f -> kinds(f).stream())
                .findFirst()
                .or(() -> field(type, "model").flatMap(ViewClasses::kind));
    return kind.map(k -> make(type, verbs, k, owned));
  }

  private ObjectHandler make(PythonClass type, List<Touch.Verb> verbs, String kind, boolean owned) {
    GuardedClasses classes = new GuardedClasses(words, program, code);
    Set<String> guards = classes.asked(type);
    int start = type.node().nameStart();
    Expr at = new Expr.Name(start, start + type.name().length(), type.name());
    List<Touch> touches = new ArrayList<>();
    verbs.forEach(
        v -> touches.add(new Touch(kind, v, Set.of(NUMBER), at, Place.of(type.module(), at))));
    return new ObjectHandler(
        type.name(),
        Place.ofName(type),
        guards,
        true,
        guards.isEmpty() || decides(type),
        NameTerms.speaksOf(type.name(), words.openTerms()),
        touches,
        owned ? Set.of(NUMBER) : Set.of(),
        Set.of(),
        ObjectHandler.Circumstances.NONE);
  }

  /** A list of the parts of a thing that the address names: {@code record_id=self.kwargs["pk"]}. */
  private Optional<ObjectHandler> parts(PythonClass type, PythonFunction finding) {
    GuardedCode of = new GuardedCode(words, program, program.view(finding.module()));
    Touches touches = Touches.of(finding, new Atoms(finding, of, program), words, program);
    Set<String> guards = new GuardedClasses(words, program, code).asked(type);
    return touches.parents().stream().allMatch(p -> p.by().isEmpty())
        ? Optional.empty()
        : Optional.of(
            new ObjectHandler(
                type.name(),
                Place.ofName(finding),
                guards,
                true,
                guards.isEmpty() || decides(type) || mentionsRequester(finding),
                NameTerms.speaksOf(type.name(), words.openTerms()),
                touches.touches(),
                ObjectHandler.besideRequester(touches.touches().stream().map(Touch::by).toList()),
                Set.of(),
                new ObjectHandler.Circumstances(
                    Set.of(), touches.parents(), Set.of(), touches.published(), false)));
  }

  private boolean decides(PythonClass type) {
    return new ObjectPermissions(program).areAskedBy(type)
        || program.resolver().hierarchy().ownOrder(type).stream()
            .flatMap(t -> t.methods().stream())
            .anyMatch(m ->
                Refusals.of(program).refuses(m)
                    || (DECIDING.contains(m.name()) && mentionsRequester(m))
                    || tests(m));
  }

  private boolean tests(PythonFunction method) {
    RequesterNames names = requester(method);
    return Inside.any(method.node().body(), Expr.Compare.class, names::isMentionedIn);
  }

  private List<Touch.Verb> verbs(PythonClass type) {
    List<Touch.Verb> found = new ArrayList<>();
    List<String> bases =
        program.resolver().hierarchy().outsideAncestors(type).stream()
            .map(path -> path.substring(path.lastIndexOf('.') + 1))
            .filter(n -> n.contains("View") || n.contains("Mixin"))
            .toList();
    if (bases.stream().anyMatch(b -> NameTerms.speaksOf(b, SHOWING))) {
      found.add(Touch.Verb.READ);
    }
    if (bases.stream().anyMatch(b -> changes(b, CHANGING))) {
      found.add(Touch.Verb.CHANGE);
    }
    if (bases.stream().anyMatch(b -> changes(b, DELETING))) {
      found.add(Touch.Verb.DELETE);
    }
    return found;
  }

  private static boolean changes(String base, List<String> words) {
    return NameTerms.speaksOf(base, words) && !NameTerms.speaksOf(base, List.of("read-only"));
  }

  private List<PythonFunction> methods(PythonClass type, Set<String> names) {
    return program.resolver().hierarchy().ownOrder(type).stream()
        .flatMap(t -> t.methods().stream())
        .filter(m -> names.contains(m.name()))
        .toList();
  }

  private Optional<Expr> field(PythonClass type, String name) {
    return program.resolver().hierarchy().value(type, name);
  }

  private boolean mentionsRequester(PythonFunction method) {
    return method.node().body().stream().anyMatch(requester(method)::isMentionedIn);
  }

  /** {@code self.get_organization()}, which looks among those of whoever is asking. */
  private boolean asksThroughSelf(
      PythonFunction method, PythonClass type, Set<PythonFunction> seen) {
    return seen.add(method)
        && (mentionsRequester(method)
            || Inside.all(method.node().body(), Expr.Call.class).stream()
                .flatMap(c -> ofSelf(c, method, type).stream())
                .anyMatch(m -> asksThroughSelf(m, type, seen)));
  }

  private Optional<PythonFunction> ofSelf(Expr.Call call, PythonFunction in, PythonClass type) {
    return call.function() instanceof Expr.Attribute(_, _, Expr.Name self, String name)
            && in.receiver().filter(self.id()::equals).isPresent()
        ? program.resolver().hierarchy().method(type, name)
        : Optional.empty();
  }

  private RequesterNames requester(PythonFunction method) {
    GuardedCode of = new GuardedCode(words, program, program.view(method.module()));
    return new RequesterNames(method, of, program);
  }

  private static List<String> kinds(PythonFunction finding) {
    List<String> found = new ArrayList<>();
    finding
        .node()
        .body()
        .forEach(s ->
            Nodes.forEach(
                s,
                n -> {
                  if (n instanceof Expr.Name name
                      && StoreCalls.isClassName(name.id())
                      && found.isEmpty()) {
                    found.add(name.id());
                  }
                }));
    return found;
  }

  private static Optional<String> kind(Expr value) {
    return Inside.all(List.of((Node) value), Expr.Name.class).stream()
        .map(Expr.Name::id)
        .filter(StoreCalls::isClassName)
        .findFirst();
  }
}
