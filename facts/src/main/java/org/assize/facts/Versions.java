package org.assize.facts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The versions of a library for which a fact holds: bounds that must all hold, none for every
 * version. Versions are compared by their numbers; what follows them ({@code rc1}) is ignored.
 */
public record Versions(List<Bound> bounds) {
  /** Every version. */
  public static final Versions ALL = new Versions(List.of());

  /** Copies the list. */
  public Versions {
    bounds = List.copyOf(bounds);
  }

  /**
   * One bound.
   *
   * @param relation one of the six comparisons
   * @param version numbers separated by dots
   */
  public record Bound(Relation relation, String version) {}

  /** Reads bounds such as {@code >=3.8,<3.13}; the empty text is every version. */
  public static Optional<Versions> parse(String text) {
    List<Bound> bounds = new ArrayList<>();
    for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      Matcher matcher = Written.BOUND.matcher(part.strip());
      if (!matcher.matches()) {
        return Optional.empty();
      }
      bounds.add(new Bound(relation(matcher.group(1)), matcher.group(2)));
    }
    return Optional.of(new Versions(bounds));
  }

  /** Returns whether a version such as {@code 3.12.1} lies within all bounds. */
  public boolean allow(String version) {
    return bounds.stream().allMatch(bound -> holds(bound, compare(version, bound.version)));
  }

  /** Returns the bounds as {@link #parse} reads them. */
  public String text() {
    return bounds.stream()
        .map(bound ->
            (bound.relation == Relation.EQUAL ? "==" : bound.relation.text()) + bound.version)
        .collect(Collectors.joining(","));
  }

  private static boolean holds(Bound bound, int order) {
    return switch (bound.relation) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case AT_MOST -> order <= 0;
      case GREATER -> order > 0;
      case AT_LEAST -> order >= 0;
      case HAS_BITS, STARTS_WITH, ENDS_WITH, CONTAINS, MATCHES ->
          throw new IllegalStateException("not a comparison of versions: " + bound);
    };
  }

  private static Relation relation(String sign) {
    return Arrays.stream(Relation.values())
        .filter(relation -> relation.text().equals(sign))
        .findFirst()
        .orElse(Relation.EQUAL);
  }

  /** Whether nothing but upper bounds are given: higher versions than these are free of it. */
  public boolean isUntil() {
    return !bounds.isEmpty()
        && bounds.stream()
            .allMatch(b -> b.relation == Relation.LESS || b.relation == Relation.AT_MOST);
  }

  /** Compares two versions by their numbers. */
  public static int compare(String left, String right) {
    int[] a = numbers(left);
    int[] b = numbers(right);
    for (int i = 0; i < Math.max(a.length, b.length); i++) {
      int order = Integer.compare(i < a.length ? a[i] : 0, i < b.length ? b[i] : 0);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int[] numbers(String version) {
    Matcher matcher = Written.NUMBERS.matcher(version);
    return matcher.find()
        ? Arrays.stream(matcher.group().split("\\.", -1)).mapToInt(Integer::parseInt).toArray()
        : new int[0];
  }

  /** The written forms, apart so that loading facts compiles no pattern. */
  private static final class Written {
    private static final Pattern BOUND = Pattern.compile("(>=|<=|==|!=|>|<)\\s*(\\d+(?:\\.\\d+)*)");
    private static final Pattern NUMBERS = Pattern.compile("\\d+(?:\\.\\d+)*");

    private Written() {}
  }
}
