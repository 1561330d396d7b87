package org.assize.taint.trace;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.assize.checks.PatternTree;
import org.assize.value.domain.CharSet;

/**
 * What a text is made of that a regular expression of {@code re} matches: never too few characters.
 *
 * @param groups the characters of each group, whatever their order and number, by its number and,
 *     where it has one, its name; 0 is the whole match
 * @param withoutStep the groups in which no two dots can stand, by the same keys
 * @param first the characters that may come first
 * @param chosen the characters that are chosen among several: others stand in the expression
 * @param isSplit whether the expression is one of several that are alternatives
 * @param isClosed whether whatever matches reaches to the end of the text, or to a line feed there
 */
record MatchedText(
    Map<Object, CharSet> groups,
    Set<Object> withoutStep,
    CharSet first,
    CharSet chosen,
    boolean isSplit,
    boolean isClosed) {
  /** Flags by which letters, dots and blanks match something else. */
  private static final Pattern OTHER_MEANING = Pattern.compile("\\(\\?[aLmu]*[isx]");

  /**
   * Reads an expression.
   *
   * @return empty for forms that are not read
   */
  static Optional<MatchedText> of(String pattern) {
    return OTHER_MEANING.matcher(pattern).find()
        ? Optional.empty()
        : PatternTree.wider(pattern).map(MatchedText::of);
  }

  private static MatchedText of(PatternTree tree) {
    Map<Object, CharSet> groups = new HashMap<>();
    BitSet all = new BitSet();
    Set<Object> withoutStep = new HashSet<>();
    walk(
        tree,
        (group, inside) -> {
          file(group, inside, groups);
          if (dots(group.part()) < 2) {
            withoutStep.addAll(List.of(group.number(), group.name()));
          }
        },
        all);
    groups.put(0, set(all));
    return new MatchedText(
        Map.copyOf(groups),
        Set.copyOf(withoutStep),
        set(first(tree)),
        set(chosen(tree)),
        tree instanceof PatternTree.Any,
        isClosed(tree));
  }

  /** Returns the characters of a group; of one that is not known, any. */
  CharSet group(Object group) {
    return groups.getOrDefault(group, CharSet.ALL);
  }

  /** Whether a group leads no step up, whatever stands before and behind it. */
  boolean isWithoutStep(Object group) {
    return !group.equals("") && withoutStep.contains(group);
  }

  /** How many dots can stand in a part at most: 2 stands for more. */
  private static int dots(PatternTree tree) {
    int dots =
        switch (tree) {
          case PatternTree.One one -> one.set().get('.') ? 1 : 0;
          case PatternTree.All all -> all.parts().stream().mapToInt(MatchedText::dots).sum();
          case PatternTree.Any any ->
              any.parts().stream().mapToInt(MatchedText::dots).max().orElse(0);
          case PatternTree.Repeated r -> dots(r.part()) * (r.most() == 1 ? 1 : 2);
          case PatternTree.Group group -> dots(group.part());
        };
    return Math.min(dots, 2);
  }

  /** Returns how many groups there are. */
  int count() {
    return (int) groups.keySet().stream().filter(k -> k instanceof Integer).count() - 1;
  }

  /** Returns the characters of a part as numbers of {@link PatternTree}, its end included. */
  static BitSet characters(PatternTree tree) {
    BitSet all = new BitSet();
    walk(tree, (part, inside) -> {}, all);
    return all;
  }

  /** Tells of each group the characters inside, and gathers those of all of them. */
  private static void walk(
      PatternTree tree, BiConsumer<PatternTree.Group, BitSet> groups, BitSet all) {
    switch (tree) {
      case PatternTree.One one -> all.or(one.set());
      case PatternTree.All parts -> parts.parts().forEach(p -> walk(p, groups, all));
      case PatternTree.Any parts -> parts.parts().forEach(p -> walk(p, groups, all));
      case PatternTree.Repeated repeated -> walk(repeated.part(), groups, all);
      case PatternTree.Group group -> {
        BitSet inside = new BitSet();
        walk(group.part(), groups, inside);
        groups.accept(group, inside);
        all.or(inside);
      }
    }
  }

  private static void file(PatternTree.Group group, BitSet inside, Map<Object, CharSet> groups) {
    groups.put(group.number(), set(inside));
    if (!group.name().isEmpty()) {
      groups.put(group.name(), set(inside));
    }
  }

  /** What is chosen among several characters: the rest stands in the expression itself. */
  private static BitSet chosen(PatternTree tree) {
    return switch (tree) {
      case PatternTree.One one -> one.set().cardinality() > 1 ? one.set() : new BitSet();
      case PatternTree.All all -> union(all.parts(), MatchedText::chosen);
      case PatternTree.Any any -> union(any.parts(), MatchedText::chosen);
      case PatternTree.Repeated repeated -> chosen(repeated.part());
      case PatternTree.Group group -> chosen(group.part());
    };
  }

  private static BitSet union(List<PatternTree> parts, Function<PatternTree, BitSet> each) {
    BitSet all = new BitSet();
    parts.forEach(p -> all.or(each.apply(p)));
    return all;
  }

  private static CharSet set(BitSet characters) {
    return CharSet.where(
        characters::get,
        characters.get(PatternTree.OTHER) ? CharSet.Others.IN : CharSet.Others.OUT);
  }

  /**
   * Returns what may come first in a part; {@link PatternTree#END} is in it where the part may be
   * empty.
   */
  static BitSet first(PatternTree tree) {
    BitSet found = new BitSet();
    switch (tree) {
      case PatternTree.One one -> found.or(one.set());
      case PatternTree.All all -> {
        found.set(PatternTree.END);
        for (int i = 0; i < all.parts().size() && found.get(PatternTree.END); i++) {
          found.clear(PatternTree.END);
          found.or(first(all.parts().get(i)));
        }
      }
      case PatternTree.Any any -> found.or(union(any.parts(), MatchedText::first));
      case PatternTree.Repeated repeated -> {
        found.or(first(repeated.part()));
        found.set(PatternTree.END, found.get(PatternTree.END) || repeated.least() == 0);
      }
      case PatternTree.Group group -> found.or(first(group.part()));
    }
    return found;
  }

  private static boolean isClosed(PatternTree tree) {
    return switch (tree) {
      case PatternTree.One one -> one.set().get(PatternTree.END) && one.set().cardinality() == 1;
      case PatternTree.All all -> !all.parts().isEmpty() && isClosed(all.parts().getLast());
      case PatternTree.Any any -> any.parts().stream().allMatch(MatchedText::isClosed);
      case PatternTree.Repeated repeated -> false;
      case PatternTree.Group group -> isClosed(group.part());
    };
  }
}
