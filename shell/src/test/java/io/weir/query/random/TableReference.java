package io.weir.query.random;

import java.util.ArrayList;
import java.util.List;

/** A table, maybe cut into windows. */
record TableReference(RandomTable table, String alias, Windows windows) implements Relation {
  @Override
  public List<Expression> columns() {
    List<Expression> columns = new ArrayList<>();
    for (RandomTable.Column column : RandomTable.COLUMNS) {
      columns.add(Expression.same(column.kind(), alias + "." + column.name()));
    }
    return columns;
  }

  /** The two columns by which windows are told apart. */
  List<Expression> windowColumns() {
    return List.of(
        Expression.same(Kind.TIME, alias + ".window_start"),
        Expression.same(Kind.TIME, alias + ".window_end"));
  }

  @Override
  public String weir() {
    String name = table.name();
    return (windows == null ? name : windows.weir(name)) + " AS " + alias;
  }

  @Override
  public String duck() {
    String name = table.name();
    return (windows == null ? name : windows.duck(name)) + " AS " + alias;
  }

  @Override
  public List<Relation> simpler() {
    return List.of();
  }
}
