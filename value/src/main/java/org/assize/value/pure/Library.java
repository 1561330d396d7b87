package org.assize.value.pure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assize.ir.Literal;
import org.assize.value.domain.Literals;

/** Functions and constants of the standard library. */
final class Library {
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String DIGITS = "0123456789";
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
  private static final String SPACE = " \t\n\r\u000b\f";

  private static final Map<String, Literal> CONSTANTS =
      Map.ofEntries(
          text("string.ascii_lowercase", LOWER),
          text("string.ascii_uppercase", UPPER),
          text("string.ascii_letters", LOWER + UPPER),
          text("string.digits", DIGITS),
          text("string.hexdigits", DIGITS + "abcdefABCDEF"),
          text("string.octdigits", "01234567"),
          text("string.punctuation", PUNCTUATION),
          text("string.whitespace", SPACE),
          text("string.printable", DIGITS + LOWER + UPPER + PUNCTUATION + SPACE),
          text("os.sep", "/"),
          text("os.curdir", "."),
          text("os.pardir", ".."),
          text("os.pathsep", ":"),
          text("os.linesep", "\n"),
          text("os.path.sep", "/"),
          text("posixpath.sep", "/"),
          Map.entry("sys.maxsize", Literals.whole(Long.MAX_VALUE)));

  private Library() {}

  private static Map.Entry<String, Literal> text(String path, String value) {
    return Map.entry(path, Literals.string(value));
  }

  static Optional<Literal> constant(String path) {
    return Optional.ofNullable(CONSTANTS.get(path));
  }

  /** Calls a function; empty if it is none of these. */
  static Optional<Concrete> call(String path, Arguments args) {
    int dot = path.lastIndexOf('.');
    String module = dot < 0 ? "" : path.substring(0, dot);
    String name = path.substring(dot + 1);
    return switch (module) {
      case "os.path", "posixpath" -> PosixPaths.call(name, args);
      case "base64", "binascii" -> Binary.call(name, args);
      case "html", "urllib.parse" -> WebTexts.call(name, args);
      case "re" -> RegularExpressions.call(name, args);
      case "json" -> Json.call(name, args);
      case "textwrap" -> Indentation.call(name, args);
      case "shlex" -> ShellTexts.call(name, args);
      case "os" -> os(name, args);
      case "unicodedata" -> CharacterData.call(name, args);
      default -> Optional.empty();
    };
  }

  private static Optional<Concrete> os(String name, Arguments args) {
    if (name.equals("fspath") && Texts.isText(args.expect(1, 1).at(0))) {
      return Optional.of(args.at(0));
    }
    return Optional.empty();
  }

  /** Returns a pair as functions of paths give it. */
  static Concrete pair(String first, String second) {
    return Concrete.tuple(List.of(Concrete.text(first), Concrete.text(second)));
  }
}
