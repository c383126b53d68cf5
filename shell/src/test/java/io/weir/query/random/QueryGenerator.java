package io.weir.query.random;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes random queries out of what means the same in both engines. */
final class QueryGenerator {
  private final SplittableRandom random;
  private final List<RandomTable> tables;
  private final ExpressionGenerator expressions;
  private final SubqueryGenerator subqueries;
  private int names;

  QueryGenerator(SplittableRandom random, List<RandomTable> tables) {
    this.random = random;
    this.tables = tables;
    this.expressions = new ExpressionGenerator(random);
    this.subqueries = new SubqueryGenerator(random, tables, expressions, this::name);
  }

  /** A query. */
  Select query() {
    return select(2);
  }

  private Select select(int depth) {
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> project(unnested(relation(depth)), depth);
      case 3 -> windowAggregate();
      case 4 -> topRows(relation(depth));
      case 5 -> distinct(relation(depth));
      case 6, 7 -> over(relation(depth));
      default -> aggregate(unnested(relation(depth)), depth);
    };
  }

  private Relation relation(int depth) {
    int choice = depth == 0 ? 0 : random.nextInt(8);
    return switch (choice) {
      case 3, 4 -> select(depth - 1);
      case 5 -> join(depth);
      case 6 -> random.nextInt(3) > 0 ? join(depth) : timeJoin();
      case 7 -> combined(depth - 1);
      default -> table();
    };
  }

  private TableReference table() {
    RandomTable table = tables.get(random.nextInt(tables.size()));
    boolean isCut = !table.isChanging() && random.nextInt(8) == 0;
    Windows windows = isCut ? Windows.random(random, false) : null;
    return new TableReference(table, name("t"), windows);
  }

  private Relation join(int depth) {
    Relation left = relation(depth - 1);
    Relation right = relation(depth - 1);
    String[] kinds = {"JOIN", "JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN"};
    List<Expression> conditions = new ArrayList<>();
    for (Expression column : shuffled(left.columns())) {
      for (Expression other : shuffled(right.columns())) {
        // Equal time attributes make an interval join, which drops late rows.
        boolean isKey =
            column.kind() != Kind.TRUTH
                && !column.kind().isNested()
                && (isPatient() || column.kind() != Kind.TIME);
        if (column.kind() == other.kind() && isKey && conditions.isEmpty()) {
          conditions.add(Expression.of(Kind.TRUTH, "%s = %s", column, other));
        }
      }
    }
    if (conditions.isEmpty()) {
      return left;
    }
    Expression condition = conditions.get(0);
    List<Expression> all = new ArrayList<>(left.columns());
    all.addAll(right.columns());
    if (random.nextInt(3) == 0) {
      Expression more = expressions.condition(all, 1);
      condition = Expression.of(Kind.TRUTH, "%s AND %s", condition, more);
    }
    return new Joined(kinds[random.nextInt(kinds.length)], left, right, condition);
  }

  /** A join of two tables by windows, or by the distance of their times. */
  private Relation timeJoin() {
    List<RandomTable> timed = tables.stream().filter(table -> !table.isChanging()).toList();
    RandomTable one = timed.get(random.nextInt(timed.size()));
    RandomTable other = timed.get(random.nextInt(timed.size()));
    String[] kinds = {"JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN"};
    String kind = kinds[random.nextInt(kinds.length)];
    Kind keyKind = random.nextBoolean() ? Kind.INT : Kind.TEXT;
    boolean isWindow = random.nextBoolean();
    Windows windows = Windows.random(random, true);
    TimedTable left = new TimedTable(one, name("t"), isWindow ? windows : null);
    TimedTable right = new TimedTable(other, name("t"), isWindow ? windows : null);
    Expression condition =
        Expression.of(
            Kind.TRUTH,
            "%s = %s",
            expressions.column(keyKind, left.columns()),
            expressions.column(keyKind, right.columns()));
    if (isWindow) {
      for (int i = 0; i < 2; i++) {
        condition =
            Expression.of(
                Kind.TRUTH,
                "%s AND %s = %s",
                condition,
                left.windowColumns().get(i),
                right.windowColumns().get(i));
      }
    } else {
      condition =
          Expression.of(
              Kind.TRUTH,
              "%s AND %s BETWEEN %s - INTERVAL '"
                  + random.nextInt(10)
                  + "' SECOND AND %s + INTERVAL '"
                  + random.nextInt(10)
                  + "' SECOND",
              condition,
              left.time(),
              right.time(),
              right.time());
    }
    if (random.nextInt(4) == 0) {
      List<Expression> all = new ArrayList<>(left.columns());
      all.addAll(right.columns());
      Expression more = expressions.condition(all, 1);
      condition = Expression.of(Kind.TRUTH, "%s AND %s", condition, more);
    }
    return new Joined(kind, left, right, condition);
  }

  private Relation combined(int depth) {
    String[] operations = {
      "UNION ALL", "UNION ALL", "UNION", "INTERSECT", "INTERSECT ALL", "EXCEPT", "EXCEPT ALL"
    };
    List<Kind> kinds = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      kinds.add(Kind.any(random));
    }
    Select left = ofKinds(kinds, relation(depth));
    Select right = ofKinds(kinds, relation(depth));
    String operation = operations[random.nextInt(operations.length)];
    return new Combined(name("u"), operation, left, right);
  }

  private Select ofKinds(List<Kind> kinds, Relation from) {
    List<String> columns = new ArrayList<>();
    List<Expression> items = new ArrayList<>();
    for (Kind kind : kinds) {
      columns.add(name("c"));
      items.add(expressions.value(kind, from.columns(), 0));
    }
    return new Select(name("q"), false, columns, items, from, where(from, 0), null, null);
  }

  private Select project(Relation from, int depth) {
    List<String> columns = new ArrayList<>();
    List<Expression> items = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      columns.add(name("c"));
      boolean isSubquery = depth > 0 && random.nextInt(8) == 0;
      items.add(isSubquery ? subqueries.value(from.columns()) : expressions.any(from.columns(), 2));
    }
    return new Select(name("q"), false, columns, items, from, where(from, depth), null, null);
  }

  private Select distinct(Relation from) {
    List<String> columns = new ArrayList<>();
    List<Expression> items = new ArrayList<>();
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      columns.add(name("c"));
      items.add(expressions.any(from.columns(), 1));
    }
    return new Select(name("q"), true, columns, items, from, where(from, 0), null, null);
  }

  private List<Expression> where(Relation from, int depth) {
    List<Expression> conditions = new ArrayList<>();
    while (random.nextInt(5) < 2) {
      if (depth > 0 && random.nextInt(3) == 0) {
        conditions.add(
            random.nextBoolean() ? subquery(from) : subqueries.condition(from.columns()));
      } else {
        conditions.add(expressions.condition(from.columns(), 2));
      }
    }
    return conditions;
  }

  /** A condition with a subquery over a table. */
  private Expression subquery(Relation from) {
    TableReference inner =
        new TableReference(tables.get(random.nextInt(tables.size())), name("t"), null);
    Kind kind = random.nextBoolean() ? Kind.INT : Kind.TEXT;
    Expression outer = expressions.value(kind, from.columns(), 0);
    Expression value = expressions.value(kind, inner.columns(), 0);
    List<Expression> where = new ArrayList<>();
    if (random.nextBoolean()) {
      where.add(expressions.condition(inner.columns(), 1));
    }
    String not = random.nextBoolean() ? "NOT " : "";
    int form = random.nextInt(3);
    if (form == 1) {
      where.add(Expression.of(Kind.TRUTH, "%s = %s", value, outer));
    }
    Expression item = form == 2 ? expressions.aggregateOf("MIN", value) : value;
    Select select =
        new Select(name("q"), false, List.of(name("c")), List.of(item), inner, where, null, null);
    Expression query =
        new Expression(kind, "(" + select.weirQuery() + ")", "(" + select.duckQuery() + ")");
    return switch (form) {
      case 0 -> Expression.of(Kind.TRUTH, "(%s " + not + "IN %s)", outer, query);
      case 1 -> Expression.of(Kind.TRUTH, "(" + not + "EXISTS %s)", query);
      default -> Expression.of(Kind.TRUTH, "(%s > %s)", outer, query);
    };
  }

  private Select aggregate(Relation from, int depth) {
    List<Expression> keys = new ArrayList<>();
    int keyCount = random.nextInt(3);
    for (int i = 0; i < keyCount; i++) {
      Expression key =
          random.nextInt(3) == 0
              ? expressions.any(from.columns(), 1)
              : from.columns().get(random.nextInt(from.columns().size()));
      if (!key.weir().matches("\\d+") && !keys.contains(key)) {
        keys.add(key);
      }
    }
    return grouped(from, keys, where(from, depth));
  }

  private Select windowAggregate() {
    List<RandomTable> timed = tables.stream().filter(table -> !table.isChanging()).toList();
    RandomTable table = timed.get(random.nextInt(timed.size()));
    boolean isSession = table.isPatient() && random.nextInt(3) == 0;
    Windows windows = isSession ? Windows.session(random) : Windows.random(random, true);
    TableReference from = new TableReference(table, name("t"), windows);
    List<Expression> keys = new ArrayList<>(from.windowColumns());
    if (random.nextBoolean()) {
      keys.add(from.columns().get(random.nextInt(6)));
    }
    return grouped(from, keys, where(from, 0));
  }

  private Select grouped(Relation from, List<Expression> keys, List<Expression> where) {
    List<String> columns = new ArrayList<>();
    List<Expression> items = new ArrayList<>();
    for (Expression key : keys) {
      columns.add(name("c"));
      items.add(key);
    }
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      columns.add(name("c"));
      items.add(expressions.aggregate(from.columns()));
    }
    Expression having = null;
    if (random.nextInt(4) == 0) {
      Expression aggregate = expressions.aggregate(from.columns());
      having =
          aggregate.kind().isNumber()
              ? Expression.of(Kind.TRUTH, "%s > 1", aggregate)
              : Expression.of(Kind.TRUTH, "%s IS NOT NULL", aggregate);
    }
    return new Select(name("q"), false, columns, items, from, where, keys, having);
  }

  /** The first rows of each group; ties are broken by all columns. */
  private Select topRows(Relation from) {
    List<Expression> columns = from.columns();
    if (columns.stream().anyMatch(column -> column.kind().isNested())) {
      return project(from, 0);
    }
    Expression partition = columns.get(random.nextInt(columns.size()));
    List<Expression> rest = shuffled(columns);
    List<String> weirOrder = new ArrayList<>();
    List<String> duckOrder = new ArrayList<>();
    for (Expression column : rest) {
      boolean isDescending = random.nextBoolean();
      weirOrder.add(column.weir() + (isDescending ? " DESC" : ""));
      duckOrder.add(column.duck() + (isDescending ? " DESC NULLS LAST" : " ASC NULLS FIRST"));
    }
    String over = "ROW_NUMBER() OVER (PARTITION BY " + partition.weir() + " ORDER BY ";
    Expression rank =
        new Expression(
            Kind.LONG,
            over + String.join(", ", weirOrder) + ")",
            over + String.join(", ", duckOrder) + ")");
    List<String> names = new ArrayList<>();
    List<Expression> items = new ArrayList<>();
    for (Expression column : columns) {
      names.add(name("c"));
      items.add(column);
    }
    String rankName = name("r");
    names.add(rankName);
    items.add(rank);
    Select ranked = new Select(name("q"), false, names, items, from, List.of(), null, null);
    String alias = ranked.alias();
    List<Expression> outer = ranked.columns();
    int most = 1 + random.nextInt(3);
    Expression condition = Expression.same(Kind.TRUTH, alias + "." + rankName + " <= " + most);
    boolean showsRank = random.nextInt(3) == 0;
    List<Expression> shown = showsRank ? outer : outer.subList(0, outer.size() - 1);
    List<String> shownNames = new ArrayList<>();
    shown.forEach(column -> shownNames.add(name("c")));
    return new Select(
        name("q"), false, shownNames, List.copyOf(shown), ranked, List.of(condition), null, null);
  }

  private boolean isPatient() {
    return tables.stream().allMatch(RandomTable::isPatient);
  }

  /** Sometimes with a row for each of some values. */
  private Relation unnested(Relation from) {
    if (random.nextInt(8) > 0) {
      return from;
    }
    Kind kind = random.nextBoolean() ? Kind.INT : Kind.TEXT;
    List<Expression> values = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      values.add(expressions.value(kind, from.columns(), 1));
    }
    return new Unnest(from, name("u"), values);
  }

  /** Functions over the rows around a row; rows at one place are equal in all columns. */
  private Select over(Relation from) {
    List<Expression> columns = from.columns();
    if (columns.stream().anyMatch(column -> column.kind().isNested())) {
      return project(from, 0);
    }
    List<Expression> order = shuffled(columns);
    if (order.get(0).kind() == Kind.TIME && !isPatient()) {
      // By a time attribute late rows would be dropped.
      order.add(order.remove(0));
      if (order.get(0).kind() == Kind.TIME) {
        return project(from, 0);
      }
    }
    Expression partition = columns.get(random.nextInt(columns.size()));
    StringBuilder weir = new StringBuilder(" OVER (PARTITION BY " + partition.weir());
    StringBuilder duck = new StringBuilder(" OVER (PARTITION BY " + partition.duck());
    for (int i = 0; i < order.size(); i++) {
      boolean isDescending = random.nextInt(3) == 0;
      String comma = i == 0 ? " ORDER BY " : ", ";
      weir.append(comma).append(order.get(i).weir()).append(isDescending ? " DESC" : "");
      duck.append(comma).append(order.get(i).duck());
      duck.append(isDescending ? " DESC NULLS LAST" : " ASC NULLS FIRST");
    }
    String[] ends = {"CURRENT ROW", "CURRENT ROW", "1 FOLLOWING"};
    String frame = "";
    if (random.nextBoolean()) {
      String end = ends[random.nextInt(ends.length)];
      frame = " ROWS BETWEEN " + (1 + random.nextInt(3)) + " PRECEDING AND " + end;
    }
    List<String> names = new ArrayList<>();
    List<Expression> items = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      names.add(name("c"));
      items.add(columns.get(random.nextInt(columns.size())));
    }
    int calls = 1 + random.nextInt(2);
    for (int i = 0; i < calls; i++) {
      names.add(name("c"));
      items.add(overCall(columns, weir.toString(), duck.toString(), frame));
    }
    return new Select(name("q"), false, names, items, from, where(from, 0), null, null);
  }

  private Expression overCall(List<Expression> columns, String weir, String duck, String frame) {
    Expression any = columns.get(random.nextInt(columns.size()));
    Expression number = expressions.value(Kind.LONG, columns, 1);
    String framedWeir = weir + frame + ")";
    String framedDuck = duck + frame + ")";
    return switch (random.nextInt(6)) {
      case 0 -> new Expression(Kind.LONG, "ROW_NUMBER()" + weir + ")", "ROW_NUMBER()" + duck + ")");
      case 1 -> {
        String function = random.nextBoolean() ? "LAG(" : "LEAD(";
        int distance = 1 + random.nextInt(2);
        yield new Expression(
            any.kind(),
            function + any.weir() + ", " + distance + ")" + weir + ")",
            function + any.duck() + ", " + distance + ")" + duck + ")");
      }
      case 2 ->
          new Expression(
              Kind.LONG,
              "COUNT(" + any.weir() + ")" + framedWeir,
              "COUNT(" + any.duck() + ")" + framedDuck);
      case 3 -> {
        boolean isOrdered = any.kind() != Kind.TRUTH;
        Expression value = isOrdered ? any : number;
        String function = random.nextBoolean() ? "MIN(" : "MAX(";
        yield new Expression(
            value.kind(),
            function + value.weir() + ")" + framedWeir,
            function + value.duck() + ")" + framedDuck);
      }
      default ->
          new Expression(
              Kind.LONG,
              "SUM(" + number.weir() + ")" + framedWeir,
              "CAST(SUM(" + number.duck() + ")" + framedDuck + " AS BIGINT)");
    };
  }

  private <T> List<T> shuffled(List<T> list) {
    List<T> left = new ArrayList<>(list);
    List<T> shuffled = new ArrayList<>();
    while (!left.isEmpty()) {
      shuffled.add(left.remove(random.nextInt(left.size())));
    }
    return shuffled;
  }

  private String name(String prefix) {
    return prefix + names++;
  }
}
