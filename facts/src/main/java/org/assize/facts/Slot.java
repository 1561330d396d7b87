package org.assize.facts;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a call, a class or a name that a fact speaks about.
 *
 * <p>Written as {@code 0} (position), {@code shell=} (keyword only), {@code 0|args} (either),
 * {@code 1+} (this position and all behind it, the keywords included), {@code 0[1]} (an element of
 * what stands there), {@code options=['key']} (an entry of the dictionary that stands there),
 * {@code 0[sh]} (the words of a command that a shell reads), or one of the words of {@link Fixed}.
 * Positions never count the receiver of a method.
 */
public sealed interface Slot {
  /** Returns the slot as rule files write it; {@link #parse} reads it back. */
  String text();

  /**
   * One argument.
   *
   * @param position from 0, or -1 where it has none
   * @param keyword its name, empty where it cannot be given by name
   */
  record Argument(int position, String keyword) implements Slot {
    /** Checks that the argument can be given at all. */
    public Argument {
      if (position < -1 || (position < 0 && keyword.isEmpty())) {
        throw new IllegalArgumentException("an argument needs a position or a keyword");
      }
    }

    @Override
    public String text() {
      if (position < 0) {
        return keyword + "=";
      }
      return keyword.isEmpty() ? Integer.toString(position) : position + "|" + keyword;
    }
  }

  /**
   * An argument and every one behind it.
   *
   * @param position of the first, from 0
   */
  record Rest(int position) implements Slot {
    @Override
    public String text() {
      return position + "+";
    }
  }

  /**
   * An element of a list or tuple that stands in a slot, such as the host in {@code bind((host,
   * port))}; written {@code 0[0]}.
   *
   * @param of an argument or {@link Fixed#VALUE}
   * @param index from 0
   */
  record Element(Slot of, int index) implements Slot {
    @Override
    public String text() {
      return of.text() + "[" + index + "]";
    }
  }

  /**
   * The value under a key of a dictionary that stands in a slot, such as {@code
   * options=['verify_signature']}.
   *
   * @param of an argument or {@link Fixed#VALUE}
   * @param key without quotes
   */
  record Item(Slot of, String key) implements Slot {
    @Override
    public String text() {
      return of.text() + "['" + key + "']";
    }
  }

  /**
   * The words of a command that a shell reads, such as the one behind {@code bash -c}; written
   * {@code 0|args[sh]}.
   *
   * @param of an argument that holds the words as a list, or {@link Rest} where each is an argument
   */
  record Shell(Slot of) implements Slot {
    @Override
    public String text() {
      return of.text() + "[sh]";
    }
  }

  /** The slots that need no number. */
  enum Fixed implements Slot {
    /** The receiver of a method. */
    SELF("self"),
    /** The result of a call, or the value of an attribute that is read. */
    RETURN("return"),
    /** Any argument. */
    ANY("*"),
    /** The value that is assigned to a setting or attribute. */
    VALUE("value"),
    /** The name itself, however it is used. */
    NAME("name"),
    /** The module or name, where it is imported. */
    IMPORT("import"),
    /** A class, where another class derives from it. */
    BASE("base"),
    /** The function or class that is decorated by the name or by a call of it. */
    DECORATED("decorated");

    private final String text;

    Fixed(String text) {
      this.text = text;
    }

    @Override
    public String text() {
      return text;
    }
  }

  /** Reads a slot. */
  static Optional<Slot> parse(String text) {
    for (Fixed fixed : Fixed.values()) {
      if (fixed.text.equals(text)) {
        return Optional.of(fixed);
      }
    }
    Matcher rest = Written.REST.matcher(text);
    if (rest.matches()) {
      return Optional.of(new Rest(Integer.parseInt(rest.group(1))));
    }
    Matcher element = Written.ELEMENT.matcher(text);
    if (element.matches()) {
      return parse(element.group(1)).map(of -> new Element(of, Integer.parseInt(element.group(2))));
    }
    if (text.endsWith("[sh]")) {
      return parse(text.substring(0, text.length() - "[sh]".length())).map(Shell::new);
    }
    Matcher item = Written.ITEM.matcher(text);
    if (item.matches()) {
      return parse(item.group(1)).map(of -> new Item(of, item.group(2)));
    }
    return argument(text).map(argument -> argument);
  }

  /** Reads a slot that is one argument: {@code 0}, {@code shell=} or {@code 0|args}. */
  static Optional<Argument> argument(String text) {
    Matcher matcher = Written.ARGUMENT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String onlyKeyword = matcher.group("only");
    if (onlyKeyword != null) {
      return Optional.of(new Argument(-1, onlyKeyword));
    }
    String keyword = matcher.group("keyword");
    return Optional.of(
        new Argument(Integer.parseInt(matcher.group("position")), keyword == null ? "" : keyword));
  }

  /** The written forms. */
  final class Written {
    private static final Pattern REST = Pattern.compile("(\\d{1,2})\\+");
    private static final Pattern ELEMENT = Pattern.compile("([^\\[]+)\\[(\\d{1,2})]");
    private static final Pattern ITEM = Pattern.compile("([^\\[]+)\\['([^']+)']");
    private static final Pattern ARGUMENT =
        Pattern.compile(
            "(?:(?<position>\\d{1,2})(?:\\|(?<keyword>[A-Za-z_]\\w*))?)|(?:(?<only>[A-Za-z_]\\w*)=)");

    private Written() {}
  }
}
