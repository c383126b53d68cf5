package io.weir.planner.statement;

import io.weir.parser.source.Span;
import io.weir.parser.statement.Options;
import io.weir.planner.PlanException;
import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.catalog.MetadataTypes;
import io.weir.planner.catalog.WatermarkOptions;
import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.Connectors;
import io.weir.runtime.connector.ForeignOptions;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.error.WeirException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Checks a table's options when it is declared, so that a mistake shows where it was made. */
final class TableOptions {
  private TableOptions() {}

  /**
   * @param written the options of the statement, which have positions
   * @param name where the table is named, for options that are not in the statement
   * @throws PlanException if the table can neither be read nor written as it is declared
   */
  static void check(CatalogTable table, Connectors connectors, Options written, Span name) {
    if (table.options().isEmpty()) {
      throw new PlanException(
          "table \""
              + table.path().name()
              + "\" has no options, so nobody knows where its rows are",
          name,
          "add WITH ('connector' = '…', …); connectors: " + String.join(", ", connectors.names()));
    }
    try {
      WatermarkOptions.idleTimeoutMillis(table.writtenOptions().options());
      Connector connector = connectors.of(table.sourceDescriptor());
      if (!isUsable(connector, table)) {
        make(connector, table, connector.isSource());
      }
    } catch (OptionException mistake) {
      throw new PlanException(
          mistake.getMessage(), span(mistake.key(), written, name), mistake.hint());
    }
  }

  /** What of its options means nothing. */
  static List<String> warnings(CatalogTable table, Connectors connectors) {
    List<String> warnings = new ArrayList<>(table.writtenOptions().warnings());
    Set<String> declared = new HashSet<>();
    connectors.of(table.sourceDescriptor()).options().forEach(o -> declared.add(o.key()));
    for (String key : table.writtenOptions().options().keySet()) {
      if (!declared.contains(key)) {
        ForeignOptions.reason(key)
            .ifPresent(reason -> warnings.add("option '" + key + "' has no effect: " + reason));
      }
    }
    return List.copyOf(warnings);
  }

  /** Some tables, by their format for instance, can only be read or only be written. */
  private static boolean isUsable(Connector connector, CatalogTable table) {
    return connector.isSource() && succeeds(connector, table, true)
        || connector.isSink() && succeeds(connector, table, false);
  }

  private static boolean succeeds(Connector connector, CatalogTable table, boolean isSource) {
    try {
      make(connector, table, isSource);
      return true;
    } catch (OptionException misfit) {
      return false;
    }
  }

  private static void make(Connector connector, CatalogTable table, boolean isSource) {
    try {
      if (isSource) {
        TableDescriptor descriptor = MetadataTypes.own(table.sourceDescriptor(), connector);
        connector.createSource(
            descriptor, IntStream.range(0, descriptor.schema().size()).boxed().toList());
      } else {
        connector.createSink(MetadataTypes.own(table.sinkDescriptor(), connector));
      }
    } catch (WeirException misfit) {
      throw new OptionException("connector", misfit.getMessage(), misfit.hint());
    }
  }

  private static Span span(String key, Options written, Span name) {
    return written.find(key).map(entry -> entry.key().span()).orElse(name);
  }
}
