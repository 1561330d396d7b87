package org.assize.ir;

/** What an import binds as text: {@code a.b}, {@code a.b whole}, {@code ..a:name}. */
final class IrImports {
  private IrImports() {}

  static String print(ImportName name) {
    String module = ".".repeat(name.level()) + name.module();
    String member = name.member().isEmpty() ? "" : ":" + name.member();
    return module + member + (name.whole() ? " whole" : "");
  }

  static ImportName parse(String text) {
    boolean whole = text.endsWith(" whole");
    String rest = whole ? text.substring(0, text.length() - " whole".length()) : text;
    int colon = rest.indexOf(':');
    String member = colon < 0 ? "" : rest.substring(colon + 1);
    String module = colon < 0 ? rest : rest.substring(0, colon);
    int level = 0;
    while (level < module.length() && module.charAt(level) == '.') {
      level++;
    }
    return new ImportName(module.substring(level), level, member, whole);
  }
}
