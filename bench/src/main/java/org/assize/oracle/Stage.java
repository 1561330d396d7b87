package org.assize.oracle;

import org.assize.syntax.ParsedFile;
import org.assize.syntax.PythonVersion;

/** What of a file is compared with CPython, and with which of its modules. */
public enum Stage {
  /** The tree, with {@code ast}. */
  TREES("ast_dump.py") {
    @Override
    byte[] dump(ParsedFile file, PythonVersion version) {
      return AstDump.of(file, version);
    }
  },
  /** Scopes and the meaning of names in them, with {@code symtable}. */
  SCOPES("symtable_dump.py") {
    @Override
    byte[] dump(ParsedFile file, PythonVersion version) {
      return ScopeDump.of(file, version);
    }
  };

  private final String script;

  Stage(String script) {
    this.script = script;
  }

  /** Returns the name of the script that asks CPython. */
  String script() {
    return script;
  }

  /** Returns our answer in the canonical form that the script defines. */
  abstract byte[] dump(ParsedFile file, PythonVersion version);
}
