package io.weir.parser.statement;

import java.util.List;
import java.util.Optional;

/** What ALTER TABLE does to the columns, the key or the watermark of a table. */
public sealed interface SchemaChange {

  /**
   * {@code ADD} or {@code MODIFY}: columns, the key and the watermark as they are from now on.
   *
   * @param isModify whether they are there already
   */
  record Define(
      boolean isModify,
      List<PlacedColumn> columns,
      Optional<PrimaryKey> primaryKey,
      Optional<WatermarkDefinition> watermark)
      implements SchemaChange {
    public Define {
      columns = List.copyOf(columns);
    }
  }

  /**
   * {@code DROP}.
   *
   * @param isKey whether the primary key goes
   * @param isWatermark whether the watermark goes
   */
  record Drop(List<Identifier> columns, boolean isKey, boolean isWatermark)
      implements SchemaChange {
    public Drop {
      columns = List.copyOf(columns);
    }
  }

  /** {@code RENAME from TO to}, of a column. */
  record RenameColumn(Identifier from, Identifier to) implements SchemaChange {}

  /** A column and where it shall be; a new one comes last, an old one stays where it is. */
  record PlacedColumn(ColumnDefinition column, Optional<Place> place) {}

  /**
   * Where a column goes.
   *
   * @param after behind which other column; at the front if none
   */
  record Place(Optional<Identifier> after) {}
}
