package org.assize.ir;

import org.assize.program.Symbol;

/** What the immediates of one body's instructions are indexes of, while it is lowered. */
final class Tables {
  final Interner<Literal> constants = new Interner<>();
  final Interner<Symbol> symbols = new Interner<>();
  final Interner<String> names = new Interner<>();
  final Interner<CallShape> calls = new Interner<>();
  final Interner<Unpacking> unpackings = new Interner<>();
  final Interner<ImportName> imports = new Interner<>();
  final Interner<Display> displays = new Interner<>();

  BodyData.Tables finished() {
    return new BodyData.Tables(
        constants.values(),
        symbols.values(),
        names.values(),
        calls.values(),
        unpackings.values(),
        imports.values(),
        displays.values());
  }
}
