package io.weir.runtime.connector;

import io.weir.runtime.type.Schema;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A table as a connector sees it.
 *
 * @param name the table's name, for errors
 * @param schema its physical columns, then its metadata columns
 * @param metadata for the columns that are metadata: column name to metadata key
 * @param primaryKey names of the key's columns; empty if none
 * @param partitionKeys names of the PARTITIONED BY columns; empty if none
 * @param options the WITH options as written, {@code connector} among them, in which {@link
 *     Options} finds values
 */
public record TableDescriptor(
    String name,
    Schema schema,
    Map<String, String> metadata,
    List<String> primaryKey,
    List<String> partitionKeys,
    SortedMap<String, String> options) {
  public TableDescriptor {
    metadata = Map.copyOf(metadata);
    primaryKey = List.copyOf(primaryKey);
    partitionKeys = List.copyOf(partitionKeys);
  }

  /** The same table with other types of its columns. */
  public TableDescriptor withSchema(Schema schema) {
    return new TableDescriptor(name, schema, metadata, primaryKey, partitionKeys, options);
  }
}
