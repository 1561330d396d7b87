package org.assize.resources;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a project file asks of one distribution.
 *
 * @param distribution its name as package indexes compare it: lower case, words parted by {@code -}
 * @param written what is asked, as a review quotes it ({@code PyYAML>=5.1})
 * @param lowest the lowest version that is allowed; empty where nothing bounds it from below
 * @param highest the version that none goes beyond; empty where nothing bounds it from above
 * @param start offset in its file
 * @param end offset behind it
 */
public record Requirement(
    String distribution,
    String written,
    Optional<String> lowest,
    Optional<String> highest,
    int start,
    int end) {
  private static final Pattern LINE =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(?:\\[[^]]*])?\\s*\\(?([^;#@)]*)\\)?.*");
  private static final Pattern BOUND =
      Pattern.compile(
          "(===|==|~=|>=|<=|!=|>|<|\\^|~|=)?\\s*v?(\\d+(?:\\.\\d+)*)(\\.\\*|\\.x)?\\S*");

  /** Returns a name as package indexes compare it. */
  public static String normalized(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
  }

  /**
   * Reads {@code name[extras]>=1.2,<2 ; marker}.
   *
   * @return nothing for options, paths and addresses
   */
  static Optional<Requirement> of(String text, int start, int end) {
    Matcher line = LINE.matcher(text.strip());
    if (!line.matches() || text.strip().contains("://")) {
      return Optional.empty();
    }
    String bounds = line.group(2).strip();
    int options = bounds.indexOf(" --");
    bounds = options < 0 ? bounds : bounds.substring(0, options).strip();
    if (!bounds.isEmpty() && "<>=!~".indexOf(bounds.charAt(0)) < 0) {
      return Optional.empty(); // words: no requirement
    }
    return Optional.of(named(line.group(1), bounds, start, end));
  }

  /**
   * Reads a name and bounds that stand apart, as Poetry and Pipenv write them: {@code ^1.2} and
   * {@code ~1.2} are lower bounds, and a version alone is that version.
   */
  static Requirement named(String name, String bounds, int start, int end) {
    List<String> low = new ArrayList<>();
    List<String> high = new ArrayList<>();
    for (String part : bounds.split(",|(?<=[\\d*])\\s+(?=[<>=!~^])", -1)) {
      Matcher bound = BOUND.matcher(part.strip());
      if (bound.matches()) {
        String sign = bound.group(1) == null ? "==" : bound.group(1);
        switch (sign) {
          case "!=" -> {}
          case "<", "<=" -> high.add(bound.group(2));
          default -> low.add(bound.group(2));
        }
      }
    }
    String separator = bounds.isEmpty() || "<>=!~".indexOf(bounds.charAt(0)) >= 0 ? "" : " ";
    return new Requirement(
        normalized(name),
        name.strip() + separator + bounds.replaceAll("\\s+", ""),
        low.stream().findFirst(),
        high.stream().findFirst(),
        start,
        end);
  }
}
