package org.assize.taint.attempt;

import java.util.Optional;
import org.assize.ir.Body;
import org.assize.taint.trace.FlowProgram;
import org.assize.value.pure.Concrete;

/**
 * What a request says of the host that it was sent to: some name, which no text that is tried is
 * the name of.
 */
final class OwnHost {
  private static final String NAME = "service.example";

  private OwnHost() {}

  /**
   * Returns what an attribute of a request holds, or its method gives.
   *
   * @param attribute an instruction that reads an attribute
   */
  static Optional<Held> of(FlowProgram program, Body body, int attribute) {
    if (!program.isRequest(body, body.operand(attribute, 0))) {
      return Optional.empty();
    }
    return Optional.ofNullable(
            switch (body.names().get(body.arg(attribute))) {
              case "host_url", "url_root" -> "https://" + NAME + "/";
              case "host", "get_host" -> NAME;
              default -> null;
            })
        .map(text -> new Held.Known(Concrete.text(text), false));
  }
}
