package io.weir.query.random;

import java.util.ArrayList;
import java.util.List;

/**
 * Two queries with columns of the same types under a set operation.
 *
 * @param operation such as UNION ALL
 */
record Combined(String alias, String operation, Select left, Select right) implements Relation {
  @Override
  public List<Expression> columns() {
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < left.names().size(); i++) {
      columns.add(Expression.same(left.items().get(i).kind(), alias + "." + left.names().get(i)));
    }
    return columns;
  }

  @Override
  public String weir() {
    return "(" + left.weirQuery() + " " + operation + " " + right.weirQuery() + ") AS " + alias;
  }

  @Override
  public String duck() {
    return "(" + left.duckQuery() + " " + operation + " " + right.duckQuery() + ") AS " + alias;
  }

  @Override
  public List<Relation> simpler() {
    List<Relation> simpler = new ArrayList<>();
    simpler.add(renamed(left));
    for (Relation other : left.simpler()) {
      if (other instanceof Select select && select.names().equals(left.names())) {
        simpler.add(new Combined(alias, operation, select, right));
      }
    }
    for (Relation other : right.simpler()) {
      if (other instanceof Select select && select.names().equals(right.names())) {
        simpler.add(new Combined(alias, operation, left, select));
      }
    }
    return simpler;
  }

  private Select renamed(Select select) {
    return new Select(
        alias,
        select.isDistinct(),
        select.names(),
        select.items(),
        select.from(),
        select.where(),
        select.groupBy(),
        select.having());
  }
}
