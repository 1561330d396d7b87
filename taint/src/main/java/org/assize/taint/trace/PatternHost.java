package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assize.checks.PatternTree;

/**
 * Whether an address that matches a regular expression leads to a domain that the expression names:
 * its host ends with fixed text that begins at a dot or where the host begins (RFC 3986, 3.2).
 */
final class PatternHost {
  private static final Pattern SCHEME =
      Pattern.compile("(?:\\^|\\\\A)?(?:\\(\\?:)?https?\\??\\)?:\\\\?/\\\\?/");

  private static final Pattern START = Pattern.compile("(?:\\^|\\\\A)?");

  /** Characters that end a host, or make what comes before them something else. */
  private static final String NOT_IN_HOST = "/\\?#@:";

  private static final String ENDING = "/?#";

  private final List<PatternTree> atoms = new ArrayList<>();
  private final StringBuilder fixed = new StringBuilder();
  private boolean isAtLabel = true;

  private PatternHost(PatternTree tree) {
    flatten(tree);
  }

  /**
   * Whether the domain of a whole address is fixed.
   *
   * @param isClosed whether the text ends where the expression does
   */
  static boolean ofAddress(String pattern, boolean isClosed) {
    Matcher scheme = SCHEME.matcher(pattern);
    return scheme.lookingAt() && isFixed(pattern.substring(scheme.end()), isClosed);
  }

  /** The same for the host alone. */
  static boolean ofHost(String pattern, boolean isClosed) {
    Matcher start = START.matcher(pattern);
    return start.lookingAt() && isFixed(pattern.substring(start.end()), isClosed);
  }

  private static boolean isFixed(String host, boolean isClosed) {
    return PatternTree.of(host).filter(t -> new PatternHost(t).isFixed(isClosed)).isPresent();
  }

  /** Whether it is a path of this site: one slash, and no other one behind it. */
  static boolean isLocal(String pattern) {
    Optional<PatternTree> tree = PatternTree.of(pattern);
    List<PatternTree> atoms = tree.map(PatternHost::opened).orElse(List.of());
    if (atoms.isEmpty() || literal(atoms.getFirst()) != '/') {
      return false;
    }
    BitSet second = MatchedText.first(new PatternTree.All(atoms.subList(1, atoms.size())));
    return !second.get('/') && !second.get('\\');
  }

  /** The parts of an expression; where it begins with what is repeated, its first turn is apart. */
  private static List<PatternTree> opened(PatternTree tree) {
    List<PatternTree> atoms = new ArrayList<>(new PatternHost(tree).atoms);
    while (!atoms.isEmpty()
        && atoms.getFirst() instanceof PatternTree.Repeated(PatternTree part, int least, int most)
        && least > 0) {
      atoms.set(0, new PatternTree.Repeated(part, 0, most));
      atoms.addAll(0, new PatternHost(part).atoms);
    }
    return atoms;
  }

  private void flatten(PatternTree tree) {
    switch (tree) {
      case PatternTree.All all -> all.parts().forEach(this::flatten);
      case PatternTree.Group group -> flatten(group.part());
      default -> atoms.add(tree);
    }
  }

  private boolean isFixed(boolean isClosed) {
    for (PatternTree atom : atoms) {
      int c = literal(atom);
      if (c == PatternTree.END || (c >= 0 && ENDING.indexOf(c) >= 0) || isTail(atom)) {
        return isDomain();
      }
      if (c >= 0) {
        if (NOT_IN_HOST.indexOf(c) >= 0) {
          return false;
        }
        fixed.append((char) c);
      } else if (!varies(atom)) {
        return false;
      }
    }
    return isClosed && isDomain();
  }

  /** {@code (/.*)?}, {@code (:\d+)?}: what may follow a host that has ended. */
  private static boolean isTail(PatternTree atom) {
    BitSet first = MatchedText.first(atom);
    first.clear(PatternTree.END);
    return atom instanceof PatternTree.Repeated r
        && r.least() == 0
        && !first.isEmpty()
        && first.stream().allMatch(c -> ENDING.indexOf(c) >= 0);
  }

  /** A part of the host that varies: what was fixed before it does not end the host. */
  private boolean varies(PatternTree atom) {
    BitSet characters = MatchedText.characters(atom);
    if (characters.get(PatternTree.END) || NOT_IN_HOST.chars().anyMatch(characters::get)) {
      return false;
    }
    fixed.setLength(0);
    isAtLabel = isDotted(atom);
    return true;
  }

  /** {@code ([a-z]+\.)*}: what follows begins a label of the host. */
  private static boolean isDotted(PatternTree tree) {
    return switch (tree) {
      case PatternTree.One one -> literal(one) == '.';
      case PatternTree.All all -> !all.parts().isEmpty() && isDotted(all.parts().getLast());
      case PatternTree.Any any -> any.parts().stream().allMatch(PatternHost::isDotted);
      case PatternTree.Repeated repeated -> isDotted(repeated.part());
      case PatternTree.Group group -> isDotted(group.part());
    };
  }

  private boolean isDomain() {
    String end = fixed.toString();
    boolean begins = isAtLabel || end.startsWith(".");
    int dot = end.lastIndexOf('.');
    boolean isName = dot > 0 && dot < end.length() - 1 && end.indexOf('.', 1) > 0;
    return begins && (isName || end.equals("localhost"));
  }

  private static int literal(PatternTree atom) {
    return atom instanceof PatternTree.One(BitSet set) && set.cardinality() == 1
        ? set.nextSetBit(0)
        : -1;
  }
}
