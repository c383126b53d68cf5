package io.weir.shell.run;

import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.Metadata;
import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.type.LogicalType;
import java.util.List;
import java.util.Map;

/** A connector that leaves everything to another one, but for what a subclass does otherwise. */
abstract class ForwardingConnector implements Connector {
  private final Connector connector;

  ForwardingConnector(Connector connector) {
    this.connector = connector;
  }

  @Override
  public String name() {
    return connector.name();
  }

  @Override
  public String description() {
    return connector.description();
  }

  @Override
  public String guarantees() {
    return connector.guarantees();
  }

  @Override
  public boolean isSource() {
    return connector.isSource();
  }

  @Override
  public boolean isSink() {
    return connector.isSink();
  }

  @Override
  public List<Option> options() {
    return connector.options();
  }

  @Override
  public Map<String, List<Option>> formats() {
    return connector.formats();
  }

  @Override
  public List<Metadata> metadata() {
    return connector.metadata();
  }

  @Override
  public Map<String, List<Metadata>> formatMetadata() {
    return connector.formatMetadata();
  }

  @Override
  public Map<String, LogicalType> metadata(TableDescriptor table) {
    return connector.metadata(table);
  }

  @Override
  public Source createSource(TableDescriptor table, List<Integer> columns) {
    return connector.createSource(table, columns);
  }

  @Override
  public Sink createSink(TableDescriptor table) {
    return connector.createSink(table);
  }

  @Override
  public Sink createOverwritingSink(TableDescriptor table, Map<String, String> partition) {
    return connector.createOverwritingSink(table, partition);
  }

  @Override
  public SinkInput sinkInput(TableDescriptor table) {
    return connector.sinkInput(table);
  }
}
