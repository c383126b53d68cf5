package io.weir.shell.run;

import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.crash.CrashListener;
import io.weir.runtime.crash.CrashingSink;
import java.util.List;
import java.util.Map;

/** A connector whose sinks tell a listener what they prepare and publish. */
record Overheard(Connector connector, CrashListener listener) implements Connector {
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
  public Source createSource(TableDescriptor table, List<Integer> columns) {
    return connector.createSource(table, columns);
  }

  @Override
  public Sink createSink(TableDescriptor table) {
    return new CrashingSink(connector.createSink(table), listener);
  }

  @Override
  public SinkInput sinkInput(TableDescriptor table) {
    return connector.sinkInput(table);
  }
}
