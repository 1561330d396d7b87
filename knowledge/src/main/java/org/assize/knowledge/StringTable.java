package org.assize.knowledge;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The distinct strings of the compiled form; each is made when it is first asked for. */
final class StringTable {
  private final byte[] bytes;
  private final int[] starts;
  private final String[] made;

  private StringTable(byte[] bytes, int[] starts) {
    this.bytes = bytes;
    this.starts = starts;
    this.made = new String[starts.length - 1];
  }

  String at(int index) {
    String string = made[index];
    if (string == null) {
      int start = starts[index];
      string = new String(bytes, start, starts[index + 1] - start, StandardCharsets.UTF_8);
      made[index] = string;
    }
    return string;
  }

  /** Reads the table that begins at an offset. */
  static StringTable read(byte[] bytes, int offset) {
    int[] starts = new int[intAt(bytes, offset) + 1];
    starts[0] = offset + 4 * starts.length;
    for (int i = 1; i < starts.length; i++) {
      starts[i] = starts[i - 1] + intAt(bytes, offset + 4 * i);
    }
    return new StringTable(bytes, starts);
  }

  /** Returns the offset behind the table. */
  int end() {
    return starts[starts.length - 1];
  }

  /** Reads a big-endian integer. */
  static int intAt(byte[] bytes, int offset) {
    return (bytes[offset] & 255) << 24
        | (bytes[offset + 1] & 255) << 16
        | (bytes[offset + 2] & 255) << 8
        | (bytes[offset + 3] & 255);
  }

  /** Collects strings in the order in which they are first used. */
  static final class Builder {
    private final Map<String, Integer> indexes = new LinkedHashMap<>();

    int indexOf(String string) {
      return indexes.computeIfAbsent(string, _ -> indexes.size());
    }

    void write(DataOutputStream out) throws IOException {
      out.writeInt(indexes.size());
      for (String string : indexes.keySet()) {
        out.writeInt(string.getBytes(StandardCharsets.UTF_8).length);
      }
      for (String string : indexes.keySet()) {
        out.write(string.getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
