package org.assize.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.assize.facts.Status;

/**
 * How a review ends.
 *
 * @param defects number of observations that are defects
 * @param undecided number of suspicions that could not be decided
 * @param complete whether everything in the scope was read, parsed and analysed
 * @param sentence the verdict with its qualifiers
 */
public record Verdict(int defects, int undecided, boolean complete, String sentence) {

  /** Counts what a review found and did not look at, and says it in one line. */
  public static Verdict of(Collection<Observation> observations, Coverage coverage) {
    int defects = count(observations, Status.DEFECT);
    int undecided = count(observations, Status.UNDECIDED);
    boolean complete = coverage.notParsed().isEmpty() && coverage.faults().isEmpty();
    List<String> qualifiers = qualifiers(undecided, coverage.filesNotParsed());
    String sentence = sentence(defects);
    if (!qualifiers.isEmpty()) {
      sentence += " " + String.join("; ", qualifiers) + ".";
    }
    return new Verdict(defects, undecided, complete, sentence);
  }

  private static int count(Collection<Observation> observations, Status status) {
    return (int) observations.stream().filter(seen -> seen.status() == status).count();
  }

  private static String sentence(int defects) {
    return switch (defects) {
      case 0 -> "No security defects are detected in the code.";
      case 1 -> "1 security defect is detected in the code.";
      default -> number(defects) + " security defects are detected in the code.";
    };
  }

  private static List<String> qualifiers(int undecided, int notParsed) {
    List<String> all = new ArrayList<>();
    if (undecided > 0) {
      all.add(
          undecided == 1
              ? "1 suspicion is undecided"
              : number(undecided) + " suspicions are undecided");
    }
    if (notParsed > 0) {
      all.add(number(notParsed) + (notParsed == 1 ? " file" : " files") + " could not be parsed");
    }
    return all;
  }

  private static String number(int value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
