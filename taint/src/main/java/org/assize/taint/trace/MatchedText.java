package org.assize.taint.trace;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.assize.checks.PatternTree;
import org.assize.value.domain.CharSet;

/**
 * What a text is made of that a regular expression of {@code re} matches: never too few characters.
 *
 * @param groups the characters of each group, whatever their order and number, by its number and,
 *     where it has one, its name; 0 is the whole match
 * @param first the characters that may come first
 * @param isSplit whether the expression is one of several that are alternatives
 * @param isClosed whether whatever matches reaches to the end of the text, or to a line feed there
 */
record MatchedText(Map<Object, CharSet> groups, CharSet first, boolean isSplit, boolean isClosed) {
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
    groups.put(0, gather(tree, groups));
    return new MatchedText(
        Map.copyOf(groups),
        first(tree).characters(),
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

  private static CharSet gather(PatternTree tree, Map<Object, CharSet> groups) {
    return switch (tree) {
      case PatternTree.One one -> characters(one.set());
      case PatternTree.All all -> gather(all.parts(), groups);
      case PatternTree.Any any -> gather(any.parts(), groups);
      case PatternTree.Repeated repeated -> gather(repeated.part(), groups);
      case PatternTree.Group group -> {
        CharSet inside = gather(group.part(), groups);
        groups.put(group.number(), inside);
        if (!group.name().isEmpty()) {
          groups.put(group.name(), inside);
        }
        yield inside;
      }
    };
  }

  private static CharSet gather(Iterable<PatternTree> parts, Map<Object, CharSet> groups) {
    CharSet all = CharSet.NONE;
    for (PatternTree part : parts) {
      all = all.union(gather(part, groups));
    }
    return all;
  }

  private static CharSet characters(BitSet set) {
    return CharSet.where(
        set::get, set.get(PatternTree.OTHER) ? CharSet.Others.IN : CharSet.Others.OUT);
  }

  /** What may come first in a part, and whether the part may be empty. */
  private record First(CharSet characters, boolean mayBeEmpty) {}

  private static First first(PatternTree tree) {
    return switch (tree) {
      case PatternTree.One one -> new First(characters(one.set()), one.set().get(PatternTree.END));
      case PatternTree.All all -> {
        CharSet found = CharSet.NONE;
        boolean mayBeEmpty = true;
        for (int i = 0; i < all.parts().size() && mayBeEmpty; i++) {
          First part = first(all.parts().get(i));
          found = found.union(part.characters());
          mayBeEmpty = part.mayBeEmpty();
        }
        yield new First(found, mayBeEmpty);
      }
      case PatternTree.Any any -> {
        First found = new First(CharSet.NONE, false);
        for (PatternTree part : any.parts()) {
          First one = first(part);
          found =
              new First(
                  found.characters().union(one.characters()),
                  found.mayBeEmpty() || one.mayBeEmpty());
        }
        yield found;
      }
      case PatternTree.Repeated repeated -> {
        First part = first(repeated.part());
        yield new First(part.characters(), part.mayBeEmpty() || repeated.least() == 0);
      }
      case PatternTree.Group group -> first(group.part());
    };
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
