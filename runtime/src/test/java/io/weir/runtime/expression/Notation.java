package io.weir.runtime.expression;

import io.weir.runtime.function.CommonTypes;
import io.weir.runtime.function.FunctionRegistry;
import io.weir.runtime.function.ScalarFunction;
import io.weir.runtime.function.TypeNotation;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the expressions of test data: enough of SQL to write each kind of expression and every
 * literal. Precedence climbing over a list of tokens. The real parser is the planner's.
 */
public final class Notation {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:('(?:[^']|'')*')|(\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?|\\.\\d+)"
              + "|([A-Za-z_][A-Za-z_0-9]*)|(<>|<=|>=|\\|\\||[-+*/%=<>(),.\\[\\]]))");
  private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");

  private final FunctionRegistry registry = FunctionRegistry.standard();
  private final Schema schema;
  private final List<String> tokens = new ArrayList<>();
  private final List<Integer> columns = new ArrayList<>();
  private final String text;
  private int next;

  private Notation(String text, Schema schema) {
    this.text = text;
    this.schema = schema;
    Matcher matcher = TOKEN.matcher(text);
    int at = 0;
    while (at < text.strip().length() && matcher.find(at) && matcher.start() == at) {
      tokens.add(matcher.group().strip());
      columns.add(matcher.end() - matcher.group().strip().length() + 1);
      at = matcher.end();
    }
    if (at < text.stripTrailing().length()) {
      throw new IllegalArgumentException("no token at " + text.substring(at));
    }
  }

  /** The expression that {@code text} means over the columns of {@code schema}. */
  public static Expression parse(String text, Schema schema) {
    Notation notation = new Notation(text, schema);
    Expression expression = notation.or();
    if (notation.next < notation.tokens.size()) {
      throw new IllegalArgumentException(
          "left over in "
              + text
              + ": "
              + notation.tokens.subList(notation.next, notation.tokens.size()));
    }
    return expression;
  }

  private SourcePosition position() {
    return new SourcePosition(1, columns.get(Math.min(next, columns.size() - 1)));
  }

  private String peek() {
    return next < tokens.size() ? tokens.get(next) : "";
  }

  boolean peekWord(int ahead, String word) {
    return next + ahead < tokens.size() && tokens.get(next + ahead).equalsIgnoreCase(word);
  }

  boolean accept(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!peekWord(i, words[i])) {
        return false;
      }
    }
    next += words.length;
    return true;
  }

  void expect(String word) {
    if (!accept(word)) {
      throw new IllegalArgumentException("expected " + word + " at " + peek() + " in " + text);
    }
  }

  Expression call(String name, SourcePosition position, Expression... arguments) {
    ScalarFunction function =
        registry
            .lookup(name)
            .orElseThrow(() -> new IllegalArgumentException("no function " + name));
    return Expressions.call(function, List.of(arguments), position);
  }

  Expression or() {
    List<Expression> operands = new ArrayList<>(List.of(and()));
    while (accept("OR")) {
      operands.add(and());
    }
    return operands.size() == 1
        ? operands.get(0)
        : Expressions.call(registry.get("OR"), operands, SourcePosition.NONE);
  }

  private Expression and() {
    List<Expression> operands = new ArrayList<>(List.of(not()));
    while (accept("AND")) {
      operands.add(not());
    }
    return operands.size() == 1
        ? operands.get(0)
        : Expressions.call(registry.get("AND"), operands, SourcePosition.NONE);
  }

  private Expression not() {
    SourcePosition position = position();
    return accept("NOT") ? call("NOT", position, not()) : comparison();
  }

  private Expression comparison() {
    Expression left = sum();
    while (true) {
      SourcePosition position = position();
      if (COMPARISONS.contains(peek())) {
        String operator = tokens.get(next++);
        left = call(operator, position, left, sum());
      } else if (accept("IS")) {
        left = is(left, position);
      } else if (accept("NOT", "LIKE")) {
        left = call("NOT", position, pattern("LIKE", left, position));
      } else if (accept("LIKE")) {
        left = pattern("LIKE", left, position);
      } else if (accept("SIMILAR", "TO")) {
        left = pattern("SIMILAR TO", left, position);
      } else if (accept("BETWEEN")) {
        Expression low = sum();
        expect("AND");
        left = new And(List.of(call(">=", position, left, low), call("<=", position, left, sum())));
      } else if (accept("IN")) {
        left = in(left);
      } else {
        return left;
      }
    }
  }

  private Expression is(Expression left, SourcePosition position) {
    boolean negated = accept("NOT");
    if (accept("DISTINCT", "FROM")) {
      return call(negated ? "IS NOT DISTINCT FROM" : "IS DISTINCT FROM", position, left, sum());
    }
    String property = word();
    if (property.equals("JSON")) {
      property = accept("VALUE") ? "JSON" : "JSON" + SpecialForms.jsonKind(this);
    }
    return call((negated ? "IS NOT " : "IS ") + property, position, left);
  }

  private Expression pattern(String name, Expression left, SourcePosition position) {
    Expression pattern = sum();
    return accept("ESCAPE")
        ? call(name, position, left, pattern, sum())
        : call(name, position, left, pattern);
  }

  private Expression in(Expression left) {
    expect("(");
    List<Literal> candidates = new ArrayList<>();
    do {
      Expression candidate = Expressions.coerce(or(), left.type(), SourcePosition.NONE);
      candidates.add(
          candidate instanceof Literal literal
              ? literal
              : new Literal(left.type(), TestValues.constant(candidate)));
    } while (accept(","));
    expect(")");
    return new In(left, candidates);
  }

  Expression sum() {
    Expression left = product();
    while (true) {
      SourcePosition position = position();
      String operator = peek();
      if (!operator.equals("+") && !operator.equals("-") && !operator.equals("||")) {
        return left;
      }
      next++;
      left = call(operator, position, left, product());
    }
  }

  private Expression product() {
    Expression left = unary();
    while (true) {
      SourcePosition position = position();
      String operator = peek();
      if (!operator.equals("*") && !operator.equals("/") && !operator.equals("%")) {
        return left;
      }
      next++;
      left = call(operator, position, left, unary());
    }
  }

  private Expression unary() {
    SourcePosition position = position();
    if (accept("-")) {
      Expression operand = unary();
      return operand instanceof Literal literal && literal.value() != null
          ? negated(literal)
          : call("UNARY -", position, operand);
    }
    return postfix();
  }

  private static Expression negated(Literal literal) {
    Object value = literal.value();
    Object negative =
        value instanceof Long number
            ? (Object) (-number)
            : value instanceof Double number ? -number : ((BigDecimal) value).negate();
    return new Literal(literal.type(), negative);
  }

  private Expression postfix() {
    Expression value = primary();
    while (true) {
      SourcePosition position = position();
      if (accept("[")) {
        value = call("ITEM", position, value, or());
        expect("]");
      } else if (accept(".")) {
        String name = tokens.get(next++);
        int index = 0;
        while (!value.type().fields().get(index).name().equals(name)) {
          index++;
        }
        value = new FieldAccess(value, index);
      } else {
        return value;
      }
    }
  }

  String word() {
    return tokens.get(next++).toUpperCase(Locale.ROOT);
  }

  private Expression primary() {
    SourcePosition position = position();
    String token = tokens.get(next++);
    char first = token.charAt(0);
    if (token.equals("(")) {
      Expression inner = or();
      if (accept(",")) {
        return SpecialForms.overlaps(this, inner, position);
      }
      expect(")");
      return inner;
    }
    if (first == '\'') {
      return string(token);
    }
    if (Character.isDigit(first) || first == '.') {
      return number(token);
    }
    String word = token.toUpperCase(Locale.ROOT);
    switch (word) {
      case "NULL":
        return new Literal(LogicalType.of(TypeKind.NULL), null);
      case "TRUE", "FALSE":
        return Literal.of(word.equals("TRUE"));
      case "CASE":
        return choice();
      case "CAST", "TRY_CAST":
        return cast(word.equals("TRY_CAST"), position);
      case "ARRAY", "MAP":
        if (accept("[")) {
          return call(word, position, list("]"));
        }
        break;
      default:
        break;
    }
    if (peek().startsWith("'")) {
      return typedLiteral(word);
    }
    if (accept("(")) {
      return SpecialForms.NAMES.contains(word)
          ? new SpecialForms(this, word, position).parse()
          : call(word, position, list(")"));
    }
    int column = schema.indexOf(token).orElse(-1);
    return column >= 0 ? ColumnReference.of(schema, column) : call(word, position);
  }

  private Expression[] list(String end) {
    List<Expression> items = new ArrayList<>();
    if (!accept(end)) {
      do {
        items.add(or());
      } while (accept(","));
      expect(end);
    }
    return items.toArray(Expression[]::new);
  }

  private static String unquoted(String token) {
    return token.substring(1, token.length() - 1).replace("''", "'");
  }

  private static Expression string(String token) {
    String value = unquoted(token);
    int length = Math.max(1, value.codePointCount(0, value.length()));
    return new Literal(LogicalType.of(TypeKind.CHAR, length).withNullable(false), value);
  }

  private static Expression number(String token) {
    if (token.toUpperCase(Locale.ROOT).contains("E")) {
      return Literal.of(Double.parseDouble(token));
    }
    if (!token.contains(".")) {
      long value = Long.parseLong(token);
      return value == (int) value ? Literal.of((int) value) : Literal.of(value);
    }
    BigDecimal value = new BigDecimal(token);
    int precision = Math.max(value.precision(), value.scale());
    return new Literal(LogicalType.decimal(precision, value.scale()).withNullable(false), value);
  }

  private Expression choice() {
    List<Expression> conditions = new ArrayList<>();
    List<Expression> results = new ArrayList<>();
    while (accept("WHEN")) {
      conditions.add(or());
      expect("THEN");
      results.add(or());
    }
    results.add(accept("ELSE") ? or() : new Literal(LogicalType.of(TypeKind.NULL), null));
    expect("END");
    LogicalType type =
        CommonTypes.of(results.stream().map(Expression::type).toList()).orElseThrow();
    List<Case.Branch> branches = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      branches.add(
          new Case.Branch(
              conditions.get(i), Expressions.coerce(results.get(i), type, SourcePosition.NONE)));
    }
    Expression otherwise =
        Expressions.coerce(results.get(results.size() - 1), type, SourcePosition.NONE);
    return new Case(branches, otherwise, type);
  }

  private Expression cast(boolean isTry, SourcePosition position) {
    expect("(");
    Expression argument = or();
    expect("AS");
    StringBuilder type = new StringBuilder();
    int depth = 0;
    while (depth > 0 || !peek().equals(")")) {
      String token = tokens.get(next++);
      depth += token.equals("(") || token.equals("<") ? 1 : 0;
      depth -= token.equals(")") || token.equals(">") ? 1 : 0;
      type.append(token).append(' ');
    }
    expect(")");
    LogicalType target =
        TypeNotation.parse(type.toString().replaceAll(" (?=[(<)>,])|(?<=[(<]) ", ""));
    return isTry
        ? Expressions.tryCast(argument, target, position)
        : Expressions.cast(argument, target, position);
  }

  private Expression typedLiteral(String word) {
    String value = unquoted(tokens.get(next++));
    return switch (word) {
      case "DATE" ->
          literal(LogicalType.of(TypeKind.DATE), (int) LocalDate.parse(value).toEpochDay());
      case "TIME" ->
          literal(
              LogicalType.of(TypeKind.TIME, value.contains(".") ? 3 : 0),
              (int) (LocalTime.parse(value).toNanoOfDay() / 1_000_000));
      case "TIMESTAMP" -> literal(LogicalType.timestamp(digits(value)), micros(value));
      case "TIMESTAMP_LTZ" -> literal(LogicalType.timestampLtz(digits(value)), micros(value));
      case "X" ->
          literal(
              LogicalType.of(TypeKind.BINARY, value.length() / 2), HexFormat.of().parseHex(value));
      case "INTERVAL" -> interval(value, word());
      default -> throw new IllegalArgumentException(word + " '" + value + "'");
    };
  }

  private static Literal literal(LogicalType type, Object value) {
    return new Literal(type.withNullable(false), value);
  }

  private static int digits(String timestamp) {
    int point = timestamp.indexOf('.');
    return point < 0 ? 0 : timestamp.replace("Z", "").length() - point - 1;
  }

  private static long micros(String value) {
    LocalDateTime time = LocalDateTime.parse(value.replace("Z", "").replace(' ', 'T'));
    return time.toEpochSecond(ZoneOffset.UTC) * 1_000_000L + time.getNano() / 1_000;
  }

  private static Literal interval(String value, String unit) {
    if (unit.equals("YEAR") || unit.equals("MONTH")) {
      int months = Integer.parseInt(value) * (unit.equals("YEAR") ? 12 : 1);
      return literal(LogicalType.of(TypeKind.INTERVAL_YEAR_MONTH), months);
    }
    long micros =
        switch (unit) {
          case "DAY" -> 86_400_000_000L;
          case "HOUR" -> 3_600_000_000L;
          case "MINUTE" -> 60_000_000L;
          default -> 1_000_000L;
        };
    long length = new BigDecimal(value).multiply(BigDecimal.valueOf(micros)).longValueExact();
    return literal(LogicalType.of(TypeKind.INTERVAL_DAY_TIME), length);
  }
}
