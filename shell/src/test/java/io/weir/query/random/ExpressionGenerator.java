package io.weir.query.random;

import java.util.List;
import java.util.SplittableRandom;

/** Makes random expressions over columns. */
final class ExpressionGenerator {
  private static final String[] COMPARISONS = {"=", "<>", "<", "<=", ">", ">="};

  private final SplittableRandom random;

  ExpressionGenerator(SplittableRandom random) {
    this.random = random;
  }

  /** A value of any kind. */
  Expression any(List<Expression> columns, int depth) {
    if (random.nextBoolean()) {
      return columns.get(random.nextInt(columns.size()));
    }
    return value(Kind.any(random), columns, depth);
  }

  /** A value of a kind. */
  Expression value(Kind kind, List<Expression> columns, int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return leaf(kind, columns);
    }
    if (random.nextInt(4) == 0) {
      return conditional(kind, columns, depth - 1);
    }
    return switch (kind) {
      case INT -> integer(columns, depth - 1);
      case LONG -> number(Kind.LONG, columns, depth - 1);
      case DECIMAL -> Expression.of(kind, "(-%s)", leaf(kind, columns));
      case TEXT -> text(columns, depth - 1);
      case TRUTH -> condition(columns, depth);
      case TIME ->
          Expression.of(
              kind, "(%s + INTERVAL '" + random.nextInt(60) + "' SECOND)", leaf(kind, columns));
      case LIST -> list(value(Kind.INT, columns, depth - 1), leaf(Kind.INT, columns));
      case PAIR -> pair(value(Kind.INT, columns, depth - 1), leaf(Kind.TEXT, columns));
    };
  }

  /** One of the columns of a kind. */
  Expression column(Kind kind, List<Expression> columns) {
    List<Expression> fitting = columns.stream().filter(c -> c.kind() == kind).toList();
    return fitting.get(random.nextInt(fitting.size()));
  }

  private Expression leaf(Kind kind, List<Expression> columns) {
    List<Expression> fitting = columns.stream().filter(c -> c.kind() == kind).toList();
    if (!fitting.isEmpty() && random.nextInt(4) > 0) {
      return fitting.get(random.nextInt(fitting.size()));
    }
    int n = random.nextInt(6);
    return switch (kind) {
      case INT -> Expression.same(kind, Integer.toString(n));
      case LONG -> Expression.same(kind, "CAST(" + n * 100 + " AS BIGINT)");
      case DECIMAL -> Expression.same(kind, "CAST(" + n + ".50 AS DECIMAL(10, 2))");
      case TEXT ->
          new Expression(
              kind, "CAST('" + "abAzx ".charAt(n) + "' AS STRING)", "'" + "abAzx ".charAt(n) + "'");
      case TRUTH -> Expression.same(kind, n < 3 ? "TRUE" : "FALSE");
      case TIME -> Expression.same(kind, "TIMESTAMP '2024-03-02 00:00:0" + n + "'");
      case LIST -> list(leaf(Kind.INT, columns), leaf(Kind.INT, columns));
      case PAIR -> pair(leaf(Kind.INT, columns), leaf(Kind.TEXT, columns));
    };
  }

  private static Expression list(Expression one, Expression other) {
    return Expression.of(Kind.LIST, "ARRAY[%s, %s]", "[%s, %s]", one, other);
  }

  private static Expression pair(Expression x, Expression y) {
    return Expression.of(
        Kind.PAIR, "CAST(ROW(%s, %s) AS ROW<x INT, y STRING>)", "{'x': %s, 'y': %s}", x, y);
  }

  private Expression conditional(Kind kind, List<Expression> columns, int depth) {
    Expression condition = condition(columns, depth);
    Expression one = value(kind, columns, depth);
    Expression other = value(kind, columns, depth);
    return switch (random.nextInt(kind.isNested() ? 3 : 4)) {
      case 0 -> Expression.of(kind, "CASE WHEN %s THEN %s ELSE %s END", condition, one, other);
      case 1 -> Expression.of(kind, "CASE WHEN %s THEN %s END", condition, one);
      case 2 -> Expression.of(kind, "COALESCE(%s, %s)", one, other);
      default -> Expression.of(kind, "NULLIF(%s, %s)", one, other);
    };
  }

  private Expression integer(List<Expression> columns, int depth) {
    boolean isSize = random.nextBoolean();
    return switch (random.nextInt(6)) {
      case 4 ->
          Expression.of(
              Kind.INT,
              isSize ? "CARDINALITY(%s)" : "%s[2]",
              isSize ? "CAST(len(%s) AS INTEGER)" : "%s[2]",
              value(Kind.LIST, columns, depth));
      case 5 -> Expression.of(Kind.INT, "(%s).x", value(Kind.PAIR, columns, depth));
      case 0 ->
          Expression.of(
              Kind.INT,
              "CHAR_LENGTH(%s)",
              "CAST(length(%s) AS INTEGER)",
              value(Kind.TEXT, columns, depth));
      case 1 ->
          Expression.of(
              Kind.INT,
              "CAST(EXTRACT(SECOND FROM %s) AS INT)",
              "CAST(extract(second FROM %s) AS INTEGER)",
              leaf(Kind.TIME, columns));
      default -> number(Kind.INT, columns, depth);
    };
  }

  private Expression number(Kind kind, List<Expression> columns, int depth) {
    Expression left = value(kind, columns, depth);
    Expression right = leaf(kind, columns);
    int divisor = 2 + random.nextInt(5);
    return switch (random.nextInt(6)) {
      case 0 -> Expression.of(kind, "(%s + %s)", left, right);
      case 1 -> Expression.of(kind, "(%s - %s)", left, right);
      case 2 -> Expression.of(kind, "(%s * 3)", left);
      case 3 -> Expression.of(kind, "(%s / " + divisor + ")", "(%s // " + divisor + ")", left);
      case 4 -> Expression.of(kind, "MOD(%s, " + divisor + ")", "(%s %% " + divisor + ")", left);
      default -> Expression.of(kind, "ABS(%s)", left);
    };
  }

  private Expression text(List<Expression> columns, int depth) {
    Expression text = value(Kind.TEXT, columns, depth);
    int n = 1 + random.nextInt(3);
    return switch (random.nextInt(7)) {
      case 0 -> Expression.of(Kind.TEXT, "UPPER(%s)", text);
      case 1 -> Expression.of(Kind.TEXT, "LOWER(%s)", text);
      case 2 -> Expression.of(Kind.TEXT, "SUBSTRING(%s, " + n + ", 2)", text);
      case 3 -> Expression.of(Kind.TEXT, "(%s || %s)", text, leaf(Kind.TEXT, columns));
      case 4 -> Expression.of(Kind.TEXT, "REPLACE(%s, 'a', 'bb')", text);
      case 5 -> Expression.of(Kind.TEXT, "TRIM(%s)", text);
      default ->
          Expression.of(
              Kind.TEXT,
              "CAST(%s AS STRING)",
              "CAST(%s AS VARCHAR)",
              value(Kind.INT, columns, depth));
    };
  }

  /** A condition that may be TRUE, FALSE or NULL. */
  Expression condition(List<Expression> columns, int depth) {
    Kind kind = Kind.scalar(random);
    Expression one = value(kind, columns, Math.max(0, depth - 1));
    Expression other = value(kind, columns, 0);
    switch (random.nextInt(depth == 0 ? 6 : 9)) {
      case 0:
        return Expression.of(Kind.TRUTH, "(%s IS NULL)", one);
      case 1:
        return Expression.of(Kind.TRUTH, "(%s IS NOT NULL)", one);
      case 2:
        String distinct = random.nextBoolean() ? "IS DISTINCT FROM" : "IS NOT DISTINCT FROM";
        return Expression.of(Kind.TRUTH, "(%s " + distinct + " %s)", one, other);
      case 3:
        Expression text = value(Kind.TEXT, columns, Math.max(0, depth - 1));
        return Expression.of(Kind.TRUTH, "(%s LIKE '%%a%%')", text);
      case 6:
        return Expression.of(
            Kind.TRUTH,
            random.nextBoolean() ? "(%s AND %s)" : "(%s OR %s)",
            condition(columns, depth - 1),
            condition(columns, depth - 1));
      case 7:
        return Expression.of(Kind.TRUTH, "(NOT %s)", condition(columns, depth - 1));
      case 8:
        Expression number = value(Kind.INT, columns, depth - 1);
        return random.nextBoolean()
            ? Expression.of(Kind.TRUTH, "(%s BETWEEN 0 AND 3)", number)
            : Expression.of(Kind.TRUTH, "(%s NOT IN (1, 2, %s))", number, leaf(Kind.INT, columns));
      default:
        String comparison = COMPARISONS[random.nextInt(COMPARISONS.length)];
        return Expression.of(Kind.TRUTH, "(%s " + comparison + " %s)", one, other);
    }
  }

  /** An aggregate over rows with these columns. */
  Expression aggregate(List<Expression> columns) {
    String filter = "";
    Expression condition = Expression.same(Kind.TRUTH, "TRUE");
    if (random.nextInt(4) == 0) {
      condition = condition(columns, 1);
      filter = " FILTER (WHERE %s)";
    }
    Kind kind = Kind.scalar(random);
    Expression value = value(kind, columns, 1);
    Expression number = value(random.nextBoolean() ? Kind.INT : Kind.LONG, columns, 1);
    String distinct = random.nextInt(4) == 0 ? "DISTINCT " : "";
    return switch (random.nextInt(7)) {
      case 0 -> filtered(Kind.LONG, "COUNT(*)", "COUNT(*)", filter, condition, value);
      case 1 -> {
        String count = "COUNT(" + distinct + "%1$s)";
        yield filtered(Kind.LONG, count, count, filter, condition, value);
      }
      case 2, 3 -> {
        String sum = "SUM(" + distinct + "%1$s)";
        yield filtered(number.kind(), sum, typed(sum, number.kind()), filter, condition, number);
      }
      case 4 -> {
        String average = "AVG(" + distinct + "%1$s)";
        String parts = "(SUM(" + distinct + "%1$s)@ // COUNT(" + distinct + "%1$s)@)";
        yield filtered(
            number.kind(), average, typed(parts, number.kind()), filter, condition, number);
      }
      default -> {
        if (kind == Kind.TRUTH) {
          yield filtered(Kind.LONG, "COUNT(%1$s)", "COUNT(%1$s)", filter, condition, value);
        }
        String extreme = (random.nextBoolean() ? "MIN" : "MAX") + "(%1$s)";
        yield filtered(kind, extreme, extreme, filter, condition, value);
      }
    };
  }

  private static String typed(String call, Kind kind) {
    return "CAST(" + call + (call.contains("@") ? "" : "@") + " AS " + kind.sql() + ")";
  }

  /** {@code @} in the format stands for the filter clause; without it the clause is appended. */
  private static Expression filtered(
      Kind kind, String weir, String duck, String filter, Expression condition, Expression value) {
    String clause = filter.replace("%s", "%2$s");
    String duckText = duck.contains("@") ? duck.replace("@", clause) : duck + clause;
    return Expression.of(kind, weir + clause, duckText, value, condition);
  }

  /** One aggregate of a value. */
  Expression aggregateOf(String function, Expression value) {
    return Expression.of(value.kind(), function + "(%s)", value);
  }
}
