package io.weir.planner.relation;

import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.catalog.Column;
import io.weir.planner.catalog.ObjectPath;
import io.weir.planner.catalog.StateCatalog.StateTable;
import io.weir.planner.type.WeirTypeFactory;
import io.weir.planner.validate.StateCalls;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/** A declared table as Calcite sees it: its columns. */
public final class DeclaredTable extends AbstractTable {
  private final Schema schema;
  private final CatalogTable table;
  private final StateTable state;

  /** A table that can be scanned. */
  DeclaredTable(CatalogTable table) {
    this.schema = table.schema();
    this.table = table;
    this.state = null;
  }

  /** Columns that expressions refer to, which nothing scans. */
  DeclaredTable(Schema schema) {
    this.schema = schema;
    this.table = null;
    this.state = null;
  }

  /** A table of the state of a job, which nothing but the statement knows. */
  DeclaredTable(String name, StateTable state) {
    this.schema = state.schema();
    this.state = state;
    this.table =
        new CatalogTable(
            new ObjectPath("", StateCalls.SCHEMA, name),
            true,
            schema.fields().stream().map(DeclaredTable::column).toList(),
            Optional.empty(),
            List.of(),
            List.of(),
            Map.of(),
            Optional.empty());
  }

  private static Column column(Field field) {
    return new Column.Physical(field.name(), field.type(), Optional.empty());
  }

  /** What is read, if it is the state of a job. */
  public Optional<StateTable> state() {
    return Optional.ofNullable(state);
  }

  /** The declaration, if it is a table that can be scanned. */
  public Optional<CatalogTable> table() {
    return Optional.ofNullable(table);
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    return ((WeirTypeFactory) factory).toRelRow(schema);
  }
}
