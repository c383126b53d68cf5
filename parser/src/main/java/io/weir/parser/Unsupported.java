package io.weir.parser;

import io.weir.parser.source.Span;
import java.util.Locale;
import java.util.Map;
import org.antlr.v4.runtime.ParserRuleContext;

/** Errors for statements of Flink SQL that are recognised and left out, with what to do instead. */
final class Unsupported {
  private static final Map<String, String> INSTEAD =
      Map.of(
          "DELETE",
              "rows of a table change only through INSERT; a query over a changelog deletes rows by"
                  + " itself",
          "UPDATE",
              "rows of a table change only through INSERT; a query over a changelog updates rows by"
                  + " itself",
          "MERGE", "a sink with a PRIMARY KEY takes upserts through INSERT",
          "TRUNCATE", "empty the table in the system that holds it",
          "ANALYZE", "statistics are not needed; leave the statement out",
          "CALL", "there are no procedures",
          "COMPILE", "EXPLAIN shows the plan of a statement; a job keeps its own",
          "EXECUTE PLAN", "run the INSERT itself; a job keeps its plan over restarts");

  private static final String DEFINED_BY_SCRIPT =
      "a table is only a description: drop it, which deletes no data, and create it as wanted";

  private Unsupported() {}

  static ParseException of(String statement, Span span) {
    return new ParseException(statement + " is not supported", span, INSTEAD.get(statement));
  }

  /** A kind of object that a CREATE, DROP, ALTER or SHOW does not know. */
  static ParseException object(String verb, Parts parts, ParserRuleContext object) {
    String first = object.getStart().getText().toUpperCase(Locale.ROOT);
    String kind = first.equals("MATERIALIZED") ? "MATERIALIZED TABLE" : first;
    String hint =
        switch (kind) {
          case "MATERIALIZED TABLE" ->
              "an INSERT into a table keeps a result up to date in the same way";
          case "MODEL", "MODELS" -> "there are no models";
          case "PROCEDURES" -> "there are no procedures";
          case "PARTITIONS" -> "SHOW CREATE TABLE shows by which columns a table is partitioned";
          default -> "drop and create it instead";
        };
    return new ParseException(
        verb + " " + kind + " is not supported", parts.span(object.getStart()), hint);
  }

  static ParseException partition(Span span, String action) {
    return new ParseException(
        "ALTER TABLE … " + action + " PARTITION is not supported",
        span,
        "leave it out: partitions of a table are found where its data is, and made as rows are"
            + " written");
  }

  static ParseException orReplace(Span span, String word) {
    return new ParseException(
        "CREATE OR " + word.toUpperCase(Locale.ROOT) + " is not supported",
        span,
        "write DROP … IF EXISTS before CREATE; " + DEFINED_BY_SCRIPT);
  }

  static ParseException temporary(Span span) {
    return new ParseException(
        "only tables, views and functions can be TEMPORARY", span, "leave TEMPORARY out");
  }

  static ParseException temporaryAlter(Span span) {
    return new ParseException("only ALTER FUNCTION knows TEMPORARY", span, "leave TEMPORARY out");
  }

  static ParseException system(Span span) {
    return new ParseException(
        "SYSTEM belongs to TEMPORARY SYSTEM FUNCTION only", span, "leave SYSTEM out");
  }
}
