package io.weir.runtime.connector.blackhole;

import io.weir.runtime.connector.CommitsNothing;
import io.weir.runtime.connector.Committer;
import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.stream.Batch;
import java.util.List;

/** {@code 'connector' = 'blackhole'}: takes every row and keeps none. */
public final class BlackholeConnector implements Connector {
  @Override
  public String name() {
    return "blackhole";
  }

  @Override
  public String description() {
    return "Throws rows away, for measurements.";
  }

  @Override
  public String guarantees() {
    return "Nothing is kept.";
  }

  @Override
  public boolean isSource() {
    return false;
  }

  @Override
  public boolean isSink() {
    return true;
  }

  @Override
  public List<Option> options() {
    return List.of();
  }

  @Override
  public Source createSource(TableDescriptor table, List<Integer> columns) {
    throw new OptionException("connector", "a 'blackhole' table cannot be read", null);
  }

  @Override
  public Sink createSink(TableDescriptor table) {
    Options.of(table.options(), options());
    return new BlackholeSink();
  }

  @Override
  public SinkInput sinkInput(TableDescriptor table) {
    return SinkInput.ANY;
  }

  private record BlackholeSink() implements Sink {
    @Override
    public String describe() {
      return "blackhole";
    }

    @Override
    public CommitMode commitMode() {
      return CommitMode.EPHEMERAL;
    }

    @Override
    public void prepare() {}

    @Override
    public SinkWriter createWriter(WriterContext context) {
      return new BlackholeWriter();
    }

    @Override
    public Committer createCommitter(String incarnation) {
      return CommitsNothing.INSTANCE;
    }
  }

  private static final class BlackholeWriter implements SinkWriter {
    @Override
    public void write(Batch batch) {
      batch.close();
    }

    @Override
    public OperatorSnapshot snapshot(long checkpointId, boolean isEnd) {
      return OperatorSnapshot.EMPTY;
    }

    @Override
    public void close() {}
  }
}
