package org.assize.value.pure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A format specification (library reference, "Format Specification Mini-Language").
 *
 * @param fill the character that fills up
 * @param align one of {@code <>=^}, or 0
 * @param sign one of {@code +- }, or 0
 * @param alternate whether {@code #} is given
 * @param width smallest width
 * @param grouping {@code ,} or {@code _}, or 0
 * @param precision digits, or -1
 * @param type the letter, or 0
 */
record FormatSpec(
    String fill,
    char align,
    char sign,
    boolean alternate,
    int width,
    char grouping,
    int precision,
    char type) {

  private static final int MAX_DIGITS = 5;

  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?<fill>.)?(?<align>[<>=^]))?(?<sign>[-+ ])?(?<alt>#)?(?<zero>0)?"
              + "(?<width>[0-9]+)?(?<group>[,_])?(?:\\.(?<prec>[0-9]+))?(?<type>[a-zA-Z%])?",
          Pattern.DOTALL);

  static FormatSpec parse(String spec) {
    Matcher found = FORM.matcher(spec);
    if (!found.matches()) {
      throw spec.contains("z") ? new NotKnown() : Raised.valueError();
    }
    boolean zero = found.group("zero") != null;
    char align = first(found.group("align"));
    String fill = found.group("fill");
    return new FormatSpec(
        fill != null ? fill : zero && align == 0 ? "0" : zero ? "0" : " ",
        align == 0 && zero ? '=' : align,
        first(found.group("sign")),
        found.group("alt") != null,
        number(found.group("width"), 0),
        first(found.group("group")),
        number(found.group("prec"), -1),
        first(found.group("type")));
  }

  private static char first(String group) {
    return group == null ? 0 : group.charAt(0);
  }

  private static int number(String digits, int otherwise) {
    if (digits != null && digits.length() > MAX_DIGITS) {
      throw new NotKnown();
    }
    return digits == null ? otherwise : Integer.parseInt(digits);
  }

  /** Fills up a text without sign. */
  String padded(String body, char usual) {
    return padded("", body, usual);
  }

  /** Fills up; {@code =} puts what fills behind the sign. */
  String padded(String prefix, String body, char usual) {
    int length = prefix.length() + body.codePointCount(0, body.length());
    long missing = Math.max(0, width - length);
    char where = align == 0 ? usual : align;
    long left = where == '<' ? 0 : where == '^' ? missing / 2 : missing;
    String whole = prefix + body;
    return where == '='
        ? prefix + Texts.repeat(fill, missing) + body
        : Texts.repeat(fill, left) + whole + Texts.repeat(fill, missing - left);
  }
}
