package org.assize.oracle;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.List;
import org.assize.base.SourceText;
import org.assize.syntax.Node;
import org.jspecify.annotations.Nullable;

/**
 * Writes the lines of the canonical form, one per node; {@code scripts/ast_dump.py} defines it.
 *
 * <p>A line is opened with {@link #node}, gets its scalar fields, and is ended by the next line or
 * by {@link #finish}. The label of the next line is set before its node is written.
 */
final class DumpWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
  private final ByteColumns columns;
  private String label = "";
  private boolean open;
  private int unplaced;

  DumpWriter(SourceText source) {
    this.columns = new ByteColumns(source);
  }

  /** Opens the line of a node that has a place. */
  DumpWriter node(String kind, Node node) {
    return node(kind, node.start(), node.end());
  }

  /** Opens the line of a node that spans two offsets. */
  DumpWriter node(String kind, int start, int end) {
    bare(kind);
    if (unplaced == 0) {
      number(columns.line(start));
      number(columns.column(start));
      number(columns.line(end));
      number(columns.column(end));
    }
    return this;
  }

  /** Opens the line of a node without a place. */
  DumpWriter bare(String kind) {
    endLine();
    ascii(label);
    label = "";
    ascii(kind);
    open = true;
    return this;
  }

  /** Leaves the places of all nodes out until {@link #placesOn}; may be nested. */
  void placesOff() {
    unplaced++;
  }

  /** Ends what {@link #placesOff} began. */
  void placesOn() {
    unplaced--;
  }

  /** Labels the next line as an only child. */
  void child(String field) {
    label = field + "=";
  }

  /** Labels the next line as the first of a list. */
  void list(String field, int size) {
    label = field + "[" + size + " ";
  }

  /** Writes the line of a missing element. */
  void missing() {
    bare("-");
  }

  /** Adds a text field, unless it is null. */
  DumpWriter text(String field, @Nullable String value) {
    if (value != null) {
      name(field);
      escaped(value);
    }
    return this;
  }

  /** Adds a field whose value needs no escapes. */
  DumpWriter plain(String field, String value) {
    name(field);
    ascii(value);
    return this;
  }

  /** Adds a number. */
  DumpWriter number(String field, int value) {
    return plain(field, Integer.toString(value));
  }

  /** Adds a list of names, unless it is empty. */
  DumpWriter texts(String field, List<String> values) {
    if (values.isEmpty()) {
      return this;
    }
    name(field);
    char before = '[';
    for (String value : values) {
      out.write(before);
      escaped(value);
      before = ',';
    }
    out.write(']');
    return this;
  }

  /** Adds a constant's text. */
  DumpWriter string(char type, String value) {
    plain("value", type + "'");
    escaped(value);
    return this;
  }

  /** Adds a constant integer. */
  DumpWriter integer(BigInteger value) {
    return plain("value", "i" + value.toString(16));
  }

  /** Adds a constant's 64 bits. */
  DumpWriter bits(char type, double value) {
    String hex = Long.toHexString(Double.doubleToRawLongBits(value));
    return plain("value", type + "0".repeat(16 - hex.length()) + hex);
  }

  /** Ends the last line and returns everything. */
  byte[] finish() {
    endLine();
    return out.toByteArray();
  }

  private void endLine() {
    if (open) {
      out.write('\n');
      open = false;
    }
  }

  private void name(String field) {
    out.write(' ');
    ascii(field);
    out.write('=');
  }

  private void number(int value) {
    out.write(' ');
    ascii(Integer.toString(value));
  }

  private void ascii(String value) {
    for (int i = 0; i < value.length(); i++) {
      out.write(value.charAt(i));
    }
  }

  private void escaped(String value) {
    StringBuilder text = new StringBuilder(value.length());
    escape(value, text);
    ascii(text.toString());
  }

  /** Adds a text in printable ASCII, everything else as UTF-16 units. */
  static void escape(String value, StringBuilder to) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= ' ' && c <= '~' && c != '\\') {
        to.append(c);
      } else {
        String hex = Integer.toHexString(c);
        to.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
      }
    }
  }
}
