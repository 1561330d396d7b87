package org.assize.taint;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.assize.checks.ByVersion;
import org.assize.checks.Finding;
import org.assize.checks.NameTerms;
import org.assize.checks.Place;
import org.assize.facts.CodeRole;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.facts.Reason;
import org.assize.facts.Severity;
import org.assize.facts.Truth;
import org.assize.facts.Weakness;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.program.PythonModule;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.trace.End;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Node;
import org.assize.taint.trace.Ref;

/** How much it weighs that somebody determines what reaches a sink, and how sure it is. */
final class Grade {
  private static final Pattern DEFINING =
      Pattern.compile(
          "\\s*(alter|create|drop|truncate|pragma|grant|vacuum)\\b", Pattern.CASE_INSENSITIVE);

  /** Decorators of functions that templates call by a tag. */
  private static final Set<String> TAGS = Set.of("simple_tag", "inclusion_tag", "simple_block_tag");

  /** Registrars of functions that are called with a record which the program has stored. */
  private static final Set<String> STORING =
      Set.of("django.dispatch.receiver", "django.db.models.signals.", "sqlalchemy.event.");

  private final FlowProgram program;
  private final SinkSite sink;
  private final Flow flow;
  private final Weakness weakness;
  private final Evidence evidence;
  private final LogFiles files;

  Grade(FlowProgram program, SinkSite sink, Evidence evidence, LogFiles files) {
    this.files = files;
    this.program = program;
    this.sink = sink;
    this.evidence = evidence;
    flow = sink.rule().flow();
    weakness = sink.rule().weakness();
  }

  Confidence confidence(End.Controlled end) {
    Confidence sure = end.node().confidence();
    return (sink.byName() || sink.holds() == Truth.UNKNOWN) && sure == Confidence.HIGH
        ? Confidence.MEDIUM
        : sure;
  }

  /** Begins a finding as the defect or caution that it is. */
  Finding.Builder status(Place place, End.Controlled end) {
    Optional<Reason> caution =
        sink.byVersion() instanceof ByVersion.Open
            ? Optional.of(Reason.MISSING_FACT)
            : isServed(end)
                ? guess(end)
                : flow.atMost().filter(r -> !isOfFile(end)).or(() -> caution(end));
    if (program.view().isTest(place.module())) {
      return Finding.caution(weakness, place, Reason.TEST_CODE);
    }
    if (caution.isPresent()) {
      return Finding.caution(weakness, place, caution.get());
    }
    Severity severity = program.view().severityIn(place.module(), weakness);
    if (isChosenKey()) {
      severity = Severity.MEDIUM;
    }
    if (end.control() == Control.CALLER) {
      severity = severity.lowered();
    }
    return Finding.defect(weakness, place).severity(severity);
  }

  /** Whether others determine it, and the program sends it to people as what does harm there. */
  private boolean isServed(End.Controlled end) {
    boolean isOfOthers =
        switch (end.control()) {
          case REMOTE, TOOL -> true;
          case PEER -> isText(end.node());
          default -> false;
        };
    int body = sink.at().body();
    return isOfOthers
        && !flow.served().isEmpty()
        && (serves(body)
            || program.callersOf(body).stream().anyMatch(caller -> serves(caller.body())));
  }

  /** Whether what is read of a stored record is a text that somebody has written. */
  private boolean isText(Node stored) {
    for (Node at = stored; at != null; at = at.next()) {
      Body body = program.body(at.body());
      if (body.op(at.instruction()) == Op.ATTR
          && NameTerms.speaksOf(body.names().get(body.arg(at.instruction())), flow.texts())) {
        return true;
      }
    }
    return false;
  }

  private boolean serves(int number) {
    Body body = program.body(number);
    for (int i = 0; i < body.size(); i++) {
      if (body.op(i) == Op.CONST
          && body.constants().get(body.arg(i)) instanceof Literal.Text(String text)
          && flow.served().stream().anyMatch(text::contains)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Reason> guess(End.Controlled end) {
    return end.node().confidence() == Confidence.LOW
        ? Optional.of(Reason.MISSING_FACT)
        : Optional.empty();
  }

  /** Whether a client writes into a log that is known to consist of lines. */
  private boolean isOfFile(End.Controlled end) {
    return (end.control() == Control.REMOTE || end.control() == Control.TOOL) && file().isPresent();
  }

  /** Returns where the program says that what is logged goes into a file of lines. */
  Optional<Place> file() {
    return flow.language() == SinkLanguage.LOG ? files.of(sink) : Optional.empty();
  }

  /** Returns why it is no defect that a value is determined so; empty where it is one. */
  Optional<Reason> caution(End.Controlled end) {
    if (isPreference()
        || end.node().isOfOuterNetwork()
        || new OwnBrowser(program, flow.browserSent()).chooses(end)
        || new OwnBrowser(program, flow.proxySent()).isSource(end)
        || new OwnForm(program, flow).holds(end)
        || new FilledFormat(program, sink).isOfTexts()) {
      return Optional.of(Reason.DEFENCE_IN_DEPTH);
    }
    if (end.node().confidence() == Confidence.LOW || isPerhapsOther(end)) {
      return Optional.of(Reason.MISSING_FACT); // which object, function or type it is, is a guess
    }
    return switch (end.control()) {
      case REMOTE, TOOL -> Optional.empty();
      case PEER ->
          (isPart(end)
                      || (isNameOrCommand() && !isOfTemplate(end) && !flow.isOfReceiver())
                      || isMeasured(end)
                      || isOfItsAuthor(end))
                  && !isOwnRecord(end)
                  && !new StartedProgram(program, sink).isChosenBy(end)
              ? Optional.empty()
              : Optional.of(Reason.DEFENCE_IN_DEPTH);
      case CALLER ->
          isPart(end)
                  && (flow.fromCallers().isEmpty() || end.node().surround().isComposed())
                  && !takesNames(end)
                  && !isTooling()
                  && new CallersReach(program).isPlain(end.node())
              ? Optional.empty()
              : Optional.of(Reason.EXPOSED_TO_CALLERS);
      case OPERATOR -> Optional.of(Reason.OPERATOR_INPUT);
      case CONSTANT, UNKNOWN -> Optional.of(Reason.MISSING_FACT);
    };
  }

  /** Whether the program bounds the size of what it is given, and what is made of it has none. */
  private boolean isMeasured(End.Controlled end) {
    return flow.measured().orElse(false) && new MeasuredSize(program).on(end.node());
  }

  /** Whether it is a guess that a browser shows it as a page. */
  private boolean isPerhapsOther(End.Controlled end) {
    return flow.language() == SinkLanguage.HTML
        && (sink.holds() == Truth.UNKNOWN || isPage(end) == Truth.UNKNOWN)
        && !isOfItsAuthor(end);
  }

  /** Whether whoever wrote the content has also said that it is a page. */
  private boolean isOfItsAuthor(End.Controlled end) {
    Ref by = flow.language() == SinkLanguage.HTML ? said(end).by() : null;
    return by != null && new OwnType(program, sink).isShown(by);
  }

  private AnswerType.Said said(End.Controlled end) {
    return new AnswerType(program).of(sink, end.node());
  }

  /** Whether a browser shows it as a page, where that is what does harm. */
  Truth isPage(End.Controlled end) {
    return said(end).isPage();
  }

  /**
   * Whether a value lands inside of larger text, or in what interprets all of it. All of an address
   * is no part, whatever stands around it.
   */
  boolean isPart(End end) {
    return flow.language() == SinkLanguage.OBJECT
        || flow.language() == SinkLanguage.PYTHON
        || (flow.language().composes()
            && end.node().surround().isComposed()
            && !flow.language().context(end.node().surround()).isAddress());
  }

  /**
   * Whether the value stands in a record that the program has stored, as names of its files, tables
   * and columns do. In the quotes of a statement it is no name.
   */
  private boolean isOwnRecord(End.Controlled end) {
    boolean isQuoted =
        flow.language() == SinkLanguage.SQL
            && flow.language().context(end.node().surround()).words().startsWith("inside ");
    return !isQuoted
        && (flow.records().stream().anyMatch(r -> end.what().startsWith(r + "."))
            || isStoredBefore(end));
  }

  /** A function that is told of a record that was stored, as handlers of signals are. */
  private boolean isStoredBefore(End.Controlled end) {
    return !flow.records().isEmpty()
        && program.body(end.node().body()).op(end.node().instruction()) == Op.PARAM
        && program.entries().of(end.node().body()).stream()
            .anyMatch(e -> STORING.stream().anyMatch(e.registrar()::startsWith));
  }

  /** What others store is no name of a file and no command, whatever its purpose. */
  private boolean isNameOrCommand() {
    return switch (flow.language()) {
      case PATH, SHELL, ARGUMENT, TEMPLATE -> true;
      default -> false;
    };
  }

  /** What a tag of a template is told to use, whoever writes the template has chosen. */
  private boolean isOfTemplate(End.Controlled end) {
    return flow.language() == SinkLanguage.PATH
        && program.body(end.node().body()).op(end.node().instruction()) == Op.PARAM
        && program.entries().of(end.node().body()).stream()
            .map(e -> e.registrar().substring(e.registrar().lastIndexOf('.') + 1))
            .anyMatch(TAGS::contains);
  }

  /** Whether a value is kept under a name of which nobody reads who somebody is. */
  private boolean isPreference() {
    Body body = program.body(sink.at().body());
    int at = sink.at().instruction();
    return body.op(at) == Op.SET_ITEM
        && sink.value().instruction() == body.operand(at, 2)
        && program
            .value(new Ref(sink.at().body(), body.operand(at, 1)))
            .constantText()
            .filter(name -> !flow.isBelieved(name))
            .isPresent();
  }

  /** Whether others choose under which name something is kept, so that any name is theirs. */
  private boolean isChosenKey() {
    Body body = program.body(sink.at().body());
    int at = sink.at().instruction();
    return !flow.believedNames().isEmpty()
        && body.op(at) == Op.SET_ITEM
        && sink.value().instruction() == body.operand(at, 1);
  }

  /** Whoever calls a tool, or what only changes of a schema use, is its operator. */
  private boolean isTooling() {
    PythonModule module = program.body(sink.at().body()).module();
    return program.view().roleOf(module) == CodeRole.TOOLING
        || module.imports().stream().anyMatch(site -> site.topPackage().equals("alembic"));
  }

  /** Statements that define tables take no parameters: whoever calls hands over a name. */
  private boolean takesNames(End end) {
    return flow.language() == SinkLanguage.SQL
        && DEFINING.matcher(evidence.textOf(end.node())).lookingAt();
  }
}
