package org.assize.taint.trace;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param first the characters that may come first
 * @param chosen the characters that are chosen among several: others stand in the expression
 * @param isSplit whether the expression is one of several that are alternatives
 * @param isClosed whether whatever matches reaches to the end of the text, or to a line feed there
 */
record MatchedText(
    Map<Object, CharSet> groups, CharSet first, CharSet chosen, boolean isSplit, boolean isClosed) {
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
        : PatternTree.of(pattern).map(MatchedText::of);
  }

  private static MatchedText of(PatternTree tree) {
    Map<Object, CharSet> groups = new HashMap<>();
    BitSet all = new BitSet();
    walk(tree, (group, inside) -> file(group, inside, groups), all);
    groups.put(0, set(all));
    return new MatchedText(
        Map.copyOf(groups),
        set(first(tree)),
        set(chosen(tree)),
        tree instanceof PatternTree.Any,
        isClosed(tree));
  }

  /** Returns the characters of a group; of one that is not known, any. */
  CharSet group(Object group) {
    return groups.getOrDefault(group, CharSet.ALL);
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
