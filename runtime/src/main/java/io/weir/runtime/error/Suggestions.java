package io.weir.runtime.error;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant, for hints of the form "did you mean …". */
public final class Suggestions {
  private Suggestions() {}

  /**
   * The candidate nearest to {@code name}, ignoring case, if it is near enough: at most a third of
   * the characters differ, or one contains the other. Ties go to the first candidate.
   */
  public static Optional<String> nearest(String name, Collection<String> candidates) {
    String wanted = name.toLowerCase(Locale.ROOT);
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      String other = candidate.toLowerCase(Locale.ROOT);
      int limit = Math.max(1, Math.max(wanted.length(), other.length()) / 3);
      int distance = distance(wanted, other);
      if (distance > limit && contains(wanted, other)) {
        distance = limit;
      }
      if (distance <= limit && distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /** {@code did you mean "x"?} for the nearest candidate, or null if none is near. */
  public static String didYouMean(String name, Collection<String> candidates) {
    return nearest(name, candidates).map(best -> "did you mean \"" + best + "\"?").orElse(null);
  }

  private static boolean contains(String a, String b) {
    return a.length() >= 4 && b.length() >= 4 && (a.contains(b) || b.contains(a));
  }

  /** Optimal string alignment: edits are insertions, deletions, changes and neighbours swapped. */
  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(Math.min(last[j], current[j - 1]) + 1, last[j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best = Math.min(best, beforeLast[j - 2] + 1);
        }
        current[j] = best;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = current;
      current = free;
    }
    return last[b.length()];
  }
}
