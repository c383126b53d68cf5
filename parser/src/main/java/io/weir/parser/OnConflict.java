package io.weir.parser;

import io.weir.parser.grammar.StatementParser.QueryContext;
import io.weir.parser.grammar.StatementParser.QueryTokenContext;
import io.weir.parser.source.Span;
import io.weir.parser.statement.QueryText;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;

/**
 * {@code ON CONFLICT DO …} behind the query of an INSERT. To the grammar of statements it is part
 * of the query, whose inside is another parser's; no query ends in these words.
 */
final class OnConflict {
  private static final List<String> WORDS = List.of("ON", "CONFLICT", "DO");
  private static final int SIZE = WORDS.size() + 1;

  private OnConflict() {}

  /** Where the clause stands behind a query; nowhere if it has none. */
  static Optional<Span> of(QueryContext query, Parts parts) {
    List<QueryTokenContext> tokens = query.queryToken();
    int first = tokens.size() - SIZE;
    for (int i = 0; i < WORDS.size(); i++) {
      if (first < 0 || !is(tokens.get(first + i), WORDS.get(i))) {
        return Optional.empty();
      }
    }
    Span start = parts.span(tokens.get(first));
    Span action = parts.span(tokens.get(first + WORDS.size()));
    check(tokens.get(first + WORDS.size()), action);
    return Optional.of(start.to(action));
  }

  /** The query in front of the clause. */
  static QueryText without(QueryContext query, QueryText whole) {
    List<QueryTokenContext> tokens = query.queryToken();
    int last = tokens.size() - SIZE - 1;
    ParserRuleContext end = last < 0 ? query.queryStart() : tokens.get(last);
    return new QueryText(whole.source(), whole.start(), end.getStop().getStopIndex() + 1);
  }

  private static void check(QueryTokenContext action, Span span) {
    String deduplicate = "DO DEDUPLICATE writes the row of a key that came last and is still there";
    if (is(action, "ERROR")) {
      throw new ParseException("ON CONFLICT DO ERROR is not supported", span, deduplicate);
    }
    if (is(action, "NOTHING")) {
      throw new ParseException(
          "ON CONFLICT DO NOTHING is not supported",
          span,
          "the first row of each key is what ROW_NUMBER() OVER (PARTITION BY key ORDER BY time) = 1"
              + " leaves; "
              + deduplicate);
    }
    if (!is(action, "DEDUPLICATE")) {
      throw new ParseException(
          "expected DEDUPLICATE, found \"" + action.getText() + "\"", span, deduplicate);
    }
  }

  private static boolean is(QueryTokenContext token, String word) {
    return token.getText().equalsIgnoreCase(word);
  }
}
