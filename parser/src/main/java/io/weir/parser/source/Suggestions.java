package io.weir.parser.source;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody may have meant. */
public final class Suggestions {
  private Suggestions() {}

  /**
   * The candidate nearest to a word, if it is near enough: at most one edit per three characters of
   * the longer of the two, and never a wholly different word. Case counts as no difference. Among
   * equally near candidates the first in alphabetical order wins.
   */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    String folded = word.toLowerCase(Locale.ROOT);
    for (String candidate : candidates) {
      int allowed = Math.max(1, Math.max(word.length(), candidate.length()) / 3);
      if (Math.abs(word.length() - candidate.length()) > allowed) {
        continue;
      }
      int distance = distance(folded, candidate.toLowerCase(Locale.ROOT));
      boolean nearEnough = distance <= allowed && distance < folded.length();
      boolean better =
          distance < bestDistance || distance == bestDistance && candidate.compareTo(best) < 0;
      if (nearEnough && better) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The nearest candidate as a hint: {@code did you mean "price"?}. */
  public static Optional<String> hint(String word, Collection<String> candidates) {
    return nearest(word, candidates).map(found -> "did you mean \"" + found + "\"?");
  }

  /**
   * The number of insertions, deletions, replacements and swaps of neighbours that make one word
   * the other, no place edited twice (optimal string alignment; Damerau, 1964).
   */
  static int distance(String left, String right) {
    int[] beforeLast = new int[right.length() + 1];
    int[] last = new int[right.length() + 1];
    int[] current = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replaced = last[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(last[j], current[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        current[j] = swapped ? Math.min(best, beforeLast[j - 2] + 1) : best;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = current;
      current = free;
    }
    return last[right.length()];
  }
}
