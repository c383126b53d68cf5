package io.weir.shell.run;

import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.crash.CrashListener;
import io.weir.runtime.crash.CrashingSink;
import java.util.Map;

/** A connector whose sinks tell a listener what they prepare and publish. */
final class Overheard extends ForwardingConnector {
  private final CrashListener listener;

  Overheard(Connector connector, CrashListener listener) {
    super(connector);
    this.listener = listener;
  }

  @Override
  public Sink createSink(TableDescriptor table) {
    return new CrashingSink(super.createSink(table), listener);
  }

  @Override
  public Sink createOverwritingSink(TableDescriptor table, Map<String, String> partition) {
    return new CrashingSink(super.createOverwritingSink(table, partition), listener);
  }
}
