package io.weir.shell.run;

import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.TableDescriptor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A connector of files that keeps some tables in directories of their own, wherever they say. */
final class Rerouted extends ForwardingConnector {
  private final Set<String> tables;
  private final Path directory;

  Rerouted(Connector connector, Set<String> tables, Path directory) {
    super(connector);
    this.tables = tables;
    this.directory = directory;
  }

  @Override
  public Source createSource(TableDescriptor table, List<Integer> columns) {
    return super.createSource(rerouted(table), columns);
  }

  @Override
  public Sink createSink(TableDescriptor table) {
    return super.createSink(rerouted(table));
  }

  @Override
  public Sink createOverwritingSink(TableDescriptor table, Map<String, String> partition) {
    return super.createOverwritingSink(rerouted(table), partition);
  }

  private TableDescriptor rerouted(TableDescriptor table) {
    if (!tables.contains(table.name())) {
      return table;
    }
    SortedMap<String, String> options = new TreeMap<>(table.options());
    options.put("path", directory.resolve(table.name()).toString());
    return new TableDescriptor(
        table.name(),
        table.schema(),
        table.metadata(),
        table.primaryKey(),
        table.partitionKeys(),
        options);
  }
}
