package org.assize.taint.trace;

import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.Op;

/** Functions that give characters which their argument does not hold (library reference). */
final class Recoding {
  private static final Set<String> NAMES =
      Set.of(
          "unquote",
          "unquote_plus",
          "unquote_to_bytes",
          "unescape",
          "b64decode",
          "b32decode",
          "b16decode",
          "b85decode",
          "a85decode",
          "standard_b64decode",
          "urlsafe_b64decode",
          "decodebytes",
          "decodestring",
          "unhexlify",
          "a2b_hex",
          "a2b_base64",
          "fromhex",
          "loads",
          "decompress",
          "decrypt",
          "literal_eval",
          "parse_qs",
          "parse_qsl",
          "normalize");

  /** Those that take the characters of an address for what they stand for. */
  private static final Set<String> UNQUOTING = Set.of("unquote", "unquote_plus");

  private Recoding() {}

  /** Whether what comes to a sink by a way is an address that is unquoted there. */
  static boolean isUnquoted(FlowProgram program, Node source) {
    for (Node at = source; at != null; at = at.next()) {
      Body body = program.body(at.body());
      boolean isCall = body.op(at.instruction()) == Op.CALL;
      if (isCall && UNQUOTING.contains(LibraryCall.of(program, at.at()).lastName())) {
        return true;
      }
    }
    return false;
  }

  /** Whether a function is one of them. */
  static boolean isNamed(String name) {
    return NAMES.contains(name.substring(name.lastIndexOf('.') + 1));
  }
}
