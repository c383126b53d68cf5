package io.weir.parser.statement;

import java.util.Locale;

/**
 * {@code [NOT] LIKE | ILIKE 'pattern'} of a SHOW statement.
 *
 * @param pattern with {@code %} for any characters and {@code _} for one
 * @param negated whether names that match are left out instead of kept
 * @param ignoreCase whether it was ILIKE
 */
public record NamePattern(StringLiteral pattern, boolean negated, boolean ignoreCase) {

  /** Whether a name is to be listed. */
  public boolean accepts(String name) {
    return matches(fold(pattern.value()), fold(name)) != negated;
  }

  private String fold(String text) {
    return ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
  }

  /** Greedy matching that goes back to the last {@code %} only: quadratic at worst. */
  private static boolean matches(String pattern, String name) {
    int at = 0;
    int from = 0;
    int afterPercent = -1;
    int retryFrom = 0;
    while (from < name.length()) {
      boolean open = at < pattern.length();
      if (open && pattern.charAt(at) == '%') {
        afterPercent = ++at;
        retryFrom = from;
      } else if (open && (pattern.charAt(at) == '_' || pattern.charAt(at) == name.charAt(from))) {
        at++;
        from++;
      } else if (afterPercent >= 0) {
        at = afterPercent;
        from = ++retryFrom;
      } else {
        return false;
      }
    }
    return pattern.substring(at).chars().allMatch(c -> c == '%');
  }
}
