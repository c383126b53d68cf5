package io.weir.planner.convert;

import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.CatalogObject;
import io.weir.planner.catalog.CatalogTable;
import io.weir.runtime.connector.BadRecords;
import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.Connectors;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.error.Suggestions;
import io.weir.runtime.operator.badrecord.BadRecordsNode;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.SinkNode;
import io.weir.runtime.plan.SourceNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Connects the sources of a job to the tables that get the records that they cannot read. A table
 * that is scanned several times keeps what it cannot read once, from the first scan.
 */
public final class BadRecordSinks {
  private static final String OPTION = BadRecords.TABLE.key();

  private final Catalog catalog;
  private final Connectors connectors;

  /** {@code catalog} has the tables, {@code connectors} write them. */
  public BadRecordSinks(Catalog catalog, Connectors connectors) {
    this.catalog = catalog;
    this.connectors = connectors;
  }

  /**
   * A source that keeps records that it cannot read.
   *
   * @throws OptionException if it cannot, or if the options say that they are skipped
   */
  static Source keeping(Source source, Map<String, String> options) {
    for (Map.Entry<String, String> option : options.entrySet()) {
      if (option.getKey().endsWith(".ignore-parse-errors")
          && option.getValue().equalsIgnoreCase("true")) {
        throw new OptionException(
            option.getKey(),
            "options '" + OPTION + "' and '" + option.getKey() + "' exclude each other",
            "leave one of them out: bad records are either kept or passed over");
      }
    }
    return source
        .keepingBadRecords()
        .orElseThrow(
            () ->
                new OptionException(
                    OPTION,
                    "option '"
                        + OPTION
                        + "' is for formats of which one record after the other is read, and this"
                        + " one's cannot be bad alone",
                    "leave it out"));
  }

  /** The columns of such a source: behind those of the table what is known of bad records. */
  static StreamProperties withBadRecords(StreamProperties table) {
    List<Field> fields = new ArrayList<>(table.schema().fields());
    for (Field field : BadRecords.SCHEMA.fields()) {
      fields.add(new Field("$bad." + field.name(), field.type()));
    }
    List<TimeAttribute> times = new ArrayList<>(table.timeAttributes());
    times.addAll(Collections.nCopies(BadRecords.SCHEMA.size(), TimeAttribute.NONE));
    return new StreamProperties(
        new Schema(fields), table.changelog(), table.upsertKey(), times, table.uniqueKeys());
  }

  /**
   * The sinks that get what the sources of others cannot read.
   *
   * @throws OptionException if a table cannot take them
   */
  public List<SinkNode> of(List<SinkNode> sinks) {
    List<SinkNode> added = new ArrayList<>();
    Set<String> done = new HashSet<>();
    for (SinkNode sink : sinks) {
      for (SourceNode source : Plans.sources(sink)) {
        if (source.badRecords().isPresent() && done.add(source.table())) {
          added.add(sink(source));
        }
      }
    }
    return added;
  }

  private SinkNode sink(SourceNode source) {
    CatalogTable table = table(source);
    TableDescriptor descriptor = table.sinkDescriptor();
    check(table, descriptor.schema(), source.table());
    Connector connector = connectors.of(descriptor);
    if (!connector.isSink()) {
      throw refused(source.table(), table, "can only be read", null);
    }
    BadRecordsNode records =
        new BadRecordsNode(source, StreamProperties.insertOnly(descriptor.schema()));
    return new SinkNode(
        table.path().name(), connector.createSink(descriptor), records, Distribution.ANY);
  }

  private CatalogTable table(SourceNode source) {
    String name = source.badRecords().orElseThrow();
    List<String> parts = List.of(name.split("\\."));
    Optional<CatalogObject> object =
        parts.size() > 3 ? Optional.empty() : catalog.find(catalog.resolve(parts));
    if (object.isEmpty() || !(object.get() instanceof CatalogTable table)) {
      throw new OptionException(
          OPTION,
          "option '"
              + OPTION
              + "' of table \""
              + source.table()
              + "\": there is no table \""
              + name
              + "\"",
          "CREATE TABLE "
              + name
              + " (record STRING, origin STRING, line_or_offset BIGINT, reason STRING) WITH (…)");
    }
    if (table.path().name().equals(source.table())) {
      throw refused(source.table(), table, "is the table itself", "name another table");
    }
    return table;
  }

  private static void check(CatalogTable table, Schema schema, String source) {
    if (!table.primaryKey().isEmpty()) {
      throw refused(
          source,
          table,
          "has a PRIMARY KEY, and records that cannot be read have none",
          "declare it without");
    }
    Map<String, List<LogicalType>> known = BadRecordsNode.COLUMNS;
    for (Field field : schema.fields()) {
      List<LogicalType> types = known.get(field.name());
      if (types == null) {
        String near = Suggestions.didYouMean(field.name(), List.copyOf(known.keySet()));
        throw refused(
            source,
            table,
            "has the column \"" + field.name() + "\", of which nothing is known",
            near != null ? near : "its columns can be: " + String.join(", ", known.keySet()));
      }
      if (types.stream().noneMatch(field.type()::equalsIgnoringNullability)) {
        List<String> names = types.stream().map(LogicalType::toString).toList();
        throw refused(
            source,
            table,
            "has the column \"" + field.name() + "\" of the type " + field.type(),
            "declare it as " + String.join(" or ", names));
      }
    }
  }

  private static OptionException refused(
      String source, CatalogTable table, String why, String hint) {
    return new OptionException(
        OPTION,
        "option '"
            + OPTION
            + "' of table \""
            + source
            + "\": table \""
            + table.path().name()
            + "\" "
            + why,
        hint);
  }
}
