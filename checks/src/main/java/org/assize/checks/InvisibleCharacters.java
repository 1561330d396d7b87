package org.assize.checks;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assize.base.SourceText;
import org.assize.program.PythonModule;

/**
 * Finds control characters in the raw text, comments and strings included, that make a line look
 * other than it is compiled. A line that closes what it opens within one literal shows its own text
 * in another order and nothing else's.
 *
 * @param opening code points in hex that change the direction of what follows
 * @param closing code points in hex that end it
 * @param say sentences for {@code present}, {@code closed} and {@code test}
 */
public record InvisibleCharacters(
    List<String> opening, List<String> closing, Map<String, String> say) implements Detector {
  /** Checks the sentences. */
  public InvisibleCharacters {
    Sentences.require(say, List.of("present", "closed", "test"));
    opening.forEach(HexFormat::fromHexDigits);
    closing.forEach(HexFormat::fromHexDigits);
  }

  @Override
  public void review(Check check) {
    PythonModule module = check.view().module();
    String text = module.text().text();
    int last = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 && isIn(c, opening)) {
        int line = module.text().lineAt(i);
        if (line != last) {
          report(check, module, i, line);
        }
        last = line;
      }
    }
  }

  private static boolean isIn(char c, List<String> codes) {
    return codes.stream().anyMatch(code -> HexFormat.fromHexDigits(code) == c);
  }

  private void report(Check check, PythonModule module, int offset, int line) {
    Place place = new Place(module, offset, offset + 1);
    String code = String.format(Locale.ROOT, "U+%04X", (int) module.text().text().charAt(offset));
    Sentences sentences = new Sentences(say);
    if (isClosed(module.text(), line)) {
      check.report(
          Finding.refuted(check.weakness(), place)
              .step(place, code + " is closed again before anything else follows")
              .saying(sentences.sentences().getOrDefault("closed", "")));
      return;
    }
    check.report(
        check
            .present(place)
            .step(place, code + " has no visible form")
            .saying(sentences.fill(check.inTest() ? "test" : "present")));
  }

  /** Whether everything opened on the line is closed before a quote or the end of the line. */
  private boolean isClosed(SourceText text, int line) {
    int open = 0;
    String content = text.line(line);
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      boolean ends = c == '"' || c == '\'' || c == '#';
      open += isIn(c, opening) ? 1 : isIn(c, closing) ? -1 : 0;
      if (ends && open > 0) {
        return false;
      }
    }
    return open <= 0;
  }
}
