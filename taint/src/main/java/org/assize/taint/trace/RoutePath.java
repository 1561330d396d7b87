package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.taint.language.Context;
import org.assize.taint.language.SinkLanguage;
import org.assize.value.entry.Entry;

/**
 * The path of a request in a function that a route leads to: its words are those of the route, and
 * what its parameters let through.
 */
final class RoutePath {
  private static final Set<String> PATHS = Set.of("path", "path_info");

  /** The same, with what is asked for behind it. */
  private static final Set<String> FULL_PATHS =
      Set.of("full_path", "get_full_path", "get_full_path_info");

  private final FlowProgram program;
  private final Query query;

  RoutePath(FlowProgram program, Query query) {
    this.program = program;
    this.query = query;
  }

  /** Ends a way at a path of a request in which nothing harmful can stand. */
  Optional<End> limited(Node node, String name) {
    if ((PATHS.contains(name) || FULL_PATHS.contains(name))
        && Safety.context(query, node).isHarmlessHere(node.allowed())) {
      return Optional.of(new End.Harmless(node, node.at(), Sources.BEHIND_HOST));
    }
    boolean isBegin = query.language() == SinkLanguage.REDIRECT && FULL_PATHS.contains(name);
    if ((node.recoded() && !PATHS.contains(name))
        || !query.roles().isEmpty()
        || !(isBegin || PATHS.contains(name))) {
      return Optional.empty();
    }
    List<Entry> entries =
        program.entries().of(node.body()).stream().filter(e -> !e.isTest()).toList();
    boolean isLimited = !entries.isEmpty() && entries.stream().allMatch(e -> isLimited(node, e));
    return isLimited
        ? Optional.of(
            new End.Harmless(
                node, node.at(), "the route " + entries.getFirst().address() + " limits it"))
        : Optional.empty();
  }

  private boolean isLimited(Node node, Entry entry) {
    String address = entry.address().substring(entry.address().lastIndexOf(' ') + 1);
    boolean isRoute = address.contains("/") || entry.registrar().startsWith("django.urls.");
    if (isRoute && address.startsWith("/") && address.matches("[\\w/.-]*")) {
      return true; // nothing in it varies
    }
    if (query.language() == SinkLanguage.REDIRECT) {
      return isRoute && address.matches("/|/?\\w.*"); // not a second slash, which names a host
    }
    Context context = query.language().context(node.surround());
    return isRoute
        && !node.recoded()
        && context.isHarmless(
            node.allowed()
                .intersect(RouteParameter.ofPath(RouteConverters.spelled(program, address))));
  }
}
