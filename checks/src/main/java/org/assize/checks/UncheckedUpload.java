package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.assize.facts.Control;
import org.assize.facts.Reason;
import org.assize.program.Binding;
import org.assize.program.ModuleVariables;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds files of clients that are stored under an ending of the client's choice.
 *
 * @param nameFields fields of an uploaded file that hold its name
 * @param sources words in what an uploaded file is taken from
 * @param writing names of functions and methods that store a file under their first argument
 * @param checkTerms words of what shows that the kind of a file is looked at
 * @param endingTerms words of what is only an ending, unless something is asked about it
 * @param served folders from which a server hands files out
 * @param say sentences for {@code present}, {@code stored} and {@code test}; {@code {name}} is the
 *     file's name as it is written
 */
public record UncheckedUpload(
    Set<String> nameFields,
    Set<String> sources,
    Set<String> writing,
    Set<String> checkTerms,
    Set<String> endingTerms,
    Set<String> served,
    Map<String, String> say)
    implements Detector {
  /** Fields of an uploaded file in which the client says of what kind it is. */
  private static final Set<String> CLAIMS = Set.of("mimetype", "content_type");

  /** Functions and methods that only make a name, or store under it. */
  private static final Set<String> MAKING =
      Set.of(
          "join",
          "save",
          "open",
          "str",
          "format",
          "Path",
          "joinpath",
          "lower",
          "strip",
          "lstrip",
          "replace",
          "basename",
          "secure_filename",
          "splitext",
          "rsplit",
          "move",
          "copy",
          "copyfile",
          "write_bytes",
          "write_text");

  private static final Pattern FOLDERS = Pattern.compile("[/\\\\.\\x00]+");

  private static final Pattern PARTS = Pattern.compile("[/\\\\]");

  /** Checks the sentences. */
  public UncheckedUpload {
    Sentences.require(say, List.of("present", "stored", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      Optional<PythonFunction> function = call.function();
      if (writing.contains(call.calledName())
          && function.isPresent()
          && !call.node().args().isEmpty()
          && isWriting(call)) {
        Expr path = path(call);
        UploadBranch branch = UploadBranch.of(call, check.view());
        uploadedName(check, branch, path, function.get(), 3)
            .filter(name -> !looks(check, branch, function.get().node()))
            .ifPresent(name -> report(check, call, path, name));
      }
    }
  }

  /** {@code path.write_bytes(data)} stores under what it is called on. */
  private static Expr path(CallSite call) {
    return call.calledName().startsWith("write_")
            && call.node().function() instanceof Expr.Attribute method
        ? method.value()
        : call.node().args().getFirst();
  }

  /** {@code open(path)} alone reads. */
  private static boolean isWriting(CallSite call) {
    return !call.calledName().equals("open")
        || call.argument(1, "mode")
            .filter(m -> m instanceof Expr.Str s && s.value().matches(".*[wax].*"))
            .isPresent();
  }

  /** The name of an uploaded file in an expression, or in what its names stand for. */
  private Optional<Expr> uploadedName(
      Check check, UploadBranch branch, Expr in, PythonFunction function, int depth) {
    for (Expr field : Inside.all(List.of((Node) in), Expr.class)) {
      if (named(field).filter(file -> isUploaded(file, function, check)).isPresent()) {
        return Optional.of(field);
      }
    }
    if (depth > 0) {
      for (Expr.Name name : Inside.all(List.of((Node) in), Expr.Name.class)) {
        Expr value = branch.assigned(name).orElseGet(() -> bound(check, name));
        Optional<Expr> found =
            value == name
                ? Optional.empty()
                : uploadedName(check, branch, value, function, depth - 1);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** What a name stands for, also as one of the parts of what is taken apart. */
  private static Expr bound(Check check, Expr.Name name) {
    Expr value = Values.display(name, check.view().module());
    return value != name
        ? value
        : check
            .view()
            .module()
            .scopes()
            .only(name)
            .filter(b -> b.kind() == Binding.Kind.UNPACKING)
            .flatMap(b ->
                b.source() instanceof Stmt.Assign a ? Optional.of(a.value()) : Optional.empty())
            .orElse(name);
  }

  /** The file whose name is read: {@code file.filename}, {@code file["filename"]}. */
  private Optional<Expr.Name> named(Expr field) {
    return switch (field) {
      case Expr.Attribute a when nameFields.contains(a.attribute()) -> name(a.value());
      case Expr.Subscript s
          when s.index() instanceof Expr.Str key && nameFields.contains(key.value()) ->
          name(s.value());
      default -> Optional.empty();
    };
  }

  private static Optional<Expr.Name> name(Expr e) {
    return e instanceof Expr.Name n ? Optional.of(n) : Optional.empty();
  }

  private boolean isUploaded(Expr.Name name, PythonFunction function, Check check) {
    Expr file = Values.display(name, check.view().module());
    String written = Wording.written(file, check.view());
    return sources.stream().anyMatch(written::contains)
        || (isReadInPieces(name, function)
            && (file instanceof Expr.Name || new FileFields(check.program()).isOfAnyKind(file)));
  }

  /** A file that is read as Django's uploaded files are: {@code upload.chunks()}. */
  private static boolean isReadInPieces(Expr.Name file, PythonFunction function) {
    return Inside.any(
        function.node().body(),
        Expr.Call.class,
        c ->
            c.function() instanceof Expr.Attribute a
                && a.attribute().equals("chunks")
                && a.value() instanceof Expr.Name n
                && n.id().equals(file.id()));
  }

  private boolean looks(Check check, UploadBranch branch, Stmt.FunctionDef function) {
    return Inside.all(function.body(), Expr.class).stream()
        .filter(e -> !branch.isElsewhere(e))
        .anyMatch(e ->
            switch (e) {
              case Expr.Attribute a -> shows(check, a, a.attribute());
              case Expr.Name n -> shows(check, n, n.id());
              default -> false;
            });
  }

  private boolean shows(Check check, Expr named, String name) {
    return (NameTerms.speaksOf(name, checkTerms) && !isClaim(named))
        || (NameTerms.speaksOf(name, endingTerms) && isAskedAbout(check.view(), named));
  }

  /** {@code file.mimetype}: what the client says of its own file. */
  private static boolean isClaim(Expr named) {
    return named instanceof Expr.Attribute a
        && CLAIMS.contains(a.attribute())
        && a.value() instanceof Expr.Name;
  }

  /** Whether an ending is compared, looked up, or handed to what may look at it. */
  private boolean isAskedAbout(ModuleView view, Expr named) {
    Node inner = named;
    Optional<Node> outer = view.parent(named);
    while (outer.isPresent() && !(outer.get() instanceof Stmt)) {
      boolean isTarget = outer.get() instanceof Node.Comprehension g && g.target() == named;
      if (isTarget
          || (outer.get() instanceof Expr.Compare c && (isAnywhere(c) || isOfFolders(c)))) {
        return false;
      }
      boolean asks =
          switch (outer.get()) {
            case Expr.Compare _, Expr.IfExp _ -> true;
            case Expr.Subscript s -> s.index() == inner;
            case Expr.Call c -> c.function() != inner && !MAKING.contains(NameTerms.last(c));
            default -> false;
          };
      if (asks) {
        return true;
      }
      inner = outer.get();
      outer = view.parent(inner);
    }
    return outer.orElse(null) instanceof Stmt.If decided && decided.test() == inner;
  }

  /** {@code ".png" in file.filename.lower()}: what ends in {@code .png.php} holds it as well. */
  private boolean isAnywhere(Expr.Compare compare) {
    boolean isIn =
        compare.ops().getFirst() == CompareOperator.IN
            || compare.ops().getFirst() == CompareOperator.NOT_IN;
    Expr text = compare.comparators().getFirst();
    while (text instanceof Expr.Call c
        && c.args().isEmpty()
        && c.function() instanceof Expr.Attribute a) {
      text = a.value();
    }
    return isIn && named(text).isPresent();
  }

  /** {@code "/" in ending}: whether the file stays in its folder, whatever kind it is of. */
  private static boolean isOfFolders(Expr.Compare compare) {
    return compare.left() instanceof Expr.Str s && FOLDERS.matcher(s.value()).matches();
  }

  private void report(Check check, CallSite call, Expr path, Expr name) {
    boolean isServed = isServed(check, call, path);
    String which = check.inTest() ? "test" : isServed ? "present" : "stored";
    Finding.Builder finding =
        check.inTest() || isServed
            ? check.present(call.place())
            : Finding.caution(check.weakness(), call.place(), Reason.DEFENCE_IN_DEPTH);
    String written = Wording.written(name, check.view());
    check.report(
        finding
            .control(Control.REMOTE)
            .step(Place.of(call.module(), name), "a client names the file")
            .step(call.place(), "nothing here looks at the kind of the file")
            .saying(new Sentences(say).fill(which, "name", written)));
  }

  /** Whether the folder is one that a server hands out, by its name or by the answer's address. */
  private boolean isServed(Check check, CallSite call, Expr path) {
    List<Expr> all = new ArrayList<>();
    shown(path, call.module(), new ModuleVariables(check.program().resolver()), 3, all);
    boolean isNamed =
        Inside.all(all, Expr.Str.class).stream()
                .flatMap(s -> PARTS.splitAsStream(s.value()))
                .anyMatch(served::contains)
            || Inside.any(
                all, Expr.Attribute.class, a -> NameTerms.speaksOf(a.attribute(), served));
    return isNamed
        || Inside.any(
            call.function().orElseThrow().node().body(),
            Expr.Str.class,
            s -> s.value().startsWith("/") && served.contains(PARTS.split(s.value(), 3)[1]));
  }

  /** Adds an expression, and what its names stand for, also those of other files. */
  private static void shown(
      Expr expression, PythonModule module, ModuleVariables others, int depth, List<Expr> to) {
    to.add(expression);
    for (Expr part : Inside.all(List.of((Node) expression), Expr.class)) {
      Expr value = Values.display(part, module);
      if (value != part && depth > 0) {
        shown(value, module, others, depth - 1, to);
      } else if (depth > 0) {
        others
            .of(part, module)
            .ifPresent(s ->
                s.only()
                    .flatMap(Binding::value)
                    .ifPresent(v -> shown(v, s.scope().module(), others, depth - 1, to)));
      }
    }
  }
}
