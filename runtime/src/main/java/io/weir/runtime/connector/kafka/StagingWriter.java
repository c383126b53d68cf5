package io.weir.runtime.connector.kafka;

import io.weir.runtime.connector.Sink.WriterContext;
import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.time.Clock;
import java.util.List;

/** Keeps the messages of an epoch for its checkpoint, after which the committer publishes them. */
final class StagingWriter implements SinkWriter {
  /** Brokers forget offsets of groups that rest, after a week unless they are told otherwise. */
  private static final long RECORD_REFRESH_NANOS = 24L * 60 * 60 * 1_000_000_000;

  private final MessageEncoder encoder;
  private final StagedMessages staged = new StagedMessages();
  private final long mostBytes;
  private final boolean refreshesRecord;
  private final Clock clock;
  private long lastEpochNanos;

  StagingWriter(KafkaSink sink, MessageEncoder encoder, WriterContext context) {
    this.encoder = encoder;
    this.mostBytes = sink.mostEpochBytes() / context.parallelism();
    this.refreshesRecord = context.subtask() == 0;
    this.clock = context.clock();
    this.lastEpochNanos = clock.monotonicNanos();
  }

  @Override
  public void write(Batch batch) {
    try (batch) {
      encoder.encode(batch, staged::add);
    }
  }

  @Override
  public boolean isEpochFull() {
    return staged.sizeBytes() >= mostBytes;
  }

  @Override
  public OperatorSnapshot snapshot(long checkpointId, boolean isEnd) {
    byte[] messages = staged.take();
    long now = clock.monotonicNanos();
    boolean isRefreshDue = refreshesRecord && now - lastEpochNanos >= RECORD_REFRESH_NANOS;
    if (messages.length == 0 && !isRefreshDue) {
      return OperatorSnapshot.EMPTY;
    }
    lastEpochNanos = now;
    OperatorSnapshot.Content content = new OperatorSnapshot.Content(new byte[0], List.of(messages));
    return () -> content;
  }

  @Override
  public void close() {}
}
