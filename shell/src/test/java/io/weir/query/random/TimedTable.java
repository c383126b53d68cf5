package io.weir.query.random;

import java.util.ArrayList;
import java.util.List;

/**
 * A table for a join by time, which takes no late rows: they are not in DuckDB's.
 *
 * @param windows by which it is joined, or null where it is joined by distance
 */
record TimedTable(RandomTable table, String alias, Windows windows) implements Relation {
  @Override
  public List<Expression> columns() {
    List<Expression> columns = new ArrayList<>();
    for (RandomTable.Column column : RandomTable.COLUMNS) {
      // Where it is a time attribute it may not be compared once more.
      if (column.kind() != Kind.TIME) {
        columns.add(Expression.same(column.kind(), alias + "." + column.name()));
      }
    }
    return columns;
  }

  /** The two columns by which windows are told apart. */
  List<Expression> windowColumns() {
    return new TableReference(table, alias, windows).windowColumns();
  }

  /** The time attribute. */
  Expression time() {
    return Expression.same(Kind.TIME, alias + ".ts");
  }

  @Override
  public String weir() {
    String name = table.name();
    return (windows == null ? name : "(SELECT * FROM " + windows.weir(name) + ")") + " AS " + alias;
  }

  @Override
  public String duck() {
    String name = table.name();
    return (windows == null
            ? "(SELECT * FROM " + name + " WHERE mark IS NULL OR ts >= mark)"
            : windows.duck(name))
        + " AS "
        + alias;
  }

  @Override
  public List<Relation> simpler() {
    return List.of();
  }
}
