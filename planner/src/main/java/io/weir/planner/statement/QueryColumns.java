package io.weir.planner.statement;

import io.weir.parser.source.Suggestions;
import io.weir.parser.statement.CreateTable;
import io.weir.parser.statement.Identifier;
import io.weir.parser.statement.Insert;
import io.weir.parser.statement.Options;
import io.weir.planner.PlanException;
import io.weir.planner.catalog.Column;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What CREATE TABLE AS takes from its query.
 *
 * @param names of the query's columns, in its order
 * @param inTable the same columns in the order that they have in the table
 */
record QueryColumns(List<String> names, List<Column> inTable) {
  /** Those of a table without a query. */
  static final QueryColumns NONE = new QueryColumns(List.of(), List.of());

  QueryColumns {
    names = List.copyOf(names);
    inTable = List.copyOf(inTable);
  }

  /** The columns of a query, in the order that the statement gives them. */
  static QueryColumns of(CreateTable statement, Schema query) {
    List<Column> columns = new ArrayList<>();
    if (statement.order().isEmpty()) {
      query.fields().forEach(field -> columns.add(column(field)));
      return new QueryColumns(query.names(), columns);
    }
    List<String> left = new ArrayList<>(query.names());
    for (Identifier name : statement.order()) {
      if (!left.remove(name.name())) {
        boolean isThere = query.names().contains(name.name());
        throw new PlanException(
            isThere
                ? "column \"" + name.name() + "\" is named twice"
                : "the query has no column \"" + name.name() + "\"",
            name.span(),
            isThere
                ? Optional.empty()
                : Suggestions.hint(name.name(), query.names())
                    .or(() -> Optional.of("it has " + String.join(", ", query.names()))));
      }
      columns.add(column(query.fields().get(query.names().indexOf(name.name()))));
    }
    if (!left.isEmpty()) {
      Identifier last = statement.order().get(statement.order().size() - 1);
      throw new PlanException(
          "the query has other columns too: " + String.join(", ", left),
          statement.order().get(0).span().to(last.span()),
          "name all of them, or leave the list out");
    }
    return new QueryColumns(query.names(), columns);
  }

  private static Column column(Field field) {
    return new Column.Physical(field.name(), field.type(), Optional.empty());
  }

  /** The INSERT that fills the table: the query's columns go to those of their names. */
  Insert insert(CreateTable statement) {
    boolean isByPlace = statement.columns().isEmpty() && statement.order().isEmpty();
    List<Identifier> targets =
        names.stream().map(name -> new Identifier(name, statement.name().span())).toList();
    return new Insert(
        statement.name(),
        false,
        Options.NONE,
        List.of(),
        isByPlace ? List.of() : targets,
        statement.query().orElseThrow(),
        Optional.empty(),
        statement.span());
  }
}
