package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Exceptions whose text names values: where tests expect them, with what production does with them,
 * and handlers that return the text of what they caught.
 *
 * @param assertions names of functions that expect the exception that they are given first
 * @param traces names of functions that give a traceback as text
 * @param handlers names of decorators and methods whose function gets what nothing else caught
 * @param answering names of functions and classes that send what they are given to the client
 * @param wrapping names of decorators whose function gets an answer of status 500 that holds the
 *     exception, and dotted names of the class of that answer
 * @param forClients dotted names of exceptions whose text is written for the client, or tells of
 *     what the client itself sent; {@code .*} stands for all of a module
 * @param inputChecks dotted names of functions and methods that do nothing but look at what was
 *     sent: whatever they raise tells of it
 * @param peerErrors dotted names of exceptions which say that another service did not answer
 */
public record DisclosedErrors(
    Set<String> assertions,
    Set<String> traces,
    Set<String> handlers,
    Set<String> answering,
    Set<String> wrapping,
    Set<String> forClients,
    Set<String> inputChecks,
    Set<String> peerErrors)
    implements Detector {
  @Override
  public void review(Check check) {
    if (check.inTest()) {
      Map<String, List<ExpectedError>> groups = new LinkedHashMap<>();
      for (CallSite call : check.view().calls()) {
        if (assertions.contains(call.calledName()) && !call.node().args().isEmpty()) {
          ExpectedError.of(call, check.program())
              .ifPresentOrElse(
                  e -> groups.computeIfAbsent(e.message(), k -> new ArrayList<>()).add(e),
                  () ->
                      OutsideError.of(call, check.program())
                          .ifPresent(e -> check.report(e.finding(check.weakness()))));
        }
      }
      groups.values().forEach(group -> group.forEach(e -> check.report(e.finding(check))));
      new UnmetErrors(check).report();
      return;
    }
    new AnsweredErrors(this, check).review();
  }

  /** Whether the text of an exception is meant for clients. */
  boolean isForClients(String dotted) {
    int dot = dotted.lastIndexOf('.');
    return forClients.contains(dotted)
        || (dot > 0 && forClients.contains(dotted.substring(0, dot) + ".*"));
  }
}
