package org.assize.checks;

import java.util.Map;

/** Names of classes that stand for an answer of HTTP. */
final class HttpStatus {
  /** Reason phrases of RFC 9110 for what a client did wrong, and for a server that is not there. */
  private static final Map<String, Integer> CODES =
      Map.ofEntries(
          Map.entry("BadRequest", 400),
          Map.entry("Unauthorized", 401),
          Map.entry("Forbidden", 403),
          Map.entry("NotFound", 404),
          Map.entry("MethodNotAllowed", 405),
          Map.entry("NotAcceptable", 406),
          Map.entry("RequestTimeout", 408),
          Map.entry("Conflict", 409),
          Map.entry("Gone", 410),
          Map.entry("PreconditionFailed", 412),
          Map.entry("UnsupportedMediaType", 415),
          Map.entry("UnprocessableEntity", 422),
          Map.entry("InternalServerError", 500),
          Map.entry("NotImplemented", 501),
          Map.entry("BadGateway", 502),
          Map.entry("ServiceUnavailable", 503));

  private HttpStatus() {}

  /** Returns how a sentence tells the answer that a class named {@code HTTP…} stands for. */
  static String told(String name) {
    Integer code = CODES.get(name.substring("HTTP".length()));
    return code == null ? "as " + name : "with status " + code;
  }
}
