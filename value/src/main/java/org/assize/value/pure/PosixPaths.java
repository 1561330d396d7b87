package org.assize.value.pure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Functions of {@code posixpath} that do not look at the disk. Bytes are not known. */
final class PosixPaths {
  private PosixPaths() {}

  static Optional<Concrete> call(String name, Arguments args) {
    return Optional.ofNullable(
        switch (name) {
          case "join" -> Concrete.text(join(texts(args.expect(1, Integer.MAX_VALUE))));
          case "normpath" -> Concrete.text(normalized(one(args)));
          case "basename" -> Concrete.text(tail(one(args)));
          case "dirname" -> Concrete.text(head(one(args)));
          case "split" -> Library.pair(head(one(args)), tail(one(args)));
          case "splitext" -> splitExtension(one(args));
          case "isabs" -> Concrete.truth(one(args).startsWith("/"));
          case "normcase" -> Concrete.text(one(args));
          default -> null;
        });
  }

  private static String one(Arguments args) {
    return texts(args.expect(1, 1)).getFirst();
  }

  private static List<String> texts(Arguments args) {
    if (args.positional().stream().anyMatch(Texts::isBytes)) {
      throw new NotKnown();
    }
    return args.positional().stream().map(Texts::text).toList();
  }

  static String join(List<String> parts) {
    String path = parts.getFirst();
    for (String part : parts.subList(1, parts.size())) {
      if (part.startsWith("/")) {
        path = part;
      } else {
        path = path.isEmpty() || path.endsWith("/") ? path + part : path + "/" + part;
      }
      Limits.checkText(path.length());
    }
    return path;
  }

  static String normalized(String path) {
    boolean two = path.startsWith("//") && !path.startsWith("///");
    String root = two ? "//" : path.startsWith("/") ? "/" : "";
    List<String> kept = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      boolean climbs = part.equals("..");
      boolean stays = kept.isEmpty() ? root.isEmpty() : kept.getLast().equals("..");
      if (!climbs || stays) {
        kept.add(part);
      } else if (!kept.isEmpty()) {
        kept.removeLast();
      }
    }
    String whole = root + String.join("/", kept);
    return whole.isEmpty() ? "." : whole;
  }

  static String tail(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  static String head(String path) {
    String head = path.substring(0, path.lastIndexOf('/') + 1);
    String stripped = Texts.strip(head, c -> c == '/', Texts.Ends.RIGHT);
    return stripped.isEmpty() ? head : stripped;
  }

  private static Concrete splitExtension(String path) {
    String name = tail(path);
    int dot = name.lastIndexOf('.');
    boolean has = dot >= 0 && name.substring(0, dot).chars().anyMatch(c -> c != '.');
    int at = path.length() - name.length() + dot;
    return has ? Library.pair(path.substring(0, at), path.substring(at)) : Library.pair(path, "");
  }
}
