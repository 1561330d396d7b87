package org.assize.ir;

import java.util.List;
import org.assize.base.Span;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Body} holds, under the names of its methods.
 *
 * @param operandStarts of each instruction in {@code operands}; one more than there are
 * @param blocks the block of each instruction
 * @param blockStarts the first instruction of each block; one more than there are
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; Body hands out no array of its own
record BodyData(
    BodyKind kind,
    PythonModule module,
    String name,
    Span span,
    @Nullable PythonFunction function,
    @Nullable PythonClass type,
    boolean generator,
    boolean async,
    int unreachable,
    List<BodyParameter> parameters,
    List<Body> children,
    Tables tables,
    Op[] ops,
    int[] args,
    int[] operandStarts,
    int[] operands,
    int[] spanStarts,
    int[] spanEnds,
    int[] blocks,
    int[] blockStarts,
    int[][] successors,
    int[] handlers,
    int[][] predecessors) {

  /** What the immediates of instructions are indexes of. */
  record Tables(
      List<Literal> constants,
      List<Symbol> symbols,
      List<String> names,
      List<CallShape> calls,
      List<Unpacking> unpackings,
      List<ImportName> imports,
      List<Display> displays) {}
}
