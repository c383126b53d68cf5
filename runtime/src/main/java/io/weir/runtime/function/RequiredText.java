package io.weir.runtime.function;

/**
 * Characters that every match of a regular expression contains, and how many can stand before them
 * in the match: no match begins earlier than that before their first occurrence, and without one
 * there is no match. Found by reading as much of Java's notation as is certain; {@link #of} answers
 * null for the rest.
 */
final class RequiredText {
  private static final int LEAST_CHARACTERS = 2;
  private static final int UNLIMITED = Integer.MAX_VALUE;
  private static final String QUANTIFIERS = "*+?{";
  private static final String ZERO_WIDTH_ESCAPES = "bBAzZG";
  private static final String CLASS_ESCAPES = "dDwWsShHvV";

  private final String regex;
  private int at;
  private final StringBuilder run = new StringBuilder();
  private int beforeRun;
  private String text = "";
  private int before;

  private RequiredText(String regex) {
    this.regex = regex;
  }

  /** What every match of a valid regular expression contains, or null if that is not certain. */
  static RequiredText of(String regex) {
    RequiredText required = new RequiredText(regex);
    boolean isRead = required.sequence(true) != null && required.at == regex.length();
    return isRead && required.text.length() >= LEAST_CHARACTERS ? required : null;
  }

  /** The characters. */
  String text() {
    return text;
  }

  /** How many characters of a match can stand before them. */
  int before() {
    return before;
  }

  /** Where the first match in a text can begin; the text's length if there is none. */
  int start(RegexText in) {
    int found = in.indexOf(text);
    return found < 0 ? in.length() : before == UNLIMITED ? 0 : Math.max(0, found - before);
  }

  /**
   * Reads a sequence up to its end, a bar or a closing bracket.
   *
   * @param isWhole whether what is not optional in it is in every match
   * @return the most characters that match it, or null if that is not certain
   */
  private Integer sequence(boolean isWhole) {
    int longest = 0;
    while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
      int literal = literal();
      Integer atom = literal >= 0 ? Integer.valueOf(1) : atom();
      if (atom == null) {
        return null;
      }
      boolean isQuantified = at < regex.length() && QUANTIFIERS.indexOf(regex.charAt(at)) >= 0;
      boolean isRepeated = isQuantified && regex.charAt(at) != '?';
      if (isQuantified && !quantifier()) {
        return null;
      }
      if (isWhole && literal >= 0 && !isQuantified) {
        if (run.length() == 0) {
          beforeRun = longest;
        }
        run.append((char) literal);
      } else if (isWhole) {
        endRun();
      }
      longest = isRepeated && atom > 0 ? UNLIMITED : sum(longest, atom);
    }
    if (isWhole) {
      endRun();
    }
    return longest;
  }

  private void endRun() {
    if (run.length() > text.length()) {
      text = run.toString();
      before = beforeRun;
    }
    run.setLength(0);
  }

  private static int sum(int a, int b) {
    return a == UNLIMITED || b == UNLIMITED ? UNLIMITED : a + b;
  }

  /** Reads a character that stands for itself; −1, and nothing is read, if there is none. */
  private int literal() {
    char c = regex.charAt(at);
    boolean isEscaped = c == '\\' && at + 1 < regex.length();
    if (isEscaped) {
      c = regex.charAt(at + 1);
    }
    boolean isPlain =
        isEscaped
            ? c < 0x80 && !Character.isLetterOrDigit(c)
            : !Character.isSurrogate(c) && "\\^$.[](){}|*+?".indexOf(c) < 0;
    if (!isPlain) {
      return -1;
    }
    at += isEscaped ? 2 : 1;
    return c;
  }

  /** Reads anything else; the most characters that match it, or null if that is not certain. */
  private Integer atom() {
    char c = regex.charAt(at++);
    return switch (c) {
      case '^', '$' -> 0;
      case '.' -> 2;
      case '\\' -> escape();
      case '[' -> characterClass();
      case '(' -> group();
      default -> null;
    };
  }

  private Integer escape() {
    char c = at < regex.length() ? regex.charAt(at++) : '\\';
    if (ZERO_WIDTH_ESCAPES.indexOf(c) >= 0) {
      return 0;
    }
    return CLASS_ESCAPES.indexOf(c) >= 0 ? Integer.valueOf(2) : null;
  }

  private Integer characterClass() {
    if (at < regex.length() && regex.charAt(at) == '^') {
      at++;
    }
    int first = at;
    for (; at < regex.length(); at++) {
      char c = regex.charAt(at);
      if (c == ']') {
        at++;
        return at - 1 > first ? Integer.valueOf(2) : null;
      }
      if (c == '[' || regex.startsWith("&&", at)) {
        return null;
      }
      if (c == '\\') {
        at++;
        boolean isKnown =
            at < regex.length()
                && (CLASS_ESCAPES.indexOf(regex.charAt(at)) >= 0
                    || !Character.isLetterOrDigit(regex.charAt(at)));
        if (!isKnown) {
          return null;
        }
      }
    }
    return null;
  }

  private Integer group() {
    if (regex.startsWith("?:", at)) {
      at += 2;
    } else if (at < regex.length() && regex.charAt(at) == '?') {
      return null;
    }
    int longest = 0;
    while (true) {
      Integer alternative = sequence(false);
      if (alternative == null || at == regex.length()) {
        return null;
      }
      longest = Math.max(longest, alternative);
      if (regex.charAt(at++) == ')') {
        return longest;
      }
    }
  }

  /** Reads a quantifier; false if that is not certain. */
  private boolean quantifier() {
    if (regex.charAt(at) == '{') {
      at = regex.indexOf('}', at);
      if (at < 0) {
        return false;
      }
    }
    at++;
    if (at < regex.length() && (regex.charAt(at) == '?' || regex.charAt(at) == '+')) {
      at++;
    }
    return at == regex.length() || QUANTIFIERS.indexOf(regex.charAt(at)) < 0;
  }
}
