package io.weir.parser.statement;

import io.weir.parser.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * {@code CREATE [OR REPLACE] [TEMPORARY] TABLE [IF NOT EXISTS] …}, with its three forms: described
 * by columns, {@code LIKE} another table, and {@code AS} a query. A table names at most one of
 * {@code like} and {@code query}.
 *
 * @param columns physical, metadata and computed columns in the order written
 * @param primaryKey the key, whether it was written at a column or at the table; always NOT
 *     ENFORCED
 * @param partitionKeys columns of PARTITIONED BY in the order written
 * @param order the columns of the query of CREATE TABLE AS in the order that they have in the
 *     table; empty for the query's
 * @param query the query of CREATE TABLE AS
 */
public record CreateTable(
    QualifiedName name,
    boolean temporary,
    boolean orReplace,
    boolean ifNotExists,
    List<ColumnDefinition> columns,
    Optional<PrimaryKey> primaryKey,
    Optional<WatermarkDefinition> watermark,
    Optional<String> comment,
    List<Identifier> partitionKeys,
    List<Identifier> order,
    Options options,
    Optional<TableLike> like,
    Optional<QueryText> query,
    Span span)
    implements Statement {
  public CreateTable {
    columns = List.copyOf(columns);
    partitionKeys = List.copyOf(partitionKeys);
    order = List.copyOf(order);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitCreateTable(this);
  }
}
