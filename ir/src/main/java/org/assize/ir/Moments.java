package org.assize.ir;

import java.util.Arrays;

/** For each variable the times at which something happened to it, in ascending order. */
final class Moments {
  private int[][] times = new int[16][];
  private int[] counts = new int[16];

  /** Adds a time that is not before those added already. */
  void add(int variable, int time) {
    if (variable >= counts.length) {
      int length = Math.max(variable + 1, counts.length * 2);
      times = Arrays.copyOf(times, length);
      counts = Arrays.copyOf(counts, length);
    }
    int count = counts[variable];
    if (count == 0) {
      times[variable] = new int[2];
    } else if (times[variable][count - 1] == time) {
      return;
    } else if (count == times[variable].length) {
      times[variable] = Arrays.copyOf(times[variable], count * 2);
    }
    times[variable][count] = time;
    counts[variable]++;
  }

  /** Returns the last time that is not behind a limit; 0 if there is none. */
  int last(int variable, int limit) {
    int count = variable < counts.length ? counts[variable] : 0;
    if (count == 0) {
      return 0;
    }
    int[] all = times[variable];
    if (all[count - 1] <= limit) {
      return all[count - 1];
    }
    int found = Arrays.binarySearch(all, 0, count, limit);
    int index = found >= 0 ? found : -found - 2;
    return index < 0 ? 0 : all[index];
  }
}
