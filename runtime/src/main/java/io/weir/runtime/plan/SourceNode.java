package io.weir.runtime.plan;

import io.weir.runtime.connector.Source;
import io.weir.runtime.expression.Expression;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads a table from outside, computes its computed columns, and assigns watermarks per split.
 *
 * @param table the table's name, for EXPLAIN and errors
 * @param source reads the physical columns that are needed
 * @param columns one expression over the source's schema for each column of the table that is
 *     needed
 * @param watermark how watermarks are made, if the table declares a rowtime
 * @param badRecords the table that gets records that cannot be read; empty to fail at one. If it is
 *     there, the schema has the columns of {@link io.weir.runtime.connector.BadRecords} behind the
 *     table's: either they are NULL in all rows of a batch, or the others are
 * @param properties the stream's properties
 */
public record SourceNode(
    String table,
    Source source,
    List<Expression> columns,
    Optional<WatermarkSpec> watermark,
    Optional<String> badRecords,
    StreamProperties properties)
    implements PlanNode {
  public SourceNode {
    Objects.requireNonNull(table, "table");
    columns = List.copyOf(columns);
  }

  /** A source that fails at a record that cannot be read. */
  public SourceNode(
      String table,
      Source source,
      List<Expression> columns,
      Optional<WatermarkSpec> watermark,
      StreamProperties properties) {
    this(table, source, columns, watermark, Optional.empty(), properties);
  }

  @Override
  public String name() {
    return "Source";
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of();
  }

  @Override
  public Distribution requiredDistribution(int input) {
    throw new IndexOutOfBoundsException("a source has no inputs");
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(
        new Attribute("table", table),
        new Attribute("source", source.describe()),
        new Attribute("columns", properties.schema().names().toString()));
  }

  /**
   * How a source makes watermarks.
   *
   * @param rowtime the rowtime's position in this node's schema
   * @param watermark the watermark a row stands for, over this node's schema; NULL gives none
   * @param idleTimeoutMillis after how long at the end of its data a split no longer holds the
   *     watermark; 0 for never
   * @param isCarried whether every row carries the watermark before it, because somebody reads it
   *     who does not only ask whether the row is late
   */
  public record WatermarkSpec(
      int rowtime, Expression watermark, long idleTimeoutMillis, boolean isCarried) {}
}
