package org.assize.checks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Attributes whose {@code ==} is a method of the program that compares by a hash or in constant
 * time: {@code password = HashedPassword("column")} of a class, where what its {@code __get__}
 * gives has such an {@code __eq__}.
 */
record OwnEquality(Check check) {
  private static final Set<String> SAFE =
      Set.of("compare_digest", "checkpw", "check_password", "check_password_hash", "verify");

  /** Whether the operator compares by such a method where a value stands on one side of it. */
  boolean holds(Expr value) {
    return value instanceof Expr.Attribute read
        && owners(read).anyMatch(c -> isSafe(c, read.attribute()));
  }

  /** The classes that are called as the variable is: an {@code identity} is an Identity. */
  private Stream<PythonClass> owners(Expr.Attribute read) {
    String wanted = plain(NameTerms.last(read.value()));
    return wanted.isEmpty() || wanted.equals("self")
        ? Stream.empty()
        : check.program().program().mentioning(read.attribute()).stream()
            .filter(m -> !m.isTemplate())
            .flatMap(m -> m.scopes().classes().stream())
            .filter(c -> plain(c.name()).equals(wanted));
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  private boolean isSafe(PythonClass owner, String attribute) {
    Optional<Expr> field = check.program().resolver().hierarchy().value(owner, attribute);
    Optional<Stmt.FunctionDef> property =
        owner.method(attribute).map(PythonFunction::node).filter(f -> !f.decorators().isEmpty());
    return field
        .<Node>map(v -> v)
        .or(() -> property)
        .filter(n -> made(n, owner.module()).anyMatch(this::givesSafe))
        .isPresent();
  }

  /** A class that compares so itself, or whose descriptor names one that does. */
  private boolean givesSafe(PythonClass type) {
    return comparesSafely(type)
        || (type.method("__get__").isPresent()
            && made(type.node(), type.module()).anyMatch(this::comparesSafely));
  }

  private boolean comparesSafely(PythonClass type) {
    return check
        .program()
        .resolver()
        .hierarchy()
        .method(type, "__eq__")
        .filter(f ->
            Inside.any(f.node().body(), Expr.Call.class, c -> SAFE.contains(NameTerms.last(c))))
        .isPresent();
  }

  /** The classes that a node names. */
  private Stream<PythonClass> made(Node node, PythonModule module) {
    return Inside.deep(List.of(node), Expr.Name.class).stream()
        .flatMap(n ->
            check.program().resolver().resolve(n, module) instanceof Target.ClassTarget t
                ? Stream.of(t.type())
                : Stream.empty());
  }
}
