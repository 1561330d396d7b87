package org.assize.knowledge;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a Markdown text apart, as far as pages need it. */
final class Markdown {
  private static final Pattern HEADING = Pattern.compile("(#{1,3}) +(.*?) *");
  private static final Pattern FENCE = Pattern.compile("(`{3,})(\\w*) *");

  private Markdown() {}

  /** What a page is made of, in its order. */
  interface Parts {
    /**
     * A heading.
     *
     * @param level 1 to 3
     * @param line from 1
     */
    void heading(int level, String text, int line);

    /** A line between headings and blocks. */
    void prose(String line);

    /** A fenced block. */
    void block(Block block);
  }

  /**
   * A fenced block.
   *
   * @param line of its opening fence, from 1
   * @param language named behind the fence; empty if none is
   * @param written all its lines, fences included
   * @param content the lines between the fences
   * @param closed whether the closing fence is there
   */
  record Block(
      int line, String language, List<String> written, List<String> content, boolean closed) {}

  /** Hands a text to what reads it. */
  static void read(List<String> lines, Parts parts) {
    int at = 0;
    while (at < lines.size()) {
      String line = lines.get(at);
      Matcher fence = FENCE.matcher(line);
      Matcher heading = HEADING.matcher(line);
      if (fence.matches()) {
        Block block = block(lines, at, fence.group(1), fence.group(2));
        parts.block(block);
        at += block.written().size();
      } else if (heading.matches()) {
        parts.heading(heading.group(1).length(), heading.group(2), ++at);
      } else {
        parts.prose(line);
        at++;
      }
    }
  }

  private static Block block(List<String> lines, int start, String fence, String language) {
    int end = start + 1;
    while (end < lines.size() && !lines.get(end).equals(fence)) {
      end++;
    }
    boolean closed = end < lines.size();
    List<String> written = lines.subList(start, closed ? end + 1 : end);
    return new Block(start + 1, language, written, lines.subList(start + 1, end), closed);
  }
}
