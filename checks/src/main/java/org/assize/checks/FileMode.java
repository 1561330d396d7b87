package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.ArgumentView;
import org.assize.facts.Constant;
import org.assize.facts.Fact;
import org.assize.facts.Reason;
import org.assize.facts.Truth;
import org.assize.program.PythonModule;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Operator;

/**
 * Judges the permissions that are given to a file. The {@linkplain Fact.Sink sinks} of the weakness
 * are the calls, their slot the mode.
 *
 * @param masked dotted names of callees whose mode the mask of the process narrows
 * @param bits dotted names of permission bits with their values
 * @param say sentences for {@code world}, {@code masked}, {@code group}, {@code owner}, {@code
 *     sticky}, {@code test}; {@code {mode}} is the mode in octal, {@code {name}} the callee
 */
public record FileMode(Set<String> masked, Map<String, Integer> bits, Map<String, String> say)
    implements Detector {
  private static final long OTHERS_WRITE = 0002;
  private static final long GROUP_WRITE = 0020;
  private static final long OTHERS_ANY = 0077;
  private static final long STICKY = 01000;

  /** Checks the sentences. */
  public FileMode {
    Sentences.require(say, List.of("world", "masked", "group", "owner", "sticky", "test"));
  }

  @Override
  public void review(Check check) {
    check.view().calls().forEach(call -> unknownPath(check, call));
    for (CallSite call : check.view().factSites().callsThatMeet(check.weakness().id())) {
      for (Fact.Sink sink : check.program().lookup().sinks(call.path(), check.weakness().id())) {
        Values.inSlot(call, sink.slot()).stream()
            .findFirst()
            .ifPresent(value ->
                mode(check, value, call.module())
                    .ifPresent(mode -> judge(check, call, value, mode)));
      }
    }
  }

  /**
   * {@code path.chmod(mode)}, where nothing tells what {@code path} is: others take two arguments.
   */
  private void unknownPath(Check check, CallSite call) {
    boolean isPath =
        call.path().isEmpty()
            && call.calledName().equals("chmod")
            && call.node().function() instanceof Expr.Attribute
            && call.node().args().size() == 1;
    if (isPath) {
      Expr value = call.node().args().getFirst();
      mode(check, value, call.module())
          .filter(mode -> (mode & OTHERS_WRITE) != 0)
          .ifPresent(mode -> judge(check, call, value, mode));
    }
  }

  /** What a mode is; of one that is added to another, at least that others may write. */
  private Optional<Long> mode(Check check, Expr given, PythonModule module) {
    Expr e = Values.display(given, module);
    if (e instanceof Expr.BinOp b && b.op() == Operator.BIT_OR) {
      Optional<Long> left = mode(check, b.left(), module);
      Optional<Long> right = mode(check, b.right(), module);
      return left.isPresent() && right.isPresent()
          ? Optional.of(left.get() | right.get())
          : left.or(() -> right).filter(known -> (known & OTHERS_WRITE) != 0);
    }
    if (check.program().resolver().resolve(e, module) instanceof Target.External t
        && bits.containsKey(t.path())) {
      return Optional.of(bits.get(t.path()).longValue());
    }
    return check
        .program()
        .values()
        .constant(e, module)
        .filter(c -> c instanceof Constant.Int)
        .map(c -> ((Constant.Int) c).value().longValue());
  }

  private void judge(Check check, CallSite call, Expr value, long mode) {
    Place place = Place.of(call.module(), value);
    String shown = "0o" + Long.toOctalString(mode);
    String written = writers(mode);
    if (check.inTest() && (mode & (OTHERS_WRITE | GROUP_WRITE)) != 0) {
      say(
          check,
          Finding.caution(check.weakness(), call.place(), Reason.TEST_CODE),
          "test",
          call,
          shown,
          place,
          written);
    } else if ((mode & OTHERS_WRITE) != 0 && (mode & STICKY) != 0) {
      say(
          check,
          Finding.refuted(check.weakness(), call.place()),
          "sticky",
          call,
          shown,
          place,
          "the sticky bit keeps others from replacing files");
    } else if ((mode & OTHERS_WRITE) != 0 && isMasked(check, call)) {
      say(
          check,
          Finding.caution(check.weakness(), call.place(), Reason.DEFENCE_IN_DEPTH),
          "masked",
          call,
          shown,
          place,
          written + " where the mask does not forbid it");
    } else if ((mode & OTHERS_WRITE) != 0) {
      say(check, check.present(call.place()), "world", call, shown, place, written);
    } else if ((mode & GROUP_WRITE) != 0) {
      say(
          check,
          Finding.caution(check.weakness(), call.place(), Reason.DEFENCE_IN_DEPTH),
          "group",
          call,
          shown,
          place,
          written);
    } else if ((mode & OTHERS_ANY) != 0) {
      say(
          check,
          Finding.refuted(check.weakness(), call.place()),
          "owner",
          call,
          shown,
          place,
          written);
    }
  }

  /** The mask narrows the mode unless the same function clears it, and does not give it back. */
  private boolean isMasked(Check check, CallSite call) {
    List<CallSite> around = call.function().map(f -> check.view().callsIn(f)).orElse(List.of());
    return masked.contains(call.path())
        && around.stream()
            .filter(c -> clearsTheMask(check, c))
            .allMatch(c -> isGivenBack(c, call, around));
  }

  /** {@code old = os.umask(0)}, and {@code os.umask(old)} before the call. */
  private static boolean isGivenBack(CallSite cleared, CallSite call, List<CallSite> around) {
    return around.stream()
        .filter(c -> c.path().equals(cleared.path()))
        .filter(
            c -> cleared.node().end() < c.node().start() && c.node().end() < call.node().start())
        .anyMatch(
            c -> c.node().args().size() == 1 && c.node().args().getFirst() instanceof Expr.Name);
  }

  private static boolean clearsTheMask(Check check, CallSite call) {
    ArgumentView given = check.program().values().arguments(call);
    return check.program().lookup().settings(call.path(), check.weakness().id()).stream()
        .anyMatch(s -> s.when().evaluate(given) == Truth.TRUE);
  }

  private static String writers(long mode) {
    return (mode & OTHERS_WRITE) != 0
        ? "everybody may write"
        : (mode & GROUP_WRITE) != 0 ? "the group may write" : "only the owner may write";
  }

  private static String name(CallSite call) {
    return call.path().isEmpty() ? call.calledName() : call.path();
  }

  private void say(
      Check check,
      Finding.Builder finding,
      String which,
      CallSite call,
      String shown,
      Place place,
      String step) {
    check.report(
        finding
            .step(place, shown + ": " + step)
            .saying(new Sentences(say).fill(which, "mode", shown, "name", name(call))));
  }
}
