package org.assize.syntax;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.assize.base.Problem;
import org.assize.base.SourceText;

/**
 * Decodes the bytes of a source file as Python does: a byte order mark, else an encoding declared
 * in a comment of the first two lines (PEP 263), else UTF-8.
 *
 * <p>Decoding never fails: bytes that mean nothing become U+FFFD and a problem.
 */
public final class SourceDecoder {
  /** More problems than this are not listed one by one. */
  private static final int MAX_PROBLEMS = 20;

  /** Said once for a file. */
  private static final String REMEDY =
      "; save the file as UTF-8, or name its encoding in the first line (# coding: NAME)";

  private SourceDecoder() {}

  /** Decodes a file. */
  public static Decoded decode(byte[] bytes) {
    boolean marked =
        bytes.length >= 3
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF;
    int start = marked ? 3 : 0;
    List<Problem> problems = new ArrayList<>(0);
    Charset charset = StandardCharsets.UTF_8;
    String name = "utf-8";
    Optional<String> cookie = Cookie.find(bytes, start);
    if (cookie.isPresent()) {
      String declared = cookie.get();
      Optional<Charset> known = Encodings.charset(declared);
      if (known.isEmpty()) {
        problems.add(Problem.at(0, 0, "unknown encoding: " + declared + "; correct the name"));
      } else if (marked && !Encodings.normalise(declared).equals("utf-8")) {
        problems.add(Problem.at(0, 0, "encoding problem: " + declared + " with BOM"));
      } else {
        charset = known.get();
        name = Encodings.normalise(declared);
      }
    }
    String text =
        charset.equals(StandardCharsets.UTF_8)
            ? utf8(bytes, start, problems)
            : other(bytes, start, charset, name, problems);
    noNul(text, problems);
    problems.sort(Comparator.comparingInt(p -> p.span().start()));
    return new Decoded(SourceText.of(text), List.copyOf(problems), name);
  }

  private static String utf8(byte[] bytes, int start, List<Problem> problems) {
    int p = start;
    while (p < bytes.length && bytes[p] >= 0) {
      p++;
    }
    if (p == bytes.length) {
      return new String(bytes, start, bytes.length - start, StandardCharsets.ISO_8859_1);
    }
    return other(bytes, start, StandardCharsets.UTF_8, "utf-8", problems);
  }

  private static String other(
      byte[] bytes, int start, Charset charset, String name, List<Problem> problems) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
    int size = (int) ((bytes.length - start) * (double) decoder.maxCharsPerByte()) + 16;
    CharBuffer out = CharBuffer.allocate(size);
    boolean first = true;
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (result.isUnderflow()) {
        break;
      }
      if (result.isOverflow()) {
        out = grown(out);
        continue;
      }
      int length = Math.min(result.length(), in.remaining());
      if (problems.size() < MAX_PROBLEMS) {
        problems.add(
            Problem.at(
                out.position(),
                out.position() + 1,
                message(bytes, in.position(), length, name) + (first ? REMEDY : "")));
        first = false;
      }
      in.position(in.position() + length);
      if (out.remaining() == 0) {
        out = grown(out);
      }
      out.put('\uFFFD');
    }
    decoder.flush(out);
    return out.flip().toString();
  }

  private static CharBuffer grown(CharBuffer full) {
    return CharBuffer.allocate(full.capacity() * 2 + 16).put(full.flip());
  }

  private static String message(byte[] bytes, int position, int length, String name) {
    String where =
        length <= 1
            ? String.format(Locale.ROOT, "byte 0x%02x in position %d", bytes[position], position)
            : "bytes in position " + position + "-" + (position + length - 1);
    String why =
        position + length >= bytes.length && (bytes[position] & 0xC0) == 0xC0
            ? "unexpected end of data"
            : (bytes[position] & 0xC0) == 0xC0 ? "invalid continuation byte" : "invalid start byte";
    if (!name.startsWith("utf")) {
      why = name.equals("ascii") ? "ordinal not in range(128)" : "character maps to <undefined>";
    }
    return "(unicode error) '" + name + "' codec can't decode " + where + ": " + why;
  }

  private static void noNul(String text, List<Problem> problems) {
    int at = text.indexOf('\0');
    if (at >= 0) {
      problems.add(Problem.at(at, at + 1, "source code cannot contain null bytes"));
    }
  }
}
