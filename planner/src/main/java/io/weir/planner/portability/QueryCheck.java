package io.weir.planner.portability;

import io.weir.parser.Lexeme;
import io.weir.parser.Lexemes;
import io.weir.parser.statement.BodyText;
import io.weir.planner.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds in queries what Flink does not have. */
final class QueryCheck {
  /** Functions that Flink lacks, and what to write instead. */
  private static final Map<String, String> ABSENT =
      Map.of(
          "GENERATE_SERIES", "use a table of numbers, or 'connector' = 'datagen' with a sequence",
          "BOOL_AND", "MIN(CASE WHEN x THEN 1 WHEN NOT x THEN 0 END) = 1",
          "BOOL_OR", "MAX(CASE WHEN x THEN 1 WHEN NOT x THEN 0 END) = 1",
          "EVERY", "MIN(CASE WHEN x THEN 1 WHEN NOT x THEN 0 END) = 1",
          "BIT_AND", "register an aggregate function of Flink",
          "BIT_OR", "register an aggregate function of Flink",
          "BIT_XOR", "register an aggregate function of Flink");

  private QueryCheck() {}

  /** What a query would be refused for. */
  static List<Note> check(BodyText body, Catalog catalog) {
    List<Note> notes = new ArrayList<>(LookupCheck.check(body, catalog));
    List<Lexeme> lexemes = Lexemes.of(body.text());
    for (int i = 0; i + 1 < lexemes.size(); i++) {
      Lexeme word = lexemes.get(i);
      if (!word.isWord() || !lexemes.get(i + 1).text().equals("(")) {
        continue;
      }
      String name = word.value().toUpperCase(Locale.ROOT);
      boolean isQuoted = word.kind() == Lexeme.Kind.QUOTED_NAME;
      if (!isQuoted && ABSENT.containsKey(name)) {
        notes.add(
            Note.refused(
                body.spanOfOffsets(word.start(), word.end()),
                "Flink has no function " + name,
                instead(ABSENT.get(name))));
      }
    }
    return notes;
  }

  private static String instead(String text) {
    return text.startsWith("M") ? "write " + text : text;
  }
}
