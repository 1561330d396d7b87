package org.assize.taint.language;

import java.util.Optional;

/** What reads the value that reaches a sink. */
public enum SinkLanguage {
  /** A database server. */
  SQL(true),
  /** A shell. */
  SHELL(true),
  /** A browser that shows a page. */
  HTML(true),
  /** A file system. */
  PATH(false),
  /** Whoever unpacks an archive: the name of a member, which belongs below a folder. */
  MEMBER(false),
  /** A client that asks what an address names. */
  URL(false),
  /** A browser that is sent to an address. */
  REDIRECT(false),
  /** Whoever reads the lines of a header. */
  HEADER(true),
  /** Whoever reads the lines of a log. */
  LOG(true),
  /** A directory server that reads a filter (RFC 4515) or a name (RFC 4514). */
  LDAP(true),
  /** A query on an XML document. */
  XPATH(true),
  /** A regular expression. */
  REGEX(false),
  /** Python itself. */
  PYTHON(true),
  /** A template engine. */
  TEMPLATE(true),
  /** A loader that makes any object that the data names. */
  OBJECT(true),
  /** A program that reads its arguments. */
  ARGUMENT(false),
  /** A program for tables that runs cells as formulas. */
  FORMULA(false),
  /** Whatever is found by its whole name: fixed text around it keeps to things that are meant. */
  NAME(false),
  /** Anything at all: the value itself is what matters. */
  VALUE(false);

  private final boolean composes;

  SinkLanguage(boolean composes) {
    this.composes = composes;
  }

  /**
   * Whether a value that lands inside of larger text does more harm than its giver may expect: a
   * caller who passes a name does not expect a shell to read it.
   */
  public boolean composes() {
    return composes;
  }

  /** Whether the value names a file. */
  public boolean isPath() {
    return this == PATH || this == MEMBER;
  }

  /** Returns the context of a hole. */
  public Context context(Surround surround) {
    String before = surround.before();
    return switch (this) {
      case SQL -> QuotedText.sql(before);
      case XPATH -> QuotedText.xpath(before);
      case SHELL -> ShellText.context(before);
      case HTML -> HtmlText.context(before);
      case PATH, MEMBER -> Context.against("a path", "/"); // as POSIX has it
      case URL -> UrlText.requested(before, surround.behind());
      case REDIRECT -> UrlText.visited(before, surround.behind());
      case HEADER ->
          before.contains("\n\n") || before.contains("\r\n\r\n")
              ? Context.harmless("behind the headers")
              : Context.against("a header", "\r\n");
      case LOG -> Context.against("a line", "\r\n");
      case LDAP -> DirectoryText.context(before, surround.behind());
      case REGEX -> Context.word("a pattern");
      case PYTHON -> Context.expression("a program");
      case TEMPLATE -> Context.against("a template", "{%$<#");
      case OBJECT ->
          before.isBlank() || !surround.isComposed()
              ? Context.open("the data")
              : Context.word("a text of the data");
      case ARGUMENT -> argument(surround);
      case FORMULA ->
          before.isEmpty()
              ? Context.leading("the start of a cell", "=+-@\t\r")
              : Context.harmless("behind the start of a cell");
      case NAME ->
          surround.before().isEmpty() && surround.behind().isEmpty()
              ? Context.open("the whole name")
              : Context.harmless("part of a name");
      case VALUE -> Context.open("the value");
    };
  }

  private static Context argument(Surround surround) {
    String before = surround.before();
    Optional<String> separator = surround.separator();
    if (before.isEmpty() || separator.filter(before::endsWith).isPresent()) {
      return Context.leading("the start of an argument", "-");
    }
    return separator
        .map(s -> Context.against("a text that is cut into arguments", s))
        .orElseGet(() -> Context.harmless("behind the start of an argument"));
  }
}
