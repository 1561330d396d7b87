package org.assize.program;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.assize.base.Position;
import org.assize.base.SourceText;
import org.assize.syntax.Node;
import org.assize.syntax.ParsedFile;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/** One Python file or template of the program. Compared by identity. */
public final class PythonModule {
  /** Why a file is in the program. */
  public enum Origin {
    /** Part of the project; reported when in scope. */
    PROJECT,
    /** A library given for facts; never reported. */
    DEPENDENCY
  }

  /** How a module is written. */
  public enum Form {
    /** In Python. */
    PYTHON,
    /** As a template, which is read as a module that has one function of its context. */
    TEMPLATE
  }

  private final int index;
  private final ModuleName name;
  private final ProgramFile file;
  private final ModuleOutline outline;
  private volatile @Nullable Scopes scopes;

  PythonModule(int index, ModuleName name, ProgramFile file, ModuleOutline outline) {
    this.index = index;
    this.name = name;
    this.file = file;
    this.outline = outline;
  }

  /** Returns its place in {@link Program#modules()}. */
  public int index() {
    return index;
  }

  /** Returns the path relative to the program's root, with {@code /}. */
  public String path() {
    return file.path();
  }

  /** Returns the dotted name by which others import it. */
  public String name() {
    return name.dotted();
  }

  /** Returns the folder that has to be on Python's path for that name; {@code ""} is the root. */
  public String sourceRoot() {
    return name.root();
  }

  /** Whether it is an {@code __init__.py}. */
  public boolean isPackage() {
    return name.isPackage();
  }

  /**
   * Whether it is a script that finds the package of another module only where that is installed:
   * it uses the package as everybody may, such as an example in a folder of its own.
   */
  public boolean uses(PythonModule other) {
    boolean isScript = !isPackage() && name().indexOf('.') < 0;
    boolean isInPackage = other.isPackage() || other.name().indexOf('.') >= 0;
    boolean isBeside = (other.sourceRoot() + "/").startsWith(sourceRoot() + "/");
    return isScript && isInPackage && !sourceRoot().isEmpty() && !isBeside;
  }

  /** Whether its code is reported, rather than only consulted. */
  public boolean inScope() {
    return file.inScope();
  }

  /** Returns why it is in the program. */
  public Origin origin() {
    return file.origin();
  }

  /** Whether it is a template, which nothing imports. */
  public boolean isTemplate() {
    return file.form() == Form.TEMPLATE;
  }

  /** Returns what parsing gave. */
  public ParsedFile parsed() {
    return file.parsed();
  }

  /** Returns its text. */
  public SourceText text() {
    return file.parsed().text();
  }

  /** Returns its statements. */
  public Node.Module tree() {
    return file.parsed().tree();
  }

  /** Returns the line (from 1) on which a node starts. */
  public int lineOf(Node node) {
    return text().lineAt(node.start());
  }

  /** Returns where a node starts. */
  public Position positionOf(Node node) {
    return text().positionAt(node.start());
  }

  /** Returns the import statements, wherever they stand, in the order of their places. */
  public List<ImportSite> imports() {
    return outline.imports();
  }

  /** Returns the first names of what it imports: packages, or modules beside none. */
  public Set<String> importedPackages() {
    return imports().stream()
        .map(site ->
            site.statement() instanceof Stmt.ImportFrom from
                ? String.valueOf(from.module())
                : site.alias().name())
        .map(name -> name.indexOf('.') < 0 ? name : name.substring(0, name.indexOf('.')))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns its scopes; computed on first use. */
  public Scopes scopes() {
    Scopes known = scopes;
    if (known == null) {
      synchronized (this) {
        known = scopes;
        if (known == null) {
          known = ScopeBuilder.build(this);
          scopes = known;
        }
      }
    }
    return known;
  }

  ModuleOutline outline() {
    return outline;
  }

  @Override
  public String toString() {
    return file.path();
  }
}
