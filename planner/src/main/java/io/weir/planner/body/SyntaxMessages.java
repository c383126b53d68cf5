package io.weir.planner.body;

import io.weir.parser.statement.ReservedWords;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Words what the generated parser reports. */
final class SyntaxMessages {
  private static final int MOST_ALTERNATIVES = 6;

  /** Words that nobody takes for the name of a column. */
  private static final Set<String> CLAUSES =
      Set.of(
          "ALL",
          "AND",
          "AS",
          "BETWEEN",
          "BY",
          "CASE",
          "CROSS",
          "DISTINCT",
          "ELSE",
          "END",
          "EXCEPT",
          "FETCH",
          "FROM",
          "FULL",
          "GROUP",
          "HAVING",
          "IN",
          "INNER",
          "INTERSECT",
          "IS",
          "JOIN",
          "LEFT",
          "LIKE",
          "LIMIT",
          "NOT",
          "NULL",
          "OFFSET",
          "ON",
          "OR",
          "ORDER",
          "OVER",
          "RIGHT",
          "SELECT",
          "THEN",
          "UNION",
          "USING",
          "VALUES",
          "WHEN",
          "WHERE",
          "WITH");

  private SyntaxMessages() {}

  /** Whether a word is reserved and could have been meant as a name. */
  static boolean mayBeMeantAsName(String word) {
    return ReservedWords.contains(word) && !CLAUSES.contains(word.toUpperCase(Locale.ROOT));
  }

  /** What could stand at the place instead, if that is a short list; begins with a colon. */
  static String expected(List<String> tokens) {
    List<String> names = tokens.stream().map(SyntaxMessages::token).distinct().sorted().toList();
    if (names.isEmpty() || names.size() > MOST_ALTERNATIVES) {
      return "";
    }
    return names.stream().collect(Collectors.joining(", ", ": expected ", ""));
  }

  private static String token(String image) {
    return switch (image) {
      case "<EOF>" -> "the end of the statement";
      case "<QUOTED_STRING>" -> "a string";
      case "<UNSIGNED_INTEGER_LITERAL>" -> "a whole number";
      default -> image.replace("\"", "").replace("<", "").replace(">", "");
    };
  }

  /** A message of the parser in our style: no capital at the start, no period at the end. */
  static String word(String message) {
    String line = message == null ? "syntax error" : message.lines().findFirst().orElse("");
    if (line.startsWith("Lexical error")) {
      return "a character that has no meaning in SQL" + line.replaceFirst(".*Encountered", ":");
    }
    if (line.startsWith("Join expression encountered")) {
      return "a join in parentheses cannot have an alias: write (SELECT * FROM a JOIN b ON …) AS x";
    }
    if (line.startsWith("Query expression encountered")) {
      return "a subquery cannot stand here: select it as a column of a subquery in FROM";
    }
    String text = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    return text.isEmpty()
        ? "syntax error"
        : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }
}
