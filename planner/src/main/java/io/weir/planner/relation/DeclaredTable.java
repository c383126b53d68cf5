package io.weir.planner.relation;

import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.type.WeirTypeFactory;
import io.weir.runtime.type.Schema;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/** A declared table as Calcite sees it: its columns. */
public final class DeclaredTable extends AbstractTable {
  private final Schema schema;
  private final CatalogTable table;

  /** A table that can be scanned. */
  DeclaredTable(CatalogTable table) {
    this.schema = table.schema();
    this.table = table;
  }

  /** Columns that expressions refer to, which nothing scans. */
  DeclaredTable(Schema schema) {
    this.schema = schema;
    this.table = null;
  }

  /** The declaration, if it is one of the catalog. */
  public Optional<CatalogTable> table() {
    return Optional.ofNullable(table);
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    return ((WeirTypeFactory) factory).toRelRow(schema);
  }
}
