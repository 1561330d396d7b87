package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assize.checks.NameTerms;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Op;
import org.assize.program.Scope;
import org.assize.taint.language.SinkLanguage;
import org.assize.value.domain.Place;

/**
 * Steps back through calls of which nothing says what they give: the result carries what the
 * receiver and the arguments carry.
 */
final class UnseenCalls {
  /** Methods that choose among rows: a condition is no part of what it chooses. */
  private static final Set<String> QUERYING =
      Set.of(
          "filter",
          "filter_by",
          "where",
          "order_by",
          "having",
          "exclude",
          "group_by",
          "limit",
          "offset",
          "get_or_404",
          "first_or_404",
          "join",
          "outerjoin",
          "find_one",
          "one_or_none",
          "paginate");

  /** Names of functions that fill templates in. */
  private static final Pattern TEMPLATE =
      Pattern.compile("render(_\\w*(template|page|view)\\w*)?$");

  /** First words of names of methods that look something up: what they are given only chooses. */
  private static final Pattern LOOKING =
      Pattern.compile("_?(find|match|search|select|lookup|query|retrieve)(_\\w+|[A-Z]\\w*)");

  /** Methods that give rows of a database, whatever the object is (PEP 249). */
  private static final Set<String> ROWS = Set.of("fetchone", "fetchall", "fetchmany");

  /** The same of drivers that wait for their database (asyncpg, motor). */
  private static final Set<String> STORED = Set.of("fetchrow", "to_list");

  /** Methods that only dates, times and spans of time have (library reference, "datetime"). */
  private static final Set<String> OF_TIMES =
      Set.of("isoformat", "timestamp", "total_seconds", "toordinal", "isocalendar", "isoweekday");

  /** Where an upload lies that is too large for the memory (Django, "File Uploads"). */
  private static final String TEMPORARY = "temporary_file_path";

  /** Methods that make addresses of routes, in the frameworks that have such. */
  private static final Set<String> OF_ROUTES =
      Set.of(
          "get_absolute_url", "url_for", "url_path_for", "reverse_url", "route_url", "route_path");

  /** Words in names of objects that keep things under names. */
  private static final Set<String> STORES =
      Set.of(
          "cache",
          "caches",
          "memcache",
          "memcached",
          "redis",
          "store",
          "storage",
          "registry",
          "repository",
          "repo");

  private final Walk walk;
  private final FlowProgram program;

  UnseenCalls(Walk walk) {
    this.walk = walk;
    program = walk.program();
  }

  void result(Node node) {
    result(node, LibraryCall.of(program, node.at()));
  }

  void result(Node node, LibraryCall call) {
    boolean isKnown =
        call.paths().stream().anyMatch(program.facts()::isDescribed) || TextMethods.isCalled(call);
    boolean isCleaning = !isKnown && Cleaning.isNamed(call.name());
    Node going = isCleaning ? node.doubting(node.at()) : node;
    elsewhere(going, call).ifPresentOrElse(walk::end, () -> carried(going, call, isKnown));
  }

  /** Where a way ends because the result comes from somewhere else than from the arguments. */
  private Optional<End> elsewhere(Node node, LibraryCall call) {
    boolean isPage = walk.query().language() == SinkLanguage.HTML;
    if (OF_TIMES.contains(call.attribute().orElse("")) && walk.query().roles().isEmpty()) {
      return Optional.of(new End.Harmless(node, node.at(), "it is a time"));
    }
    if (call.lastName().equals("count")
        && call.attribute().isPresent()
        && call.arguments().all().isEmpty()
        && walk.query().roles().isEmpty()) {
      return Optional.of(new End.Harmless(node, node.at(), "it is a number of things"));
    }
    if (isPassedOn(node, call)) {
      return Optional.of(new End.Unknown(node, "what " + call.name() + " gives"));
    }
    if (isOfClass(node, call)) {
      return Optional.of(new End.Unknown(node, "what the class of a form says"));
    }
    if (TEMPORARY.equals(call.lastName()) && walk.query().language().isPath()) {
      return Optional.of(new End.Harmless(node, node.at(), "the server names the file"));
    }
    if (walk.query().language() == SinkLanguage.PATH
        && isClass(call.lastName())
        && Set.of(Move.OBJECT, Move.OPAQUE, Move.MADE, Move.COMPOSED).stream()
            .noneMatch(node::goesBy)
        && !isPathClass(call)) {
      return Optional.of(new End.Unknown(node, "an object of " + call.lastName()));
    }
    if (isOwnAddress(call)) {
      return Optional.of(new End.Harmless(node, node.at(), "it is an address of this program"));
    }
    if (ROWS.contains(call.lastName()) || (isPage && STORED.contains(call.lastName()))) {
      return Optional.of(rows(node));
    }
    if (isPage && TEMPLATE.matcher(call.name()).find()) {
      return Optional.of(new End.Unknown(node, "what a template shows"));
    }
    if (!call.isNamed() && walk.query().language().composes()) {
      return Optional.of(new End.Unknown(node, "what a value that is called gives"));
    }
    return Optional.empty();
  }

  /**
   * What a form is filled with are its values: its labels are those of its class, and so is what
   * hangs on the record that it fills.
   */
  private boolean isOfClass(Node node, LibraryCall call) {
    String called =
        call.calledName().isEmpty() ? program.named(call.body(), call.callee()) : call.calledName();
    if (!NameTerms.endsWith(called, Set.of("form", "formset", "form-class", "save"))) {
      return false;
    }
    List<String> fields =
        node.part().stream()
            .flatMap(s -> s instanceof Place.Field(String name) ? Stream.of(name) : Stream.empty())
            .toList();
    return called.equals("save")
        ? fields.size() > 1 && NameTerms.endsWith(call.receiverName(), Set.of("form"))
        : fields.stream().anyMatch(FormFields.OF_CLASS::contains);
  }

  /** Whether a page, or who is sent on, gets an address that a table of routes has made. */
  private boolean isOwnAddress(LibraryCall call) {
    return switch (walk.query().language()) {
      case HTML, REDIRECT, URL -> call.attribute().filter(OF_ROUTES::contains).isPresent();
      default -> false;
    };
  }

  /** Rows hold what others have stored; that their text reaches a page is the usual harm. */
  private End rows(Node node) {
    return walk.query().language() == SinkLanguage.HTML
        ? new End.Controlled(node.atMost(Confidence.MEDIUM), Control.PEER, "a row")
        : new End.Unknown(node, "what a database answers");
  }

  private void carried(Node node, LibraryCall call, boolean isKnown) {
    boolean any = arguments(node, call, isKnown);
    any |= callee(node, call, isKnown);
    boolean isContent = node.part().isEmpty() || !(node.part().getFirst() instanceof Place.Field);
    any |= isContent && builtUp(node, call.body());
    any |= new FilledObjects(walk).visit(node);
    if (!any || !isKnown) {
      walk.end(new End.Unknown(node, "what " + call.name() + " gives"));
    }
  }

  private boolean arguments(Node node, LibraryCall call, boolean isKnown) {
    boolean isMethod = call.object(walk, node).isPresent();
    boolean isQuery =
        (call.attribute().isPresent() && (QUERYING.contains(call.lastName()) || isLookedUp(call)))
            || (LibraryContainers.isGetting(call.lastName())
                && (call.isChoice() || isOfStore(call)));
    if (isQuery || (isMethod && !isKnown && isObject(node))) {
      return false;
    }
    List<Integer> kept = TextMethods.kept(call.lastName(), isMethod, call.arguments().all());
    kept.forEach(value -> carried(node, call, value, isKnown ? Move.MADE : Move.OPAQUE));
    return !kept.isEmpty();
  }

  /** Whether a method of which no fact tells anything looks something up, by its name. */
  private boolean isLookedUp(LibraryCall call) {
    return LOOKING.matcher(call.lastName()).matches()
        && call.paths().stream().allMatch(p -> program.facts().at(p, Fact.class).isEmpty());
  }

  /** {@code cache.get(key)}: the name under which something is kept is no part of it. */
  private boolean isOfStore(LibraryCall call) {
    Body body = call.body();
    return body.op(call.callee()) == Op.ATTR
        && NameTerms.speaksOf(
            program.named(body, program.origin(body, body.operand(call.callee(), 0))), STORES);
  }

  /**
   * Whether what a sink wants is text, and all of it comes from a method of something unknown: that
   * is an object which is built, such as a query, more likely than a text.
   */
  private boolean isObject(Node node) {
    return walk.query().language().composes() && !node.surround().isComposed();
  }

  /** The object whose method is called, or the value that is called, is in the result too. */
  private boolean callee(Node node, LibraryCall call, boolean isKnown) {
    Optional<Integer> object = call.object(walk, node);
    if (object.isPresent()) {
      carried(node, call, object.get(), isKnown ? Move.MADE : Move.OBJECT);
    } else if (!call.isNamed()) {
      int called = call.body().operand(node.instruction(), 0);
      carried(node, call, called, isKnown ? Move.MADE : Move.OPAQUE);
    }
    return object.isPresent() || !call.isNamed();
  }

  private void carried(Node node, LibraryCall call, int value, Move move) {
    Node before = node.before(value, move).part(List.of());
    boolean isGuess = move != Move.MADE && isHidden(node, call, value);
    Node sure = move == Move.MADE ? before : before.lessSure();
    walk.visit(new Images(walk, node).through(call, value, isGuess ? sure.lessSure() : sure));
  }

  /**
   * Whether nothing speaks for it that what unknown code is given shows in what is wanted of its
   * result: an attribute, a part of an object that it makes, or the whole of a text where it was
   * given one entry of a mapping.
   */
  private static boolean isHidden(Node node, LibraryCall call, int value) {
    Body body = call.body();
    boolean isEntry = body.op(value) == Op.DICT;
    if (node.part().isEmpty()) {
      return isEntry;
    }
    return node.part().getFirst() instanceof Place.Field || isClass(call.lastName());
  }

  /** Classes are named in capitalised words (PEP 8). */
  private static boolean isClass(String name) {
    return !name.isEmpty()
        && Character.isUpperCase(name.charAt(0))
        && name.chars().anyMatch(Character::isLowerCase);
  }

  /** Whether objects of a class may be names of files, as far as its name tells. */
  private static boolean isPathClass(LibraryCall call) {
    return NameTerms.speaksOf(
        call.lastName(), Set.of("path", "url", "uri", "str", "string", "name", "location", "dir"));
  }

  /**
   * {@code function(*args, **kwargs)} in a function around another one, with all that it was given
   * itself: what that gives is said where it is defined.
   */
  private boolean isPassedOn(Node node, LibraryCall call) {
    Body body = call.body();
    List<CallShape.Argument> shape = body.calls().get(body.arg(node.instruction())).arguments();
    return body.function().filter(f -> f.definedIn().kind() == Scope.Kind.FUNCTION).isPresent()
        && shape.contains(CallShape.Unnamed.STAR)
        && shape.contains(CallShape.Unnamed.DOUBLE_STAR)
        && call.arguments().all().stream()
            .allMatch(value -> body.op(program.origin(body, value)) == Op.PARAM);
  }

  /** An object that is built up by calls: {@code buffer.write(x)} before {@code buffer.text()}. */
  private boolean builtUp(Node node, Body body) {
    boolean any = false;
    for (int i = node.instruction() + 1; i < body.size(); i++) {
      boolean builds =
          body.op(i) == Op.CALL
              && isMethodOf(body, i, node.instruction())
              && !uses(new Ref(node.body(), i))
              && body.operandCount(i) > 1
              && !body.isUsedBehind(i);
      for (int k = 1; builds && k < body.operandCount(i); k++) {
        any = true;
        walk.visit(
            node.before(body.operand(i, k), Move.OPAQUE)
                .lessSure()
                .part(List.of())
                .by(new Ref(node.body(), i)));
      }
    }
    return any;
  }

  /** {@code path.write_bytes(content)}: what such a method does with its object is known. */
  private boolean uses(Ref call) {
    return program.paths(call).stream()
        .flatMap(path -> program.facts().at(path, Fact.Sink.class).stream())
        .anyMatch(sink -> sink.slot() == Slot.Fixed.SELF);
  }

  private boolean isMethodOf(Body body, int call, int object) {
    int callee = program.origin(body, body.operand(call, 0));
    return body.op(callee) == Op.ATTR && program.origin(body, body.operand(callee, 0)) == object;
  }
}
