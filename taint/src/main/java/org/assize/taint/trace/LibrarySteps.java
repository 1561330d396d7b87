package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.facts.Truth;
import org.assize.ir.Op;
import org.assize.taint.language.SinkLanguage;
import org.assize.value.domain.Literals;
import org.assize.value.domain.Place;

/** Steps back through calls of functions outside the tree, as far as anything says what they do. */
final class LibrarySteps {
  /** What gives the very value that a coroutine returns, or stands for it until then. */
  private static final Set<String> WAITING =
      Set.of(
          "asyncio.run",
          "asyncio.wait_for",
          "asyncio.shield",
          "asyncio.create_task",
          "asyncio.ensure_future",
          "asyncio.AbstractEventLoop.run_until_complete",
          "asyncio.AbstractEventLoop.create_task");

  private final Walk walk;
  private final FlowProgram program;
  private final TextSteps texts;
  private final Sanitizers sanitizers;
  private final LibraryContainers containers;
  private final TextMethods methods;
  private final UnseenCalls unseen;
  private final MatchSteps matched;
  private final TemplateSteps templates;

  LibrarySteps(Walk walk, ContainerSteps containers, TextSteps texts) {
    this.walk = walk;
    this.texts = texts;
    program = walk.program();
    sanitizers = new Sanitizers(walk);
    this.containers = new LibraryContainers(walk, containers);
    methods = new TextMethods(walk, texts);
    unseen = new UnseenCalls(walk);
    matched = new MatchSteps(walk);
    templates = new TemplateSteps(walk);
  }

  /** Whether a call writes a template of an engine that escapes nothing. */
  boolean writes(Node node) {
    return templates.known(node, LibraryCall.of(program, node.at()).handedTo(node));
  }

  void result(Node node) {
    LibraryCall call = LibraryCall.of(program, node.at()).handedTo(node);
    if (templates.written(node, call)
        || escaped(node, call)
        || PythonLiterals.written(walk, node, call)) {
      return;
    }
    Optional<Node> left = sanitizers.unsafe(node, call);
    if (left.isEmpty()) {
      return;
    }
    Node going = left.get();
    if (walk.query().roles().isEmpty() && call.isUnsigning()) {
      walk.end(new End.Unknown(node, "what the program has signed itself"));
    } else if (walk.query().roles().isEmpty() && call.isQueueing()) {
      walk.end(new End.Unknown(node, "the handle of a task"));
    } else if (isDocument(node, call)) {
      walk.end(new End.Unknown(node, "what reads the answer, which is no text"));
    } else if (isJsonOfPage(node, call)) {
      walk.end(new End.Unknown(node, "what reads the answer as JSON"));
    } else if (JsonText.isLiteralOfScript(walk.query(), node, call.paths())) {
      walk.end(new End.Harmless(node, node.at(), "it is JSON without a tag in it"));
    } else if (isHostOfList(node, call)) {
      walk.end(new End.Unknown(node, "the host of an address that is followed as a whole"));
    } else if (!isFollowed(going, call)) {
      if (call.paths().stream().anyMatch(this::answers)) {
        walk.end(new End.Unknown(node, "the answer of " + call.paths().getFirst()));
      } else {
        unseen.result(going, call);
      }
    }
  }

  /** {@code format_html("…", x)} escapes what it fills in, which does not help everywhere. */
  private boolean escaped(Node node, LibraryCall call) {
    List<Integer> arguments = call.arguments().all();
    return walk.query().language() == SinkLanguage.HTML
        && call.paths().contains("django.utils.html.format_html")
        && !arguments.isEmpty()
        && texts.format(
            node.allowing(node.allowed().without(Sanitizers.MARKUP)), arguments.getFirst(), 1);
  }

  /** Ends a way at a call of which facts say that its result is safe, whoever wrote it. */
  boolean isSafe(Node node) {
    return sanitizers.unsafe(node, LibraryCall.of(program, node.at()).handedTo(node)).isEmpty();
  }

  /** An address that is taken apart and put together again is followed from its begin. */
  private static boolean isHostOfList(Node node, LibraryCall call) {
    return node.part().size() == 1
        && node.part().getFirst().equals(new Place.Key(Literals.whole(1)))
        && node.surround().before().equals("//")
        && call.paths().stream().anyMatch(p -> p.matches("urllib\\.parse\\.url(parse|split)"));
  }

  /** Functions that read a document into objects: what is answered with these is no page. */
  private static final Set<String> READING =
      Set.of(
          "json.load",
          "json.loads",
          "tomllib.loads",
          "xmltodict.parse",
          "yaml.full_load",
          "yaml.load",
          "yaml.safe_load");

  private boolean isDocument(Node node, LibraryCall call) {
    return walk.query().language() == SinkLanguage.HTML
        && node.part().isEmpty()
        && node.isHandedOn()
        && call.paths().stream().anyMatch(READING::contains);
  }

  /** Text that is JSON as a whole is an answer to a program far more often than a page. */
  private boolean isJsonOfPage(Node node, LibraryCall call) {
    return walk.query().language() == SinkLanguage.HTML
        && !node.surround().isComposed()
        && JsonText.isMade(call.paths())
        && !isAnswer(node)
        && !JsonText.isMarked(program, node);
  }

  /** What a view returns is sent as a page, whatever the text is, and so is what is made of it. */
  private boolean isAnswer(Node node) {
    Node last = node;
    while (last.next() != null) {
      last = last.next();
    }
    Op op = program.body(last.by().body()).op(last.by().instruction());
    return op == Op.RETURN
        || (op == Op.CALL
            && program.paths(last.by()).stream().anyMatch(path -> path.endsWith("Response")));
  }

  /** Follows what is known to be in the result; false where nothing is known. */
  private boolean isFollowed(Node node, LibraryCall call) {
    return address(node, call)
        || attribute(node, call)
        || matched.isFollowed(node, call)
        || propagated(node, call)
        || contained(node, call)
        || new FileContent(walk).read(node, call.paths(), call.arguments());
  }

  /**
   * {@code SplitResult(scheme, host, path, query, fragment)}, of which {@code geturl} makes one.
   */
  private static final Set<String> ADDRESSES =
      Set.of("urllib.parse.ParseResult", "urllib.parse.SplitResult");

  private boolean address(Node node, LibraryCall call) {
    List<Integer> arguments = call.arguments().all();
    boolean isAddress =
        call.paths().stream().anyMatch(p -> p.startsWith("urllib.parse.urlun")) // split or parse
            && !arguments.isEmpty();
    if (isAddress) {
      texts.address(node, arguments.getFirst());
      return true;
    }
    boolean isOfParts =
        call.paths().stream().anyMatch(ADDRESSES::contains)
            && arguments.size() >= 5
            && walk.query().language() != SinkLanguage.VALUE
            && node.part().isEmpty();
    if (isOfParts) {
      texts.address(node, arguments);
    }
    return isOfParts;
  }

  /** The name that {@code getattr} looks up is no part of what it gives. */
  private boolean attribute(Node node, LibraryCall call) {
    if (!call.paths().contains("builtins.getattr")) {
      return false;
    }
    List<Integer> arguments = call.arguments().all();
    if (arguments.isEmpty()) {
      walk.end(new End.Unknown(node, "what getattr gives"));
    } else {
      walk.visit(node.before(arguments.getFirst(), Move.OBJECT).part(List.of()).lessSure());
      arguments.stream().skip(2).forEach(v -> walk.visit(node.before(v, Move.SAME)));
    }
    return true;
  }

  private boolean propagated(Node node, LibraryCall call) {
    if (call.paths().stream().anyMatch(WAITING::contains) && !call.arguments().all().isEmpty()) {
      walk.visit(node.before(call.arguments().all().getFirst(), Move.SAME));
      return true;
    }
    boolean any = false;
    for (String path : call.paths()) {
      for (Fact.Propagation fact : program.facts().at(path, Fact.Propagation.class)) {
        if (fact.to() == Slot.Fixed.RETURN
            && fact.when().evaluate(call.arguments().view()) != Truth.FALSE) {
          any = true;
          call.arguments().in(fact.slot()).forEach(v -> made(node, call, v, path));
        }
      }
    }
    return any;
  }

  private void made(Node node, LibraryCall call, int value, String path) {
    Node made = node.before(value, Move.MADE).part(List.of());
    if (path.equals("os.path.join") || path.endsWith(".joinpath")) {
      if (path.equals("os.path.join") && isBehindFolder(node, call, value)) {
        walk.end(new End.Harmless(made, node.at(), "a path that is joined so is no option"));
      } else {
        walk.visit(made); // a later absolute part discards those before it
      }
      return;
    }
    Node image = new Images(walk, node).through(call, value, made);
    walk.visit(path.equals("shlex.split") ? texts.asWords(image, " ") : image);
  }

  /** Behind a folder stands no option, nor does one begin with a slash. */
  private boolean isBehindFolder(Node node, LibraryCall call, int value) {
    List<Integer> parts = call.arguments().all();
    return walk.query().language() == SinkLanguage.ARGUMENT
        && node.surround().before().isEmpty()
        && parts.getFirst() != value
        && walk.value(node, parts.getFirst())
            .constantText()
            .map(folder -> folder.matches("[^-].*"))
            .orElse(true);
  }

  private boolean contained(Node node, LibraryCall call) {
    Optional<Integer> object = call.object(walk, node);
    return object.isPresent()
        ? methods.result(node, object.get(), call) || containers.method(node, object.get(), call)
        : containers.function(node, call);
  }

  /** A function that reads or sends what it is given answers with something else. */
  private boolean answers(String path) {
    return program.facts().at(path, Fact.Sink.class).stream()
        .anyMatch(s ->
            (s.slot() != Slot.Fixed.SELF || s.weakness().equals("path-traversal"))
                && !isText(s.weakness()));
  }

  /** Functions that only mark or parse text give it back. */
  private static boolean isText(String weakness) {
    return weakness.equals("cross-site-scripting") || weakness.equals("regex-injection");
  }
}
