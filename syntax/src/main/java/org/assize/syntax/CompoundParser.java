package org.assize.syntax;

import static org.assize.syntax.Token.*;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells by its first word which statement that holds others starts, and has it parsed. */
final class CompoundParser {
  private final Lexer lexer;
  private final BranchParser branches;
  private final WithParser withs;
  private final TryParser tries;
  private final MatchParser matches;
  private final DefinitionParser definitions;

  CompoundParser(Lexer lexer, ExpressionParser expressions, Blocks blocks) {
    this.lexer = lexer;
    this.branches = new BranchParser(lexer, expressions, blocks);
    this.withs = new WithParser(lexer, expressions, blocks);
    this.tries = new TryParser(lexer, expressions, blocks);
    this.matches = new MatchParser(lexer, expressions, blocks);
    this.definitions = new DefinitionParser(lexer, expressions, blocks, branches, withs);
  }

  /** Parses the compound statement that starts here; null if none does. */
  @Nullable Stmt compound() {
    int start = lexer.start;
    return switch (lexer.kind) {
      case IF -> branches.ifs();
      case DEF -> definitions.def(start, List.of(), false);
      case CLASS -> definitions.classDef(List.of());
      case FOR -> branches.loop(start, false);
      case WHILE -> branches.whileLoop();
      case TRY -> tries.tries();
      case WITH -> withs.with(start, false);
      case AT -> definitions.decorated();
      case ASYNC -> definitions.async(List.of());
      case NAME -> {
        if (lexer.nameId == ID_MATCH) {
          yield matches.match();
        }
        yield lexer.nameId == ID_ASYNC && lexer.followedBy("def")
            ? definitions.async(List.of())
            : null;
      }
      default -> null;
    };
  }
}
