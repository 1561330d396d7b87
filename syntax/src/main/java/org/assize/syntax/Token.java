package org.assize.syntax;

import java.util.List;

/** The kinds of token, dense so that tables can be indexed by them. */
final class Token {
  static final int EOF = 0;
  static final int NEWLINE = 1;
  static final int INDENT = 2;
  static final int DEDENT = 3;

  /** Text that is no token; {@link Lexer#errorMessage} says why. */
  static final int ERROR = 4;

  static final int NAME = 5;
  static final int NUMBER = 6;
  static final int STRING = 7;

  /** The opening of an f-string or t-string: prefix and quotes. */
  static final int FSTRING = 8;

  static final int LPAR = 9;
  static final int RPAR = 10;
  static final int LSQB = 11;
  static final int RSQB = 12;
  static final int LBRACE = 13;
  static final int RBRACE = 14;
  static final int COLON = 15;
  static final int COMMA = 16;
  static final int SEMI = 17;
  static final int DOT = 18;
  static final int ELLIPSIS = 19;
  static final int ARROW = 20;
  static final int EQUAL = 21;
  static final int COLON_EQUAL = 22;
  static final int BANG = 23;
  static final int BACKTICK = 24;
  static final int TILDE = 25;

  static final int VBAR = 26;
  static final int CIRCUMFLEX = 27;
  static final int AMPER = 28;
  static final int LEFT_SHIFT = 29;
  static final int RIGHT_SHIFT = 30;
  static final int PLUS = 31;
  static final int MINUS = 32;
  static final int STAR = 33;
  static final int SLASH = 34;
  static final int DOUBLE_SLASH = 35;
  static final int PERCENT = 36;
  static final int AT = 37;
  static final int DOUBLE_STAR = 38;

  static final int EQ_EQ = 39;
  static final int NOT_EQ = 40;
  static final int LESS = 41;
  static final int LESS_EQ = 42;
  static final int GREATER = 43;
  static final int GREATER_EQ = 44;

  /** The augmented assignment of a binary operator is its kind plus this. */
  static final int AUGMENTED = 20;

  static final int FIRST_AUGMENTED = VBAR + AUGMENTED;
  static final int LAST_AUGMENTED = DOUBLE_STAR + AUGMENTED;

  /** The first keyword; the kind of the n-th keyword of {@link #KEYWORDS} is this plus n. */
  static final int KEYWORD = 64;

  static final int FALSE = 64;
  static final int NONE = 65;
  static final int TRUE = 66;
  static final int AND = 67;
  static final int AS = 68;
  static final int ASSERT = 69;
  static final int ASYNC = 70;
  static final int AWAIT = 71;
  static final int BREAK = 72;
  static final int CLASS = 73;
  static final int CONTINUE = 74;
  static final int DEF = 75;
  static final int DEL = 76;
  static final int ELIF = 77;
  static final int ELSE = 78;
  static final int EXCEPT = 79;
  static final int FINALLY = 80;
  static final int FOR = 81;
  static final int FROM = 82;
  static final int GLOBAL = 83;
  static final int IF = 84;
  static final int IMPORT = 85;
  static final int IN = 86;
  static final int IS = 87;
  static final int LAMBDA = 88;
  static final int NONLOCAL = 89;
  static final int NOT = 90;
  static final int OR = 91;
  static final int PASS = 92;
  static final int RAISE = 93;
  static final int RETURN = 94;
  static final int TRY = 95;
  static final int WHILE = 96;
  static final int WITH = 97;
  static final int YIELD = 98;

  /** How many kinds there are, at most. */
  static final int KINDS = 128;

  /** Keywords in the order of their kinds. */
  static final List<String> KEYWORDS =
      List.of(
          "False",
          "None",
          "True",
          "and",
          "as",
          "assert",
          "async",
          "await",
          "break",
          "class",
          "continue",
          "def",
          "del",
          "elif",
          "else",
          "except",
          "finally",
          "for",
          "from",
          "global",
          "if",
          "import",
          "in",
          "is",
          "lambda",
          "nonlocal",
          "not",
          "or",
          "pass",
          "raise",
          "return",
          "try",
          "while",
          "with",
          "yield");

  /** Names that are keywords in some places; their ids follow those of the keywords. */
  static final List<String> SOFT_KEYWORDS = List.of("match", "case", "type", "print", "exec", "_");

  static final int ID_ASYNC = ASYNC - KEYWORD;
  static final int ID_AWAIT = AWAIT - KEYWORD;
  static final int ID_NONLOCAL = NONLOCAL - KEYWORD;
  static final int ID_MATCH = 35;
  static final int ID_CASE = 36;
  static final int ID_TYPE = 37;
  static final int ID_PRINT = 38;
  static final int ID_EXEC = 39;
  static final int ID_UNDERSCORE = 40;

  private Token() {}
}
