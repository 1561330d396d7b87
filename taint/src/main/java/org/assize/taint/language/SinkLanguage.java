package org.assize.taint.language;

import java.util.function.Function;

/** What reads the value that reaches a sink. */
public enum SinkLanguage {
  /** A database server. */
  SQL(true, s -> SqlText.context(s.before())),
  /** A shell. */
  SHELL(true, s -> ShellText.context(s.before())),
  /** A browser that shows a page. */
  HTML(true, s -> HtmlText.context(s.before())),
  /** A file system. */
  PATH(false, s -> Context.against("a path", "/\\")),
  /** A client that asks what an address names. */
  URL(false, s -> UrlText.requested(s.before())),
  /** A browser that is sent to an address. */
  REDIRECT(false, s -> UrlText.visited(s.before())),
  /** Whoever reads the lines of a header. */
  HEADER(true, s -> Context.against("a header", "\r\n")),
  /** Whoever reads the lines of a log. */
  LOG(true, s -> Context.against("a line", "\r\n")),
  /** A directory server that reads a filter (RFC 4515) or a name (RFC 4514). */
  LDAP(true, s -> Context.against("a filter", "*()\\\0")),
  /** A query on an XML document. */
  XPATH(true, s -> SqlText.context(s.before())),
  /** A regular expression. */
  REGEX(false, s -> Context.word("a pattern")),
  /** Python itself. */
  PYTHON(true, s -> Context.word("a program")),
  /** A template engine. */
  TEMPLATE(true, s -> Context.against("a template", "{%$<#")),
  /** A loader that makes any object that the data names. */
  OBJECT(true, s -> Context.open("the data")),
  /** A program that reads its arguments. */
  ARGUMENT(false, s -> argument(s.before())),
  /** Anything at all: the value itself is what matters. */
  VALUE(false, s -> Context.open("the value"));

  private final boolean composes;
  private final Function<Surround, Context> context;

  SinkLanguage(boolean composes, Function<Surround, Context> context) {
    this.composes = composes;
    this.context = context;
  }

  /**
   * Whether a value that lands inside of larger text does more harm than its giver may expect: a
   * caller who passes a name does not expect a shell to read it.
   */
  public boolean composes() {
    return composes;
  }

  /** Returns the context of a hole. */
  public Context context(Surround surround) {
    return context.apply(surround);
  }

  private static Context argument(String before) {
    return before.isEmpty()
        ? Context.against("the start of an argument", "-")
        : Context.harmless("behind the start of an argument");
  }
}
