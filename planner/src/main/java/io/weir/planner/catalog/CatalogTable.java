package io.weir.planner.catalog;

import io.weir.parser.statement.ExpressionText;
import io.weir.parser.statement.SqlQuoting;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A declared table.
 *
 * @param columns all kinds, in order
 * @param watermark how event time advances, if declared
 * @param primaryKey names of the key's columns; empty if none
 * @param partitionKeys names of the PARTITIONED BY columns; empty if none
 * @param options of WITH, in the order written
 */
public record CatalogTable(
    ObjectPath path,
    boolean isTemporary,
    List<Column> columns,
    Optional<Watermark> watermark,
    List<String> primaryKey,
    List<String> partitionKeys,
    Map<String, String> options,
    Optional<String> comment)
    implements CatalogObject {
  public CatalogTable {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    partitionKeys = List.copyOf(partitionKeys);
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /**
   * WATERMARK FOR column AS expression.
   *
   * @param column the rowtime's name
   * @param expression over the table's columns
   */
  public record Watermark(String column, ExpressionText expression) {}

  @Override
  public String kind() {
    return "table";
  }

  @Override
  public Schema schema() {
    return schema(columns);
  }

  /** The columns that rows written to it have. */
  public List<Column> writtenColumns() {
    return columns.stream().filter(Column::isWritten).toList();
  }

  /** The columns that a connector reads, in its order: physical, then metadata. */
  public List<Column> readColumns() {
    return connectorOrder(columns.stream().filter(Column::isRead).toList());
  }

  /** The column of a name. */
  public Optional<Column> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /** The table as a connector reads it. */
  public TableDescriptor sourceDescriptor() {
    return descriptor(readColumns());
  }

  /** The table as a connector writes it. */
  public TableDescriptor sinkDescriptor() {
    return descriptor(connectorOrder(writtenColumns()));
  }

  /** What its options mean to the connector. */
  public WrittenOptions writtenOptions() {
    return WrittenOptions.of(options, columns);
  }

  private TableDescriptor descriptor(List<Column> columns) {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Column column : columns) {
      if (column instanceof Column.Metadata beside) {
        metadata.put(beside.name(), beside.key());
      }
    }
    return new TableDescriptor(
        path.name(),
        schema(columns),
        metadata,
        primaryKey,
        partitionKeys,
        new TreeMap<>(writtenOptions().options()));
  }

  private static List<Column> connectorOrder(List<Column> columns) {
    List<Column> ordered = new ArrayList<>();
    columns.stream().filter(c -> !(c instanceof Column.Metadata)).forEach(ordered::add);
    columns.stream().filter(c -> c instanceof Column.Metadata).forEach(ordered::add);
    return ordered;
  }

  private static Schema schema(List<Column> columns) {
    return new Schema(columns.stream().map(c -> new Field(c.name(), c.type())).toList());
  }

  /** The same table with some options added or replaced. */
  public CatalogTable withOptions(Map<String, String> more) {
    Map<String, String> merged = new LinkedHashMap<>(options);
    merged.putAll(more);
    return withAllOptions(merged);
  }

  /** The same table with exactly these options. */
  public CatalogTable withAllOptions(Map<String, String> options) {
    return new CatalogTable(
        path, isTemporary, columns, watermark, primaryKey, partitionKeys, options, comment);
  }

  @Override
  public CatalogTable renamed(ObjectPath path) {
    return new CatalogTable(
        path, isTemporary, columns, watermark, primaryKey, partitionKeys, options, comment);
  }

  @Override
  public String toDdl() {
    StringBuilder ddl = new StringBuilder("CREATE ");
    ddl.append(isTemporary ? "TEMPORARY " : "").append("TABLE ").append(path.toSql());
    List<String> lines = new ArrayList<>();
    columns.forEach(column -> lines.add(column.toSql()));
    watermark.ifPresent(
        mark ->
            lines.add(
                "WATERMARK FOR "
                    + SqlQuoting.name(mark.column())
                    + " AS "
                    + mark.expression().text()));
    if (!primaryKey.isEmpty()) {
      lines.add("PRIMARY KEY (" + names(primaryKey) + ") NOT ENFORCED");
    }
    ddl.append(lines.stream().collect(Collectors.joining(",\n  ", " (\n  ", "\n)")));
    comment.ifPresent(text -> ddl.append("\nCOMMENT ").append(SqlQuoting.string(text)));
    if (!partitionKeys.isEmpty()) {
      ddl.append("\nPARTITIONED BY (").append(names(partitionKeys)).append(')');
    }
    if (!options.isEmpty()) {
      ddl.append(
          options.entrySet().stream()
              .map(e -> SqlQuoting.string(e.getKey()) + " = " + SqlQuoting.string(e.getValue()))
              .collect(Collectors.joining(",\n  ", "\nWITH (\n  ", "\n)")));
    }
    return ddl.toString();
  }

  private static String names(List<String> names) {
    return names.stream().map(SqlQuoting::name).collect(Collectors.joining(", "));
  }
}
