package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.value.domain.Place;
import org.assize.value.domain.Place.Selector;
import org.assize.value.entry.Entry;

/**
 * What is read of a value that is a text. A text has its methods and no other attribute (Python
 * Library Reference, "String Methods"), so nothing of it arrives where a field of it is wanted.
 */
final class TextFields {
  /** Libraries whose handlers are passed the parts of an address as texts, beside the request. */
  private static final List<String> PASSING_TEXTS =
      List.of(
          "django.conf.urls.",
          "django.urls.",
          "django.views.",
          "flask.Blueprint.",
          "flask.Flask.",
          "flask.views.",
          "flask_restful.",
          "quart.",
          "tornado.web.",
          "bottle.");

  /** Parts of a request that map names to texts (Django, Flask, Starlette, aiohttp, Pyramid). */
  private static final Set<String> MAPPINGS =
      Set.of(
          "GET",
          "POST",
          "COOKIES",
          "args",
          "cookies",
          "form",
          "headers",
          "match_info",
          "path_params",
          "query",
          "query_params",
          "values",
          "view_args");

  private static final Set<String> METHODS =
      Set.of(
          ("capitalize casefold center count encode endswith expandtabs find format format_map index"
                  + " isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric"
                  + " isprintable isspace istitle isupper join ljust lower lstrip maketrans"
                  + " partition removeprefix removesuffix replace rfind rindex rjust rpartition"
                  + " rsplit rstrip split splitlines startswith strip swapcase title translate"
                  + " upper zfill")
              .split(" "));

  private static final Set<String> READING = Set.of("get", "pop", "__getitem__");

  private TextFields() {}

  /** Whether a field is wanted that no text has. */
  private static boolean isNone(List<Selector> part) {
    return !part.isEmpty()
        && part.getFirst() instanceof Place.Field(String name)
        && !METHODS.contains(name);
  }

  /** Ends a way at a part of an address, of which a field is wanted. */
  static Optional<End> ofAddress(Node node, String parameter, Entry entry) {
    boolean isText =
        RouteParameter.characters(entry.address(), parameter).isPresent()
            || PASSING_TEXTS.stream().anyMatch(entry.registrar()::startsWith);
    return isText && isNone(node.part()) && !Sources.isRequest(parameter)
        ? Optional.of(none(node))
        : Optional.empty();
  }

  /** Ends a way at a text that a request maps a name to, and of which a field is wanted. */
  static Optional<End> ofRequest(Node node, String path) {
    List<String> names = List.of(path.split("\\.", -1));
    String last = names.getLast();
    boolean isRead =
        READING.contains(last)
            && names.size() > 1
            && MAPPINGS.contains(names.get(names.size() - 2));
    boolean isElement =
        MAPPINGS.contains(last)
            && !node.part().isEmpty()
            && !(node.part().getFirst() instanceof Place.Field);
    return (isRead && isNone(node.part())) || (isElement && isNone(Parts.inner(node.part())))
        ? Optional.of(none(node))
        : Optional.empty();
  }

  private static End none(Node node) {
    return new End.Harmless(node, node.at(), "it is a text, which has no such field");
  }
}
