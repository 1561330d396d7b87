package org.assize.taint.trace;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.assize.ir.Literal;
import org.assize.taint.language.SinkLanguage;
import org.assize.value.domain.Place;

/**
 * Files that clients send. Functions that open a path or an address take an open file as well: what
 * the client sends is then the content, and names nothing.
 */
final class Uploads {
  /** Parts of requests that hold files alone, and what answers hold. */
  private static final Set<String> FILES =
      Set.of("files", "FILES", "file", "stream", "content", "raw");

  /** Parts of requests that hold texts and files. */
  private static final Set<String> MIXED = Set.of("data", "validated_data", "cleaned_data");

  /** What such files are called. */
  private static final Pattern NAMES =
      Pattern.compile(
          "(?i).*(file|upload|image|img|photo|picture|avatar|document|doc|attachment|csv|excel|xlsx?"
              + "|sheet|pdf|archive|zip|audio|video)s?");

  private final Query query;

  Uploads(Query query) {
    this.query = query;
  }

  /** Whether a part of a request that arrives as it is is an open file. */
  boolean isStream(Node node, String name) {
    boolean isOpened =
        query.language() == SinkLanguage.PATH || query.language() == SinkLanguage.URL;
    if (!isOpened || node.surround().isComposed()) {
      return false;
    }
    List<Place.Selector> part = node.part();
    for (Place.Selector selector : part) {
      if (selector instanceof Place.Field(String field)) {
        return field.equals("file") || field.equals("stream");
      }
      if (selector instanceof Place.Key(Literal.Text(String key)) && key.equals("filename")) {
        return false; // Tornado hands over a mapping for each file
      }
    }
    return FILES.contains(name)
        || (MIXED.contains(name)
            && !part.isEmpty()
            && part.getFirst() instanceof Place.Key(Literal.Text(String key))
            && NAMES.matcher(key).matches());
  }
}
