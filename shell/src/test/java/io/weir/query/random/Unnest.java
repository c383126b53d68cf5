package io.weir.query.random;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Each row of a relation once for each of some values.
 *
 * @param values of one kind, over the relation
 */
record Unnest(Relation from, String alias, List<Expression> values) implements Relation {
  @Override
  public List<Expression> columns() {
    List<Expression> columns = new ArrayList<>(from.columns());
    columns.add(Expression.same(values.get(0).kind(), alias + ".x"));
    return columns;
  }

  @Override
  public String weir() {
    return from.weir() + " CROSS JOIN UNNEST(ARRAY[" + list(Expression::weir) + "]) AS " + column();
  }

  @Override
  public String duck() {
    return from.duck()
        + " CROSS JOIN LATERAL unnest(["
        + list(Expression::duck)
        + "]) AS "
        + column();
  }

  private String column() {
    return alias + " (x)";
  }

  private String list(Function<Expression, String> dialect) {
    return values.stream().map(dialect).collect(Collectors.joining(", "));
  }

  @Override
  public List<Relation> simpler() {
    List<Relation> simpler = new ArrayList<>();
    simpler.add(from);
    from.simpler().forEach(other -> simpler.add(new Unnest(other, alias, values)));
    return simpler;
  }
}
