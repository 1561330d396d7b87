package org.assize.taint.trace;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.ir.Literal;
import org.assize.taint.language.SinkLanguage;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.CharSet;
import org.assize.value.domain.Place;
import org.assize.value.domain.StringShape;

/** Steps back through methods of texts and paths (library reference). */
final class TextMethods {
  /** Methods that no mapping and no list has: what they give is a text, or a list of texts. */
  private static final Set<String> OF_TEXTS =
      Set.of(
          "strip",
          "lstrip",
          "rstrip",
          "lower",
          "upper",
          "casefold",
          "title",
          "capitalize",
          "swapcase",
          "split",
          "rsplit",
          "splitlines",
          "partition",
          "rpartition",
          "removeprefix",
          "removesuffix",
          "zfill");

  /** Other methods of texts, paths and files that give a text or a path. */
  private static final Set<String> OTHERS =
      Set.of(
          "replace",
          "encode",
          "decode",
          "format",
          "format_map",
          "join",
          "translate",
          "joinpath",
          "resolve",
          "absolute",
          "as_posix",
          "expanduser",
          "with_name",
          "with_suffix",
          "expandtabs",
          "read",
          "readline",
          "readlines",
          "getvalue",
          "hex",
          "ljust",
          "rjust",
          "center");

  private static final Set<String> SPLITTING = Set.of("split", "rsplit", "partition", "rpartition");

  /** Methods of addresses that change what stands behind the path (yarl, starlette, hyperlink). */
  private static final Set<String> BEHIND_PATH =
      Set.of(
          "with_query",
          "update_query",
          "extend_query",
          "with_fragment",
          "include_query_params",
          "replace_query_params");

  /** Parts of an address that was split which stand behind its path (library, "urllib.parse"). */
  private static final Set<String> OF_ADDRESS_BEHIND = Set.of("query", "fragment", "params");

  private static final CharSet LINE_BREAKS = CharSet.of("\r\n");

  /** What {@code bytes.hex} writes. */
  private static final CharSet HEX_DIGITS = CharSet.of("0123456789abcdef");

  /** What {@code split()} without a separator cuts at, as far as it is ASCII. */
  private static final String BLANKS = " \t\n\r\u000b\f";

  private final Walk walk;
  private final TextSteps texts;

  TextMethods(Walk walk, TextSteps texts) {
    this.walk = walk;
    this.texts = texts;
  }

  /** Whether a call is one of a method that has the name of one of a text or path. */
  static boolean isCalled(LibraryCall call) {
    return call.attribute().filter(TextMethods::isKnown).isPresent();
  }

  private static boolean isKnown(String name) {
    return OF_TEXTS.contains(name) || OTHERS.contains(name);
  }

  /** What of its arguments a method puts into the result; all where it is none of a text. */
  static List<Integer> kept(String name, boolean isMethod, List<Integer> arguments) {
    if (!isMethod || !isKnown(name)) {
      return arguments;
    }
    return switch (name) {
      case "format", "format_map", "join", "translate", "joinpath", "with_name", "with_suffix" ->
          arguments;
      case "replace", "ljust", "rjust", "center" ->
          arguments.subList(Math.min(1, arguments.size()), Math.min(2, arguments.size()));
      default -> List.of();
    };
  }

  /** Goes on from what puts texts together or cuts them; false where a call does neither. */
  boolean result(Node node, int receiver, LibraryCall call) {
    List<Integer> arguments = call.arguments().all();
    String name = call.calledName();
    if (OF_TEXTS.contains(name) && new Sanitizers(walk).isMade(node, "str")) {
      walk.end(new End.Harmless(node, node.at(), "only a text has " + name));
      return true;
    }
    if (name.equals("join") && arguments.size() == 1) {
      texts.join(node, receiver, arguments.getFirst());
      return true;
    }
    if (name.equals("format") && texts.format(node, receiver)) {
      return true;
    }
    if (name.equals("format") && isAddress()) {
      filled(node, receiver, arguments);
      return true;
    }
    if (name.equals("splitlines") && arguments.isEmpty() && !node.part().isEmpty()) {
      Node before = node.before(receiver, Move.MADE).part(List.of());
      walk.visit(before.allowing(before.allowed().without(LINE_BREAKS)));
      return true;
    }
    if (name.equals("hex") && arguments.isEmpty()) {
      Node before = node.before(receiver, Move.MADE).part(List.of());
      walk.visit(before.allowing(before.allowed().intersect(HEX_DIGITS)));
      return true;
    }
    if (name.equals("translate") && arguments.size() == 1) {
      return translated(node, receiver, new Translation(walk, node).gone(arguments.getFirst()));
    }
    if (isAddress() && name.equals("_replace")) {
      replaced(node, receiver, call);
      return true;
    }
    if (isAddress() && BEHIND_PATH.contains(name)) {
      walk.visit(node.before(receiver, Move.MADE).part(List.of()));
      arguments.forEach(a ->
          walk.end(
              new End.Harmless(node.before(a, Move.MADE), node.at(), "it stands behind the path")));
      return true;
    }
    if (SPLITTING.contains(name)) {
      split(node, receiver, name, arguments);
      return true;
    }
    return false;
  }

  /** Goes on with what a translation leaves; false where nothing is known of it. */
  private boolean translated(Node node, int receiver, CharSet gone) {
    if (gone.equals(CharSet.NONE)) {
      return false;
    }
    Node before = node.before(receiver, Move.MADE).part(List.of());
    walk.visit(before.allowing(before.allowed().without(gone)));
    return true;
  }

  private boolean isAddress() {
    SinkLanguage language = walk.query().language();
    return language == SinkLanguage.URL || language == SinkLanguage.REDIRECT;
  }

  /** Parts of an address that are replaced: some stand behind the path. */
  private void replaced(Node node, int receiver, LibraryCall call) {
    walk.visit(node.before(receiver, Move.MADE).part(List.of()));
    call.arguments()
        .passed()
        .named()
        .forEach((part, value) -> {
          Node before = node.before(value, Move.MADE).part(List.of());
          if (OF_ADDRESS_BEHIND.contains(part)) {
            walk.end(new End.Harmless(before, node.at(), "it stands behind the path"));
          } else {
            walk.visit(before);
          }
        });
  }

  /** Of an address whose template is not known, what fills it stands behind something else. */
  private void filled(Node node, int template, List<Integer> arguments) {
    Node inside = node.around(node.surround().around(StringShape.ANY, StringShape.ANY));
    arguments.forEach(a -> walk.visit(inside.before(a, Move.COMPOSED).part(List.of())));
    walk.visit(node.before(template, Move.MADE).part(List.of()));
  }

  /** A piece of a text does not hold what the text was cut at. */
  private void split(Node node, int receiver, String name, List<Integer> arguments) {
    Node before = node.before(receiver, Move.MADE).part(List.of());
    Optional<String> separator =
        arguments.stream()
            .findFirst()
            .flatMap(first -> separator(walk.value(node, first)))
            .filter(t -> t.length() == 1);
    int limit = arguments.size() < 2 ? -1 : limit(walk.value(node, arguments.get(1)));
    String gone = arguments.isEmpty() ? BLANKS : separator.orElse("");
    boolean isCut = !gone.isEmpty() && isPiece(node, name, limit);
    Node cut = isCut ? before.allowing(before.allowed().without(CharSet.of(gone))) : before;
    walk.visit(
        isFirst(node) ? cut : texts.asWords(cut, arguments.isEmpty() ? " " : separator.orElse("")));
  }

  /** A separator, of texts or of bytes. */
  private static Optional<String> separator(AbstractValue value) {
    return value
        .constantText()
        .or(() ->
            value
                .constant()
                .flatMap(c ->
                    c instanceof Literal.Bytes(String bytes)
                        ? Optional.of(bytes)
                        : Optional.empty()));
  }

  private static boolean isFirst(Node node) {
    return !node.part().isEmpty()
        && node.part().getFirst() instanceof Place.Key(Literal key)
        && index(key).filter(i -> i == 0).isPresent();
  }

  /** How often a text is cut at most; -1 for always, 0 where it is not known. */
  private static int limit(AbstractValue value) {
    return value.constant().flatMap(TextMethods::index).orElse(0);
  }

  private static Optional<Integer> index(Literal literal) {
    return literal instanceof Literal.Whole(BigInteger value) && value.bitLength() < 31
        ? Optional.of(value.intValue())
        : Optional.empty();
  }

  /** With a limit, the piece at the far end may still hold the separator. */
  private static boolean isPiece(Node node, String name, int limit) {
    Optional<Integer> wanted =
        node.part().isEmpty() || !(node.part().getFirst() instanceof Place.Key(Literal key))
            ? Optional.empty()
            : index(key);
    boolean isEach = limit < 0 && !name.endsWith("partition");
    return (isEach && !node.part().isEmpty())
        || wanted
            .filter(index ->
                switch (name) {
                  case "partition" -> index == 0;
                  case "rpartition" -> index == 2 || index == -1;
                  case "split" -> index == 0 || (index > 0 && index < limit);
                  default -> index == -1 || index >= 1;
                })
            .isPresent();
  }
}
