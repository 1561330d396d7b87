package org.assize.taint.trace;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.assize.facts.Condition;
import org.assize.facts.Constant;
import org.assize.facts.Fact;
import org.assize.facts.Relation;
import org.assize.facts.Slot;
import org.assize.facts.Truth;
import org.assize.ir.Body;
import org.assize.ir.BodyParameter;
import org.assize.ir.Op;
import org.assize.taint.language.Context;
import org.assize.taint.language.DirectoryText;
import org.assize.taint.language.SinkLanguage;
import org.assize.value.domain.CharSet;

/** Library functions of which facts say that their result does no harm at a sink. */
final class Sanitizers {
  /** What escaping for HTML leaves nothing of. */
  static final CharSet MARKUP = CharSet.of("<>&\"'");

  /** What escaping for a database leaves nothing of: the end of a text in quotes. */
  private static final CharSet QUOTES = CharSet.of("'\"\\");

  /** What writes a literal of JavaScript in a template. */
  private static final String LITERAL = "template_engine.json";

  /** What escaping for JavaScript leaves nothing of (Django, "escapejs"). */
  private static final CharSet SCRIPT = CharSet.of("<>&\"'\\=-;`\r\n");

  /** Functions that escape for a distinguished name. */
  private static final Pattern NAMING = Pattern.compile(".*\\.escape_(rdn|dn_chars)");

  /** What escaping for a name leaves nothing of (RFC 4514, 2.4). */
  private static final CharSet OF_NAMES = CharSet.of(",+\"<>;=\0");

  /** What escaping for a filter leaves nothing of but as two digits (RFC 4515, 3). */
  private static final CharSet OF_FILTERS = CharSet.of("*()\0");

  private static final CharSet BRACKETS = CharSet.of("<>&");

  private static final Slot SECOND = new Slot.Argument(1, "quote");

  /** Functions that leave quotes as they are, and when. */
  private static final Map<String, Condition> KEEPING_QUOTES =
      Map.of(
          "html.escape",
          new Condition.Compare(SECOND, Relation.EQUAL, Constant.Bool.FALSE),
          "cgi.escape",
          new Condition.Compare(SECOND, Relation.NOT_EQUAL, Constant.Bool.TRUE),
          "xml.sax.saxutils.escape",
          new Condition.Missing(new Slot.Argument(1, "entities")));

  private final Walk walk;

  Sanitizers(Walk walk) {
    this.walk = walk;
  }

  /** Ends a way where the result is safe; else returns the value with what still arrives of it. */
  Optional<Node> unsafe(Node node, LibraryCall call) {
    if (node.recoded()) {
      return Optional.of(node);
    }
    for (String path : mapped(call).orElse(call.paths())) {
      boolean sanitizes =
          call.program().facts().at(path, Fact.Sanitizer.class).stream()
              .anyMatch(fact -> holds(fact, call));
      if (sanitizes) {
        return sanitized(node, path, call);
      }
    }
    return Optional.of(node);
  }

  /**
   * Whether objects of a class do no harm where a value stands under a name, as facts say of what
   * makes them.
   */
  boolean isMade(Node node, String type) {
    return isUnderName(node)
        && isMade(type)
        && !JsonText.isReadBehind(walk.program(), node)
        && !StoredScripts.isIn(walk.program(), walk.query(), node);
  }

  /**
   * Whether a value is one entry of what a sink is given, and no text that the sink takes apart.
   */
  boolean isUnderName(Node node) {
    Node last = node;
    while (last.next() != null) {
      last = last.next();
    }
    return !node.surround().isComposed()
        && (node.goesBy(Move.ELEMENT) || isKeyword(node) || takesFields(last.by()));
  }

  /** {@code find(name=value)} of {@code def find(**conditions)}: it stands under its name there. */
  private boolean isKeyword(Node start) {
    for (Node at = start; at.next() != null; at = at.next()) {
      if (at.move() == Move.PASSED && isCollected(at, at.next())) {
        return true;
      }
    }
    return false;
  }

  private boolean isCollected(Node passed, Node parameter) {
    Body body = walk.program().body(parameter.body());
    Body caller = walk.program().body(passed.by().body());
    int call = passed.by().instruction();
    return body.op(parameter.instruction()) == Op.PARAM
        && body.parameters().get(body.arg(parameter.instruction())).kind()
            == BodyParameter.Kind.VAR_KEYWORD
        && caller.op(call) == Op.CALL
        && new CallArguments(walk.program(), passed.by())
            .passed()
            .named()
            .containsValue(passed.instruction());
  }

  /** Whether what is called takes any arguments, each the value of a field. */
  private boolean takesFields(Ref sink) {
    return walk.program().paths(sink).stream()
        .flatMap(path -> walk.program().facts().at(path, Fact.Sink.class).stream())
        .anyMatch(f -> f.slot() == Slot.Fixed.ANY && walk.query().isMeant(f.weakness()));
  }

  /** Whether objects of a class do no harm, as facts say of what makes them. */
  boolean isMade(String type) {
    String path = type.indexOf('.') < 0 ? "builtins." + type : type;
    return walk.program().facts().at(path, Fact.Sanitizer.class).stream()
        .anyMatch(
            fact -> fact.slot() == Slot.Fixed.RETURN && walk.query().isMeant(fact.weakness()));
  }

  /** What {@code map} calls with every element: its results are those of the call. */
  private static Optional<List<String>> mapped(LibraryCall call) {
    List<Integer> given = call.arguments().all();
    return call.paths().contains("builtins.map") && !given.isEmpty()
        ? Optional.of(
            call.program()
                .paths(
                    new Ref(
                        call.at().body(), call.program().origin(call.body(), given.getFirst()))))
        : Optional.empty();
  }

  private boolean holds(Fact.Sanitizer fact, LibraryCall call) {
    return walk.query().isMeant(fact.weakness())
        && fact.when().evaluate(call.arguments().view()) == Truth.TRUE;
  }

  private Optional<Node> sanitized(Node node, String path, LibraryCall call) {
    if (StoredScripts.isIn(walk.program(), walk.query(), node)) {
      return Optional.of(node); // a text is safe as a value, and not as code
    }
    if (makesAddress(node, path) || isLiteralOfScript(node, path)) {
      return safe(node, path);
    }
    Optional<CharSet> removed = removed(node, path, call);
    CharSet allowed = node.allowed().without(removed.orElse(CharSet.NONE));
    if (removed.isPresent() && !isHarmless(node, allowed)) {
      return Optional.of(node.allowing(allowed));
    }
    return safe(node, path);
  }

  private Optional<Node> safe(Node node, String path) {
    walk.end(new End.Harmless(node, node.at(), "it went through " + LibraryCall.shown(path)));
    return Optional.empty();
  }

  /**
   * {@code {{ value|tojson|safe }}} in a script is a literal of it, without the end of the script.
   */
  private boolean isLiteralOfScript(Node node, String path) {
    return path.equals(LITERAL)
        && walk.query().language() == SinkLanguage.HTML
        && Safety.context(walk.query(), node).words().equals("inside <script>");
  }

  /** Whether the result is an address that a fact vouches for, where an address is wanted. */
  private boolean makesAddress(Node node, String path) {
    return Safety.context(walk.query(), node).isAddress()
        && walk.program().facts().at(path, Fact.Sanitizer.class).stream()
            .anyMatch(fact -> walk.query().addressed().equals(Optional.of(fact.weakness())));
  }

  /** What escaping removes, where its place in the text matters; empty where it does not. */
  private Optional<CharSet> removed(Node node, String path, LibraryCall call) {
    return switch (walk.query().language()) {
      case HTML -> Optional.of(removedOfPage(path, call));
      case SHELL -> Optional.of(CharSet.NONE);
      case LDAP -> removedOfDirectory(node, path);
      case SQL -> path.endsWith(".escape_string") ? Optional.of(QUOTES) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** What escaping for a name leaves in a filter does harm there, and the other way round. */
  private Optional<CharSet> removedOfDirectory(Node node, String path) {
    boolean isForName = NAMING.matcher(path).matches();
    return isForName == DirectoryText.isName(Safety.context(walk.query(), node))
        ? Optional.empty()
        : Optional.of(isForName ? OF_NAMES : OF_FILTERS);
  }

  private static CharSet removedOfPage(String path, LibraryCall call) {
    if (path.equals("django.utils.html.escapejs")) {
      return SCRIPT;
    }
    return path.equals(LITERAL) || keepsQuotes(path, call) ? BRACKETS : MARKUP;
  }

  /**
   * {@code html.escape(text, quote=False)}, and what never escapes quotes unless it is asked to.
   */
  private static boolean keepsQuotes(String path, LibraryCall call) {
    Condition unless = KEEPING_QUOTES.get(path);
    return unless != null && unless.evaluate(call.arguments().view()) == Truth.TRUE;
  }

  /** A word that is quoted for a shell is one only outside of other quotes. */
  private boolean isHarmless(Node node, CharSet allowed) {
    Context context = Safety.context(walk.query(), node);
    return walk.query().language() == SinkLanguage.SHELL
        ? context.words().equals("outside of quotes")
        : context.isHarmless(allowed);
  }
}
