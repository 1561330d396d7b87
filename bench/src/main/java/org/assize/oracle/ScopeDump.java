package org.assize.oracle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assize.base.Workers;
import org.assize.program.Binding;
import org.assize.program.Program;
import org.assize.program.ProgramFile;
import org.assize.program.PythonModule;
import org.assize.program.Scope;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.ParsedFile;
import org.assize.syntax.PythonVersion;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/**
 * Writes our scopes in the canonical form of {@code scripts/symtable_dump.py}.
 *
 * <p>Where a name is used is asked of {@link org.assize.program.Scopes#at}, and what it means there
 * of {@link Scope#lookup}, as every part of a review asks.
 */
public final class ScopeDump {
  private static final Set<String> MADE_UP =
      Set.of("__class__", "__classdict__", "__type_params__");

  private final PythonModule module;
  private final PythonVersion version;
  private final boolean annotationsAreTexts;
  private final IdentityHashMap<Scope, ScopeEntry> entries = new IdentityHashMap<>();
  private final Set<Node> bound = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Node> unread = new ArrayList<>();

  private ScopeDump(PythonModule module, PythonVersion version) {
    this.module = module;
    this.version = version;
    // Python 3.8 and 3.9 have the names of such annotations in their tables all the same.
    this.annotationsAreTexts =
        version.has(10)
            && module.imports().stream()
                .anyMatch(i ->
                    i.statement() instanceof Stmt.ImportFrom s
                        && "__future__".equals(s.module())
                        && i.alias().name().equals("annotations"));
  }

  /** Returns the dump of a file as the {@code symtable} module of a version would show it. */
  public static byte[] of(ParsedFile file, PythonVersion version) {
    ProgramFile only = new ProgramFile("module.py", file, true, PythonModule.Origin.PROJECT);
    Program program = Program.of(List.of(only), Workers.of(1));
    ScopeDump dump = new ScopeDump(program.modules().getFirst(), version);
    Scope root = dump.module.scopes().root();
    dump.bindings(root);
    dump.module.tree().body().forEach(dump::read);
    return (dump.text(root) + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  private ScopeEntry entry(Scope scope) {
    return entries.computeIfAbsent(scope, ScopeEntry::new);
  }

  /** Marks every binding in the scope whose code makes it. */
  private void bindings(Scope scope) {
    for (Symbol symbol : scope.symbols()) {
      if (symbol.scope() == scope) {
        symbol.bindings().forEach(b -> binding(b, symbol));
      }
    }
    scope.children().forEach(this::bindings);
  }

  private void binding(Binding binding, Symbol symbol) {
    bound.add(binding.node());
    Scope running =
        switch (binding.kind()) {
          case PARAMETER, TYPE_PARAMETER -> symbol.scope();
          default -> module.scopes().at(binding.node().start());
        };
    entry(running).mark(symbol.name(), flag(binding));
    if (binding.source() instanceof Stmt.AnnAssign s && s.simple()) {
      entry(running).mark(symbol.name(), 'a');
    }
    if (binding.source() instanceof Expr.NamedExpr) {
      walrus(running, symbol.name());
    }
  }

  private static char flag(Binding binding) {
    return switch (binding.kind()) {
      case PARAMETER -> 'p';
      case IMPORT, FROM_IMPORT -> 'i';
      default -> 'l';
    };
  }

  /** In comprehensions it also counts for the scope around them; a module only knows of it. */
  private void walrus(Scope running, String name) {
    Scope around = running;
    while (around.kind() == Scope.Kind.COMPREHENSION) {
      around = around.parent().orElseThrow();
    }
    if (around != running) {
      ScopeEntry.Name known = entry(around).known(name);
      if (around.kind() != Scope.Kind.MODULE) {
        known.flags().add('l');
      }
    }
  }

  private void read(Node node) {
    switch (node) {
      case Expr.Name e -> {
        if (!bound.contains(e)) {
          entry(module.scopes().at(e.start())).mark(e.id(), 'r');
        }
      }
      case Stmt.AnnAssign s -> {
        if (!(s.target() instanceof Expr.Name)) {
          read(s.target());
        }
        annotation(s.annotation());
        if (s.value() != null) {
          read(s.value());
        }
      }
      case Stmt.FunctionDef s -> Nodes.forEachChild(s, c -> readUnless(c, s.returns()));
      case Node.Parameter p -> Nodes.forEachChild(p, c -> readUnless(c, p.annotation()));
      default -> Nodes.forEachChild(node, this::read);
    }
  }

  private void readUnless(Node child, @Nullable Expr annotation) {
    if (child == annotation) {
      annotation(child);
    } else {
      read(child);
    }
  }

  private void annotation(Node annotation) {
    if (annotationsAreTexts) {
      unread.add(annotation);
    } else {
      read(annotation);
    }
  }

  private String text(Scope scope) {
    ScopeEntry own = entry(scope);
    List<Child> children = new ArrayList<>();
    inside(scope, own, children);
    children.sort(Comparator.comparingInt(Child::line).thenComparing(Child::text));
    StringBuilder out = new StringBuilder(ScopeEntry.title(scope, version)).append('\n');
    TreeSet<String> names = new TreeSet<>();
    own.names().stream().filter(n -> !MADE_UP.contains(n)).forEach(n -> names.add(own.line(n)));
    names.forEach(n -> out.append(n).append('\n'));
    children.forEach(c -> out.append(c.text()).append('\n'));
    return out.append(')').toString();
  }

  private record Child(int line, String text) {}

  private void inside(Scope scope, ScopeEntry own, List<Child> children) {
    for (Scope child : scope.children()) {
      if (isUnread(child)) {
        continue;
      }
      if (isInlined(child)) {
        inside(child, entry(child), children);
        own.takeOver(entry(child));
      } else {
        children.add(new Child(ScopeEntry.line(child, version), text(child)));
      }
    }
  }

  private boolean isUnread(Scope scope) {
    int start = scope.node().start();
    return unread.stream().anyMatch(n -> n.start() <= start && start < n.end());
  }

  private boolean isInlined(Scope scope) {
    return version.has(12)
        && scope.kind() == Scope.Kind.COMPREHENSION
        && !(scope.node() instanceof Expr.GeneratorExp)
        && !seesClass(scope.parent().orElseThrow());
  }

  /** CPython keeps a comprehension apart in type parameters directly inside a class. */
  private static boolean seesClass(Scope scope) {
    return scope.kind() == Scope.Kind.TYPE_PARAMETERS
        && scope.parent().orElseThrow().kind() == Scope.Kind.CLASS;
  }
}
