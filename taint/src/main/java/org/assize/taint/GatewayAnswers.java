package org.assize.taint;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.assize.facts.Fact;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Passed;
import org.assize.taint.trace.Ref;
import org.assize.value.domain.Place;
import org.assize.value.entry.Entry;

/**
 * What applications of WSGI (PEP 3333) and functions of AWS Lambda answer with: no object of a
 * framework, but parts whose headers tell what a browser makes of them.
 */
final class GatewayAnswers {
  /** The names under which facts know the parts. */
  private static final String WSGI_BODY = "wsgiref.types.WSGIApplication";

  private static final String WSGI_HEADERS = "wsgiref.types.StartResponse";
  private static final String LAMBDA_BODY = "aws_lambda.Response.body";
  private static final String FLASK_LOCATION = "flask.Response.location";

  /** Packages whose views answer with a text, a status and headers. */
  private static final Set<String> TUPLES =
      Set.of("flask", "quart", "flask_restx", "flask_restful", "flask_smorest", "apiflask");

  private static final String LAMBDA_HEADERS = "aws_lambda.Response.headers";

  private final FlowProgram program;
  private final Map<String, SinkRule> rules;

  /** Whether a gateway calls anything: then dictionaries of its form are answers to it. */
  private final boolean answersGateways;

  GatewayAnswers(FlowProgram program, Map<String, SinkRule> rules) {
    this.program = program;
    this.rules = rules;
    answersGateways =
        IntStream.range(0, program.values().bodies().size()).anyMatch(this::isGateway);
  }

  /** Adds what a body answers that a gateway calls, or that makes answers for one. */
  void in(int number, Body body, List<SinkSite> found) {
    redirected(number, body, found);
    boolean isGateway = isGateway(number);
    for (int i = 0; answersGateways && i < body.size(); i++) {
      if (!program.values().isReached(number, body.blockOf(i))) {
        continue;
      }
      Ref at = new Ref(number, i);
      if (isGateway && isStart(body, i)) {
        started(at, body, found);
      } else if (body.op(i) == Op.RETURN && (isGateway || isAnswer(at, body))) {
        proxied(at, body, found);
      }
    }
  }

  private boolean isGateway(int number) {
    return program.entries().of(number).stream().anyMatch(e -> e.kind() == Entry.Kind.GATEWAY);
  }

  /** Whether a function that a handler may call returns a whole answer. */
  private boolean isAnswer(Ref at, Body body) {
    int answer = program.origin(body, body.operand(at.instruction(), 0));
    return entry(at.body(), body, answer, "statuscode").isPresent();
  }

  /** {@code return "", 302, {"Location": address}}, as views of Flask and Quart may answer. */
  private void redirected(int number, Body body, List<SinkSite> found) {
    boolean mayAnswer = !Collections.disjoint(body.module().importedPackages(), TUPLES);
    for (int i = 0; mayAnswer && i < body.size(); i++) {
      int answer =
          body.op(i) == Op.RETURN && program.values().isReached(number, body.blockOf(i))
              ? program.origin(body, body.operand(i, 0))
              : -1;
      if (answer >= 0 && body.op(answer) == Op.TUPLE && body.operandCount(answer) == 3) {
        int headers = program.origin(body, body.operand(answer, 2));
        Ref at = new Ref(number, i);
        if (isRedirect(new Ref(number, body.operand(answer, 1)))) {
          entry(number, body, headers, "location")
              .ifPresent(value -> add(FLASK_LOCATION, at, value, List.of(), found));
        }
      }
    }
  }

  private boolean isRedirect(Ref status) {
    return program
        .value(status)
        .constant()
        .filter(c ->
            c instanceof Literal.Whole(BigInteger code)
                && code.divide(BigInteger.valueOf(100)).intValue() == 3)
        .isPresent();
  }

  /** {@code start_response(status, headers)}. */
  private boolean isStart(Body body, int i) {
    return body.op(i) == Op.CALL
        && body.operandCount(i) > 2
        && program.named(body, program.origin(body, body.operand(i, 0))).equals("start_response");
  }

  private void started(Ref at, Body body, List<SinkSite> found) {
    int headers = program.origin(body, body.operand(at.instruction(), 2));
    boolean isPage = false;
    for (int k = 0; body.op(headers) == Op.LIST && k < body.operandCount(headers); k++) {
      int pair = program.origin(body, body.operand(headers, k));
      if (body.op(pair) == Op.TUPLE && body.operandCount(pair) == 2) {
        String name = text(at.body(), body.operand(pair, 0));
        int value = body.operand(pair, 1);
        isPage |= isPage(name, at.body(), value);
        if (name.equals("location")) {
          add(WSGI_HEADERS, at, value, List.of(), found);
        }
      }
    }
    if (isPage) {
      written(at.body(), body, found);
    }
  }

  /** What the application returns or yields is sent piece by piece. */
  private void written(int number, Body body, List<SinkSite> found) {
    for (int i = 0; i < body.size(); i++) {
      Ref at = new Ref(number, i);
      if (!program.values().isReached(number, body.blockOf(i))) {
        continue;
      }
      if (body.op(i) == Op.YIELD) {
        add(WSGI_BODY, at, body.operand(i, 0), List.of(), found);
      } else if (body.op(i) == Op.RETURN && !body.isGenerator()) {
        int pieces = program.origin(body, body.operand(i, 0));
        boolean isDisplay = body.op(pieces) == Op.LIST && body.operandCount(pieces) == 1;
        add(
            WSGI_BODY,
            at,
            isDisplay ? body.operand(pieces, 0) : pieces,
            isDisplay ? List.of() : List.of(Place.Any.ANY),
            found);
      }
    }
  }

  /** {@code {"headers": …, "body": …}}, as the proxy integration of API Gateway wants it. */
  private void proxied(Ref at, Body body, List<SinkSite> found) {
    int answer = program.origin(body, body.operand(at.instruction(), 0));
    Optional<Integer> given = entry(at.body(), body, answer, "headers");
    if (given.isEmpty()) {
      return;
    }
    int headers = program.origin(body, given.get());
    entry(at.body(), body, headers, "location")
        .ifPresent(value -> add(LAMBDA_HEADERS, at, value, List.of(), found));
    boolean isPage =
        entry(at.body(), body, headers, "content-type")
            .filter(value -> isPage("content-type", at.body(), value))
            .isPresent();
    if (isPage) {
      entry(at.body(), body, answer, "body")
          .ifPresent(value -> add(LAMBDA_BODY, at, value, List.of(), found));
    }
  }

  private Optional<Integer> entry(int number, Body body, int dictionary, String name) {
    for (int k = 0;
        body.op(dictionary) == Op.DICT && k + 1 < body.operandCount(dictionary);
        k += 2) {
      if (text(number, body.operand(dictionary, k)).equals(name)) {
        return Optional.of(body.operand(dictionary, k + 1));
      }
    }
    return Optional.empty();
  }

  private boolean isPage(String header, int number, int value) {
    return header.equals("content-type")
        && (text(number, value).contains("html") || isPassedPage(number, value));
  }

  /** Whether some call of a helper that answers passes the type of a page for a parameter. */
  private boolean isPassedPage(int number, int value) {
    Body body = program.body(number);
    int origin = program.origin(body, value);
    return body.op(origin) == Op.PARAM
        && program.callersOf(number).stream()
            .flatMap(call ->
                new Passed(program, call, number).value(body.arg(origin)).constantText().stream())
            .anyMatch(type -> type.contains("html"));
  }

  private String text(int number, int value) {
    return program.value(new Ref(number, value)).constantText().orElse("").toLowerCase(Locale.ROOT);
  }

  private void add(
      String path, Ref at, int value, List<Place.Selector> part, List<SinkSite> found) {
    for (Fact.Sink sink : program.facts().at(path, Fact.Sink.class)) {
      SinkRule rule = rules.get(sink.weakness());
      if (rule != null) {
        Ref given = new Ref(at.body(), value);
        found.add(SinkSite.certain(rule, at, given, "the answer").within(part));
      }
    }
  }
}
