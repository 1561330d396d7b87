package org.assize.taint.attempt;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A request as a command line of curl; {@code HOST} stands for where the routes are mounted. */
final class HttpRequest {
  private static final String HOST = "http://HOST";

  private final UrlPath path;
  private final Carrier carrier;
  private final String payload;

  HttpRequest(UrlPath path, Carrier carrier, String payload) {
    this.path = path;
    this.carrier = carrier;
    this.payload = payload;
  }

  /** Returns the command; empty where the request cannot carry the text. */
  Optional<String> command() {
    String key = carrier.keys().isEmpty() ? "" : carrier.keys().getFirst();
    String written = payload.replace("/etc/passwd", "/tmp/x"); // an upload writes
    return switch (carrier.kind()) {
      case QUERY -> Optional.of(curl(false, "", path.plain() + "?" + pair(key)));
      case PATH ->
          path.with(key, payload, encoded(payload, "=:,"))
              .map(p -> curl(false, payload.contains("..") ? " --path-as-is" : "", p));
      case FORM -> Optional.of(curl(true, " -d " + quoted(pair(key)), path.plain()));
      case JSON ->
          Optional.of(
              curl(
                  true,
                  " -H 'Content-Type: application/json' -d " + quoted(json(carrier.keys())),
                  path.plain()));
      case BODY ->
          payload.startsWith("@")
              ? Optional.empty()
              : Optional.of(curl(true, " --data-binary " + quoted(payload), path.plain()));
      case HEADER -> inHeader(" -H " + quoted(key + ": " + payload));
      case COOKIE -> inHeader(" -b " + quoted(key + "=" + payload));
      case FILE_NAME ->
          Optional.of(
                  curl(
                      true,
                      " -F " + quoted("%s=@FILE;filename=\"%s\"".formatted(key, written)),
                      path.plain()))
              .filter(c -> payload.indexOf('"') < 0 && payload.indexOf('\n') < 0);
    };
  }

  /** A line break would end the header on the way. */
  private Optional<String> inHeader(String option) {
    boolean fits = payload.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    boolean isCookie = carrier.kind() == Carrier.Kind.COOKIE;
    return fits && !(isCookie && payload.matches(".*[;,].*"))
        ? Optional.of(curl(false, option, path.plain()))
        : Optional.empty();
  }

  private String curl(boolean hasBody, String options, String url) {
    String method = path.method(hasBody);
    String usual = hasBody ? "POST" : "GET";
    String verb = method.equals(usual) ? "" : " -X " + method;
    return "curl" + verb + options + " " + quoted(HOST + url);
  }

  private String pair(String key) {
    return encoded(key, "") + "=" + encoded(payload, "/=:,");
  }

  private String json(List<String> keys) {
    StringBuilder out = new StringBuilder();
    for (String key : keys) {
      out.append('{').append(jsonText(key)).append(": ");
    }
    return out.append(jsonText(payload)).append("}".repeat(keys.size())).toString();
  }

  private static String jsonText(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        default -> out.append(c);
      }
    }
    return out.append('"').toString();
  }

  /** Quotes for a shell. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** Percent-encodes (RFC 3986, 2.1) all but unreserved characters and some that may stand. */
  private static String encoded(String text, String kept) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean stands =
          c < 0x80
              && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0 || kept.indexOf(c) >= 0);
      out.append(stands ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return out.toString();
  }
}
