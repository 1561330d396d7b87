package org.assize.testkit;

import java.util.List;
import java.util.Optional;
import org.assize.base.SourceText;
import org.assize.base.Workers;
import org.assize.ir.IrText;
import org.assize.ir.Lowering;
import org.assize.program.Program;
import org.assize.program.ProgramFile;
import org.assize.program.PythonModule;
import org.assize.program.Resolver;
import org.assize.program.Target;
import org.assize.syntax.AstPrinter;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.ParsedFile;
import org.assize.syntax.Parser;
import org.assize.syntax.SourceDecoder;

/** A stage of a review whose result can be printed for one file alone. */
enum Stage {
  /** The tree and the problems of decoding and parsing. */
  AST {
    @Override
    String print(String path, byte[] bytes) {
      return AstPrinter.print(parse(bytes));
    }
  },
  /** What each name and dotted name means, in a program of this one file. */
  NAMES {
    @Override
    String print(String path, byte[] bytes) {
      Program program = program(path, bytes);
      return new Meanings(program.modules().getFirst(), new Resolver(program)).print();
    }
  },
  /** The instructions of all bodies of code. */
  IR {
    @Override
    String print(String path, byte[] bytes) {
      return IrText.print(Lowering.lower(program(path, bytes).modules().getFirst()));
    }
  };

  /** Returns the lines that a stage makes of a file, deep trees included. */
  static String of(Stage stage, String path, byte[] bytes) {
    return Workers.deeply(() -> stage.print(path, bytes));
  }

  abstract String print(String path, byte[] bytes);

  private static Program program(String path, byte[] bytes) {
    ProgramFile file = new ProgramFile(path, parse(bytes), true, PythonModule.Origin.PROJECT);
    return Program.of(List.of(file), Workers.of(1));
  }

  private static ParsedFile parse(byte[] bytes) {
    return Parser.parse(SourceDecoder.decode(bytes).text(), Optional.empty());
  }

  /** A dotted name is one line, so its parts are not visited again. */
  private static final class Meanings {
    private final PythonModule module;
    private final Resolver resolver;
    private final StringBuilder out = new StringBuilder();

    Meanings(PythonModule module, Resolver resolver) {
      this.module = module;
      this.resolver = resolver;
    }

    String print() {
      visit(module.tree());
      return out.toString();
    }

    private void visit(Node node) {
      if (node instanceof Expr expression && isDotted(expression)) {
        SourceText text = module.text();
        out.append(text.positionAt(node.start()))
            .append("  ")
            .append(text.slice(node.start(), node.end()).replaceAll("\\s+", ""))
            .append("  ")
            .append(meaning(resolver.resolve(expression, module)))
            .append('\n');
      } else {
        Nodes.forEachChild(node, this::visit);
      }
    }

    private static boolean isDotted(Expr expression) {
      return switch (expression) {
        case Expr.Name _ -> true;
        case Expr.Attribute a -> isDotted(a.value());
        default -> false;
      };
    }

    private static String meaning(Target target) {
      return switch (target) {
        case Target.ModuleTarget t -> "module " + t.module().name();
        case Target.NamespaceTarget t -> "namespace package " + t.namespace().dotted();
        case Target.ClassTarget t -> "class " + t.type();
        case Target.FunctionTarget t -> "function " + t.function();
        case Target.VariableTarget t -> "variable " + t.symbol();
        case Target.InstanceTarget t -> "instance of " + meaning(t.type());
        case Target.External t -> "outside: " + t.path();
        case Target.Unknown _ -> "unknown";
      };
    }
  }
}
