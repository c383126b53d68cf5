package io.weir.runtime.connector;

import io.weir.runtime.type.LogicalType;
import java.util.List;
import java.util.Map;

/** A kind of table, by the name in {@code 'connector' = '…'}. */
public interface Connector {
  /** The value of {@code connector}. */
  String name();

  /** One sentence on what it connects to. */
  String description();

  /** What happens to its rows when a job crashes, in a few sentences for people. */
  default String guarantees() {
    return "";
  }

  /** Whether tables of it can be read. */
  boolean isSource();

  /** Whether tables of it can be written. */
  boolean isSink();

  /** Its own options, without those of formats. */
  List<Option> options();

  /** The options of the formats that its tables can have, by the format's name. */
  default Map<String, List<Option>> formats() {
    return Map.of();
  }

  /** What tables of it can tell about rows beside them, whatever their format. */
  default List<Metadata> metadata() {
    return List.of();
  }

  /** What tables with a format can tell more, by the format's name. */
  default Map<String, List<Metadata>> formatMetadata() {
    return Map.of();
  }

  /**
   * What a table of it can tell about rows beside them, by the keys of METADATA columns. Where a
   * column is declared with a type that these can be cast to, the connector sees it with the type
   * that is given here.
   */
  default Map<String, LogicalType> metadata(TableDescriptor table) {
    return Metadata.types(metadata());
  }

  /**
   * A source for a table, limited to columns. Contacts nothing.
   *
   * @param columns positions in the table's schema that are needed, ascending
   * @throws OptionException if options do not fit
   */
  Source createSource(TableDescriptor table, List<Integer> columns);

  /**
   * A sink for a table. Contacts nothing.
   *
   * @throws OptionException if options do not fit
   */
  Sink createSink(TableDescriptor table);

  /**
   * A sink for a table that replaces what the table holds when the job has come to its end; of a
   * table with partitions, those that get rows.
   *
   * @param partition the values of partition columns that the statement names, which are replaced
   *     also if they get no rows
   * @throws OptionException if options do not fit, or if nothing of it can be replaced
   */
  default Sink createOverwritingSink(TableDescriptor table, Map<String, String> partition) {
    throw new OptionException(
        "connector",
        "connector '" + name() + "' cannot replace what a table holds (INSERT OVERWRITE)",
        "write INSERT INTO, or write to a filesystem table");
  }

  /** What kinds of changes a sink for this table accepts. */
  SinkInput sinkInput(TableDescriptor table);

  /** The kinds of changes that a sink can take. */
  enum SinkInput {
    INSERT_ONLY,
    /** Replaces and deletes by primary key. */
    UPSERT,
    /** Every change, as it comes. */
    ANY
  }
}
