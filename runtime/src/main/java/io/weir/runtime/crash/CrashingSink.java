package io.weir.runtime.crash;

import io.weir.runtime.connector.Committer;
import io.weir.runtime.connector.ForwardingSinkWriter;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.operator.OperatorSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A sink that tells of what it prepares and publishes, whatever it writes to. */
public final class CrashingSink implements Sink {
  private final Sink sink;
  private final CrashListener listener;

  /** {@code sink}, with a listener. */
  public CrashingSink(Sink sink, CrashListener listener) {
    this.sink = sink;
    this.listener = listener;
  }

  private interface Step {
    void run() throws IOException;
  }

  private void step(CrashPoint point, Step step) throws IOException {
    listener.reached(point, false);
    step.run();
    listener.reached(point, true);
  }

  @Override
  public String describe() {
    return sink.describe();
  }

  @Override
  public CommitMode commitMode() {
    return sink.commitMode();
  }

  @Override
  public Optional<String> remedy() {
    return sink.remedy();
  }

  @Override
  public void prepare() throws IOException {
    sink.prepare();
  }

  @Override
  public SinkWriter createWriter(WriterContext context) throws IOException {
    return new Writer(sink.createWriter(context));
  }

  @Override
  public Committer createCommitter(String incarnation) throws IOException {
    return new Publisher(sink.createCommitter(incarnation));
  }

  private final class Writer extends ForwardingSinkWriter {
    Writer(SinkWriter writer) {
      super(writer);
    }

    @Override
    public OperatorSnapshot snapshot(long checkpointId, boolean isEnd) throws IOException {
      OperatorSnapshot snapshot = super.snapshot(checkpointId, isEnd);
      return () -> {
        listener.reached(CrashPoint.SINK_PREPARED, false);
        OperatorSnapshot.Content content = snapshot.complete();
        listener.reached(CrashPoint.SINK_PREPARED, true);
        return content;
      };
    }
  }

  private final class Publisher implements Committer {
    private final Committer committer;

    Publisher(Committer committer) {
      this.committer = committer;
    }

    @Override
    public void commit(long checkpointId, List<byte[]> committables) throws IOException {
      step(CrashPoint.SINK_COMMITTED, () -> committer.commit(checkpointId, committables));
    }

    @Override
    public void begin() throws IOException {
      step(CrashPoint.SINK_BEGUN, committer::begin);
    }

    @Override
    public void cleanUp(long checkpointId) throws IOException {
      step(CrashPoint.SINK_CLEANED, () -> committer.cleanUp(checkpointId));
    }

    @Override
    public void discard() throws IOException {
      committer.discard();
    }

    @Override
    public OptionalLong publishedAfter(long checkpointId) throws IOException {
      return committer.publishedAfter(checkpointId);
    }

    @Override
    public void close() throws IOException {
      committer.close();
    }
  }
}
