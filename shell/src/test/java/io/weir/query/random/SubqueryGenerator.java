package io.weir.query.random;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Makes random subqueries that use the columns of the query around them anywhere: in conditions and
 * columns, within sets, joins, aggregates, DISTINCT and UNNEST.
 */
final class SubqueryGenerator {
  private static final String[] SETS = {
    "UNION ALL", "UNION ALL", "UNION", "INTERSECT", "INTERSECT ALL", "EXCEPT", "EXCEPT ALL"
  };

  private final SplittableRandom random;
  private final List<RandomTable> tables;
  private final ExpressionGenerator expressions;
  private final UnaryOperator<String> names;

  /**
   * @param names makes a new name that begins as it is told
   */
  SubqueryGenerator(
      SplittableRandom random,
      List<RandomTable> tables,
      ExpressionGenerator expressions,
      UnaryOperator<String> names) {
    this.random = random;
    this.tables = tables;
    this.expressions = expressions;
    this.names = names;
  }

  /** A condition on rows with these columns. */
  Expression condition(List<Expression> outer) {
    Kind kind = kind();
    String not = random.nextBoolean() ? "NOT " : "";
    Expression value = expressions.value(kind, outer, 1);
    return switch (random.nextInt(4)) {
      case 0 -> Expression.of(Kind.TRUTH, "(%s " + not + "IN %s)", value, query(rows(kind, outer)));
      case 1 -> Expression.of(Kind.TRUTH, "(%s <> %s)", value, one(kind, outer));
      default -> Expression.of(Kind.TRUTH, "(" + not + "EXISTS %s)", query(rows(kind, outer)));
    };
  }

  /** A value for each row with these columns. */
  Expression value(List<Expression> outer) {
    return one(kind(), outer);
  }

  private Kind kind() {
    return random.nextBoolean() ? Kind.INT : Kind.TEXT;
  }

  private Expression one(Kind kind, List<Expression> outer) {
    return query(extreme(rows(kind, outer), List.of()));
  }

  private static Expression query(Select rows) {
    Kind kind = rows.items().get(0).kind();
    return new Expression(kind, "(" + rows.weirQuery() + ")", "(" + rows.duckQuery() + ")");
  }

  private Select rows(Kind kind, List<Expression> outer) {
    return rows(kind, outer, 2);
  }

  /** Rows with one column. */
  private Select rows(Kind kind, List<Expression> outer, int depth) {
    int choice = depth == 0 ? 0 : random.nextInt(8);
    return switch (choice) {
      case 1, 2, 3 -> set(kind, outer, depth - 1);
      case 4 -> grouped(rows(kind, outer, depth - 1));
      case 5 -> joined(kind, outer, depth - 1);
      case 6 -> select(true, kind, rows(kind, outer, depth - 1), outer);
      case 7 -> select(false, kind, unnested(kind, outer), outer);
      default -> select(false, kind, table(), outer);
    };
  }

  private Relation table() {
    return new TableReference(tables.get(random.nextInt(tables.size())), names.apply("t"), null);
  }

  /** A column of rows that fulfil conditions, which mostly compare them with the outer row. */
  private Select select(boolean isDistinct, Kind kind, Relation from, List<Expression> outer) {
    List<Expression> all = new ArrayList<>(from.columns());
    all.addAll(outer);
    List<Expression> where = new ArrayList<>();
    if (random.nextInt(4) > 0) {
      Kind compared = kind();
      String comparison = random.nextInt(4) > 0 ? "(%s = %s)" : "(%s < %s)";
      Expression own = expressions.value(compared, from.columns(), 1);
      where.add(Expression.of(Kind.TRUTH, comparison, own, expressions.value(compared, outer, 1)));
    }
    if (random.nextInt(3) == 0) {
      where.add(expressions.condition(random.nextBoolean() ? all : from.columns(), 1));
    }
    List<Expression> seen = random.nextInt(4) == 0 ? all : from.columns();
    return select(isDistinct, expressions.value(kind, seen, 1), from, where, null);
  }

  private Select select(
      boolean isDistinct,
      Expression item,
      Relation from,
      List<Expression> where,
      List<Expression> groupBy) {
    String column = names.apply("c");
    return new Select(
        names.apply("q"), isDistinct, List.of(column), List.of(item), from, where, groupBy, null);
  }

  private Select set(Kind kind, List<Expression> outer, int depth) {
    Select left = rows(kind, outer, depth);
    Select right = rows(kind, outer, depth);
    String operation = SETS[random.nextInt(SETS.length)];
    Combined set = new Combined(names.apply("u"), operation, left, right);
    return select(false, set.columns().get(0), set, List.of(), null);
  }

  private Select grouped(Select rows) {
    return random.nextBoolean() ? extreme(rows, rows.columns()) : extreme(rows, List.of());
  }

  private Select extreme(Select rows, List<Expression> groupBy) {
    Expression value = rows.columns().get(0);
    String function = random.nextBoolean() ? "MIN(%s)" : "MAX(%s)";
    return select(false, Expression.of(value.kind(), function, value), rows, List.of(), groupBy);
  }

  private Select joined(Kind kind, List<Expression> outer, int depth) {
    Select left = rows(kind, outer, depth);
    Select right = rows(kind, outer, depth);
    Expression condition =
        Expression.of(Kind.TRUTH, "%s = %s", left.columns().get(0), right.columns().get(0));
    String join = random.nextBoolean() ? "JOIN" : "LEFT JOIN";
    return select(false, kind, new Joined(join, left, right, condition), outer);
  }

  private Relation unnested(Kind kind, List<Expression> outer) {
    Relation table = table();
    List<Expression> all = new ArrayList<>(table.columns());
    all.addAll(outer);
    List<Expression> values = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      values.add(expressions.value(kind, all, 1));
    }
    return new Unnest(table, names.apply("u"), values);
  }
}
