package org.assize.facts;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the grammar of {@link Condition} by recursive descent. */
final class ConditionParser {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<word>[A-Za-z_][\\w.]*(?:\\|[A-Za-z_]\\w*)?)"
              + "|(?<number>-?\\d[\\w.]*)"
              + "|(?<text>'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\")"
              + "|(?<sign>==|!=|<=|>=|[=<>&(){},\\[\\]]))");
  private static final Pattern POSITION = Pattern.compile("arg(\\d{1,2})(?:\\|(\\w+))?");

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int next;

  private enum Kind {
    WORD,
    NUMBER,
    TEXT,
    SIGN,
    END
  }

  private record Token(Kind kind, String text, int column) {}

  ConditionParser(String source) {
    this.source = source;
  }

  Condition parse() throws ConditionException {
    scan();
    if (peek().kind == Kind.END) {
      return Condition.ALWAYS;
    }
    Condition condition = disjunction();
    if (peek().kind != Kind.END) {
      throw unexpected("'and', 'or' or the end");
    }
    return condition;
  }

  private void scan() throws ConditionException {
    Matcher matcher = TOKEN.matcher(source);
    int at = 0;
    while (at < source.length() && !source.substring(at).isBlank()) {
      if (!matcher.region(at, source.length()).lookingAt()) {
        throw new ConditionException(at + 1, "'" + source.charAt(at) + "' has no meaning here");
      }
      for (Kind kind : List.of(Kind.WORD, Kind.NUMBER, Kind.TEXT, Kind.SIGN)) {
        String group = kind.name().toLowerCase(java.util.Locale.ROOT);
        if (matcher.group(group) != null) {
          tokens.add(new Token(kind, matcher.group(group), matcher.start(group) + 1));
        }
      }
      at = matcher.end();
    }
    tokens.add(new Token(Kind.END, "", source.length() + 1));
  }

  private Condition disjunction() throws ConditionException {
    List<Condition> parts = new ArrayList<>();
    do {
      parts.add(conjunction());
    } while (accept("or"));
    return parts.size() == 1 ? parts.getFirst() : new Condition.Any(parts);
  }

  private Condition conjunction() throws ConditionException {
    List<Condition> parts = new ArrayList<>();
    do {
      parts.add(term());
    } while (accept("and"));
    return parts.size() == 1 ? parts.getFirst() : new Condition.All(parts);
  }

  private Condition term() throws ConditionException {
    if (accept("not")) {
      return new Condition.Not(term());
    }
    if (accept("(")) {
      Condition inner = disjunction();
      expect(")");
      return inner;
    }
    return test();
  }

  private Condition test() throws ConditionException {
    if (accept("missing")) {
      return new Condition.Missing(inBrackets());
    }
    if (accept("given")) {
      return new Condition.Not(new Condition.Missing(inBrackets()));
    }
    Slot slot = slot();
    if (accept("in")) {
      return new Condition.In(slot, set());
    }
    if (accept("not")) {
      expect("in");
      return new Condition.Not(new Condition.In(slot, set()));
    }
    Relation relation = relation();
    Token given = peek();
    Constant literal = literal();
    if (relation == Relation.MATCHES) {
      expression(given, literal);
    }
    return new Condition.Compare(slot, relation, literal);
  }

  private static void expression(Token at, Constant literal) throws ConditionException {
    try {
      Pattern.compile(literal instanceof Constant.Text(String text) ? text : "(");
    } catch (PatternSyntaxException e) {
      throw new ConditionException(at.column, "expected a regular expression, found " + at.text, e);
    }
  }

  private Slot inBrackets() throws ConditionException {
    expect("(");
    Slot slot = slot();
    expect(")");
    return slot;
  }

  private Slot slot() throws ConditionException {
    Slot slot = wholeSlot();
    while (accept("[")) {
      slot = part(slot);
    }
    return slot;
  }

  private Slot part(Slot of) throws ConditionException {
    Token index = peek();
    boolean isPosition = index.kind == Kind.NUMBER && index.text.matches("\\d{1,2}");
    if (index.kind != Kind.TEXT && !isPosition) {
      throw unexpected("the index of an element or a key in quotes");
    }
    next++;
    expect("]");
    return isPosition
        ? new Slot.Element(of, Integer.parseInt(index.text))
        : new Slot.Item(of, unquote(index.text));
  }

  private Slot wholeSlot() throws ConditionException {
    Token token = peek();
    if (token.kind != Kind.WORD || token.text.contains(".")) {
      throw unexpected("an argument: its name, arg0, arg0|name or value");
    }
    next++;
    Matcher position = POSITION.matcher(token.text);
    if (position.matches()) {
      String keyword = position.group(2);
      return new Slot.Argument(Integer.parseInt(position.group(1)), keyword == null ? "" : keyword);
    }
    if (token.text.contains("|")) {
      next--;
      throw unexpected("arg0|name");
    }
    return token.text.equals("value") ? Slot.Fixed.VALUE : new Slot.Argument(-1, token.text);
  }

  private Relation relation() throws ConditionException {
    if (accept("==")) {
      return Relation.EQUAL;
    }
    for (Relation relation : Relation.values()) {
      if (accept(relation.text())) {
        return relation;
      }
    }
    throw unexpected("a comparison such as =, !=, <, & or in");
  }

  private List<Constant> set() throws ConditionException {
    List<Constant> literals = new ArrayList<>();
    expect("{");
    do {
      literals.add(literal());
    } while (accept(","));
    expect("}");
    return literals;
  }

  private Constant literal() throws ConditionException {
    Token token = peek();
    Constant constant =
        switch (token.kind) {
          case TEXT -> new Constant.Text(unquote(token.text));
          case NUMBER -> number(token.text);
          case WORD -> named(token.text);
          case SIGN, END -> throw unexpected("a literal");
        };
    next++;
    return constant;
  }

  private static Constant named(String word) {
    return switch (word) {
      case "True" -> Constant.Bool.TRUE;
      case "False" -> Constant.Bool.FALSE;
      case "None" -> Constant.Nothing.NONE;
      default -> new Constant.Name(word);
    };
  }

  private Constant number(String text) throws ConditionException {
    String digits = text.replace("_", "");
    try {
      if (digits.startsWith("0x")) {
        return new Constant.Int(new BigInteger(digits.substring(2), 16));
      }
      if (digits.startsWith("0o")) {
        return new Constant.Int(new BigInteger(digits.substring(2), 8));
      }
      return digits.contains(".")
          ? new Constant.Real(Double.parseDouble(digits))
          : new Constant.Int(new BigInteger(digits));
    } catch (NumberFormatException e) {
      throw unexpected("a number");
    }
  }

  private static String unquote(String quoted) {
    return quoted.substring(1, quoted.length() - 1).replaceAll("\\\\(.)", "$1");
  }

  private Token peek() {
    return tokens.get(next);
  }

  private boolean accept(String text) {
    Token token = peek();
    if (token.kind != Kind.TEXT && token.text.equals(text)) {
      next++;
      return true;
    }
    return false;
  }

  private void expect(String text) throws ConditionException {
    if (!accept(text)) {
      throw unexpected("'" + text + "'");
    }
  }

  private ConditionException unexpected(String wanted) {
    Token token = peek();
    String found = token.kind == Kind.END ? "the end" : "'" + token.text + "'";
    return new ConditionException(token.column, "expected " + wanted + ", found " + found);
  }
}
