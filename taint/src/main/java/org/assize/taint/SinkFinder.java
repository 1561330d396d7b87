package org.assize.taint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.assize.checks.ByVersion;
import org.assize.facts.ArgumentView;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.facts.Truth;
import org.assize.ir.Body;
import org.assize.ir.BodyParameter;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.trace.CallArguments;
import org.assize.taint.trace.CalledResult;
import org.assize.taint.trace.CommandWords;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.HandedCall;
import org.assize.taint.trace.OptionValues;
import org.assize.taint.trace.Ref;
import org.assize.taint.trace.TextTemplate;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Place;

/** Finds the places of a program that interpret values. */
final class SinkFinder {
  private static final Set<String> STREAMS = Set.of("generator", "list", "tuple", "iterator");

  private final FlowProgram program;
  private final Map<String, SinkRule> rules = new LinkedHashMap<>();
  private final MethodSinks methods;
  private final AnswerSinks answers;
  private final ItemSinks items;
  private final GatewayAnswers gateways;

  SinkFinder(FlowProgram program, List<FlowRule> rules) {
    this.program = program;
    answers = new AnswerSinks(program, this.rules);
    items = new ItemSinks(program, this.rules);
    gateways = new GatewayAnswers(program, this.rules);
    methods = new MethodSinks(program);
    for (FlowRule one : rules) {
      if (!(one.flow() instanceof Flow flow)) {
        continue;
      }
      SinkRule rule = new SinkRule(one.weakness(), flow);
      this.rules.put(rule.weakness().id(), rule);
      methods.add(rule);
    }
  }

  /** Returns the places of one body, in the order of its instructions. */
  List<SinkSite> in(int number) {
    Body body = program.body(number);
    List<SinkSite> found = new ArrayList<>();
    answers.overriding(number, body, found);
    gateways.in(number, body, found);
    for (int i = 0; i < body.size(); i++) {
      Ref at = new Ref(number, i);
      if (program.values().isReached(number, body.blockOf(i))) {
        switch (body.op(i)) {
          case CALL -> call(at, body, found);
          case SET_ATTR -> assigned(at, body, found);
          case SET_ITEM -> items.stored(at, body, found);
          case ITEM -> items.read(at, body, found);
          default -> {}
        }
      }
    }
    return found;
  }

  private void call(Ref at, Body body, List<SinkSite> found) {
    List<String> paths = program.paths(at);
    CallArguments arguments = new CallArguments(program, at);
    int before = found.size();
    for (String path : HandedCall.isOfPartial(program, at) ? List.<String>of() : paths) {
      sinks(at, path, arguments, found);
    }
    for (HandedCall handed : HandedCall.in(program, at)) {
      handed(handed, at, found);
    }
    if (body.calls().get(body.arg(at.instruction())).decorator()) {
      answers.decorated(at, body, found);
    }
    int callee = program.origin(body, body.operand(at.instruction(), 0));
    if (found.size() == before && body.op(callee) == Op.ATTR) {
      methods.of(at, callee, paths, arguments, found);
    }
  }

  private void sinks(Ref at, String path, CallArguments arguments, List<SinkSite> found) {
    for (Fact.Sink sink : program.facts().at(path, Fact.Sink.class)) {
      SinkRule rule = rules.get(sink.weakness());
      if (rule != null && !new MadeSafe(program).holds(sink, at, arguments)) {
        sink(rule, sink, at, path, arguments, found);
      }
    }
  }

  /** A function of a library is called by whatever it is handed to. */
  private void handed(HandedCall handed, Ref at, List<SinkSite> found) {
    for (String path : handed.paths()) {
      List<SinkSite> inner = new ArrayList<>();
      sinks(at, path, handed.arguments(), inner);
      inner.stream()
          .filter(site -> site.holds() == Truth.TRUE)
          .map(site -> site.within(handed.part()))
          .forEach(found::add);
    }
  }

  private void sink(
      SinkRule rule,
      Fact.Sink sink,
      Ref at,
      String path,
      CallArguments arguments,
      List<SinkSite> found) {
    Body body = program.body(at.body());
    Truth holds = arguments.holds(sink.when());
    boolean isUsed = body.isUsedBehind(at.instruction());
    boolean isOnlyChecked =
        (path.equals("re.compile") && !isUsed) || (path.equals("builtins.compile") && isUsed);
    if (decidesItself(rule.flow(), at, arguments)) {
      return;
    }
    boolean isUnused = rule.flow().called().contains(path) && !new CalledResult(program).of(at);
    if (isOnlyChecked || isUnused || !isSet(holds, sink.slot(), arguments)) {
      return;
    }
    if (sink.slot() instanceof Slot.Shell shell) {
      for (CommandWords.Word word : arguments.readByShell(shell.of())) {
        SinkSite site =
            SinkSite.certain(rule, at, word.value(), name(path, at)).within(word.part());
        if (word.text().isEmpty()) {
          add(site, shell, arguments, found);
        }
      }
      return;
    }
    if (isPlainEntry(rule.flow(), sink.slot(), at, arguments)) {
      return;
    }
    List<Integer> all =
        rule.flow().language() == SinkLanguage.ARGUMENT
            ? arguments.words(sink.slot())
            : arguments.in(sink.slot());
    if (all.isEmpty() && holds == Truth.TRUE) {
      spread(rule, sink, at, path, arguments, found);
    }
    for (int given : all) {
      if (rule.flow().language() == SinkLanguage.ARGUMENT) {
        if (CommandWords.endsOptions(program.value(new Ref(at.body(), given)))) {
          return; // behind "--", programs take nothing for an option
        }
        if (isValueOfOption(at.body(), all, all.indexOf(given))) {
          continue;
        }
      }
      if (rule.flow().language() == SinkLanguage.LOG && isWrittenAsLiteral(at.body(), all, given)) {
        continue;
      }
      int value = rule.flow().language() == SinkLanguage.HTML ? answers.first(body, given) : given;
      SinkSite site =
          new SinkSite(
              rule,
              at,
              new Ref(at.body(), value),
              arguments.passed().part(sink.slot(), given),
              name(path, at),
              holds,
              sink.when(),
              false,
              program.byVersion(sink, body));
      add(site, sink.slot(), arguments, found);
    }
  }

  /** {@code execute(**options)}: what the dictionary holds under the name of the argument. */
  private void spread(
      SinkRule rule,
      Fact.Sink sink,
      Ref at,
      String path,
      CallArguments arguments,
      List<SinkSite> found) {
    if (!(sink.slot() instanceof Slot.Argument wanted) || wanted.keyword().isEmpty()) {
      return;
    }
    List<Place.Selector> part = List.of(new Place.Key(new Literal.Text(wanted.keyword())));
    for (int options : arguments.passed().spread()) {
      if (isOfUnknownCallers(at.body(), options)) {
        continue; // whoever calls passes on what the function is documented to take
      }
      Ref value = new Ref(at.body(), options);
      add(
          SinkSite.certain(rule, at, value, name(path, at)).within(part),
          sink.slot(),
          arguments,
          found);
    }
  }

  /** Whether a value is the mapping of a function's own keywords, and no code here calls it. */
  private boolean isOfUnknownCallers(int number, int value) {
    Body body = program.body(number);
    int origin = program.origin(body, value);
    return body.op(origin) == Op.PARAM
        && body.parameters().get(body.arg(origin)).kind() == BodyParameter.Kind.VAR_KEYWORD
        && program.callersOf(number).isEmpty();
  }

  /** {@code create_subprocess_exec("bash", "-c", script, "_", value)}. */
  private boolean isValueOfOption(int body, List<Integer> words, int index) {
    List<Optional<String>> texts =
        words.stream().map(w -> program.value(new Ref(body, w)).constantText()).toList();
    return OptionValues.of(texts, index) == OptionValues.Kind.VALUE;
  }

  /** Whether the receiver is of a class of the program that says itself what a value means. */
  private boolean decidesItself(Flow flow, Ref at, CallArguments arguments) {
    return !flow.hooks().isEmpty()
        && arguments.receiver().stream()
            .flatMap(r -> program.value(new Ref(at.body(), r)).atoms().stream())
            .anyMatch(a ->
                a instanceof Atom.Instance i
                    && flow.hooks().stream()
                        .anyMatch(hook ->
                            program
                                .view()
                                .resolver()
                                .hierarchy()
                                .method(i.type(), hook)
                                .isPresent()));
  }

  /** {@code log.info("for %r", name)}: the logger writes it as a literal, or as a number. */
  private boolean isWrittenAsLiteral(int body, List<Integer> all, int given) {
    int position = all.indexOf(given) - 1;
    return position >= 0
        && program
            .value(new Ref(body, all.getFirst()))
            .constantText()
            .filter(template -> TextTemplate.isWrittenAsLiteral(template, position))
            .isPresent();
  }

  /** {@code mapping[name] = value}, {@code put(name, value)}: under that name, it is only data. */
  private boolean isPlainEntry(Flow flow, Slot slot, Ref at, CallArguments arguments) {
    return slot instanceof Slot.Argument value
        && value.position() == 1
        && arguments.in(new Slot.Argument(0, "name")).stream()
            .flatMap(k -> program.value(new Ref(at.body(), k)).constantText().stream())
            .anyMatch(name -> !flow.names().isRead(name));
  }

  /** What is hidden in {@code **} and not known is no switch that anybody has set. */
  private static boolean isSet(Truth holds, Slot slot, CallArguments arguments) {
    return holds == Truth.TRUE
        || (holds == Truth.UNKNOWN && !arguments.hasHidden() && !(slot instanceof Slot.Element));
  }

  /** Adds a place once, unless nothing that anybody determines arrives there. */
  private void add(SinkSite site, Slot slot, CallArguments arguments, List<SinkSite> found) {
    Predicate<SinkSite> same =
        s ->
            s.rule() == site.rule()
                && s.at().equals(site.at())
                && s.value().instruction() == site.value().instruction()
                && s.part().equals(site.part());
    if (!(site.byVersion() instanceof ByVersion.Gone)) {
      found.removeIf(same.and(s -> s.byVersion() instanceof ByVersion.Gone));
    }
    boolean isNew = found.stream().noneMatch(same);
    if (isNew
        && !isFixed(slot, site.value(), arguments)
        && (answers.isText(site.rule(), site.value()) || isStream(site))
        && !answers.function(site.rule(), site.value(), found)) {
      found.add(site);
    }
  }

  /** Responses that are made of an iterable send its pieces one after the other. */
  private boolean isStream(SinkSite site) {
    return site.name().endsWith("Response")
        && program.value(site.value()).atoms().stream()
            .flatMap(a -> a.typeName().stream())
            .anyMatch(STREAMS::contains);
  }

  /** Whether the very element that is interpreted is one constant as the call finds it. */
  private boolean isFixed(Slot slot, Ref value, CallArguments arguments) {
    return slot instanceof Slot.Element e
        && (isText(value)
            || arguments.element(value, e.index()).filter(AbstractValue::isConstant).isPresent());
  }

  /** A text has no elements that a library takes apart. */
  private boolean isText(Ref value) {
    Body body = program.body(value.body());
    Op op = body.op(program.origin(body, value.instruction()));
    return op == Op.JOIN
        || program.value(value).atoms().stream().anyMatch(a -> a.asText().isPresent());
  }

  private String name(String path, Ref at) {
    if (program.body(at.body()).module().isTemplate()) {
      return "the template";
    }
    String read =
        path.contains(".__") ? program.facts().typed(path) : path; // of an operator's result
    return read.startsWith("builtins.") ? read.substring("builtins.".length()) : read;
  }

  /** An attribute of a library's object that is set. */
  private void assigned(Ref at, Body body, List<SinkSite> found) {
    answers.marked(at, body, found);
    String name = body.names().get(body.arg(at.instruction()));
    for (String type : program.objects(new Ref(at.body(), body.operand(at.instruction(), 0)))) {
      for (Fact.Sink sink : program.facts().at(type + "." + name, Fact.Sink.class)) {
        SinkRule rule = rules.get(sink.weakness());
        Truth holds = sink.when().evaluate(slot -> beside(slot, at, body));
        if (rule != null && sink.slot() == Slot.Fixed.VALUE && holds != Truth.FALSE) {
          Ref value = new Ref(at.body(), body.operand(at.instruction(), 1));
          found.add(SinkSite.certain(rule, at, value, type + "." + name));
        }
      }
    }
  }

  /** What the same body sets another attribute of an object to: {@code resp.content_type = …}. */
  private ArgumentView.Given beside(Slot slot, Ref at, Body body) {
    String name = slot instanceof Slot.Argument a ? a.keyword() : "";
    int object = program.origin(body, body.operand(at.instruction(), 0));
    for (int i = 0; i < body.size(); i++) {
      boolean isMeant =
          body.op(i) == Op.SET_ATTR
              && body.names().get(body.arg(i)).equals(name)
              && program.origin(body, body.operand(i, 0)) == object;
      if (isMeant) {
        return CallArguments.given(program.value(new Ref(at.body(), body.operand(i, 1))));
      }
    }
    return ArgumentView.Absent.ABSENT;
  }
}
