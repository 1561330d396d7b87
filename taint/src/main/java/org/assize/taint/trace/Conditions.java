package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.taint.trace.Guards.Verdict;

/** The conditions that hold wherever an instruction is reached, as far as they name a value. */
final class Conditions {
  private final FlowProgram program;
  private final Tests tests;

  Conditions(FlowProgram program, Tests tests) {
    this.program = program;
    this.tests = tests;
  }

  /**
   * What a condition says.
   *
   * @param by the instruction that is tested
   */
  record Said(Verdict verdict, int by) {}

  /**
   * Returns what the branches say that every way to an instruction has taken.
   *
   * @param node in whose body and call they are
   * @param use the instruction
   * @param tested the value, σ-names looked through
   */
  List<Said> before(Node node, int use, int tested) {
    List<Said> all = new ArrayList<>();
    Body body = program.body(node.body());
    Branches branches = program.branches(node.body());
    int target = body.blockOf(use);
    for (int from : branches.naming(tested)) {
      int condition = body.operand(body.last(from), 0);
      int[] successors = body.successors(from);
      boolean isBehind = // a handler is reached by no branch
          branches.reaches(target, from, 0) || branches.reaches(target, from, 1);
      for (int side = 0; side < 2 && isBehind && successors[0] != successors[1]; side++) {
        if (!branches.reaches(target, from, side)) {
          Verdict said = tests.of(node, condition, tested, side == 0);
          if (said != Verdict.Nothing.NOTHING) {
            all.add(new Said(said, condition));
          }
        }
      }
    }
    return all;
  }

  /**
   * Returns what holds of a value by whatever edge its block is entered: {@code if a or b:}.
   *
   * @param use an instruction of the block
   */
  Verdict either(Node node, int use, int tested) {
    Body body = program.body(node.body());
    int target = body.blockOf(use);
    Verdict all = Verdict.Nothing.NOTHING;
    for (int from : body.predecessors(target)) {
      int[] successors = body.successors(from);
      if (body.op(body.last(from)) != Op.BRANCH || successors[0] == successors[1]) {
        return Verdict.Nothing.NOTHING;
      }
      int condition = body.operand(body.last(from), 0);
      all = tests.of(node, condition, tested, successors[0] == target);
      boolean isCheck =
          all instanceof Verdict.Safe
              || all instanceof Verdict.Equal
              || all instanceof Verdict.Among;
      if (!isCheck) {
        return Verdict.Nothing.NOTHING;
      }
    }
    return all;
  }

  /**
   * Returns what the branch says by whose edge a value comes to the place where ways meet.
   *
   * @param node a value that is one of those that meet
   * @param branch the end of the block that it comes from
   * @param tested the value, σ-names looked through
   */
  Optional<Said> onEdge(Node node, int branch, int tested) {
    Body body = program.body(node.body());
    Node meeting = node.next();
    if (meeting == null
        || meeting.body() != node.body()
        || body.op(branch) != Op.BRANCH
        || body.op(meeting.instruction()) != Op.PHI) {
      return Optional.empty();
    }
    int[] successors = body.successors(body.blockOf(branch));
    int target = body.blockOf(meeting.instruction());
    if (successors[0] == successors[1] || (successors[0] != target && successors[1] != target)) {
      return Optional.empty();
    }
    int condition = body.operand(branch, 0);
    Verdict said = tests.of(node, condition, tested, successors[0] == target);
    return said == Verdict.Nothing.NOTHING
        ? Optional.empty()
        : Optional.of(new Said(said, condition));
  }
}
