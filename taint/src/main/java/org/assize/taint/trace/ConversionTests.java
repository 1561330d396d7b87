package org.assize.taint.trace;

import java.util.Optional;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.program.PythonClass;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.trace.Guards.Verdict;
import org.assize.value.domain.Atom;

/** What a conversion says of the text that it accepts. */
final class ConversionTests {
  private final Walk walk;
  private final FlowProgram program;

  ConversionTests(Walk walk) {
    this.walk = walk;
    program = walk.program();
  }

  /** The class of the tree that a call asks for a member of: {@code Kind(text)}. */
  private Optional<PythonClass> enumeration(Ref at, Body body) {
    return program
        .value(new Ref(at.body(), body.operand(at.instruction(), 0)))
        .only()
        .flatMap(a -> a instanceof Atom.ClassObject c ? Optional.of(c.type()) : Optional.empty())
        .filter(t -> ModelFields.isEnumeration(program.view().resolver().hierarchy(), t));
  }

  /** Whether a value is a part of a text that is put together: {@code f"{value}-kind"}. */
  static boolean isJoined(FlowProgram program, Body body, int text, int value) {
    for (int k = 0; body.op(text) == Op.JOIN && k < body.operandCount(text); k++) {
      int piece = program.origin(body, body.operand(text, k));
      boolean isIt =
          piece == value
              || (body.op(piece) == Op.FORMAT
                  && program.origin(body, body.operand(piece, 0)) == value);
      if (isIt) {
        return true;
      }
    }
    return false;
  }

  /** Returns what it says that a conversion did not raise: the text is one of that type. */
  Verdict of(Ref at, CallArguments arguments, Body body, int tested) {
    if (arguments.all().isEmpty()) {
      return Verdict.Nothing.NOTHING;
    }
    int first = program.origin(body, arguments.all().getFirst());
    Optional<PythonClass> kind = enumeration(at, body);
    if (kind.isPresent() && (first == tested || isJoined(program, body, first, tested))) {
      return new Verdict.Safe("it is the value of a member of " + kind.get().name());
    }
    if (first != tested) {
      return Verdict.Nothing.NOTHING;
    }
    boolean isAddress = // any host has one
        walk.query().language() == SinkLanguage.URL
            || walk.query().language() == SinkLanguage.REDIRECT;
    for (String path : program.paths(at)) {
      if (isAddress && path.startsWith("ipaddress.")) {
        continue;
      }
      switch (path) {
        case "builtins.int",
            "builtins.float",
            "bson.ObjectId",
            "bson.objectid.ObjectId",
            "uuid.UUID",
            "ipaddress.ip_address",
            "ipaddress.ip_network",
            "ipaddress.IPv4Address",
            "ipaddress.IPv6Address" -> {
          return new Verdict.Safe(path.replace("builtins.", "") + " accepts it");
        }
        default -> {}
      }
    }
    return Verdict.Nothing.NOTHING;
  }
}
