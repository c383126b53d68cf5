package io.weir.planner.body;

import io.weir.parser.source.Suggestions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What somebody may have meant whose query stops being SQL at some token. */
final class SyntaxHints {
  /** The clauses of a query in their order. */
  private static final List<String> ORDER =
      List.of("SELECT", "FROM", "WHERE", "GROUP", "HAVING", "WINDOW", "ORDER", "LIMIT");

  private static final List<String> STATEMENTS =
      List.of("SELECT", "INSERT", "CREATE", "SET", "DROP", "SHOW", "EXPLAIN", "DESCRIBE");

  private static final List<String> WORDS =
      List.of("FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "JOIN", "UNION", "AND", "OR");

  private static final List<String> FILTERS = List.of("WHERE", "GROUP", "HAVING");

  private static final Pattern TOP = Pattern.compile("(?is).*\\bSELECT\\s+TOP\\s*");
  private static final Pattern INTERVAL =
      Pattern.compile("(?is).*\\bINTERVAL\\s+'\\s*(\\d+)\\s+([a-z]+?)s?\\s*'\\s*");
  private static final Pattern SUBSTRING = Pattern.compile("(?is).*\\bSUBSTRING\\s*\\([^()]*");
  private static final Pattern OPERAND = Pattern.compile("(?s)[\\w`'\")].*|.*[\\w`'\")]");

  private SyntaxHints() {}

  /**
   * A hint.
   *
   * @param lead the query up to the token that does not fit
   * @param before the token before it
   * @param found the token itself
   */
  static Optional<String> of(String lead, String before, String found) {
    String word = found.toUpperCase(Locale.ROOT);
    if (before.equals(",")) {
      return Optional.of("take away the comma before it, or name one more");
    }
    if (before.equals("=") && found.equals("=")) {
      return Optional.of("equality is written with a single =");
    }
    if (TOP.matcher(lead).matches()) {
      return Optional.of("write LIMIT " + found + " at the end of the query");
    }
    Matcher interval = INTERVAL.matcher(lead);
    if (interval.matches()) {
      return Optional.of(
          "write INTERVAL '"
              + interval.group(1)
              + "' "
              + interval.group(2).toUpperCase(Locale.ROOT));
    }
    if (found.equals(")") && SUBSTRING.matcher(lead).matches()) {
      return Optional.of("write SUBSTRING(text, from), or SUBSTRING(text, from, length)");
    }
    Optional<String> misplaced = misplaced(lead, word);
    if (misplaced.isPresent()) {
      return misplaced;
    }
    if (needsFrom(lead, word)) {
      return Optional.of(clause(word) + " needs a FROM before it");
    }
    if (STATEMENTS.contains(word) && !before.equals("(")) {
      return Optional.of("statements are separated by \";\"");
    }
    return misspelt(before).or(() -> misspelt(found)).or(() -> missing(before, found));
  }

  /** A clause behind one that it must precede. */
  private static Optional<String> misplaced(String lead, String word) {
    int place = ORDER.indexOf(word);
    if (place < 1) {
      return Optional.empty();
    }
    List<String> words = words(lead);
    return ORDER.subList(place + 1, ORDER.size()).stream()
        .filter(words::contains)
        .findFirst()
        .map(later -> clause(word) + " stands before " + clause(later));
  }

  private static boolean needsFrom(String lead, String word) {
    List<String> words = words(lead);
    return FILTERS.contains(word) && words.contains("SELECT") && !words.contains("FROM");
  }

  private static String clause(String word) {
    return word.equals("GROUP") || word.equals("ORDER") ? word + " BY" : word;
  }

  /** The words from the last SELECT on, in the brackets that are open, without those in others. */
  private static List<String> words(String lead) {
    Deque<List<String>> open = new ArrayDeque<>();
    open.push(new ArrayList<>());
    Matcher tokens = Pattern.compile("'[^']*'|`[^`]*`|\\w+|[()]").matcher(lead);
    while (tokens.find()) {
      String token = tokens.group().toUpperCase(Locale.ROOT);
      switch (token) {
        case "(" -> open.push(new ArrayList<>());
        case ")" -> {
          if (open.size() > 1) {
            open.pop();
          }
        }
        default -> {
          if (token.equals("SELECT")) {
            open.peek().clear();
          }
          open.peek().add(token);
        }
      }
    }
    return open.peek();
  }

  private static Optional<String> misspelt(String word) {
    boolean isKnown = WORDS.contains(word.toUpperCase(Locale.ROOT));
    return isKnown || word.length() < 4
        ? Optional.empty()
        : Suggestions.nearest(word, WORDS)
            .map(near -> "did you mean \"" + near + "\" by \"" + word + "\"?");
  }

  private static Optional<String> missing(String before, String found) {
    boolean areOperands =
        OPERAND.matcher(before).matches()
            && found.matches("(?s)[\\w`'].*")
            && !ORDER.contains(before.toUpperCase(Locale.ROOT));
    return areOperands
        ? Optional.of("is there a comma or an operator missing before it?")
        : Optional.empty();
  }
}
