package io.weir.parser.statement;

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
    return matches(fold(pattern.value()), 0, fold(name), 0) != negated;
  }

  private String fold(String text) {
    return ignoreCase ? text.toLowerCase(java.util.Locale.ROOT) : text;
  }

  private static boolean matches(String pattern, int at, String name, int from) {
    if (at == pattern.length()) {
      return from == name.length();
    }
    if (pattern.charAt(at) == '%') {
      for (int next = from; next <= name.length(); next++) {
        if (matches(pattern, at + 1, name, next)) {
          return true;
        }
      }
      return false;
    }
    return from < name.length()
        && (pattern.charAt(at) == '_' || pattern.charAt(at) == name.charAt(from))
        && matches(pattern, at + 1, name, from + 1);
  }
}
