package io.weir.planner.validate;

import io.weir.parser.source.Suggestions;
import io.weir.parser.statement.TypeName;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.error.PlanningException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Puts what Calcite's validator reports in our words, with suggestions. */
public final class ValidationMessages {
  private static final List<String> TYPES =
      Stream.concat(
              Arrays.stream(TypeName.values()).map(TypeName::name),
              Stream.of("INTEGER", "NUMERIC", "VARCHAR", "STRING", "BYTES"))
          .toList();

  private static final Set<String> WINDOW_COLUMNS =
      Set.of("window_start", "window_end", "window_time");

  /** More columns than these are not listed in a message. */
  private static final int MOST_COLUMNS = 12;

  private final WeirValidator validator;
  private final Places places;
  private final Catalog catalog;

  /** Messages about a query that {@code validator} looks at. */
  public ValidationMessages(WeirValidator validator, Catalog catalog, Places places) {
    this.validator = validator;
    this.places = places;
    this.catalog = catalog;
  }

  /** The hint for a name that does not exist, or null. */
  static String suggest(String name, Collection<String> known) {
    return Suggestions.hint(name, known).orElse(null);
  }

  /** The same error in our words. */
  public PlanningException translate(CalciteContextException error) {
    SqlParserPos position =
        new SqlParserPos(
            error.getPosLine(),
            error.getPosColumn(),
            error.getEndPosLine(),
            error.getEndPosColumn());
    String message = error.getCause() == null ? error.getMessage() : error.getCause().getMessage();
    for (Rule rule : RULES) {
      Matcher matcher = rule.pattern.matcher(message);
      if (matcher.matches()) {
        Wording wording = rule.words.of(this, matcher);
        return new PlanningException(
            wording.part == null ? position : end(position, matcher.group(1), wording.part),
            wording.message,
            wording.hint);
      }
    }
    return new PlanningException(position, uncapitalised(message), null);
  }

  /** Where the last part of a name stands, if the name stands there as it is, without backticks. */
  private static SqlParserPos end(SqlParserPos position, String name, String part) {
    int length = position.getEndColumnNum() - position.getColumnNum() + 1;
    boolean isAsWritten =
        position.getLineNum() == position.getEndLineNum() && length == name.length();
    return isAsWritten
        ? new SqlParserPos(
            position.getLineNum(),
            position.getEndColumnNum() - part.length() + 1,
            position.getEndLineNum(),
            position.getEndColumnNum())
        : position;
  }

  private static String uncapitalised(String message) {
    String text = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    boolean isKeyword = text.length() > 1 && Character.isUpperCase(text.charAt(1));
    String first = isKeyword ? text.substring(0, 1) : text.substring(0, 1).toLowerCase(Locale.ROOT);
    return first + text.substring(1).replace('\'', '"');
  }

  private Wording unknownColumn(String name) {
    int dot = name.lastIndexOf('.');
    if (dot > 0) {
      String field = name.substring(dot + 1);
      String row = name.substring(0, dot);
      List<String> fields = validator.fieldNames(List.of(row.split("\\.")));
      return new Wording(
          "field \"" + field + "\" does not exist in \"" + row + "\"",
          Suggestions.hint(field, fields)
              .orElse(
                  fields.isEmpty() || fields.size() > MOST_COLUMNS
                      ? null
                      : "there are " + String.join(", ", fields)),
          field);
    }
    List<String> tables = validator.tableNames();
    String where = tables.size() == 1 ? " in table \"" + tables.get(0) + "\"" : "";
    return new Wording("column \"" + name + "\" does not exist" + where, columnHint(name));
  }

  private Wording unknownColumnOf(String name, String table) {
    if (name.contains(".")) {
      return unknownColumn(name);
    }
    return new Wording(
        "column \"" + name + "\" does not exist in table \"" + table + "\"", columnHint(name));
  }

  private String columnHint(String name) {
    if (WINDOW_COLUMNS.contains(name.toLowerCase(Locale.ROOT))) {
      return "it is a column of windows: FROM TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '10'"
          + " MINUTE)";
    }
    Collection<String> columns = validator.columnNames(name);
    return Suggestions.hint(name, columns)
        .orElse(
            columns.isEmpty() || columns.size() > MOST_COLUMNS
                ? null
                : "there are " + String.join(", ", columns));
  }

  private Wording unknownObject(String part) {
    List<String> names = places.fullName(part);
    return new Wording(
        "table or view \"" + String.join(".", names) + "\" does not exist",
        catalog.suggestion(names).orElse(null));
  }

  private Wording unknownAlias(String name) {
    return new Wording(
        "\"" + name + "\" is no table or alias in FROM",
        Suggestions.hint(name, validator.tableNames())
            .orElse("a table that FROM gives an alias goes by that alias only"));
  }

  private static Wording unknownType(String name) {
    return new Wording("type \"" + name + "\" does not exist", suggest(name, TYPES));
  }

  /** The last is the part of the name that the message is about; null for all of it. */
  private record Wording(String message, String hint, String part) {
    Wording(String message, String hint) {
      this(message, hint, null);
    }
  }

  @FunctionalInterface
  private interface Words {
    Wording of(ValidationMessages context, Matcher matcher);
  }

  private record Rule(Pattern pattern, Words words) {}

  private static Rule rule(String pattern, Words words) {
    return new Rule(Pattern.compile(pattern, Pattern.DOTALL), words);
  }

  /** A message whose parts {1}, {2} are the groups of the pattern; the hint may be null. */
  private static Rule rule(String pattern, String message, String hint) {
    return rule(pattern, (context, m) -> new Wording(fill(message, m), fill(hint, m)));
  }

  private static String fill(String text, Matcher matcher) {
    String filled = text;
    for (int i = 1; text != null && i <= matcher.groupCount(); i++) {
      filled = filled.replace("{" + i + "}", String.valueOf(matcher.group(i)));
    }
    return filled;
  }

  private static final List<Rule> RULES =
      List.of(
          rule(
              "Column '(.*?)' not found in any table.*",
              (context, m) -> context.unknownColumn(m.group(1))),
          rule(
              "Column '(.*?)' not found in table '(.*?)'.*",
              (context, m) -> context.unknownColumnOf(m.group(1), m.group(2))),
          rule("Unknown identifier '(.*?)'", (context, m) -> unknownType(m.group(1))),
          rule("Unknown field '(.*?)'", "field \"{1}\" does not exist", null),
          rule("Table '(.*?)' not found.*", (context, m) -> context.unknownAlias(m.group(1))),
          rule(
              "Object '(.*?)' not found within '(.*?)'.*",
              (context, m) -> context.unknownObject(m.group(1))),
          rule("Object '(.*?)' not found.*", (context, m) -> context.unknownObject(m.group(1))),
          rule(
              "Column '(.*?)' is ambiguous",
              "column \"{1}\" is ambiguous: several tables have it",
              "qualify it with the name or alias of a table"),
          rule(
              "Expression '(.*?)' is not being grouped",
              (context, m) ->
                  new Wording(
                      "\"" + lastPart(m.group(1)) + "\" is neither grouped nor aggregated",
                      "add it to GROUP BY, or aggregate it, for instance with MAX")),
          rule(
              "Expression '(.*?)' is not in the select clause",
              (context, m) ->
                  new Wording(
                      "\""
                          + lastPart(m.group(1))
                          + "\" is not selected, so SELECT DISTINCT"
                          + " cannot order by it",
                      null)),
          rule(
              "Aggregate expression is illegal in ORDER BY clause of non-aggregating SELECT",
              "an aggregate function cannot be used in the ORDER BY of a query that does not"
                  + " aggregate",
              null),
          rule(
              "Aggregate expression is illegal in (.*?) clause",
              (context, m) ->
                  new Wording(
                      "an aggregate function cannot be used in " + m.group(1),
                      m.group(1).equals("WHERE") ? "filter groups with HAVING" : null)),
          rule(
              "Cannot apply '\\$SCALAR_QUERY' to .*",
              "a query that stands for a value has one column, and this one has several",
              "select one of them"),
          rule(
              "Aggregate expressions cannot be nested",
              "an aggregate function cannot be used inside another",
              "aggregate in a subquery in FROM first"),
          rule(
              "FILTER must be applied to aggregate function",
              "only an aggregate function takes FILTER",
              null),
          rule(
              "FILTER must not contain aggregate expression",
              "an aggregate function cannot be used in FILTER",
              null),
          rule(
              "FILTER expression must be of type BOOLEAN",
              "the condition of FILTER is not BOOLEAN",
              null),
          rule("(\\w+) clause must be a condition", "the condition of {1} is not BOOLEAN", null),
          rule("Expected a boolean type", "a BOOLEAN is expected here", null),
          rule(
              "Illegal mixing of types in CASE or COALESCE statement",
              "the branches of CASE have types that do not fit each other",
              "cast them to one type"),
          rule(
              "ELSE clause or at least one THEN clause must be non-NULL",
              "all branches of CASE are NULL, so it has no type",
              "write CAST(NULL AS type) in one of them"),
          rule(
              "Column count mismatch in (.*)",
              "the inputs of {1} have different numbers of columns",
              "select as many columns, in the same order, in each of them"),
          rule(
              "Type mismatch in column (\\d+) of (.*)",
              "column {1} of the inputs of {2} has types that do not fit each other",
              "cast it to one type in both"),
          rule(
              "Values passed to VALUES operator must have compatible types",
              "the rows of VALUES have different numbers of columns, or types that do not fit each"
                  + " other",
              "cast them to one type"),
          rule(
              "Duplicate relation name '(.*?)' in FROM clause",
              "the name \"{1}\" is used twice in FROM",
              "give one of them another alias"),
          rule(
              "List of column aliases must have same degree as table; table has (\\d+)"
                  + " columns.*list has (\\d+) columns",
              "the table has {1} columns and the list of aliases {2}",
              null),
          rule(
              "Number of columns must match number of query columns",
              "the query has another number of columns than the list of names",
              null),
          rule(
              "Duplicate name '(.*?)' in column alias list",
              "the name \"{1}\" occurs twice in the list of columns",
              null),
          rule(
              "Duplicate column name '(.*?)' in output",
              "the query has two columns \"{1}\"",
              "rename one with AS"),
          rule("SELECT \\* requires a FROM clause", "SELECT * needs a FROM", null),
          rule("Ordinal out of range", "there is no column of this number in SELECT", null),
          rule("Illegal use of 'NULL'", "this NULL has no type", "write CAST(NULL AS type)"),
          rule(
              "Illegal use of dynamic parameter",
              "there are no parameters",
              "write the value, or a variable ${NAME} filled with --var"),
          rule("Numeric literal '(.*?)' out of range", "the number {1} is too large", null),
          rule(
              "Illegal (DATE|TIME|TIMESTAMP|TIMESTAMP_LTZ|TIMESTAMP WITH LOCAL TIME ZONE) literal"
                  + " '?(.*?)'?: .*",
              "'{2}' is no {1}",
              "a date is written '2024-05-01', a time '12:30:00', a timestamp '2024-05-01"
                  + " 12:30:00'"),
          rule(
              "Interval field value (.*?) exceeds precision of (.*?) field",
              "the interval value {1} has too many digits",
              "write more digits, for instance INTERVAL '100' DAY(3)"),
          rule("Illegal interval literal format (.*?) for (.*)", "{1} is no {2}", null),
          rule(
              "ROW type does not have a field named '(.*?)': .*",
              "the ROW has no field \"{1}\"",
              null),
          rule(
              "Windowed aggregate expression is illegal in (.*?) clause",
              "OVER cannot be used in {1}",
              null));

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('.') + 1).replace("`", "");
  }
}
