package org.assize.ir;

import java.util.List;
import java.util.Optional;
import org.assize.base.Span;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Symbol;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Operator;
import org.assize.syntax.UnaryOperator;

/**
 * One body of code in SSA form. Instructions are numbered from 0, block by block; a number is also
 * the name of the value that the instruction defines. Block 0 is the entry; blocks are in reverse
 * postorder. Immutable.
 */
public final class Body {
  private final BodyData data;

  Body(BodyData data) {
    this.data = data;
  }

  /** Returns what kind of code it is. */
  public BodyKind kind() {
    return data.kind();
  }

  /** Returns the module that it stands in. */
  public PythonModule module() {
    return data.module();
  }

  /** Returns module name, enclosing definitions and name, joined by dots; unique with its span. */
  public String name() {
    return data.name();
  }

  /** Returns the function that it is the body of. */
  public Optional<PythonFunction> function() {
    return Optional.ofNullable(data.function());
  }

  /** Returns the class that it is the body of. */
  public Optional<PythonClass> type() {
    return Optional.ofNullable(data.type());
  }

  /** Whether a call of it makes a generator. */
  public boolean isGenerator() {
    return data.generator();
  }

  /** Whether a call of it makes a coroutine. */
  public boolean isAsync() {
    return data.async();
  }

  /** Returns its parameters in the order in which they are written. */
  public List<BodyParameter> parameters() {
    return data.parameters();
  }

  /** Whether its first parameter is the object or class whose method it is. */
  public boolean hasReceiver() {
    return function().flatMap(PythonFunction::receiver).isPresent();
  }

  /** Returns the place of its code, without the decorators. */
  public Span span() {
    return data.span();
  }

  /** Returns the number of blocks that nothing leads to; they are left out. */
  public int unreachableBlocks() {
    return data.unreachable();
  }

  /** Returns the bodies defined directly inside, in the order in which they are met. */
  public List<Body> children() {
    return data.children();
  }

  /** Returns the constants that {@link Op#CONST} names. */
  public List<Literal> constants() {
    return data.tables().constants();
  }

  /** Returns the variables that {@link Op#LOAD}, {@link Op#STORE} and {@link Op#DELETE} name. */
  public List<Symbol> symbols() {
    return data.tables().symbols();
  }

  /** Returns the names that {@link Op#ATTR} and its kin use. */
  public List<String> names() {
    return data.tables().names();
  }

  /** Returns the shapes that {@link Op#CALL} names. */
  public List<CallShape> calls() {
    return data.tables().calls();
  }

  /** Returns the targets that {@link Op#UNPACK} and {@link Op#MATCH_SEQUENCE} name. */
  public List<Unpacking> unpackings() {
    return data.tables().unpackings();
  }

  /** Returns what {@link Op#IMPORT} names. */
  public List<ImportName> imports() {
    return data.tables().imports();
  }

  /** Returns the starred elements that {@link Op#LIST} and its kin name. */
  public List<Display> displays() {
    return data.tables().displays();
  }

  /** Returns the number of instructions. */
  public int size() {
    return data.ops().length;
  }

  /** Returns what an instruction does. */
  public Op op(int instruction) {
    return data.ops()[instruction];
  }

  /** Returns an instruction's immediate; 0 where {@link Op} gives it no meaning. */
  public int arg(int instruction) {
    return data.args()[instruction];
  }

  /** Returns the operator of a {@link Op#BINARY} or {@link Op#IN_PLACE}. */
  public Operator operator(int instruction) {
    return Ordinals.constant(Operator.class, arg(instruction));
  }

  /** Returns the operator of a {@link Op#UNARY}. */
  public UnaryOperator unaryOperator(int instruction) {
    return Ordinals.constant(UnaryOperator.class, arg(instruction));
  }

  /** Returns the operator of a {@link Op#COMPARE}. */
  public CompareOperator comparison(int instruction) {
    return Ordinals.constant(CompareOperator.class, arg(instruction));
  }

  /** Returns the number of an instruction's operands. */
  public int operandCount(int instruction) {
    return data.operandStarts()[instruction + 1] - data.operandStarts()[instruction];
  }

  /** Returns the value that is an instruction's operand, counted from 0. */
  public int operand(int instruction, int index) {
    return data.operands()[data.operandStarts()[instruction] + index];
  }

  /** Whether an instruction behind the one that defines a value takes it. */
  public boolean isUsedBehind(int value) {
    for (int i = value + 1; i < size(); i++) {
      for (int k = 0; k < operandCount(i); k++) {
        if (operand(i, k) == value) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns the place in the text that an instruction comes from. */
  public Span span(int instruction) {
    return new Span(data.spanStarts()[instruction], data.spanEnds()[instruction]);
  }

  /** Returns the block of an instruction. */
  public int blockOf(int instruction) {
    return data.blocks()[instruction];
  }

  /** Returns the number of blocks. */
  public int blockCount() {
    return data.blockStarts().length - 1;
  }

  /** Returns the first instruction of a block. */
  public int first(int block) {
    return data.blockStarts()[block];
  }

  /** Returns the instruction that ends a block. */
  public int last(int block) {
    return data.blockStarts()[block + 1] - 1;
  }

  /** Returns the blocks that follow, without the exceptional one; a branch's true side first. */
  public int[] successors(int block) {
    return data.successors()[block].clone();
  }

  /** Returns the number of blocks that follow, without the exceptional one. */
  public int successorCount(int block) {
    return data.successors()[block].length;
  }

  /** Returns one of the blocks that follow, counted from 0; a branch's true side first. */
  public int successor(int block, int index) {
    return data.successors()[block][index];
  }

  /** Returns the block that an exception raised in a block goes to, or -1 if it leaves the body. */
  public int handler(int block) {
    return data.handlers()[block];
  }

  /**
   * Returns the blocks that come before, exceptional edges included, in the order of the operands
   * of {@link Op#PHI}.
   */
  public int[] predecessors(int block) {
    return data.predecessors()[block].clone();
  }

  /** Returns the number of blocks that come before. */
  public int predecessorCount(int block) {
    return data.predecessors()[block].length;
  }

  /** Returns one of the blocks that come before, counted from 0. */
  public int predecessor(int block, int index) {
    return data.predecessors()[block][index];
  }

  BodyData data() {
    return data;
  }
}
