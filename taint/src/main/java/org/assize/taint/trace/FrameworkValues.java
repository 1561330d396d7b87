package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import org.assize.checks.ProgramView;
import org.assize.facts.Control;
import org.assize.program.Use;
import org.assize.value.domain.Place;
import org.assize.value.entry.Entry;

/** What a library hands to a function that it calls, besides what strangers have sent. */
record FrameworkValues(FlowProgram program) {
  /** A framework whose views take an object of the program, or what was raised, and the request. */
  private static final String RESOURCES = "pyramid.";

  /** By this a function becomes a filter or a tag. */
  private static final String TEMPLATE_CODE = "django.template.Library.";

  /**
   * Returns what a parameter is that no stranger determines.
   *
   * @param name of the parameter, which is the one at the index
   */
  Optional<String> ofProgram(Node node, int index, String name, Entry entry) {
    if (name.equals("form") && isBesideForm(node)) {
      return Optional.of("what hangs on the record of a form");
    }
    if (entry.registrar().startsWith(TEMPLATE_CODE) && isOfAuthor(node, index, entry)) {
      return Optional.of("what the author of a template writes");
    }
    return entry.registrar().startsWith(RESOURCES) && !Sources.isRequest(name)
        ? Optional.of("what the framework has found for the address")
        : Optional.empty();
  }

  /** {@code form.instance.urls.page}: a client fills the fields of the record itself. */
  private static boolean isBesideForm(Node node) {
    List<Place.Selector> part = node.part();
    return part.size() > 2
        && part.getFirst().equals(new Place.Field("instance"))
        && part.stream().allMatch(Place.Field.class::isInstance);
  }

  /** Behind the value of a filter stand its settings, as a rule. */
  private static boolean isOfAuthor(Node node, int index, Entry entry) {
    boolean isOfForm =
        !node.part().isEmpty()
            && node.part().getFirst() instanceof Place.Field(String field)
            && FormFields.OF_CLASS.contains(field);
    return isOfForm || (index > 0 && entry.registrar().endsWith(".filter"));
  }

  /**
   * Whether a decorator of the program passes a parameter that the route does not have: these
   * frameworks pass what the route has, and nothing else.
   */
  boolean isOfWrapper(Node node, int index, Entry entry) {
    if (RouteWords.isTold(program.body(node.body()), entry)) {
      return RouteWords.isOther(program.body(node.body()), node, index, entry);
    }
    boolean isOfRoute =
        entry.registrar().startsWith("flask.") || entry.registrar().startsWith("quart.");
    if (!isOfRoute) {
      return false;
    }
    String name = program.body(node.body()).parameters().get(index).name();
    boolean isPassed = RouteParameter.characters(entry.address(), name).isPresent();
    return switch (program.body(node.body()).parameters().get(index).kind()) {
      case VAR_POSITIONAL -> true;
      case VAR_KEYWORD -> entry.address().indexOf('<') < 0;
      default -> !isPassed && !program.index().callers(node.body()).isEmpty();
    };
  }

  /** A task that the program itself puts on the queue gets what is put there with it. */
  boolean isQueued(int body, Entry entry) {
    return entry.control() == Control.PEER
        && (program.index().callers(body).stream().anyMatch(c -> QueuedCall.is(program, c.at()))
            || (entry.kind() == Entry.Kind.DECORATOR && isHandedOn(body)));
  }

  /** {@code start(export, tree=tree)}: the program hands the task itself to what queues it. */
  private boolean isHandedOn(int body) {
    ProgramView view = program.view();
    return program.body(body).function().stream()
        .flatMap(f -> view.references().of(f).stream())
        .anyMatch(u -> u.kind() == Use.Kind.READ && !view.isTest(u.module()));
  }
}
