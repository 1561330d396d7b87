package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assize.facts.Constant;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Whether what makes texts of templates makes data alone: every use of it hands the text to what
 * reads YAML or JSON, fills templates of files that are no pages, or renders nothing at all.
 */
record RenderedData(Check check) {
  private static final int MAX_NAMES = 4;

  /** Methods of an environment that only look at a template. */
  private static final Set<String> LOOKING = Set.of("parse", "lex", "tokenize");

  private static final Set<String> GIVING =
      Set.of("from_string", "get_template", "select_template", "get_or_select_template");

  private static final Set<String> RENDERING = Set.of("render", "render_async");

  private static final Pattern READER =
      Pattern.compile("(?i).*(yaml|json|toml).*load.*|.*(load|parse).*(yaml|json|toml).*");

  /** Names of templates of files that no browser shows. */
  private static final Pattern NO_PAGE =
      Pattern.compile(
          "(?i)(.*/)?(Makefile|Dockerfile|.+[.](py|conf|cfg|ini|ya?ml|json|toml|env|sh|service|sql|tex|csv|txt|md|rst|c|h|cpp|hpp|java|rs|go|ts|proto))"
              + "([.](j2|jinja2?|tmpl|tpl|template))?");

  /** Returns what shows that no text of it is a page. */
  Optional<Finding.Evidence> of(Expr making) {
    List<Expr> uses = uses(making, 0);
    boolean isAll =
        !uses.isEmpty()
            && uses.stream().allMatch(use -> isLook(use) || isFile(use) || isData(use, 0));
    if (!isAll) {
      return Optional.empty();
    }
    Expr last = uses.getLast();
    String why =
        isLook(last)
            ? "nothing is rendered"
            : isFile(last)
                ? "the templates make files that are no pages"
                : "what is rendered is read as data";
    return Optional.of(new Finding.Evidence(Place.of(check.view().module(), last), why));
  }

  /** {@code environment.get_template("settings.py.jinja2")}, and the same by a parameter. */
  private boolean isFile(Expr environment) {
    return called(environment, GIVING)
        .filter(call -> NameTerms.last(call).equals("get_template") && !call.args().isEmpty())
        .map(call -> names(call.args().getFirst()))
        .filter(names -> !names.isEmpty())
        .filter(names -> names.stream().allMatch(name -> NO_PAGE.matcher(name).matches()))
        .isPresent();
  }

  /** The names of a template, of a parameter all that is passed; none where one is not known. */
  private List<String> names(Expr name) {
    Values values = check.program().values();
    Optional<String> text = values.text(name, check.view().module());
    if (text.isPresent()) {
      return List.of(text.get());
    }
    List<CallerValues.Passed> passed =
        values
            .parameter(name, check.view().module())
            .map(p -> new CallerValues(check.program()).of(p, check.view().module()))
            .orElse(List.of());
    List<String> names =
        passed.stream()
            .flatMap(p -> p.value().stream())
            .flatMap(c -> c instanceof Constant.Text t ? Stream.of(t.value()) : Stream.of())
            .toList();
    return names.size() == passed.size() ? names : List.of();
  }

  /** The expressions that stand for a value: itself, or the reads of the one name it gets. */
  private List<Expr> uses(Expr value, int depth) {
    if (!(check.view().parent(value).orElse(value) instanceof Stmt.Assign assign)) {
      return List.of(value);
    }
    boolean isLocal =
        depth < MAX_NAMES
            && assign.targets().size() == 1
            && assign.targets().getFirst() instanceof Expr.Name target
            && (check.view().module().scopes().functionAt(target.start()).isPresent()
                || isOwn(target.id()))
            && check.view().module().scopes().only(target).isPresent();
    return isLocal ? reads((Expr.Name) assign.targets().getFirst()) : List.of();
  }

  /** Whether no other module mentions a name. */
  private boolean isOwn(String name) {
    return check.program().program().mentioning(name).stream()
        .allMatch(check.view().module()::equals);
  }

  private List<Expr> reads(Expr.Name target) {
    var scopes = check.view().module().scopes();
    List<Expr> found = new ArrayList<>();
    for (Expr.Name name : check.view().all(Expr.Name.class)) {
      if (name != target
          && name.id().equals(target.id())
          && scopes.only(name).equals(scopes.only(target))) {
        found.add(name);
      }
    }
    return found;
  }

  private boolean isLook(Expr environment) {
    return called(environment, LOOKING).isPresent();
  }

  /** Whether an environment, or a template of one, is used for nothing but data. */
  private boolean isData(Expr maker, int depth) {
    Optional<Expr.Call> rendered = called(maker, RENDERING);
    if (rendered.isPresent()) {
      List<Expr> texts = uses(rendered.get(), depth + 1);
      return !texts.isEmpty() && texts.stream().allMatch(this::isRead);
    }
    List<Expr> templates =
        called(maker, GIVING).map(call -> uses(call, depth + 1)).orElse(List.of());
    return !templates.isEmpty() && templates.stream().allMatch(t -> isData(t, depth + 1));
  }

  private boolean isRead(Expr text) {
    return check.view().parent(text).orElse(text) instanceof Expr.Call call
        && !call.args().isEmpty()
        && call.args().getFirst() == text
        && READER.matcher(path(call)).matches();
  }

  private String path(Expr.Call call) {
    return check
        .program()
        .resolver()
        .resolve(call.function(), check.view().module())
        .dottedPath()
        .orElseGet(() -> Wording.written(call.function(), check.view()));
  }

  /** The call of one of some methods of a value. */
  private Optional<Expr.Call> called(Expr value, Set<String> methods) {
    Node outer = check.view().parent(value).orElse(value);
    return outer instanceof Expr.Attribute method
            && method.value() == value
            && methods.contains(method.attribute())
            && check.view().parent(method).orElse(method) instanceof Expr.Call call
            && call.function() == method
        ? Optional.of(call)
        : Optional.empty();
  }
}
