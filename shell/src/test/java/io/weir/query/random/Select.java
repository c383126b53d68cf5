package io.weir.query.random;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A query as a tree of parts that can be left out one by one.
 *
 * @param alias as a subquery
 * @param names of the result's columns
 * @param items its values, as many as names
 * @param from what it reads
 * @param where conditions, all of which must hold
 * @param groupBy keys; null for a query without aggregates
 * @param having a condition on groups, or null
 */
record Select(
    String alias,
    boolean isDistinct,
    List<String> names,
    List<Expression> items,
    Relation from,
    List<Expression> where,
    List<Expression> groupBy,
    Expression having)
    implements Relation {

  @Override
  public List<Expression> columns() {
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(Expression.same(items.get(i).kind(), alias + "." + names.get(i)));
    }
    return columns;
  }

  /** As a query of its own. */
  String weirQuery() {
    return text(from.weir(), Expression::weir);
  }

  /** As a query of its own. */
  String duckQuery() {
    return text(from.duck(), Expression::duck);
  }

  private String text(String from, Function<Expression, String> dialect) {
    StringBuilder text = new StringBuilder(isDistinct ? "SELECT DISTINCT " : "SELECT ");
    for (int i = 0; i < names.size(); i++) {
      text.append(i == 0 ? "" : ", ");
      text.append(dialect.apply(items.get(i))).append(" AS ").append(names.get(i));
    }
    text.append(" FROM ").append(from);
    for (int i = 0; i < where.size(); i++) {
      text.append(i == 0 ? " WHERE " : " AND ").append(dialect.apply(where.get(i)));
    }
    if (groupBy != null && !groupBy.isEmpty()) {
      text.append(" GROUP BY ");
      text.append(String.join(", ", groupBy.stream().map(dialect).toList()));
    }
    if (having != null) {
      text.append(" HAVING ").append(dialect.apply(having));
    }
    return text.toString();
  }

  @Override
  public String weir() {
    return "(" + weirQuery() + ") AS " + alias;
  }

  @Override
  public String duck() {
    return "(" + duckQuery() + ") AS " + alias;
  }

  @Override
  public List<Relation> simpler() {
    List<Relation> simpler = new ArrayList<>();
    if (from instanceof Select inner) {
      simpler.add(inner);
    }
    for (Relation other : from.simpler()) {
      simpler.add(new Select(alias, isDistinct, names, items, other, where, groupBy, having));
    }
    for (int i = 0; i < where.size(); i++) {
      simpler.add(
          new Select(alias, isDistinct, names, items, from, without(where, i), groupBy, having));
    }
    if (having != null) {
      simpler.add(new Select(alias, isDistinct, names, items, from, where, groupBy, null));
    }
    if (isDistinct) {
      simpler.add(new Select(alias, false, names, items, from, where, groupBy, having));
    }
    for (int i = 0; i < items.size() && items.size() > 1; i++) {
      List<String> fewerNames = without(names, i);
      List<Expression> fewer = without(items, i);
      simpler.add(new Select(alias, isDistinct, fewerNames, fewer, from, where, groupBy, having));
      if (groupBy != null && groupBy.contains(items.get(i))) {
        List<Expression> keys = without(groupBy, groupBy.indexOf(items.get(i)));
        simpler.add(new Select(alias, isDistinct, fewerNames, fewer, from, where, keys, having));
      }
    }
    return simpler;
  }

  private static <T> List<T> without(List<T> list, int index) {
    List<T> fewer = new ArrayList<>(list);
    fewer.remove(index);
    return fewer;
  }
}
