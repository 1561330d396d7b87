package org.assize.value.pure;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code html} and {@code urllib.parse}. */
final class WebTexts {
  private static final String NEVER_QUOTED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~";

  private WebTexts() {}

  static Optional<Concrete> call(String name, Arguments args) {
    return Optional.ofNullable(
        switch (name) {
          case "escape" -> escape(args.expect(1, 2, "quote"));
          case "urljoin" ->
              Concrete.text(
                  Addresses.join(
                      Texts.text(args.expect(2, 2).at(0)), Texts.text(args.expect(2, 2).at(1))));
          case "quote" -> quote(args.expect(1, 2, "safe"), "/");
          case "quote_plus" -> quotePlus(args.expect(1, 2, "safe"));
          case "unquote" -> Concrete.text(unquoted(Texts.text(args.expect(1, 1).at(0))));
          case "unquote_plus" ->
              Concrete.text(unquoted(Texts.text(args.expect(1, 1).at(0)).replace('+', ' ')));
          case "urlencode" -> urlEncode(args.expect(1, 1).at(0));
          default -> null;
        });
  }

  private static Concrete escape(Arguments args) {
    String text = Texts.text(args.at(0));
    boolean quotes = Comparisons.truth(args.get(1, "quote", Concrete.truth(true)));
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    String whole = quotes ? escaped.replace("\"", "&quot;").replace("'", "&#x27;") : escaped;
    return Concrete.text(Limits.text(whole));
  }

  private static Concrete quote(Arguments args, String usuallySafe) {
    String safe = Texts.ascii(Texts.text(args.get(1, "safe", Concrete.text(usuallySafe))));
    return Concrete.text(quoted(raw(args.at(0)), safe));
  }

  private static byte[] raw(Concrete value) {
    return Texts.isBytes(value)
        ? Codecs.raw(Texts.bytes(value))
        : Codecs.raw(Texts.bytes(Codecs.encode(Texts.text(value), "utf-8")));
  }

  private static String quoted(byte[] bytes, String safe) {
    StringBuilder out = new StringBuilder();
    for (byte each : bytes) {
      char c = (char) (each & 0xff);
      if (NEVER_QUOTED.indexOf(c) >= 0 || safe.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append(String.format("%%%02X", (int) c));
      }
    }
    return Limits.text(out.toString());
  }

  private static Concrete quotePlus(Arguments args) {
    String safe = Texts.ascii(Texts.text(args.get(1, "safe", Concrete.text(""))));
    return Concrete.text(quotedPlus(args.at(0), safe));
  }

  private static String quotedPlus(Concrete value, String safe) {
    return quoted(raw(value), safe + " ").replace(' ', '+');
  }

  private static String unquoted(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder bytes = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      boolean escape = text.startsWith("%", i) && text.length() > i + 2 && isHex(text, i + 1);
      if (escape) {
        bytes.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        String one = text.substring(i, i + 1);
        bytes.append(
            new String(
                Texts.plain(one).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
      }
    }
    try {
      return Texts.text(Codecs.decode(bytes.toString(), "utf-8"));
    } catch (Raised e) {
      throw new NotKnown(); // replaced, in an order of its own
    }
  }

  private static boolean isHex(String text, int at) {
    return Character.digit(text.charAt(at), 16) >= 0
        && Character.digit(text.charAt(at + 1), 16) >= 0
        && text.charAt(at) < 128
        && text.charAt(at + 1) < 128;
  }

  private static Concrete urlEncode(Concrete query) {
    List<String> parts = new ArrayList<>();
    for (Map.Entry<Concrete, Concrete> entry : pairs(query)) {
      parts.add(part(entry.getKey()) + "=" + part(entry.getValue()));
    }
    return Concrete.text(Limits.text(String.join("&", parts)));
  }

  private static List<Map.Entry<Concrete, Concrete>> pairs(Concrete query) {
    if (query instanceof Concrete.Mapping mapping) {
      return List.copyOf(mapping.entries().entrySet());
    }
    List<Map.Entry<Concrete, Concrete>> out = new ArrayList<>();
    for (Concrete pair : Displays.ordered(query)) {
      List<Concrete> both = Displays.ordered(pair);
      if (both.size() != 2) {
        throw new NotKnown();
      }
      out.add(Map.entry(both.get(0), both.get(1)));
    }
    return out;
  }

  private static String part(Concrete value) {
    return quotedPlus(Texts.isBytes(value) ? value : Concrete.text(Formats.str(value)), "");
  }
}
